/** Leaves from `begin` up to, not including, `end`. */
export interface Range {
  readonly begin: number
  readonly end: number
}

/** A complete subtree: the leaves from index * 2^level, 2^level of them. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** The largest power of two below n; n > 1. */
export function splitPoint(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The complete subtrees that make up a range whose begin is aligned as in the tree, from left to right. */
export function subtreesOf({ begin, end }: Range): Subtree[] {
  const subtrees: Subtree[] = []
  let at = begin
  while (at < end) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** RFC 6962, 2.1.1: ranges whose hashes lead from the leaf at `index` to the root of the tree of `size`, nearest first. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [begin, end] = [0, size]
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin)
    if (index < middle) {
      ranges.push({ begin: middle, end })
      end = middle
    } else {
      ranges.push({ begin, end: middle })
      begin = middle
    }
  }
  return ranges.reverse()
}

/** RFC 6962, 2.1.2: ranges whose hashes show that the tree of `from` leaves begins the tree of `to`; 0 < from <= to. */
export function consistencyRanges(from: number, to: number): Range[] {
  const ranges: Range[] = []
  let [begin, end] = [0, to]
  // Ends where the old tree is exactly the subtree at hand; its hash is known to the verifier only if nothing was cut off.
  while (from !== end) {
    const middle = begin + splitPoint(end - begin)
    if (from <= middle) {
      ranges.push({ begin: middle, end })
      end = middle
    } else {
      ranges.push({ begin, end: middle })
      begin = middle
    }
  }
  if (begin > 0) ranges.push({ begin, end })
  return ranges.reverse()
}
