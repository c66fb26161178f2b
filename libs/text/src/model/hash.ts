import { foldedOf, KIND, kindOf } from './letters.ts'

export const HASH_START = 0x811c9dc5

/** FNV-1a over units; a word's hash is made while its letters are read. */
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** Spreads a hash over all 32 bits. */
export function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return h ^ (h >>> 15)
}

/** The hash that the tokeniser gives a word, whatever its case and accents. @param before hash of what the word goes on */
export function hashOf(word: string, before = HASH_START): number {
  let hash = before
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i)
    if (kindOf[unit] !== KIND.joined) hash = hashStep(hash, foldedOf[unit] ?? unit)
  }
  return hash
}
