import { LANGUAGES, type Language } from '../language.ts'
import type { Lists } from '../lists.ts'
import { hashOf } from '../model/hash.ts'
import { flaggedWords, flagsOf } from './flags.ts'
import { signOf, signsOf, signWords } from './signs.ts'
import { topicOf, topicWords } from './topics.ts'

/** Bits of a rank: how frequent a word is in the text's language. */
export const FREQUENT = 7
/** A first or a last name of the world's lists. */
export const LISTED_NAME = 8 | 16
/** Common in another language. */
export const ELSEWHERE = 32

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
  /** The lists of finders' own that hold it, see signs.ts. */
  readonly signs: number
}

/** What the lists say of one word, and the word itself, always the same string: asked for elsewhere, it need not be hashed again. */
interface Entry extends Known {
  /** Empty for a word on no list. */
  readonly word: string
}

const UNKNOWN: Entry = {
  word: '',
  flags: 0,
  common: false,
  anywhere: false,
  given: false,
  family: false,
  rank: 0,
  topic: 0,
  signs: 0,
}

/** The signs of words with which a large place or an institution may begin, and a large place end. */
export const OPENS_PHRASE = signOf([])
export const ENDS_PLACE = signOf([])

/** What the lists say of a word. `hash` is hashOf(word), which whoever reads the word makes on the way. */
export interface Know {
  of(word: string, hash: number): Entry
  /** The same of a piece of a text, where it is a listed word that was met lately: it need not be cut out for that. */
  lately(hash: number, text: string, start: number, end: number): Entry | undefined
}

export interface Knowledge {
  in(language: Language): Know
  /** Whether some list of single words may hold the word with this hash: never a wrong no. Asked first it spares to put a word together, and most look-ups. */
  mayHold(hash: number): boolean
}

/** Asks every list once for every word. Only listed words are remembered: none of a text's own stays behind. */
export function knowing(lists: Lists): Knowledge {
  const mayBeListed = filterOf([flaggedWords(), topicWords(), signWords(), lists.words])
  const remembered = new Map<Language, Map<string, Entry>>()
  const lately = new Map<Language, (Entry | undefined)[]>()
  const inLanguage = (language: Language): Know => {
    const words = remembered.get(language) ?? new Map<string, Entry>()
    remembered.set(language, words)
    const last = lately.get(language) ?? Array<Entry | undefined>(LATELY).fill(undefined)
    lately.set(language, last)
    const ask = (word: string): Entry => {
      const found = words.get(word)
      if (found !== undefined) return found
      const known: Entry = {
        // A copy: a piece of a text would keep the text.
        word: Buffer.from(word).toString(),
        flags: flagsOf(word),
        common: lists.isCommonWord(word, language),
        anywhere: LANGUAGES.some(any => lists.isCommonWord(word, any)),
        given: lists.isGivenName(word),
        family: lists.isFamilyName(word),
        rank: lists.rankOf(word, language),
        topic: topicOf(word),
        signs: signsOf(word) | (lists.opensPhrase(word) ? OPENS_PHRASE : 0) | (lists.endsPlace(word) ? ENDS_PLACE : 0),
      }
      const listed = known.anywhere || known.given || known.family || known.rank !== 0
      if (known.flags === 0 && known.topic === 0 && known.signs === 0 && !listed) return UNKNOWN
      words.set(known.word, known)
      return known
    }
    const isAt = (entry: Entry | undefined, text: string, start: number, end: number): entry is Entry => {
      if (entry === undefined || entry.word.length !== end - start) return false
      const { word } = entry
      for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false
      return true
    }
    const latelyAt = (read: number, text: string, start: number, end: number): Entry | undefined => {
      const at = Math.imul(read, SPREAD) >>> (32 - LATELY_BITS)
      const recent = last[at]
      if (isAt(recent, text, start, end)) return recent
      const older = last[at ^ 1]
      return isAt(older, text, start, end) ? older : undefined
    }
    const of = (word: string, read: number): Entry => {
      const hash = Math.imul(read, SPREAD)
      const at = hash >>> (32 - LATELY_BITS)
      const recent = last[at]
      if (recent !== undefined && recent.word === word) return recent
      const older = last[at ^ 1]
      if (older !== undefined && older.word === word) return older
      if (!mayBeListed(hash)) return UNKNOWN
      const known = ask(word)
      if (known === UNKNOWN) return known
      // The word that stood there moves beside: two that are common do not drive each other out.
      if (recent !== undefined) last[at ^ 1] = recent
      last[at] = known
      return known
    }
    return { of, lately: latelyAt }
  }
  return { in: inLanguage, mayHold: hash => mayBeListed(Math.imul(hash, SPREAD)) }
}

/** So many words at most are found without asking a map. */
const LATELY_BITS = 13
const LATELY = 1 << LATELY_BITS
const SPREAD = 0x9e3779b1

const BITS = 22

/** Whether some list may hold a word: never a wrong no, a wrong yes in a hundred. It spares words that nobody listed, names above all, the dear questions. */
function filterOf(sources: readonly Iterable<string>[]): (hash: number) => boolean {
  const bits = new Int32Array(1 << (BITS - 5))
  const put = (slot: number): void => {
    bits[slot >> 5] = (bits[slot >> 5] ?? 0) | (1 << (slot & 31))
  }
  for (const source of sources)
    for (const word of source) {
      const hash = Math.imul(hashOf(word), SPREAD)
      put(hash >>> (32 - BITS))
      put(other(hash))
    }
  const holds = (slot: number): boolean => ((bits[slot >> 5] ?? 0) & (1 << (slot & 31))) !== 0
  return hash => holds(hash >>> (32 - BITS)) && holds(other(hash))
}

const other = (hash: number): number => Math.imul(hash ^ (hash >>> 13), 0x85ebca6b) >>> (32 - BITS)
