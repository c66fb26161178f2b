import { gapAfter, isMasked, isNamed, isSpared, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, ROLE } from '../words/flags.ts'
import { isCapital, isOrdinary, mayName } from './kinds.ts'
import { isLabel } from './near.ts'

/** The rest of a name behind its first word. */
export function extend(scene: Scene, first: Token, type: SpanType, from = first): void {
  const { tokens } = scene
  let last = first.index
  for (let i = first.index + 1; i < tokens.length && i - first.index < 6; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (
      t === undefined ||
      t.digits > 2 ||
      isSpared(scene, t) ||
      isLabel(scene, t) ||
      !(
        (/^(?:[ '-]|-? ?\n ?)$/.test(gap) && gap !== '\n') ||
        (/^\. ?$/.test(gap) && (tokens[i - 1]?.end ?? 0) - (tokens[i - 1]?.start ?? 0) <= 2)
      )
    )
      break
    if (isMasked(scene, t) && !isNamed(scene, t)) break
    if (!t.quiet && isCapital(t)) last = i
    else if (
      t.flags & IS.particle &&
      t.text !== 'y' &&
      t.text !== 'e' &&
      t.text !== 'and' &&
      t.text !== 'et' &&
      nextNames(scene, i, first)
    )
      continue
    else if (
      t.quiet &&
      first.quiet &&
      t.end - t.start > 1 &&
      (t.flags & IS.function) === 0 &&
      (!isOrdinary(t) || mayName(t)) &&
      !(t.flags & (ROLE | IS.called | IS.orgHead))
    )
      last = i
    else break
  }
  const end = tokens[last]?.end ?? first.end
  mark(scene, from.start, end, type)
  if (type === 'ALIAS') another(scene, last)
}

/** "le decían Beto o el Peñi". */
function another(scene: Scene, last: number): void {
  const { tokens } = scene
  const or = tokens[last + 1]
  if (or === undefined || !/^(?:o|ou|or|y|e|et|and|u)$/.test(or.text) || !/^["»”']? ?$/.test(gapAfter(scene, last)))
    return
  const article = tokens[last + 2]
  const next = article !== undefined && /^(?:el|la|o|a|le|the)$/.test(article.text) ? tokens[last + 3] : article
  if (article !== undefined && next !== undefined && isCapital(next) && !next.quiet && !isMasked(scene, next))
    mark(scene, article.start, next.end, 'ALIAS')
}

const nextNames = (scene: Scene, index: number, first: Token): boolean => {
  let next = scene.tokens[index + 1]
  if (next !== undefined && (next.flags & IS.particle) !== 0) next = scene.tokens[index + 2]
  if (next === undefined) return false
  return next.quiet ? first.quiet && (!isOrdinary(next) || mayName(next)) : isCapital(next)
}
