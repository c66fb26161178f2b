import { shownOf } from '../fold.ts'
import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS } from '../words/flags.ts'
import { ELSEWHERE, FREQUENT, LISTED_NAME } from '../words/known.ts'
import { setOf } from '../words/set-of.ts'

/** How strangers are addressed: no part of what somebody is called. */
const FORMAL = setOf(
  'senor senora senorita senhor senhora senhorita sra srta dra monsieur madame mademoiselle mme mlle mr mrs ms sir me',
)
const LONGEST_SHORT = 4

/** What stands for a name's first word, and is a title or another word elsewhere; and in texts of which language. */
const FIRST_WORDS: ReadonlyMap<string, string> = new Map([
  ...['nana', 'tata', 'kuya', 'bos'].map(word => [word, 'es pt fr en'] as const),
  ['irma', 'es fr en'],
  ['rut', 'es pt'],
  ['nino', 'es pt fr en'],
  ['mama', 'pt fr en'],
  ['mister', 'es'],
  ['dona', 'fr en'],
  ['seu', 'fr en'],
  ['ate', 'pt en'],
  ['ah', 'en'],
  ['so', 'fr'],
])

/** Names with the title that is a part of them, as whoever writes or reads them knows nobody else by it. */
export function titledNames(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const found: Mark[] = []
  let at = 0
  for (const mark of marks) {
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    const name = tokens[at]
    if (name === undefined || !isOfPerson(mark.type)) continue
    const from = initialBefore(scene, mark.start === name.start ? name : undefined)
    if (from !== undefined) found.push(markOf(from.start, mark.end, 'PERSON'))
    const title = tokens[at - 1]
    if (isNickname(scene, title, mark, name) || isFirstWord(scene, title))
      found.push(markOf(title?.start ?? mark.start, mark.end, 'ALIAS'))
  }
  return found
}

const isTitle = (t: Token): boolean => (t.flags & IS.title) !== 0 && t.end - t.start > 1 && !FORMAL.has(t.text)

/** Where a title and one name behind it end, written like a name: "Don Nadie", "don Guri", "Dr. Lama", "SEU LIM". */
export function titledEnd(scene: Scene, title: Token): number | undefined {
  const { tokens } = scene
  const name = tokens[title.index + 1]
  if (name === undefined || !isTitle(title) || !/^\.? $/.test(gapAfter(scene, title.index))) return undefined
  if (name.digits > 0 || isSpared(scene, name) || (name.flags & IS.function) !== 0 || name.line !== title.line)
    return undefined
  // "elle appelle la tante. Bébé dort"
  if (title.end - title.start > LONGEST_SHORT && gapAfter(scene, title.index) !== ' ') return undefined
  const isShouted = title.letterCase === 'caps' && name.letterCase === 'caps'
  if (name.quiet ? !isShouted : name.letterCase !== 'capital') return undefined
  const next = tokens[name.index + 1]
  // "don Pedro de la Loma": what goes on is found by what stands beside it.
  const isAlone =
    next === undefined ||
    gapAfter(scene, name.index) !== ' ' ||
    (next.letterCase !== name.letterCase && (next.flags & IS.particle) === 0)
  return isAlone ? name.index : undefined
}

/** Mid in a sentence of a text where letters say something: "es Maestro Limpio", "un associé, Tonton Mardi". */
const isNickname = (scene: Scene, title: Token | undefined, mark: Mark, name: Token): boolean =>
  title !== undefined &&
  isTitle(title) &&
  title.letterCase === 'capital' &&
  title.end - title.start > 2 &&
  !title.quiet &&
  !title.first &&
  gapAfter(scene, title.index) === ' ' &&
  isWordAlone(mark, name)

/** "Irma" of "Irma Ajú", "Ate" of "Ate Vic". */
const isFirstWord = (scene: Scene, t: Token | undefined): boolean =>
  t !== undefined &&
  (t.letterCase === 'capital' || (t.letterCase === 'caps' && t.text === 'irma')) &&
  gapAfter(scene, t.index) === ' ' &&
  FIRST_WORDS.get(t.text)?.includes(scene.language) === true &&
  !/[ãñ]/i.test(shownOf(scene.folded, t.start, t.end))

/** One word that is nobody's name elsewhere. */
const isWordAlone = (mark: Mark, t: Token): boolean =>
  t.start === mark.start &&
  t.end === mark.end &&
  t.letterCase === 'capital' &&
  !t.given &&
  !t.family &&
  (t.rank & LISTED_NAME) === 0 &&
  (t.anywhere || (t.rank & (FREQUENT | ELSEWHERE)) !== 0)

/** "R." of "R. Bank", "Ma." of "Ma. Elena", "Md." of "Md. Rofikul". */
function initialBefore(scene: Scene, name: Token | undefined): Token | undefined {
  if (name === undefined || name.letterCase === 'lower') return undefined
  const t = scene.tokens[name.index - 1]
  if (t === undefined || t.line !== name.line || gapAfter(scene, t.index) !== '. ') return undefined
  if (t.letterCase !== 'lower' && SHORT_NAMES.has(t.text)) return t
  const isInitial = t.letterCase === 'capital' && t.end - t.start === 1 && t.digits === 0
  return isInitial && !(t.text === 'm' && scene.language === 'fr') && !t.first ? t : undefined
}
/** María; Mohammed and Mosammat, as they are written in Bengal. */
const SHORT_NAMES = setOf('ma md mst mohd')
