import { BIAS } from '../model/packed.ts'
import { type Evidence, PAD } from './evidence.ts'
import { FEATURES, featuresOf, plainOf } from './features.ts'
import { beginOf, insideOf, isInside, KINDS, type Kind, LABELS, mayFollow, OUTSIDE } from './labels.ts'
import { MOVED_BITS, NO_ROW } from './places.ts'
import { makeRecall } from './recall.ts'
import type { Weights } from './weights.ts'

/** How much each kind is favoured over nothing, in the model's logits: that it begins at a word, that it goes on. */
export type Favour = Readonly<Record<Kind, readonly [begins: number, goesOn: number]>>

/** The first and the third byte of a number. */
const HALVES = 0x00ff00ff
const FORBIDDEN = -(2 ** 28)
/** So many words and more may be one again and again, as only a hostile text has it; in shorter ones to ask costs more than it spares. */
const LONG_TEXT = 2_000

/** Answers a label for each word of the evidence, at its own place; the array is used again. */
export function decoderOf({ step, transitions: learnt, places, rows }: Weights) {
  const { slots, bits, rest } = places
  const last = slots.length - 1
  const key = (1 << (rest + MOVED_BITS)) - 1
  const transitions = learnt.map((weight, at) => (mayFollow(Math.floor(at / LABELS), at % LABELS) ? weight : FORBIDDEN))
  /** Label, then the one before. */
  const arrivals = transitions.map((_, at) => transitions[(at % LABELS) * LABELS + Math.floor(at / LABELS)] as number)
  const openers = Uint8Array.from({ length: LABELS }, (_, label) => label).filter(label => !isInside(label))
  const contenders = new Uint8Array(LABELS)
  const leads = leadsOf(transitions, openers)
  const favoured = new Int32Array(LABELS)
  const features = new Int32Array(FEATURES)
  /** What stands in the slot that each feature names. */
  const met = new Int32Array(FEATURES)
  const recall = makeRecall()
  /** Where the rows of those that have one begin, and room for what counts for nothing. */
  const found = new Int32Array(FEATURES + 1)
  const scores = new Int32Array(LABELS)
  let best = new Int32Array(LABELS)
  /** The label that is the most of `best`. */
  let top = OUTSIDE
  let next = new Int32Array(LABELS)
  let back = new Uint8Array(0)
  let labels = new Uint8Array(0)
  let plain = new Uint8Array(0)

  function favours(favour: Favour): void {
    for (const kind of KINDS) {
      const [begins, goesOn] = favour[kind]
      favoured[insideOf(kind)] = Math.round(goesOn / step)
      favoured[beginOf(kind)] = Math.round(begins / step)
    }
  }

  /** Adds the rows of a word's features, two labels in each number: sums of bytes do not run over into the other half. */
  function score(e: Evidence, i: number): void {
    featuresOf(e, i, features)
    // All slots are asked for before any is looked at: the waits for memory overlap, where a wrong guess would end them.
    for (let k = 0; k < FEATURES; k++) met[k] = slots[(features[k] as number) & last] as number
    let count = 0
    for (let k = 0; k < FEATURES; k++) {
      const feature = features[k] as number
      let at = feature & last
      let sought = feature >>> bits
      let slot = met[k] as number
      while (slot !== NO_ROW && (slot & key) !== sought) {
        at = (at + 1) & last
        sought += 1 << rest
        slot = slots[at] as number
      }
      found[count] = (slot >>> (rest + MOVED_BITS)) << 2
      // What has no row is passed over without a branch: nobody can foretell which does.
      count += 1 - (slot >>> 31)
    }
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let f = 0
    let g = 0
    let h = 0
    let j = 0
    for (let k = 0; k < count; k++) {
      const at = found[k] as number
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

  /** Labels from which something new may begin best: what no step brings up to the best so far is none of them. */
  function contend(best: Int32Array): number {
    const from = top * LABELS
    const most = best[top] as number
    let count = 0
    for (let prior = 0; prior < LABELS; prior++)
      if ((best[prior] as number) + (leads[from + prior] as number) >= most) contenders[count++] = prior
    return count
  }

  function advance(i: number): void {
    const before = best
    const after = next
    const count = contend(before)
    const to = i * LABELS
    let most = 2 * FORBIDDEN
    for (let o = 0; o < openers.length; o++) {
      const label = openers[o] as number
      const from = label * LABELS
      let by = contenders[0] as number
      let way = (before[by] as number) + (arrivals[from + by] as number)
      for (let k = 1; k < count; k++) {
        const prior = contenders[k] as number
        const value = (before[prior] as number) + (arrivals[from + prior] as number)
        if (value > way) {
          way = value
          by = prior
        }
      }
      const sum = Math.max(way, FORBIDDEN) + (scores[label] as number)
      if (sum > most) {
        most = sum
        top = label
      }
      after[label] = sum
      back[to + label] = by
    }
    // A label inside something follows only its own two.
    for (let label = 2; label < LABELS; label += 2) {
      const at = label * LABELS + label
      const begun = (before[label - 1] as number) + (arrivals[at - 1] as number)
      const gone = (before[label] as number) + (arrivals[at] as number)
      const sum = Math.max(begun, gone, FORBIDDEN) + (scores[label] as number)
      if (sum > most) {
        most = sum
        top = label
      }
      after[label] = sum
      back[to + label] = gone > begun ? label : label - 1
    }
    best = after
    next = before
  }

  /** The scores of a word, or those of another beside which all stands alike. */
  function scoreOnce(e: Evidence, i: number): void {
    if (recall.recalls(i, scores)) return
    score(e, i)
    recall.keep(i, scores)
  }

  function run(e: Evidence, from: number, to: number): void {
    const repeats = e.count >= LONG_TEXT
    best.fill(FORBIDDEN)
    best[OUTSIDE] = 0
    top = OUTSIDE
    for (let i = from; i < to; i++) {
      if (repeats) scoreOnce(e, i)
      else score(e, i)
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

  return (e: Evidence, favour: Favour): Uint8Array => {
    favours(favour)
    const end = e.count + PAD
    if (labels.length <= end + PAD) {
      labels = new Uint8Array(2 * end + 2 * PAD)
      back = new Uint8Array(labels.length * LABELS)
      plain = new Uint8Array(labels.length)
    }
    labels.fill(OUTSIDE, 0, end)
    plainOf(e, plain)
    if (e.count >= LONG_TEXT) recall.begin(e)
    for (let i = PAD; i < end; i++) {
      if (plain[i] === 1) continue
      const from = i
      while (i < end && plain[i] === 0) i++
      run(e, from, i)
    }
    return labels
  }
}

/** By how much a step from one label to something new is worth more, at most, than one from another: the other, then the one. */
function leadsOf(transitions: Int32Array, openers: Uint8Array): Int32Array {
  const leads = new Int32Array(LABELS * LABELS)
  for (let other = 0; other < LABELS; other++)
    for (let one = 0; one < LABELS; one++) {
      let most = FORBIDDEN
      for (const label of openers)
        most = Math.max(
          most,
          (transitions[one * LABELS + label] as number) - (transitions[other * LABELS + label] as number),
        )
      leads[other * LABELS + one] = most
    }
  return leads
}
