import { type Evidence, PAD } from './evidence.ts'
import { FEATURES, featuresOf, plainOf } from './features.ts'
import { beginOf, isInside, KINDS, type Kind, LABELS, mayFollow, OUTSIDE } from './labels.ts'
import { BIAS, ones, type Weights } from './weights.ts'

/** How much each kind is favoured over nothing, in the model's logits. */
export type Favour = Readonly<Record<Kind, number>>

/** The first and the third byte of a number. */
const HALVES = 0x00ff00ff
const FORBIDDEN = -(2 ** 28)

/** Answers a label for each word of the evidence, at its own place; the array is used again. */
export function decoderOf({ step, transitions: learnt, index, rows }: Weights, favour: Favour) {
  const transitions = learnt.map((weight, at) => (mayFollow(Math.floor(at / LABELS), at % LABELS) ? weight : FORBIDDEN))
  const beginnings = transitions.filter((_, at) => !isInside(at % LABELS))
  const spread = Math.max(...beginnings) - Math.min(...beginnings)
  const contenders = new Uint8Array(LABELS)
  const favoured = new Int32Array(LABELS)
  for (const kind of KINDS) favoured[beginOf(kind)] = Math.round(favour[kind] / step)
  const features = new Int32Array(FEATURES)
  const scores = new Int32Array(LABELS)
  let best = new Int32Array(LABELS)
  let next = new Int32Array(LABELS)
  let back = new Uint8Array(0)
  let labels = new Uint8Array(0)
  let plain = new Uint8Array(0)

  /** Adds the rows of a word's features, two labels in each number: sums of bytes do not run over into the other half. */
  function score(e: Evidence, i: number, language: number): void {
    featuresOf(e, i, language, features)
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let f = 0
    let g = 0
    let h = 0
    let j = 0
    let count = 0
    for (let k = 0; k < FEATURES; k++) {
      const feature = features[k] as number
      const slot = (feature >> 5) << 1
      const word = index[slot] as number
      const bit = 1 << (feature & 31)
      if ((word & bit) === 0) continue
      const at = ((index[slot + 1] as number) + ones(word & (bit - 1))) << 2
      const first = rows[at] as number
      const second = rows[at + 1] as number
      const third = rows[at + 2] as number
      const fourth = rows[at + 3] as number
      a = (a + (first & HALVES)) | 0
      b = (b + ((first >>> 8) & HALVES)) | 0
      c = (c + (second & HALVES)) | 0
      d = (d + ((second >>> 8) & HALVES)) | 0
      f = (f + (third & HALVES)) | 0
      g = (g + ((third >>> 8) & HALVES)) | 0
      h = (h + (fourth & HALVES)) | 0
      j = (j + ((fourth >>> 8) & HALVES)) | 0
      count++
    }
    const bias = count * BIAS
    part(0, a, b, bias)
    part(4, c, d, bias)
    part(8, f, g, bias)
    part(12, h, j, bias)
  }

  function part(label: number, even: number, odd: number, bias: number): void {
    scores[label] = (favoured[label] as number) + (even & 0xffff) - bias
    scores[label + 1] = (favoured[label + 1] as number) + (odd & 0xffff) - bias
    scores[label + 2] = (favoured[label + 2] as number) + (even >>> 16) - bias
    scores[label + 3] = (favoured[label + 3] as number) + (odd >>> 16) - bias
  }

  /** Labels from which something new may begin best: what is worse than the best by more than steps differ is none of them. */
  function contend(): number {
    let top = best[0] as number
    for (let prior = 1; prior < LABELS; prior++) if ((best[prior] as number) > top) top = best[prior] as number
    let count = 0
    for (let prior = 0; prior < LABELS; prior++)
      if ((best[prior] as number) >= top - spread) contenders[count++] = prior
    return count
  }

  function advance(i: number): void {
    const count = contend()
    for (let label = 0; label < LABELS; label++) {
      let most = FORBIDDEN * 2
      let by = 0
      // A label inside something follows only its own two.
      const inside = isInside(label)
      for (let k = 0, last = inside ? 2 : count; k < last; k++) {
        const prior = inside ? label - 1 + k : (contenders[k] as number)
        const value = (best[prior] as number) + (transitions[prior * LABELS + label] as number)
        if (value > most) {
          most = value
          by = prior
        }
      }
      next[label] = Math.max(most, FORBIDDEN) + (scores[label] as number)
      back[i * LABELS + label] = by
    }
    const kept = best
    best = next
    next = kept
  }

  function run(e: Evidence, from: number, to: number, language: number): void {
    best.fill(FORBIDDEN)
    best[OUTSIDE] = 0
    for (let i = from; i < to; i++) {
      score(e, i, language)
      advance(i)
    }
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

  return (e: Evidence, language: number): Uint8Array => {
    const end = e.count + PAD
    if (labels.length <= end + PAD) {
      labels = new Uint8Array(2 * end + 2 * PAD)
      back = new Uint8Array(labels.length * LABELS)
      plain = new Uint8Array(labels.length)
    }
    labels.fill(OUTSIDE, 0, end)
    plainOf(e, plain)
    for (let i = PAD; i < end; i++) {
      if (plain[i] === 1) continue
      const from = i
      while (i < end && plain[i] === 0) i++
      run(e, from, i, language)
    }
    return labels
  }
}
