import { type Evidence, PAD } from './evidence.ts'
import { LABELS } from './labels.ts'

/** What was weighed for a word holds for a later one of the same text beside which all stands alike: lists and forms, and hostile texts, repeat themselves. */
interface Recall {
  /** Begins a text. */
  begin(e: Evidence): void
  /** Fills in the scores of a word alike and says so, or notes where those of this one are to be put. */
  recalls(i: number, scores: Int32Array): boolean
  /** Keeps the scores of the word asked for last. */
  keep(i: number, scores: Int32Array): void
}

const BITS = 8
const SLOTS = 1 << BITS
/** Words on either side that a word's features look at. */
const REACH = 2

export function makeRecall(): Recall {
  const places = new Int32Array(SLOTS)
  const kept = new Int32Array(SLOTS * LABELS)
  let signs = new Int32Array(0)
  let of: Evidence | undefined
  let slot = 0

  return {
    begin: e => {
      of = e
      places.fill(0)
      const end = e.count + 2 * PAD
      if (signs.length < end) signs = new Int32Array(2 * end)
      for (let i = 0; i < end; i++) signs[i] = signOf(e, i)
    },
    recalls: (i, scores) => {
      let sign = 0
      for (let k = i - REACH; k <= i + REACH; k++) sign = Math.imul(sign, 31) + (signs[k] as number)
      slot = Math.imul(sign, 0x9e3779b1) >>> (32 - BITS)
      const known = places[slot] as number
      if (known === 0 || of === undefined || !areAlike(of, known, i)) return false
      const from = slot * LABELS
      for (let label = 0; label < LABELS; label++) scores[label] = kept[from + label] as number
      return true
    },
    keep: (i, scores) => {
      places[slot] = i
      kept.set(scores, slot * LABELS)
    },
  }
}

const signOf = (e: Evidence, i: number): number =>
  (e.word[i] as number) ^
  Math.imul((e.claim[i] as number) | ((e.shape[i] as number) << 9) | ((e.gap[i] as number) << 17), 0x85ebca6b) ^
  Math.imul((e.said[i] as number) ^ ((e.seen[i] as number) << 8), 0xc2b2ae35) ^
  Math.imul((e.lean[i] as number) | ((e.cue[i] as number) << 8), 0x27d4eb2f)

function areAlike(e: Evidence, one: number, other: number): boolean {
  for (let d = -REACH; d <= REACH; d++) if (!isAlike(e, one + d, other + d)) return false
  return true
}

/** All that features are made of, compared: a sign that is the same by chance must not decide what is masked. */
const isAlike = (e: Evidence, a: number, b: number): boolean =>
  e.word[a] === e.word[b] &&
  e.claim[a] === e.claim[b] &&
  e.shape[a] === e.shape[b] &&
  e.said[a] === e.said[b] &&
  e.gap[a] === e.gap[b] &&
  e.seen[a] === e.seen[b] &&
  e.lean[a] === e.lean[b] &&
  e.cue[a] === e.cue[b] &&
  e.flags[a] === e.flags[b] &&
  e.sort[a] === e.sort[b] &&
  e.topic[a] === e.topic[b] &&
  e.joint[a] === e.joint[b] &&
  e.head[a] === e.head[b] &&
  e.tail[a] === e.tail[b]
