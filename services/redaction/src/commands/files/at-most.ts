/** Does work when it is its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** At most so many at once; the others wait, in the order in which they came. What holds a chunk in memory goes by this. */
export function atMost(places: number): InTurn {
  const waiting: (() => void)[] = []
  let free = places
  return async work => {
    if (free > 0) free--
    else await new Promise<void>(go => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
