import { setImmediate as othersFirst } from 'node:timers/promises'

const AT_A_STRETCH = 32

/**
 * Each after the other, and after some of them whatever else waits has its turn: this process also takes entries, whose askers wait until they
 * are durable. What takes 30 µs each would hold them up for as long as hundreds of these take.
 */
export async function mapInTurns<T, R>(items: readonly T[], map: (item: T, nth: number) => R): Promise<R[]> {
  const mapped: R[] = []
  for (const [nth, item] of items.entries()) {
    if (nth > 0 && nth % AT_A_STRETCH === 0) await othersFirst()
    mapped.push(map(item, nth))
  }
  return mapped
}
