import { LANGUAGES, type Language } from '../language.ts'
import type { Lean, NameSpan, NameTagger } from '../lists.ts'
import { FEATURES, featuresOf, isPlain } from './features.ts'
import { isInside, LABELS, OUTSIDE, typeOf } from './labels.ts'
import { BIAS } from './packed.ts'
import { classify, makeTokens, PAD, type Tokens, tokenise } from './tokens.ts'
import { readWeights, type Weights } from './weights.ts'

export interface TaggerOptions {
  /** How much a name is favoured over none, in the model's logits: more finds more names and masks more else. */
  readonly bias?: number
}

/** A leaked name does more harm than a lost word: chosen on development narratives. */
export const DEFAULT_BIAS = 1.5

export const loadNameTagger = (options: TaggerOptions = {}): NameTagger =>
  taggerOf(readWeights(), options.bias ?? DEFAULT_BIAS)

const FORBIDDEN = -(2 ** 28)
/** The first and the third byte of a number. */
const HALVES = 0x00ff00ff
/** What the biases of a word's rows come to. */
const BIASES = FEATURES * BIAS

/** So many words and more may be the same few again and again, as only a hostile text has it. */
const LONG_TEXT = 2_000
const SLOT_BITS = 8

/** Where words stand alike, with all beside them, though perhaps not everywhere. */
function slotOf({ hash, shape, gap }: Tokens, i: number): number {
  let sign = (shape[i] as number) | ((gap[i] as number) << 8)
  for (let at = i - PAD; at <= i + PAD; at++) sign = Math.imul(sign, 31) + (hash[at] as number)
  return Math.imul(sign, 0x9e3779b1) >>> (32 - SLOT_BITS)
}

/** All that features are made of, compared: a sign that is the same by chance must not decide what is a name. */
function areAlike(t: Tokens, one: number, other: number): boolean {
  for (let d = -PAD; d <= PAD; d++) if (!isSame(t, one + d, other + d)) return false
  return true
}

const isSame = (t: Tokens, a: number, b: number): boolean =>
  t.hash[a] === t.hash[b] &&
  t.shape[a] === t.shape[b] &&
  t.gap[a] === t.gap[b] &&
  t.sort[a] === t.sort[b] &&
  t.writing[a] === t.writing[b] &&
  t.head[a] === t.head[b] &&
  t.tail[a] === t.tail[b]

export function taggerOf(weights: Weights, bias: number): NameTagger {
  const { step, rows: table, transitions } = weights
  const favour = Math.round(bias / step)
  let t = makeTokens(1 << 12)
  let emissions = new Int32Array(t.start.length * LABELS)
  let back = new Uint8Array(t.start.length * LABELS)
  let labels = new Uint8Array(t.start.length)
  const features = new Int32Array(FEATURES)
  const places = new Int32Array(1 << SLOT_BITS)
  let best = new Int32Array(LABELS)
  let next = new Int32Array(LABELS)

  function reserve(length: number): void {
    const needed = (length >> 1) + 3 * PAD
    if (needed <= t.start.length) return
    t = makeTokens(needed * 2)
    emissions = new Int32Array(t.start.length * LABELS)
    back = new Uint8Array(t.start.length * LABELS)
    labels = new Uint8Array(t.start.length)
  }

  function emit(i: number, language: number): void {
    featuresOf(t, i, language, features)
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let k = 0; k < FEATURES; k++) {
      const at = (features[k] as number) >> 2
      const first = table[at] as number
      const second = table[at + 1] as number
      a = (a + (first & HALVES)) | 0
      b = (b + ((first >>> 8) & HALVES)) | 0
      c = (c + (second & HALVES)) | 0
      d = (d + ((second >>> 8) & HALVES)) | 0
    }
    const to = i * LABELS
    emissions[to] = (a & 0xffff) - BIASES - favour
    emissions[to + 1] = (b & 0xffff) - BIASES
    emissions[to + 2] = (a >>> 16) - BIASES
    emissions[to + 3] = (b >>> 16) - BIASES
    emissions[to + 4] = (c & 0xffff) - BIASES
    emissions[to + 5] = (d & 0xffff) - BIASES
    emissions[to + 6] = (c >>> 16) - BIASES
  }

  /** The emissions of a word, or those of an earlier one beside which all stands alike. */
  function emitOnce(i: number, language: number): void {
    const slot = slotOf(t, i)
    const known = places[slot] as number
    places[slot] = i
    if (known === 0 || !areAlike(t, known, i)) emit(i, language)
    else
      for (let label = 0; label < LABELS; label++)
        emissions[i * LABELS + label] = emissions[known * LABELS + label] as number
  }

  /** From the best ways to the labels of one token to those of the next, whose columns begin at `at`. */
  function advance(at: number): void {
    const ways = best
    const longer = next
    for (let label = 0; label < LABELS; label++) {
      // A label inside a name follows only its own two.
      const inside = isInside(label)
      const last = inside ? label : LABELS - 1
      let by = inside ? label - 1 : 0
      let most = (ways[by] as number) + (transitions[by * LABELS + label] as number)
      for (let before = by + 1; before <= last; before++) {
        const value = (ways[before] as number) + (transitions[before * LABELS + label] as number)
        if (value > most) {
          most = value
          by = before
        }
      }
      longer[label] = Math.max(most, FORBIDDEN) + (emissions[at + label] as number)
      back[at + label] = by
    }
    best = longer
    next = ways
  }

  /** The best labels of the tokens from `from` up to `to`, between two that are no names. */
  function decode(from: number, to: number): void {
    best.fill(FORBIDDEN)
    best[OUTSIDE] = 0
    for (let i = from; i < to; i++) advance(i * LABELS)
    let label = 0
    let most = FORBIDDEN * 2
    for (let last = 0; last < LABELS; last++) {
      const value = (best[last] as number) + (transitions[last * LABELS] as number)
      if (value > most) {
        most = value
        label = last
      }
    }
    for (let i = to - 1; i >= from; i--) {
      labels[i] = label
      label = back[i * LABELS + label] as number
    }
  }

  const tag = (text: string, lang: Language, lean?: Lean): NameSpan[] => {
    const language = LANGUAGES.indexOf(lang)
    if (language < 0) throw new Error('No such language')
    reserve(text.length)
    tokenise(text, t)
    classify(t, language)
    const end = t.count + PAD
    const repeats = t.count >= LONG_TEXT
    if (repeats) places.fill(0)
    const spans: NameSpan[] = []
    for (let i = PAD; i < end; i++) {
      if (isPlain(t, i, language)) continue
      const from = i
      do
        if (repeats) emitOnce(i, language)
        else emit(i, language)
      while (++i < end && !isPlain(t, i, language))
      decode(from, i)
      collect(from, i, spans)
      if (lean !== undefined) for (let k = from; k < i; k++) lean(t.start[k] as number, leaningOf(k))
    }
    return spans
  }

  function collect(from: number, to: number, spans: NameSpan[]): void {
    for (let i = from; i < to; i++) {
      const label = labels[i] as number
      if (label === OUTSIDE) continue
      const first = i
      while (i + 1 < to && isInside(labels[i + 1] as number)) i++
      spans.push({
        start: t.start[first] as number,
        end: t.end[i] as number,
        type: typeOf(label),
        score: scoreOf(first, i),
      })
    }
  }

  /** The kind that speaks most for a name, and how much, in ten steps of two logits. */
  function leaningOf(i: number): number {
    const at = i * LABELS
    let most = FORBIDDEN
    let kind = 0
    for (let label = 1; label < LABELS; label++) {
      const value = emissions[at + label] as number
      if (value <= most) continue
      most = value
      kind = (label - 1) >> 1
    }
    const logits = (most - (emissions[at] as number)) * step
    return 1 + 10 * kind + Math.max(0, Math.min(9, Math.floor(logits / 2) + 4))
  }

  function scoreOf(first: number, last: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let i = first; i <= last; i++) {
      const at = i * LABELS
      least = Math.min(least, (emissions[at + (labels[i] as number)] as number) - (emissions[at] as number))
    }
    return 1 / (1 + Math.exp(-least * step))
  }

  return { tag }
}
