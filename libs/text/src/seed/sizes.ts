/** So few that they lie in the object itself. */
const SLOTS = 16

/** Tells words apart from a few by their first letter and their length: most words are spared the look-up among the few. */
export class Sizes {
  /** By first letter, a bit for each length. */
  readonly #lengths = new Uint32Array(SLOTS)

  add(word: string): void {
    const slot = slotOf(word)
    this.#lengths[slot] = (this.#lengths[slot] as number) | (1 << (word.length & 31))
  }

  /** Whether the word may be one of them; never a wrong no. */
  mayHold(word: string): boolean {
    return ((this.#lengths[slotOf(word)] as number) & (1 << (word.length & 31))) !== 0
  }

  /** Whether they may hold a word of a length, or one a letter longer or shorter, that begins as another does. */
  mayHoldLike(beginning: string, length: number): boolean {
    const known = this.#lengths[slotOf(beginning)] as number
    return (((known >>> ((length - 1) & 31)) | (known >>> (length & 31)) | (known >>> ((length + 1) & 31))) & 1) !== 0
  }
}

const slotOf = (word: string): number => word.charCodeAt(0) & (SLOTS - 1)
