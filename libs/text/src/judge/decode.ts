import { type Evidence, PAD } from './evidence.ts'
import { FEATURES, featuresOf, isPlain } from './features.ts'
import { beginOf, isInside, KINDS, type Kind, LABELS, mayFollow, OUTSIDE } from './labels.ts'
import { ones, type Weights } from './weights.ts'

/** How much each kind is favoured over nothing, in the model's logits. */
export type Favour = Readonly<Record<Kind, number>>

const FORBIDDEN = -(2 ** 28)

/** Answers a label for each word of the evidence, at its own place; the array is used again. */
export function decoderOf({ step, transitions: learnt, bits, before, rows }: Weights, favour: Favour) {
  const transitions = learnt.map((weight, at) => (mayFollow(Math.floor(at / LABELS), at % LABELS) ? weight : FORBIDDEN))
  const favoured = new Int32Array(LABELS)
  for (const kind of KINDS) favoured[beginOf(kind)] = Math.round(favour[kind] / step)
  const features = new Int32Array(FEATURES)
  const scores = new Int32Array(LABELS)
  let best = new Int32Array(LABELS)
  let next = new Int32Array(LABELS)
  let back = new Uint8Array(0)
  let labels = new Uint8Array(0)

  function score(e: Evidence, i: number, language: number): void {
    featuresOf(e, i, language, features)
    scores.set(favoured)
    for (let k = 0; k < FEATURES; k++) {
      const feature = features[k] as number
      const word = bits[feature >> 5] as number
      const bit = 1 << (feature & 31)
      if ((word & bit) === 0) continue
      const at = ((before[feature >> 5] as number) + ones(word & (bit - 1))) * LABELS
      for (let label = 0; label < LABELS; label++)
        scores[label] = (scores[label] as number) + (rows[at + label] as number)
    }
  }

  /** A label that begins something may follow any; one inside only its own two. */
  function advance(i: number): void {
    for (let label = 0; label < LABELS; label++) {
      let most = FORBIDDEN * 2
      let by = 0
      const first = isInside(label) ? label - 1 : 0
      const last = isInside(label) ? label : LABELS - 1
      for (let prior = first; prior <= last; prior++) {
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
    if (labels.length < end + PAD) {
      labels = new Uint8Array(2 * end + PAD)
      back = new Uint8Array(labels.length * LABELS)
    }
    labels.fill(OUTSIDE, 0, end)
    for (let i = PAD; i < end; i++) {
      if (isPlain(e, i)) continue
      const from = i
      while (i < end && !isPlain(e, i)) i++
      run(e, from, i, language)
    }
    return labels
  }
}
