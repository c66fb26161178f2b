const PREFIX = 4
const BITS = 22

/**
 * Finds many strings in one pass over bytes: the first four bytes of every position are looked up in a bitmap, and only
 * where it answers are the strings that begin so compared. Strings are compared as latin1 (one character, one byte).
 */
export class Matcher {
  readonly #bitmap = new Uint8Array(1 << (BITS - 3))
  readonly #byPrefix = new Map<number, { readonly bytes: Buffer; readonly id: string }[]>()
  readonly #wholeWords: boolean
  readonly longest: number

  /** With `wholeWords`, an occurrence with an ASCII letter or digit beside it is none. */
  constructor(needles: ReadonlyMap<string, string>, encoding: 'latin1' | 'utf8', { wholeWords = false } = {}) {
    this.#wholeWords = wholeWords
    let longest = 0
    for (const [text, id] of needles) {
      const bytes = Buffer.from(text, encoding)
      if (bytes.length < PREFIX) continue
      longest = Math.max(longest, bytes.length)
      const prefix = bytes.readUInt32BE(0)
      const bit = hash(prefix)
      this.#bitmap[bit >>> 3] = (this.#bitmap[bit >>> 3] ?? 0) | (1 << (bit & 7))
      const same = this.#byPrefix.get(prefix)
      if (same) same.push({ bytes, id })
      else this.#byPrefix.set(prefix, [{ bytes, id }])
    }
    this.longest = longest
  }

  /** Calls `hit` once for every occurrence. */
  scan(haystack: Uint8Array, hit: (id: string) => void): void {
    const view = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength)
    let prefix = 0
    for (let i = 0; i < view.length; i++) {
      prefix = ((prefix << 8) | (view[i] ?? 0)) >>> 0
      if (i < PREFIX - 1) continue
      const bit = hash(prefix)
      if (((this.#bitmap[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) continue
      const at = i - PREFIX + 1
      for (const { bytes, id } of this.#byPrefix.get(prefix) ?? [])
        if (standsAt(view, bytes, at) && (!this.#wholeWords || isWord(view, at, at + bytes.length))) hit(id)
    }
  }
}

const standsAt = (view: Buffer, bytes: Buffer, at: number): boolean =>
  view.compare(bytes, 0, bytes.length, at, Math.min(at + bytes.length, view.length)) === 0

const isWord = (view: Buffer, start: number, end: number): boolean =>
  !isAlphanumeric(view[start - 1]) && !isAlphanumeric(view[end])

const isAlphanumeric = (byte = 0): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)

const hash = (prefix: number): number => Math.imul(prefix, 0x9e3779b1) >>> (32 - BITS)
