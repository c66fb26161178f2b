import { before, gapAfter, isMasked, matchAt, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'

/** Laws, amounts of money and times of day: their numbers and capitals tell nothing of a person. */
export function findHarmless(scene: Scene): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined) break
    if (t.flags & IS.lawHead) {
      const end = lawFrom(scene, i)
      if (end > i) {
        spare(scene, t.start, tokens[end]?.end ?? t.end)
        i = end
        continue
      }
    }
    if (t.end - t.start === 1 && t.letterCase === 'capital') sparedTurn(scene, t)
    if (t.digits > 0 && !isMasked(scene, t)) sparedNumber(scene, t)
  }
}

const LONGEST_LAW = 22
/** No number of a law. */
const DAY = /\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)/y
const INSIDE = IS.lawHead | IS.lawWord | IS.function | IS.particle

/** Index of the last token of the reference to a law that begins at `from`; `from` itself if there is none. */
function lawFrom(scene: Scene, from: number): number {
  const { tokens } = scene
  const head = tokens[from]
  if (head === undefined) return from
  if (head.text.length <= 2 && !(tokens[from + 1]?.digits || tokens[from + 1]?.text === 'i')) return from
  let last = from
  let telling = false
  for (let i = from + 1; i < tokens.length && i - from < LONGEST_LAW; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (t === undefined || gap.length > 4 || gap.includes('\n')) break
    if (t.digits > 0 && matchAt(DAY, scene, t.start) !== null) break
    if (/[.!?] /.test(gap) && t.letterCase === 'capital' && (tokens[i - 1]?.text.length ?? 9) > 4) break
    if (t.digits > 0 ? t.digits > 7 || (t.digits > 4 && !/^[\d.]*$/.test(t.text)) : !isInLaw(t)) break
    if (t.digits > 0 || ((t.flags & (IS.lawWord | IS.lawHead)) !== 0 && t.letterCase !== 'lower')) telling = true
    if ((t.flags & (IS.function | IS.particle)) === 0 || t.digits > 0) last = i
    if (t.digits === 4 && (tokens[i + 1]?.flags ?? 0) !== 0 && /[.;]/.test(gapAfter(scene, i))) break
  }
  return telling ? last : from
}

const isInLaw = (t: Token): boolean =>
  t.text.length === 1 ||
  (t.flags & (INSIDE | IS.month)) !== 0 ||
  /^(?:i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xv|xx)$/.test(t.text)

/** "P. ¿De dónde viene? R. De la costa.": the letters of question and answer. */
function sparedTurn(scene: Scene, t: Token): void {
  const left = before(scene, t.start, 3)
  const right = scene.text.slice(t.end, t.end + 4)
  if ((/\? {0,2}$/.test(left) && /^[.:] /.test(right)) || (/(?:^|[.!?\n] ?)$/.test(left) && /^[.:] ?¿/.test(right)))
    spare(scene, t.start, t.end)
}

const CURRENCY_BEFORE = /(?:[$€£¥]|(?<![a-z])(?:r\$|s\/\.?|bs\.?|us\$?)) ?$/
const CURRENCY_AFTER = /^ ?[$€£%‰]/
/** Signs with which what CURRENCY_BEFORE and CURRENCY_AFTER find ends, and begins. */
const MONEY_SIGNS = '$€£¥/.s%‰'
const GROUP_SIGNS = ". ,'"
const MOST_GROUPS = 5
const CLOCK = /\d{1,2} ?(?::|h|h:) ?\d{2}(?: ?(?:h|hs|hrs?|am|pm)\b)?/y

function sparedNumber(scene: Scene, t: Token): void {
  const { text, tokens } = scene
  const clock = mayBeClock(scene, t) ? matchAt(CLOCK, scene, t.start)?.[0] : undefined
  const next = text[t.start + (clock?.length ?? 0)] ?? ' '
  if (clock !== undefined && !/[\d:/.-]/.test(next) && !/[\d/.:-]/.test(before(scene, t.start, 1))) {
    spare(scene, t.start, t.start + clock.length)
    return
  }
  let last = t.index
  while (last - t.index < MOST_GROUPS && isGrouped(scene, last)) last++
  const end = tokens[last]?.end ?? t.end
  const prior = tokens[t.index - 1]
  const after = tokens[last + 1]
  const close = (gap: string): boolean => gap.length <= 2 && /^[ .$]*$/.test(gap)
  const money =
    (isMoneySign(text, text.charCodeAt(t.start - 1) === SPACE ? t.start - 2 : t.start - 1) &&
      CURRENCY_BEFORE.test(before(scene, t.start, 4))) ||
    (isMoneySign(text, text.charCodeAt(end) === SPACE ? end + 1 : end) &&
      CURRENCY_AFTER.test(text.slice(end, end + 3))) ||
    (prior !== undefined &&
      (prior.flags & IS.currency) !== 0 &&
      close(text.slice(prior.end, t.start)) &&
      (prior.text.length > 2 || prior.letterCase !== 'lower')) ||
    (prior !== undefined &&
      isLetterOfMoney(prior) &&
      WITH_CENTS.test(text.slice(t.start, end)) &&
      close(text.slice(prior.end, t.start))) ||
    (after !== undefined && (after.flags & IS.currency) !== 0 && close(gapAfter(scene, last))) ||
    ((tokens[last]?.digits ?? 0) < end - (tokens[last]?.start ?? end) &&
      /\d(?:usd|eur|bs|mil)$/.test(text.slice(t.start, end)))
  if (money) {
    spare(scene, t.start, end)
    return
  }
  if (prior !== undefined && VITALS.has(prior.text) && prior.line === t.line) {
    const sign = matchAt(MEASURED, scene, t.start)?.[0]
    if (sign !== undefined) {
      spare(scene, t.start, t.start + sign.length)
      return
    }
  }
  if (
    after !== undefined &&
    (after.flags & IS.unit) !== 0 &&
    gapAfter(scene, last) === ' ' &&
    text.slice(t.start, end).replace(/\D/g, '').length <= 5
  )
    spare(scene, t.start, end)
}

/** "Q 3,450.00", "L 12,000": quetzales and lempiras. */
const WITH_CENTS = /^\d{1,3}(?:,\d{3})*\.\d\d$|^\d{1,3}(?:,\d{3})+$/
const isLetterOfMoney = (t: Token): boolean => (t.text === 'q' || t.text === 'l') && t.letterCase === 'capital'

/** "TA 90/60", "BP 150/95", "PA 130x80": what a nurse measures. */
const VITALS: ReadonlySet<string> = new Set('ta pa bp'.split(' '))
const MEASURED = /\d{2,3} ?[/x] ?\d{2,3}(?![\d/]| \d)/y

const SPACE = 32
const isMoneySign = (text: string, at: number): boolean => at >= 0 && MONEY_SIGNS.includes(text.charAt(at))

/** Whether the time may go on behind the hours: "9:30", "9 h 30". */
function mayBeClock({ text }: Scene, t: Token): boolean {
  if (t.end - t.start > 5) return false
  if (t.digits < t.end - t.start) return true
  const next = text.charCodeAt(text.charCodeAt(t.end) === SPACE ? t.end + 1 : t.end)
  return t.digits <= 2 && (next === COLON || next === LETTER_H)
}
const COLON = 58
const LETTER_H = 104

/** Whether the next token is another group of the same number: "1 250 000". */
function isGrouped({ text, tokens }: Scene, index: number): boolean {
  const here = tokens[index]
  const next = tokens[index + 1]
  if (here === undefined || next === undefined || next.digits === 0 || next.start - here.end !== 1) return false
  const unit = text.charCodeAt(next.start)
  return unit >= 48 && unit <= 57 && GROUP_SIGNS.includes(text.charAt(here.end))
}
