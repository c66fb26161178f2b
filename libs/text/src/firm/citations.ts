import { matchesIn } from '../find/matches.ts'
import { tokenAt, tokensWithin } from '../find/near.ts'
import { isFixed, type Mark } from '../marks.ts'
import { before, type Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

/** "8 U.S.C. 1101(a)(15)(T)", "22 CFR 41.84", "L. 4741-1" */
const OF_CODES =
  /(?<![\p{L}\d])\d{1,2} (?:u\.s\.c\.?|usc|c\.f\.r\.?|cfr) ?(?:§ ?)?\d{1,4}[a-z]?(?:\.\d{1,3})?(?: ?\([\da-z]{1,4}\))*|(?<![\p{L}\d])[lrd]\. ?\d{3,4}-\d{1,3}(?:-\d{1,2})?(?:(?:,| et| ou| a) (?:[lrd]\. ?)?\d{3,4}-\d{1,3}(?:-\d{1,2})?){0,6}(?![\d-])/gu
/** "Ley contra la Violencia Sexual, Explotación y Trata": up to what stands in its title. */
const TITLE =
  /(?<!\p{L})(?:codigo|code|ley|lei|loi|estatuto)(?: (?:de|del|do|da|des|du|la|las|los|el|les|contra|sobre|para|integral|organica|general|y|e|et|n[ao]|a)| [\p{L}]{4,16},?){0,6}[ ,]{1,2}$/u
const TITLED: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'ORG_SMALL', 'ALIAS', 'NATIONALITY'])
const LONGEST = 70

/** Marks without those that lie in a citation of the law, which names nobody. */
export function uncited(scene: Scene, marks: readonly Mark[]): Mark[] {
  return marks.filter(mark => {
    if (isFixed(mark)) return true
    if (mark.type === 'DATE' && isOfLaw(scene, mark)) return false
    if (NUMBERS.has(mark.type)) return !isOfCode(scene, mark) && !LAW_NUMBER.test(before(scene, mark.start, LONGEST))
    return !TITLED.has(mark.type) || !isOfTitle(scene, mark)
  })
}

/** Whether a number lies within a citation, whose head may be masked with it. */
function isOfCode({ text }: Scene, { start, end }: Mark): boolean {
  const from = Math.max(0, start - HEAD)
  return matchesIn(text.slice(from, end + HEAD), OF_CODES).some(
    ({ index, 0: { length } }) => from + index <= start && end <= from + index + length,
  )
}
const HEAD = 24
const NUMBERS: ReadonlySet<SpanType> = new Set<SpanType>(['DOC_ID', 'PHONE', 'PLATE', 'AGE', 'DATE'])

/** Whether a mark of ordinary words goes on with the title of a law, which has a capital: nobody is named in "por la ley, Luz". */
function isOfTitle(scene: Scene, { start, end }: Mark): boolean {
  if (!tokensWithin(scene, start, end).every(t => t.common && !t.first && !t.given && t.digits === 0)) return false
  const title = TITLE.exec(before(scene, start, LONGEST))?.[0]
  const head = title === undefined ? undefined : tokenAt(scene, start - title.length)
  return head?.letterCase === 'capital' && !head.first
}

/** "Lei Complementar 150/2015", "Decreto Supremo 007-2007-TR": what stands before the number of a law. */
const LAW_NUMBER =
  /(?<!\p{L})(?:lei complementar|ley|lei|loi|decreto(?:[ -](?:supremo|ley|lei|legislativo|ejecutivo))?|decret|acuerdo gubernativo|instrucao normativa|portaria(?: interministerial| conjunta)?|convenio|convencao|reglamento)(?: [\p{L}/]{2,14}(?<=[/a-z]))?,? (?:n(?:[.]?[º°o]|um|ro)?\.? ?)?$/u

/** The day of a law, which is no day of a case: "publicada el 14 de junio de 2012", "loi 137-03 du 7 août 2003", "as amended January 5, 2023". */
function isOfLaw(scene: Scene, { start, end }: Mark): boolean {
  if (OF_NOW.test(scene.text.slice(start, end))) return false
  const left = before(scene, start, LONGEST)
  return ACT.test(left) || (ENACTED.test(left) && !IN_FIGURES.test(scene.text.slice(start, end)))
}
/** Only a law beside it tells the second search that such a day is nobody's birthday: it would withhold the text. */
const IN_FIGURES = /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/
/** What a court or an office orders in a case is of these years. */
const OF_NOW = /20(?:2[4-9]|[3-9]\d)$/
const ENACTED =
  /(?<!\p{L})(?:publicad[oa]s?|sancionad[oa]s?|promulgad[oa]s?|aprovad[oa]s?|aprobad[oa]s?|incorporad[oa]s?|reformad[oa]s?|modificad[oa]s?|adoptad[oa]s?|adotad[oa]s?|ratificad[oa]s?|modifiee?s?|adoptee?s?|promulguee?s?|publiee?s?|amended|assented|enacted|gazetted|(?:en|em|in) (?:vigueur|vigor|force))(?: (?:en|no|na|el|em|le|on|to|del?|la|du|gaceta|diario|oficial|journal|officiel|by|of|and)){0,5},? $/u
const ACT =
  /(?<!\p{L})(?:ley|lei|loi|decreto|decreto-lei|decreto-ley|decret|convenio|convencion|convencao|convention|protocolo|protocole|reglamento|regulamento|reglement|regulations?|portaria|ordonnance|arrete|estatuto|codigo|code|act|acuerdo gubernativo|directive|instrucao normativa|declaracao|declaracion|acordo|tratado|traite|treaty|agreement)(?!\p{L})[^.;:?!\n]{0,40}?(?: |\d,? |, )(?:de(?: fecha)?|del|du|of|dated)?(?: |(?<=, ))$/u
