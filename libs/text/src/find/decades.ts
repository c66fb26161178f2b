import { type Mark, markOf } from '../marks.ts'
import { before, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { enlist } from '../words/flags.ts'

/** Words that tell somebody's age to ten years, folded; those of French and English count other things, too. */
const FRENCH = new Set('vingtaine trentaine quarantaine cinquantaine soixantaine'.split(' '))
const ENGLISH = new Set('teens twenties thirties forties fifties sixties seventies eighties'.split(' '))
const ALWAYS = new Set(
  'quadragenario quadragenaria cuadragenario cuadragenaria quinquagenario quinquagenaria sexagenario sexagenaria septuagenario septuagenaria octogenario octogenaria nonagenario nonagenaria trentenaire quadragenaire quinquagenaire sexagenaire septuagenaire octogenaire nonagenaire thirtysomething quadragenarian septuagenarian octogenarian nonagenarian'.split(
    ' ',
  ),
)
const FRENCH_LEAD = /\b(?:la|sa|leur)(?: (?:petite|jeune|bonne|belle|fin de))? $/
const FRENCH_TAIL = /^ (?:bien )?(?:sonnee|passee|tapee|entamee|avancee)\b/
const ENGLISH_LEAD = /\b(?:her|his|their|my)(?: |-)$|\b(?:early|mid|late)[ -]$/
const PART_OF_DECADE = /\b(?:early|mid|late)[ -]$/

const DECADE = enlist([...FRENCH, ...ENGLISH, ...ALWAYS])
export const isDecade = ({ signs }: Token): boolean => (signs & DECADE) !== 0

/** A word that tells nothing but somebody's age. */
export const agesOfOneWord = ({ signs, tokens }: Scene): Mark[] =>
  (signs & DECADE) === 0
    ? []
    : tokens.filter(t => isDecade(t) && ALWAYS.has(t.text)).map(({ start, end }) => markOf(start, end, 'AGE'))

/** "la jeune trentaine", "in her early forties", "una mujer sexagenaria". */
export function decade(scene: Scene, t: Token): void {
  const left = before(scene, t.start, 24)
  if (ALWAYS.has(t.text)) mark(scene, t.start, t.end, 'AGE')
  else if (FRENCH.has(t.text)) {
    const lead = FRENCH_LEAD.exec(left)?.[0]
    const tail = FRENCH_TAIL.exec(scene.text.slice(t.end, t.end + 16))?.[0] ?? ''
    if (lead !== undefined) mark(scene, t.start - lead.length, t.end + tail.length, 'AGE')
  } else if (ENGLISH_LEAD.test(left)) {
    mark(scene, t.start - (PART_OF_DECADE.exec(left)?.[0].length ?? 0), t.end, 'AGE')
  }
}
