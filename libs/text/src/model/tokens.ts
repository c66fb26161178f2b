import { HASH_START, hashStep } from './hash.ts'
import { foldedOf, KIND, kindOf } from './letters.ts'
import { bitsOfHash, COMMON_ANYWHERE, IN } from './vocabulary.ts'

export const SHAPE = { lower: 0, capital: 1, upper: 2, mixed: 3, digits: 4, initial: 5, empty: 6, coded: 7 } as const
/** How a token's line is written: capitals mark names, everything is capital, or nothing is. */
export const CASE = { telling: 0, upper: 1, lower: 2 } as const

/** The words of one text, a column each. Two empty places stand before the first and after the last. Used again for the next text. */
export interface Tokens {
  count: number
  start: Int32Array
  end: Int32Array
  hash: Int32Array
  /** The first and the last four letters, a byte each. */
  head: Int32Array
  tail: Int32Array
  bits: Uint16Array
  /** What the lists say in the text's language, see classOf. */
  sort: Uint16Array
  shape: Uint8Array
  writing: Uint8Array
  /** The sign between the token before and this one, KIND; line and stop win over others. */
  gap: Uint8Array
}

export const PAD = 2

export function makeTokens(capacity: number): Tokens {
  return {
    count: 0,
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    hash: new Int32Array(capacity),
    head: new Int32Array(capacity),
    tail: new Int32Array(capacity),
    bits: new Uint16Array(capacity),
    sort: new Uint16Array(capacity),
    shape: new Uint8Array(capacity),
    writing: new Uint8Array(capacity),
    gap: new Uint8Array(capacity),
  }
}

/** Cuts a text into runs of letters and digits. Needs room for a token at every other unit. */
export function tokenise(text: string, t: Tokens): void {
  const length = text.length
  let n = PAD
  let gap: number = KIND.line
  let i = 0
  while (i < length) {
    const unit = text.charCodeAt(i)
    const kind = kindOf[unit] ?? 0
    if (kind === 0 || kind > KIND.digit) {
      if (kind !== KIND.joined) gap = stronger(gap, kind)
      i++
      continue
    }
    const start = i
    let hash = HASH_START
    let head = 0
    let tail = 0
    let letters = 0
    let uppers = 0
    let digits = 0
    let k = kind
    let u = unit
    for (;;) {
      if (k !== KIND.joined) {
        const folded = foldedOf[u] ?? u
        hash = hashStep(hash, folded)
        if (letters < 4) head = (head << 8) | (folded & 255)
        tail = (tail << 8) | (folded & 255)
        letters++
        if (k === KIND.upper) uppers++
        else if (k === KIND.digit) digits++
      }
      if (++i >= length) break
      u = text.charCodeAt(i)
      k = kindOf[u] ?? 0
      if (k === 0 || k > KIND.joined) break
    }
    t.start[n] = start
    t.end[n] = i
    t.hash[n] = hash
    t.head[n] = head
    t.tail[n] = tail
    t.bits[n] = digits > 0 ? 0 : bitsOfHash(hash)
    t.shape[n] = shapeOf(letters, uppers, digits, kind === KIND.upper)
    t.gap[n] = gap
    gap = KIND.other
    n++
  }
  t.count = n - PAD
  for (const at of [0, 1, n, n + 1]) blank(t, at)
  t.gap[n] = KIND.line
  markWriting(t)
}

function blank(t: Tokens, at: number): void {
  t.hash[at] = 0
  t.head[at] = 0
  t.tail[at] = 0
  t.bits[at] = 0
  t.sort[at] = 0
  t.gap[at] = 0
  t.shape[at] = SHAPE.empty
}

function stronger(a: number, b: number): number {
  if (a === KIND.line || b === KIND.line) return KIND.line
  if (a === KIND.stop || b === KIND.stop) return KIND.stop
  return b === KIND.space && a !== KIND.other ? a : b
}

function shapeOf(letters: number, uppers: number, digits: number, first: boolean): number {
  if (digits > 0) return digits === letters ? SHAPE.digits : SHAPE.coded
  if (uppers === 0) return SHAPE.lower
  if (letters === 1) return SHAPE.initial
  if (uppers === letters) return SHAPE.upper
  return first && uppers === 1 ? SHAPE.capital : SHAPE.mixed
}

/** What the lists say, as one small number: a name or not, ordinary or not in this language, part of a place or institution. */
function classOf(bits: number, language: number): number {
  const common = bits & (IN.common << language) ? 2 : bits & COMMON_ANYWHERE ? 1 : 0
  return (
    (bits & 3) |
    (common << 2) |
    (bits & IN.place ? 16 : 0) |
    (bits & IN.cue ? 32 : 0) |
    (bits & IN.institution ? 64 : 0) |
    (bits & IN.title ? 128 : 0) |
    (bits & IN.small ? 256 : 0) |
    (bits & (IN.called | IN.kin) ? 512 : 0)
  )
}

export function classify(t: Tokens, language: number): void {
  const end = t.count + PAD
  for (let i = PAD; i < end; i++) t.sort[i] = classOf(t.bits[i] ?? 0, language)
}

const FEW_CAPITALS = 0.02
const SHORTEST_SAMPLE = 12

function markWriting(t: Tokens): void {
  const end = t.count + PAD
  let capitals = 0
  for (let i = PAD; i < end; i++) if (t.shape[i] === SHAPE.capital || t.shape[i] === SHAPE.upper) capitals++
  const lower = t.count >= SHORTEST_SAMPLE && capitals < t.count * FEW_CAPITALS
  let from = PAD
  while (from < end) {
    let to = from + 1
    while (to < end && t.gap[to] !== KIND.line) to++
    t.writing.fill(lower ? CASE.lower : lineWriting(t, from, to), from, to)
    from = to
  }
}

function lineWriting(t: Tokens, from: number, to: number): number {
  let words = 0
  let upper = 0
  for (let i = from; i < to; i++) {
    const shape = t.shape[i]
    if (shape === SHAPE.upper) upper++
    if (shape === SHAPE.upper || shape === SHAPE.lower || shape === SHAPE.capital || shape === SHAPE.mixed) words++
  }
  return upper > words * 0.6 && words > 1 ? CASE.upper : CASE.telling
}
