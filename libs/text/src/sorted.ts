/** As many as a case text has. */
const FEW = 128

/** A sorted copy; what is alike keeps its order. Up to FEW the simplest way of sorting is the quickest, as most come nearly in order. */
export function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  const copy = [...items]
  if (copy.length > FEW) return copy.sort(compare)
  for (let i = 1; i < copy.length; i++) {
    const item = copy[i] as T
    let at = i
    for (; at > 0 && compare(copy[at - 1] as T, item) > 0; at--) copy[at] = copy[at - 1] as T
    copy[at] = item
  }
  return copy
}
