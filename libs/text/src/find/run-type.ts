import { before, gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, LABEL, ROLE } from '../words/flags.ts'
import { isOrdinary, mayName, phraseOf } from './kinds.ts'
import { isPlausible } from './plausible.ts'

export const PLACE_BEFORE = new Set(
  'en em in at a au aux from desde hasta near cerca perto pres dans vers to de del do da entre sur onto towards hacia ate jusqu of proviene oriunda oriundo natural'.split(
    ' ',
  ),
)

/** What a run of words with a capital names; undefined for nothing. */
export function typeOf(scene: Scene, run: readonly Token[], led: boolean): SpanType | undefined {
  const { lists, tokens } = scene
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) return undefined
  const prior = tokens[first.index - 1]
  const close =
    prior !== undefined && gapAfter(scene, prior.index).length <= 3 && !/[.;:\n]/.test(gapAfter(scene, prior.index))
  const content = run.filter(t => (t.flags & IS.particle) === 0)
  if (content.length === 0) return undefined
  if ((first.flags & IS.orgHead || /^(?:casa|maison|villa|house|faz|esc)$/.test(first.text)) && content.length > 1)
    return 'ORG_SMALL'
  if (last.flags & IS.orgTail && content.length > 1 && scene.language === 'en') return 'ORG_SMALL'
  if (close && prior.flags & IS.orgHead && !prior.quiet && !(prior.flags & (ROLE | IS.title))) return 'ORG_SMALL'
  if (first.flags & IS.placeHead && content.length > 1 && !first.given) return 'PLACE_SMALL'
  if (
    close &&
    (prior.flags & IS.placeHead || (prior.flags & IS.particle && (tokens[prior.index - 1]?.flags ?? 0) & IS.placeHead))
  )
    return 'PLACE_SMALL'
  if (run.length > 1 && lists.isSmallPlace(phraseOf(run))) return 'PLACE_SMALL'
  const named = run.filter(mayName).length
  if (content.every(isOrdinary) && named === 0) {
    if (
      led ||
      first.first ||
      content.length === 1 ||
      content.some(t => (t.flags & (IS.capital | ROLE | LABEL | IS.lawWord)) !== 0)
    )
      return undefined
    return 'ORG_SMALL'
  }
  if (run.length === 1 && first.first && isOrdinary(first) && !(first.flags & IS.nameWord) && !first.given)
    return undefined
  if (run.length === 1 && first.first && isOrdinary(first) && first.common && followedByVerb(scene, first))
    return undefined
  const opening = first.first || / {2}$/.test(before(scene, first.start, 2))
  if (
    run.length === 1 &&
    opening &&
    !mayName(first) &&
    (/^\.? ?:/.test(scene.text.slice(last.end, last.end + 3)) || isPlausible(first.text, scene))
  )
    return undefined
  if (close && PLACE_BEFORE.has(prior.text) && !first.given && !(first.flags & IS.nameWord) && !led)
    return 'PLACE_SMALL'
  return 'PERSON'
}

/** "Esperanza de volver": an ordinary word at the head of a sentence, before a small word. */
const followedByVerb = (scene: Scene, t: Token): boolean => {
  const next = scene.tokens[t.index + 1]
  return next !== undefined && next.letterCase === 'lower' && /^(?:de|del|a|para|por|to|of|for|que|d)$/.test(next.text)
}
