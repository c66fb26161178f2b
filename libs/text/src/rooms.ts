/** Longer than most texts. */
const LONGEST = 1 << 14

/**
 * Room for what is worked out of one text and not kept, written over by the next: to ask for memory anew each time costs as much as the
 * work. A text longer than most gets room of its own, which goes with it.
 */
export function unitRoom(): (length: number) => Uint16Array {
  const room = new Uint16Array(LONGEST)
  return length => (length <= LONGEST ? room : new Uint16Array(length))
}

/** The same for offsets. */
export function offsetRoom(): (length: number) => Int32Array {
  const room = new Int32Array(LONGEST)
  return length => (length <= LONGEST ? room : new Int32Array(length))
}
