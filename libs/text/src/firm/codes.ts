import { tokenAt } from '../find/near.ts'
import { type Mark, markOf } from '../marks.ts'
import { before, gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, LABEL } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'

const NUMBERS: ReadonlySet<SpanType> = new Set<SpanType>(['DOC_ID', 'PLATE', 'BANK', 'PHONE'])
const MOST_PIECES = 3
const LONGEST_PIECE = 8
const LEAST_DIGITS = 4
/** What capital letters before a number are, when they are none of it. */
const NO_SERIES =
  LABEL | IS.unit | IS.currency | IS.door | IS.street | IS.lawHead | IS.month | IS.orgTail | IS.capital | IS.country

/** Numbers with the letters of their series before them, and with what a stroke ties to them: "DA 055018", "CI-TRATA-278/2023", "0276-2025-SUNAFIL/IRE". */
export function wholeCodes(scene: Scene, marks: readonly Mark[]): Mark[] {
  const found: Mark[] = []
  for (const { start, end, type } of marks) {
    if (!NUMBERS.has(type)) continue
    const t = tokenAt(scene, start)
    if (t === undefined || t.start >= end) continue
    const next = tokenAt(scene, end)
    const first = seriesBefore(scene, tiedBefore(scene, t), type, end)
    const last = tiedBehind(scene, (next?.index ?? scene.tokens.length) - 1)
    if (first !== t.index || last > t.index) {
      const from = Math.min(start, (scene.tokens[first] as Token).start)
      const to = Math.max(end, (scene.tokens[last] as Token).end)
      if (from < start || to > end) found.push(markOf(from, to, type))
    }
  }
  return found
}

/** Capital letters tied to the number: not a word of a sentence that a hyphen parts. */
const isPiece = (t: Token | undefined): t is Token =>
  t !== undefined &&
  t.letterCase === 'caps' &&
  t.end - t.start <= LONGEST_PIECE &&
  (t.flags & LABEL) === 0 &&
  !BODIES.has(t.text)
/** Who keeps a register of a trade: its letters tell nobody. */
const BODIES: ReadonlySet<string> = setOf('crm crp oab coren creci cref cfp mp mt cmp cip cap cp tp rethus mn')

function tiedBefore(scene: Scene, t: Token): number {
  let first = t.index
  for (let i = first - 1; i >= 0 && first - i <= 1 && t.index - i <= MOST_PIECES; i--) {
    if (!/^[-/]$/.test(gapAfter(scene, i)) || !isPiece(scene.tokens[i])) break
    first = i
  }
  return first
}

function tiedBehind(scene: Scene, index: number): number {
  let last = index
  while (last - index < MOST_PIECES && /^[-/]$/.test(gapAfter(scene, last)) && isPiece(scene.tokens[last + 1])) last++
  return last
}

/** One to three capitals a blank before it, where a number of some length follows. */
function seriesBefore(scene: Scene, first: number, type: SpanType, end: number): number {
  const letters = scene.tokens[first - 1]
  const t = scene.tokens[first] as Token
  if (letters === undefined || gapAfter(scene, letters.index) !== ' ' || letters.quiet) return first
  if (t.digits === 0) return first
  const length = letters.end - letters.start
  if (letters.digits > 0 || length > (type === 'PLATE' ? 3 : 2) || (letters.flags & NO_SERIES) !== 0) return first
  if (length > 1 ? letters.letterCase !== 'caps' : letters.letterCase !== 'capital' || letters.first) return first
  if (BODIES.has(letters.text)) return first
  // "n° A. 4471": a point ends a list's letter, a comma a sentence.
  if (/[.)(]$/.test(before(scene, letters.start, 1))) return first
  const digits = scene.text.slice(t.start, end).replace(/\D/g, '').length
  return digits >= LEAST_DIGITS ? letters.index : first
}

const JOINED_ACCOUNT =
  /^,? ?(?:e |y |et |and )?(?:op\.? ?\d{1,4},? ?)?(?:conta|cuenta|compte|account|acct?|a\/c|c\/[cp]|cc|cta|n[.º°o]{1,3})\.? ?(?:corrente |poupanca |corriente |n?[.º°o]{0,3} ?)?$/u
const FARTHEST = 28

/** A branch and the account that is kept there, told with a word between: "0049-1, conta 30.772-0". */
export function wholeAccounts({ text }: Scene, marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark, i) => {
    const prior = marks[i - 1]
    if (prior === undefined || mark.start - prior.end > FARTHEST) return []
    if (prior.type !== 'BANK' && mark.type !== 'BANK') return []
    if (!ACCOUNTS.has(prior.type) || !ACCOUNTS.has(mark.type)) return []
    return JOINED_ACCOUNT.test(text.slice(prior.end, mark.start)) ? [markOf(prior.start, mark.end, 'BANK')] : []
  })
}
const ACCOUNTS: ReadonlySet<SpanType> = new Set<SpanType>(['BANK', 'DOC_ID', 'PHONE'])

const ANNOUNCES =
  /(?<!\p{L})(?:terminad[oa]s? (?:en|em)|ending(?: in| with)?|final|finissant par|terminant par|termina(?:cion|cao|ison)|acabad[oa] (?:en|em)) $/u
const MOST_TAIL = 8
const REACH = 18

/** Last figures with the words that announce them. */
export function wholeTails(scene: Scene, marks: readonly Mark[]): Mark[] {
  return marks.flatMap(({ start, end, type }) => {
    if (end - start > MOST_TAIL || !ACCOUNTS.has(type)) return []
    const words = ANNOUNCES.exec(before(scene, start, REACH))?.[0].length ?? 0
    return words === 0 ? [] : [markOf(start - words, end, type)]
  })
}
