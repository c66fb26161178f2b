import { mix } from '../model/hash.ts'
import { type Evidence, PAD } from './evidence.ts'

/** Features are told apart by hash: this many there may be. */
export const SPACE_BITS = 22
export const SPACE = 1 << SPACE_BITS
export const FEATURES = 28

const CLAIMED = 31
/** So near to a word that tells something, another may be part of an identifier. */
const REACH = 2

/** Writes a one for each word beside which nothing needs a judgement: none of those is part of an identifier. */
export function plainOf(e: Evidence, plain: Uint8Array): void {
  const end = e.count + PAD
  plain.fill(1, 0, end + REACH + 1)
  // Behind the last word that tells something all up to here is decided: for the few places of a reach a loop is quicker than `fill`.
  let decided = 0
  for (let i = PAD; i < end; i++) {
    if (!isTelling(e, i)) continue
    for (let at = Math.max(decided, i - REACH); at <= i + REACH; at++) plain[at] = 0
    decided = i + REACH + 1
  }
}

/** Claimed by a finder, with a capital or a figure, on no list of ordinary words, or on one of names. */
function isTelling(e: Evidence, i: number): boolean {
  const shape = e.shape[i] as number
  if (shape === 255) return false
  if (((e.claim[i] as number) & CLAIMED) !== 0 || (shape & 0x73) !== 0) return true
  const sort = e.sort[i] as number
  return (sort & (8 | 32)) === 0 || ((shape & 4) !== 0 && (sort & 19) !== 0)
}

/** The number that each kind of feature was learnt under tells equal values of two kinds apart. */
const SALT = Int32Array.of(
  ...[3, 9, 11, 12, 14, 15, 20, 21, 24, 26, 27, 28, 29, 30, 33, 39, 40, 41, 43, 46, 48, 53, 60, 61, 1, 4, 5, 17].map(
    template => Math.imul(template, 0x9e3779b9),
  ),
)

/** Writes a word's features into `features`; their number is FEATURES. Integer arithmetic on columns alone. */
export function featuresOf(e: Evidence, i: number, features: Int32Array): void {
  const wb = e.word[i - 1] as number
  const shape = e.shape[i] as number
  const sb = e.shape[i - 1] as number
  const sa = e.shape[i + 1] as number
  const sort = e.sort[i] as number
  const flags = e.flags[i] as number
  const fb = e.flags[i - 1] as number
  const fa = e.flags[i + 1] as number
  const claim = e.claim[i] as number
  const mb = e.claim[i - 1] as number
  const ma = e.claim[i + 1] as number
  const said = e.said[i] as number
  const gap = e.gap[i] as number
  const gaps = gap | ((e.gap[i + 1] as number) << 4)
  const seen = e.seen[i] as number
  const tail = e.tail[i] as number
  const narrow = sort & 127
  const lean = e.lean[i] as number
  const topic = e.topic[i] as number
  const tb = e.topic[i - 1] as number
  const cue = e.cue[i] as number
  const written = narrow | ((shape & 127) << 7)
  const joint = e.joint[i] as number
  features[0] = wb
  features[1] = e.head[i] as number
  features[2] = (tail & 0xffff) | (shape << 16)
  features[3] = claim | (gap << 9)
  features[4] = claim | (mb << 9) | (gap << 18)
  features[5] = claim | (ma << 9) | ((gaps & 0xf0) << 14)
  features[6] = Math.imul(said, 31) ^ Math.imul(sort, 0x10001) ^ (shape << 24)
  features[7] = sort | (shape << 13) | (gap << 21)
  features[8] = flags
  features[9] = Math.imul(fa, 31) ^ narrow ^ (shape << 8)
  features[10] = Math.imul(e.flags[i - 2] as number, 31) ^ narrow
  features[11] = gaps | (shape << 8) | ((sb & 127) << 16)
  features[12] = seen | (narrow << 8) | (shape << 15)
  features[13] = seen | (claim << 8)
  features[14] = shape | (sb << 8) | (sa << 16)
  features[15] = Math.imul(fb, 31) ^ claim ^ (gaps << 9)
  features[16] = Math.imul(flags, 31) ^ claim
  features[17] = lean | (shape << 5)
  features[18] = lean | (sort << 5)
  features[19] = topic | (shape << 6) | (gap << 14)
  features[20] = tb | (written << 6)
  features[21] = cue | (claim << 8)
  features[22] = joint | (written << 6)
  features[23] = joint | ((e.joint[i + 1] as number) << 6) | (claim << 12) | ((shape & 3) << 21)
  features[24] = e.word[i] as number
  features[25] = e.word[i + 1] as number
  features[26] = e.word[i - 2] as number
  features[27] = Math.imul(wb, 31) ^ claim
  for (let k = 0; k < FEATURES; k++)
    features[k] = mix((features[k] as number) ^ (SALT[k] as number)) >>> (32 - SPACE_BITS)
}
