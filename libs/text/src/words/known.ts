import { LANGUAGES, type Language } from '../language.ts'
import type { Lists } from '../lists.ts'
import { hashOf } from '../model/hash.ts'
import { flaggedWords, flagsOf } from './flags.ts'
import { topicOf, topicWords } from './topics.ts'

/** All that the lists say of a word. */
export interface Known {
  /** Bits of IS. */
  readonly flags: number
  /** Ordinary in the language of the text. */
  readonly common: boolean
  /** Ordinary in some of the four languages. */
  readonly anywhere: boolean
  /** A listed given name; a listed family name. */
  readonly given: boolean
  readonly family: boolean
  /** How common in the language of the text, from 4 (hardly) to 1 (very), 0 for on no list; 8 for a first name and 16 for a last name of the world's lists, 32 for common in another language. */
  readonly rank: number
  /** What it is about, see topics.ts; 0 for nothing. */
  readonly topic: number
}

const UNKNOWN: Known = { flags: 0, common: false, anywhere: false, given: false, family: false, rank: 0, topic: 0 }

/** Asks every list once for every word. Only listed words are remembered: none of a text's own stays behind. */
export function knowing(lists: Lists): (language: Language) => (word: string) => Known {
  const mayBeListed = filterOf([flaggedWords(), topicWords(), lists.words])
  const remembered = new Map<Language, Map<string, Known>>()
  return language => {
    const words = remembered.get(language) ?? new Map<string, Known>()
    remembered.set(language, words)
    return word => {
      if (!mayBeListed(word)) return UNKNOWN
      const found = words.get(word)
      if (found !== undefined) return found
      const known = {
        flags: flagsOf(word),
        common: lists.isCommonWord(word, language),
        anywhere: LANGUAGES.some(any => lists.isCommonWord(word, any)),
        given: lists.isGivenName(word),
        family: lists.isFamilyName(word),
        rank: lists.rankOf(word, language),
        topic: topicOf(word),
      }
      const listed = known.anywhere || known.given || known.family || known.rank !== 0
      if (known.flags === 0 && known.topic === 0 && !listed) return UNKNOWN
      words.set(word, known)
      return known
    }
  }
}

const BITS = 21

/** Whether some list may hold a word: never a wrong no, a wrong yes in twenty. It spares words that nobody listed, names above all, the dear questions. */
function filterOf(sources: readonly Iterable<string>[]): (word: string) => boolean {
  const bits = new Uint32Array(1 << (BITS - 5))
  const slotOf = (word: string): number => Math.imul(hashOf(word), 0x9e3779b1) >>> (32 - BITS)
  for (const source of sources)
    for (const word of source) {
      const slot = slotOf(word)
      bits[slot >> 5] = (bits[slot >> 5] ?? 0) | (1 << (slot & 31))
    }
  return word => {
    const slot = slotOf(word)
    return ((bits[slot >> 5] ?? 0) & (1 << (slot & 31))) !== 0
  }
}
