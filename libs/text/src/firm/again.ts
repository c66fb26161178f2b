import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isSpared, type Scene } from '../scene.ts'
import { Sizes } from '../seed/sizes.ts'
import { isWritten, type Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'

const SHORTEST = 3
/** What is no name where it begins a greeting, or a phrase. */
const NOBODY = setOf('boa bom bonne bon good santa santo san saint')
/** What goes on behind a word that is none: "Rio de Janeiro", "Preta eu sou". */
const GOES_ON = setOf('de del da do du des d of y e et and o ou or eu yo je i')
const NO_NAME = IS.function | IS.particle | IS.capital | IS.country | IS.orgHead

/** A word of a whole name, ordinary by itself, where it stands alone with a capital: "June may take messages", "Minor. Tiene las llaves". */
export function namesAgain(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const words = new Set<string>()
  const sizes = new Sizes()
  let at = 0
  for (const { type, start, end } of marks) {
    while (at < tokens.length && (tokens[at] as Token).end <= start) at++
    if (!isOfPerson(type) || (tokens[at + 1]?.start ?? end) >= end) continue
    for (let t = tokens[at]; t !== undefined && t.start < end; t = tokens[++at])
      if (t.letterCase !== 'lower' && t.digits === 0 && t.end - t.start >= SHORTEST && (t.flags & NO_NAME) === 0) {
        words.add(t.text)
        sizes.add(t.text)
      }
  }
  if (words.size === 0) return []
  return tokens
    .filter(t => sizes.mayHold(t.text) && t.letterCase === 'capital' && words.has(t.text) && standsAlone(scene, t))
    .map(({ start, end }) => markOf(start, end, 'PERSON'))
}

function standsAlone(scene: Scene, t: Token): boolean {
  if (t.quiet || isSpared(scene, t) || NOBODY.has(t.text)) return false
  const { tokens } = scene
  const prior = tokens[t.index - 1]
  if (!t.first && ((t.flags & IS.month) !== 0 || (prior !== undefined && isWritten(prior)))) return false
  const gap = gapAfter(scene, t.index)
  const next = tokens[t.index + 1]
  if (gap.includes(':') || gap.startsWith('-')) return false
  return next === undefined || gap !== ' ' || (!isWritten(next) && next.digits === 0 && !GOES_ON.has(next.text))
}
