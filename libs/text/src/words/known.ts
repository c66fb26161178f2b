import type { Language } from '../language.ts'
import type { Lists } from '../lists.ts'
import { flagsOf } from './flags.ts'

/** All that the lists say of a word. */
export interface Known {
  readonly flags: number
  readonly common: boolean
  readonly given: boolean
  readonly family: boolean
}

const UNKNOWN: Known = { flags: 0, common: false, given: false, family: false }

/** Asks every list once for every word. Only listed words are remembered: none of a text's own stays behind. */
export function knowing(lists: Lists): (language: Language) => (word: string) => Known {
  const remembered = new Map<Language, Map<string, Known>>()
  return language => {
    const words = remembered.get(language) ?? new Map<string, Known>()
    remembered.set(language, words)
    return word => {
      const found = words.get(word)
      if (found !== undefined) return found
      const known = {
        flags: flagsOf(word),
        common: lists.isCommonWord(word, language),
        given: lists.isGivenName(word),
        family: lists.isFamilyName(word),
      }
      if (known.flags === 0 && !known.common && !known.given && !known.family) return UNKNOWN
      words.set(word, known)
      return known
    }
  }
}
