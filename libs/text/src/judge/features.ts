import { mix } from '../model/hash.ts'
import { type Evidence, PAD } from './evidence.ts'

/** Features are told apart by hash: this many there may be. */
const BITS = 23
export const SPACE = 1 << BITS
export const FEATURES = 61

const CLAIMED = 31
/** So near to a word that tells something, another may be part of an identifier. */
const REACH = 2

/** Writes a one for each word beside which nothing needs a judgement: none of those is part of an identifier. */
export function plainOf(e: Evidence, plain: Uint8Array): void {
  const end = e.count + PAD
  plain.fill(1, 0, end + REACH + 1)
  for (let i = PAD; i < end; i++) if (isTelling(e, i)) plain.fill(0, i - REACH, i + REACH + 1)
}

/** Claimed by a finder, with a capital or a figure, on no list of ordinary words, or on one of names. */
function isTelling(e: Evidence, i: number): boolean {
  const shape = e.shape[i] as number
  if (shape === 255) return false
  if (((e.claim[i] as number) & CLAIMED) !== 0 || (shape & 0x73) !== 0) return true
  const sort = e.sort[i] as number
  return (sort & (8 | 32)) === 0 || ((shape & 4) !== 0 && (sort & 19) !== 0)
}

/** Writes a word's features into `features`; their number is FEATURES. Integer arithmetic on columns alone. */
export function featuresOf(e: Evidence, i: number, language: number, features: Int32Array): void {
  const w = e.word[i] as number
  const wb = e.word[i - 1] as number
  const wa = e.word[i + 1] as number
  const wb2 = e.word[i - 2] as number
  const wa2 = e.word[i + 2] as number
  const shape = e.shape[i] as number
  const sb = e.shape[i - 1] as number
  const sa = e.shape[i + 1] as number
  const sort = e.sort[i] as number
  const cb = e.sort[i - 1] as number
  const ca = e.sort[i + 1] as number
  const flags = e.flags[i] as number
  const fb = e.flags[i - 1] as number
  const fa = e.flags[i + 1] as number
  const claim = e.claim[i] as number
  const mb = e.claim[i - 1] as number
  const ma = e.claim[i + 1] as number
  const said = e.said[i] as number
  const gap = e.gap[i] as number
  const gaps = gap | ((e.gap[i + 1] as number) << 4)
  const field = e.field[i] as number
  const seen = e.seen[i] as number
  const tail = e.tail[i] as number
  const narrow = sort & 127
  features[0] = hashed(1, w)
  features[1] = hashed(2, Math.imul(w, 31) ^ shape)
  features[2] = hashed(3, wb)
  features[3] = hashed(4, wa)
  features[4] = hashed(5, wb2)
  features[5] = hashed(6, wa2)
  features[6] = hashed(7, Math.imul(wb, 0x9e3779b1) ^ w)
  features[7] = hashed(8, Math.imul(wa, 0x85ebca6b) ^ w)
  features[8] = hashed(9, e.head[i] as number)
  features[9] = hashed(10, (tail & 0xffffff) ^ (shape << 24))
  features[10] = hashed(11, (tail & 0xffff) | (shape << 16))
  features[11] = hashed(12, claim | (gap << 9))
  features[12] = hashed(13, claim | (narrow << 9) | (shape << 16))
  features[13] = hashed(14, claim | (mb << 9) | (gap << 18))
  features[14] = hashed(15, claim | (ma << 9) | ((gaps & 0xf0) << 14))
  features[15] = hashed(16, Math.imul(w, 31) ^ claim)
  features[16] = hashed(17, Math.imul(wb, 31) ^ claim)
  features[17] = hashed(18, Math.imul(wa, 31) ^ claim)
  features[18] = hashed(19, Math.imul(said, 31) ^ claim)
  features[19] = hashed(20, Math.imul(said, 31) ^ Math.imul(sort, 0x10001) ^ (shape << 24))
  features[20] = hashed(21, sort | (shape << 13) | (gap << 21))
  features[21] = hashed(22, narrow | ((cb & 127) << 7) | (shape << 14) | ((sb & 127) << 22))
  features[22] = hashed(23, narrow | ((ca & 127) << 7) | (shape << 14) | ((sa & 127) << 22))
  features[23] = hashed(24, flags)
  features[24] = hashed(25, Math.imul(fb, 31) ^ narrow ^ (shape << 8))
  features[25] = hashed(26, Math.imul(fa, 31) ^ narrow ^ (shape << 8))
  features[26] = hashed(27, Math.imul(e.flags[i - 2] as number, 31) ^ narrow)
  features[27] = hashed(28, gaps | (shape << 8) | ((sb & 127) << 16))
  features[28] = hashed(29, seen | (narrow << 8) | (shape << 15))
  features[29] = hashed(30, seen | (claim << 8))
  features[30] = hashed(31, Math.imul(field, 31) ^ claim)
  features[31] = hashed(32, Math.imul(field, 31) ^ shape ^ (narrow << 8))
  features[32] = hashed(33, shape | (sb << 8) | (sa << 16))
  features[33] = hashed(34, Math.imul(wb, 31) ^ narrow ^ (shape << 8))
  features[34] = hashed(35, Math.imul(wa, 31) ^ narrow ^ (shape << 8))
  features[35] = hashed(36, Math.imul(Math.imul(wb2, 31) ^ wb, 0x9e3779b1) ^ shape)
  features[36] = hashed(37, Math.imul(Math.imul(wa2, 31) ^ wa, 0x9e3779b1) ^ shape)
  features[37] = hashed(38, language | (shape << 2) | (sort << 10))
  features[38] = hashed(39, Math.imul(fb, 31) ^ claim ^ (gaps << 9))
  features[39] = hashed(40, Math.imul(flags, 31) ^ claim)
  const lean = e.lean[i] as number
  const leans = lean | ((e.lean[i - 1] as number) << 5) | ((e.lean[i + 1] as number) << 10)
  features[40] = hashed(41, lean | (shape << 5))
  features[41] = hashed(42, lean | (claim << 5))
  features[42] = hashed(43, lean | (sort << 5))
  features[43] = hashed(44, leans)
  features[44] = hashed(45, lean | (seen << 5))
  const topic = e.topic[i] as number
  const tb = e.topic[i - 1] as number
  const ta = e.topic[i + 1] as number
  const cue = e.cue[i] as number
  const ahead = e.ahead[i] as number
  const written = narrow | ((shape & 127) << 7)
  features[45] = hashed(46, topic | (shape << 6) | (gap << 14))
  features[46] = hashed(47, topic | (tb << 6) | (ta << 12))
  features[47] = hashed(48, tb | (written << 6))
  features[48] = hashed(49, ta | (written << 6))
  features[49] = hashed(50, tb | ((e.topic[i - 2] as number) << 6) | ((shape & 127) << 12) | (gap << 19))
  features[50] = hashed(51, ta | ((e.topic[i + 2] as number) << 6) | ((shape & 127) << 12) | ((gaps & 0xf0) << 15))
  features[51] = hashed(52, cue | (written << 8))
  features[52] = hashed(53, cue | (claim << 8))
  features[53] = hashed(54, cue | (topic << 8) | (tb << 14) | (gap << 20))
  features[54] = hashed(55, cue | (ahead << 8) | ((shape & 3) << 16))
  features[55] = hashed(56, ahead | (written << 8))
  features[56] = hashed(57, ahead | (claim << 8))
  features[57] = hashed(58, Math.imul(e.word[i] as number, 31) ^ cue)
  features[58] = hashed(59, cue | (lean << 8) | ((shape & 3) << 16))
  const joint = e.joint[i] as number
  features[59] = hashed(60, joint | (written << 6))
  features[60] = hashed(61, joint | ((e.joint[i + 1] as number) << 6) | (claim << 12) | ((shape & 3) << 21))
}

const hashed = (template: number, value: number): number => mix(value ^ Math.imul(template, 0x9e3779b9)) >>> (32 - BITS)
