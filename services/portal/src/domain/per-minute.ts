/** As many as fit into the memory of one process without being noticed. */
const MOST_KEPT = 10_000

/** So many a minute for each key; false beyond that. Counted in this process, and forgotten after the minute. */
export function perMinute(most: number, now: () => number = Date.now): (key: string) => boolean {
  const counts = new Map<string, number>()
  let since = now()
  return key => {
    if (now() - since >= 60_000 || counts.size >= MOST_KEPT) {
      counts.clear()
      since = now()
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= most
  }
}
