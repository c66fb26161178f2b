import { fold } from './fold.ts'
import { Matcher } from './matcher.ts'
import type { Needles } from './needles.ts'

/** Certificates and hashes of passwords are as good as random: short words stand in them by chance. */
const RANDOM = /-----BEGIN PGP [\s\S]*?-----END PGP [A-Z ]+-----|scrypt(?:\$\d+){3}\$[\w-]{22}\$[\w-]{43}(?![\w-])/g
const CHUNK = 8 * 1024 * 1024

/** Where a string was found: the string's number and the place's name, never the string. */
export interface Finding {
  readonly id: string
  readonly place: string
}

/** Searches bytes and texts for every form of every string and remembers how much it read. */
export class Scanner {
  readonly #exact: Matcher
  readonly #folded: Matcher
  readonly #words: Matcher
  readonly #shortWords: ReadonlyMap<string, string>
  readonly #own: readonly string[]
  bytes = 0

  /** `own`: sentences that the product itself says; in a text they are passed over, whole and as written. */
  constructor(needles: Needles, own: readonly string[] = []) {
    this.#exact = new Matcher(needles.exact, 'latin1')
    this.#folded = new Matcher(needles.folded, 'utf8')
    this.#words = new Matcher(needles.words, 'utf8', { wholeWords: true })
    this.#shortWords = needles.shortWords
    // The longest first: one may be the beginning of another.
    this.#own = own.toSorted((a, b) => b.length - a.length)
  }

  /** Bytes of unknown make: files, payloads. Read in overlapping chunks, so that nothing is missed at a seam. */
  binary(place: string, bytes: Uint8Array): Finding[] {
    const found = new Set<string>()
    this.bytes += bytes.byteLength
    const overlap = 4 * Math.max(this.#exact.longest, this.#folded.longest)
    for (let at = 0; at < bytes.byteLength; at += CHUNK) {
      const chunk = bytes.subarray(Math.max(0, at - overlap), at + CHUNK)
      this.#exact.scan(chunk, id => found.add(id))
      const folded = Buffer.from(fold(Buffer.from(chunk).toString('utf8')))
      for (const matcher of [this.#folded, this.#words]) matcher.scan(folded, id => found.add(id))
    }
    return [...found].map(id => ({ id, place }))
  }

  /** Text that a person could read: everything `binary` finds, and short strings where they stand as words. */
  text(place: string, written: string): Finding[] {
    const text = this.#own.reduce((rest, sentence) => rest.replaceAll(sentence, ' '), written)
    const found = this.binary(place, Buffer.from(text))
    if (this.#shortWords.size === 0) return found
    const words = new Set(fold(text.replace(RANDOM, ' ')).split(/[^\p{L}\p{N}]+/u))
    for (const [word, id] of this.#shortWords) if (words.has(word)) found.push({ id, place })
    return found
  }
}
