import { matchesIn } from '../find/matches.ts'
import { tokenAt, tokensWithin } from '../find/near.ts'
import { isFixed, type Mark } from '../marks.ts'
import { before, type Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

/** "8 U.S.C. 1101(a)(15)(T)", "22 CFR 41.84" */
const OF_CODES =
  /(?<![\p{L}\d])\d{1,2} (?:u\.s\.c\.?|usc|c\.f\.r\.?|cfr) ?(?:§ ?)?\d{1,4}[a-z]?(?:\.\d{1,3})?(?: ?\([\da-z]{1,4}\))*/gu
/** "Ley contra la Violencia Sexual, Explotación y Trata": up to what stands in its title. */
const TITLE =
  /(?<!\p{L})(?:codigo|code|ley|lei|loi|estatuto)(?: (?:de|del|do|da|des|du|la|las|los|el|les|contra|sobre|para|integral|organica|general|y|e|et|n[ao]|a)| [\p{L}]{4,16},?){0,6}[ ,]{1,2}$/u
const TITLED: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'ORG_SMALL', 'ALIAS', 'NATIONALITY'])
const LONGEST = 70

/** Marks without those that lie in a citation of the law, which names nobody. */
export function uncited(scene: Scene, marks: readonly Mark[]): Mark[] {
  return marks.filter(mark => {
    if (isFixed(mark)) return true
    if (NUMBERS.has(mark.type)) return !isOfCode(scene, mark)
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
