import { type Mark, markOf } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'

/** Currencies of which judgments tell, beside those of the field. */
const CURRENCIES = setOf(
  `lira liras zloty zlotys schilling schillings sterling krona kronor kroner forint forints rouble roubles ruble rubles rublos hryvnia hryvnias
francs francos utm ufir trl pln czk huf sek nok rub uah ron bgn hrk rsd ats dem frf itl`,
)
const isCurrency = (t: Token | undefined): t is Token =>
  t !== undefined && ((t.flags & IS.currency) !== 0 || CURRENCIES.has(t.text))
const SIGN =
  /(?:(?<!\p{L})\p{L}{1,3})?\/?\.? ?[$€£¥] ?$|(?<![\p{L}\d])(?:r\$|s\/\.?|bs?\.?\/?\.?|gs?\.|rs\.?|b\/\.?) ?$/u
const SIGN_BEHIND = /^ ?[$€£¥]/
/** "pounds sterling (GBP)" */
const BESIDE = /^ \(?$/
const GROUPED = /^[.,' ]$/
const MOST_GROUPS = 6
/** "3,000 Turkish liras", "2 millones de pesos". */
const BETWEEN = 2
const LOOK_BACK = 9
/** "L 250,000", "Q 3,450.00": lempiras and quetzales, where thousands or cents are told. */
const LETTERS = /(?<![\p{L}\d])[lq] $/u
/** "ley L 24.240" */
const LAW = /(?:ley|lei|loi|law|art\p{L}*\.?) [lq] $/u
const LAW_BACK = 14
const THOUSANDS = /^\d{1,3}(?:[,.]\d{3})+(?:[.,]\d\d)?$|^\d+[.,]\d\d$/

/** What was paid, owed or awarded, with its currency: in a judgment whoever looks for it finds it by that. */
export function sumsIn(scene: Scene): Mark[] {
  const { tokens } = scene
  const sums: Mark[] = []
  for (let at = 0; at < tokens.length; at++) {
    const t = tokens[at] as Token
    if (t.digits === 0) continue
    let last = at
    while (last - at < MOST_GROUPS && (tokens[last + 1]?.digits ?? 0) > 0 && GROUPED.test(gapAfter(scene, last))) last++
    const start = currencyBefore(scene, at, (tokens[last] as Token).end)
    const end = currencyBehind(scene, last)
    if (start !== undefined || end !== undefined)
      sums.push(markOf(start ?? t.start, end ?? (tokens[last] as Token).end, 'AMOUNT'))
    at = last
  }
  return sums
}

/** Where a sum begins that has its currency before it. */
function currencyBefore(scene: Scene, at: number, end: number): number | undefined {
  const { tokens, text } = scene
  const [prior, t] = [tokens[at - 1], tokens[at] as Token]
  if (isCurrency(prior) && /^[ .$]{1,2}$/.test(gapAfter(scene, at - 1))) return prior.start
  const before = text.slice(Math.max(0, t.start - LOOK_BACK), t.start)
  const isLaw = LAW.test(text.slice(Math.max(0, t.start - LAW_BACK), t.start))
  const letter = !isLaw && THOUSANDS.test(text.slice(t.start, end)) ? LETTERS.exec(before)?.[0] : undefined
  const sign = SIGN.exec(before)?.[0] ?? letter
  return sign === undefined ? undefined : t.start - sign.length
}

/** Where a sum ends that has its currency behind it, and that again in brackets. */
function currencyBehind(scene: Scene, last: number): number | undefined {
  const { tokens, text } = scene
  const { end: behind } = tokens[last] as Token
  const sign = SIGN_BEHIND.exec(text.slice(behind, behind + 2))?.[0]
  if (sign !== undefined) return behind + sign.length
  for (let at = last + 1; at <= last + 1 + BETWEEN && gapAfter(scene, at - 1) === ' '; at++) {
    if (!isCurrency(tokens[at])) continue
    while (BESIDE.test(gapAfter(scene, at)) && isCurrency(tokens[at + 1])) at++
    return (tokens[at] as Token).end
  }
  return undefined
}
