import { mix } from './hash.ts'
import { KIND } from './letters.ts'
import { CASE, SHAPE, type Tokens } from './tokens.ts'
import { IN } from './vocabulary.ts'

/** Weights are found by hash: this many rows of eight. */
export const ROW_BITS = 18
export const ROWS = 1 << ROW_BITS
export const FEATURES = 26

/**
 * Whether a token is surely no part of a name, so that nothing need be computed: a number, or a lower-case ordinary word that is no
 * name, in a text where capitals tell, and not between two capitals, where it may join a name ("de la").
 */
export function isPlain(t: Tokens, i: number, language: number): boolean {
  if (t.shape[i] === SHAPE.digits) return true
  if (t.shape[i] !== SHAPE.lower || t.writing[i] !== CASE.telling) return false
  const bits = t.bits[i] ?? 0
  if ((bits & (IN.common << language)) === 0 || (bits & 3 && (bits & IN.small) === 0)) return false
  if ((bits & IN.small) === 0) return true
  return !(afterName(t, i) && beforeName(t, i))
}

const isCapital = (shape: number | undefined): boolean =>
  shape !== undefined && shape !== SHAPE.lower && shape < SHAPE.digits
const isSmall = (t: Tokens, i: number): boolean => t.shape[i] === SHAPE.lower && ((t.bits[i] ?? 0) & IN.small) !== 0
/** "Cruz de la" before and "la Cruz" after: a small word joins two parts of a name, with at most one more beside it. */
const afterName = (t: Tokens, i: number): boolean =>
  isCapital(t.shape[i - 1]) || (isSmall(t, i - 1) && isCapital(t.shape[i - 2]))
const beforeName = (t: Tokens, i: number): boolean =>
  isCapital(t.shape[i + 1]) || (isSmall(t, i + 1) && isCapital(t.shape[i + 2]))

/** Each kind of feature has a number of its own, which tells equal values of two kinds apart. */
const SALT = Int32Array.from({ length: FEATURES }, (_, k) => Math.imul(k + 1, 0x9e3779b9))

/** Writes the rows of a token's features into `rows`; their number is FEATURES. Everything is integer arithmetic on columns. */
export function featuresOf(t: Tokens, i: number, language: number, rows: Int32Array): void {
  const hash = t.hash
  const w = hash[i] ?? 0
  const before = hash[i - 1] ?? 0
  const after = hash[i + 1] ?? 0
  const before2 = hash[i - 2] ?? 0
  const after2 = hash[i + 2] ?? 0
  const c = t.sort[i] ?? 0
  const cb = t.sort[i - 1] ?? 0
  const ca = t.sort[i + 1] ?? 0
  const cb2 = t.sort[i - 2] ?? 0
  const ca2 = t.sort[i + 2] ?? 0
  const writing = t.writing[i] ?? 0
  const opens = (t.gap[i] ?? 0) === KIND.line ? 2 : (t.gap[i] ?? 0) === KIND.stop ? 1 : 0
  const s = (t.shape[i] ?? 0) | (writing << 3)
  const sb = t.shape[i - 1] ?? 0
  const sa = t.shape[i + 1] ?? 0
  const gap = t.gap[i] ?? 0
  const gapAfter = t.gap[i + 1] ?? 0
  const head = t.head[i] ?? 0
  const tail = t.tail[i] ?? 0
  const shapes = s | (sb << 5) | (sa << 8) | (opens << 11)
  const gaps = gap | (gapAfter << 4)
  rows[0] = w
  rows[1] = Math.imul(w, 31) ^ s
  rows[2] = before
  rows[3] = after
  rows[4] = before2
  rows[5] = after2
  rows[6] = Math.imul(before, 0x9e3779b1) ^ w
  rows[7] = Math.imul(after, 0x85ebca6b) ^ w
  rows[8] = head
  rows[9] = tail
  rows[10] = tail & 0xffffff
  rows[11] = (tail & 0xffff) | (s << 16)
  rows[12] = shapes
  rows[13] = c | (s << 10) | (opens << 15)
  rows[14] = c | (cb << 10) | (sb << 20) | (writing << 24)
  rows[15] = c | (ca << 10) | (sa << 20) | (writing << 24)
  rows[16] = Math.imul(c | (cb << 10) | (ca << 20), 31) ^ shapes
  rows[17] = gaps | (s << 8) | (c << 13)
  rows[18] = Math.imul(before, 31) ^ c ^ (s << 12)
  rows[19] = Math.imul(after, 31) ^ c ^ (s << 12)
  rows[20] = cb2 | (c << 10) | (s << 20)
  rows[21] = ca2 | (c << 10) | (s << 20)
  rows[22] = Math.imul(before2 ^ Math.imul(before, 0x9e3779b1), 31) ^ (s << 2)
  rows[23] = Math.imul(gaps, 1021) ^ Math.imul(cb, 37) ^ (sb << 16) ^ (s << 20)
  rows[24] = language | (s << 2) | (c << 8)
  rows[25] = (head >>> 8) ^ (s << 25)
  for (let k = 0; k < FEATURES; k++) rows[k] = (mix((rows[k] as number) ^ (SALT[k] as number)) >>> (32 - ROW_BITS)) << 3
}
