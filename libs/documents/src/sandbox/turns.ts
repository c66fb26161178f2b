import { DocumentRefused } from '../refusal.ts'
import type { RunTask } from './task.ts'

/** A page of an office document takes a second or two. */
const LONG_MS = 5_000
const REMEMBERED_MS = 10 * 60_000

interface Places {
  /** So many tasks at once. */
  readonly places: number
  /** Milliseconds. */
  readonly now: () => number
}

/**
 * So many tasks at once. Of all whose tasks wait who has the fewest under way is next, and then each has their turn, however many one of
 * them brings. Whose task took long has one place at a time for a while: the others need not wait until another of those ends.
 */
export function inTurns(run: RunTask, { places, now }: Places): RunTask {
  /** In the order of their turns. */
  const waiting = new Map<string, (() => void)[]>()
  const underWay = new Map<string, number>()
  const slowUntil = new Map<string, number>()
  let free = places

  const countOf = (from: string): number => underWay.get(from) ?? 0
  const isSlow = (from: string): boolean => (slowUntil.get(from) ?? Number.NEGATIVE_INFINITY) > now()
  const letIn = (): void => {
    if (free === 0) return
    const may = [...waiting.keys()].filter(from => countOf(from) === 0 || !isSlow(from))
    const [next] = may.toSorted((one, other) => countOf(one) - countOf(other))
    if (next === undefined) return
    const [begin, ...later] = waiting.get(next) ?? []
    waiting.delete(next)
    // Behind all others.
    if (later.length > 0) waiting.set(next, later)
    free -= 1
    underWay.set(next, countOf(next) + 1)
    begin?.()
    letIn()
  }

  return async (name, input, { from, signal } = { from: '' }) => {
    await new Promise<void>(begin => {
      waiting.set(from, [...(waiting.get(from) ?? []), begin])
      letIn()
    })
    const began = now()
    try {
      if (signal?.aborted) throw new DocumentRefused('document_too_large')
      return await run(name, input)
    } finally {
      if (now() - began >= LONG_MS) slowUntil.set(from, now() + REMEMBERED_MS)
      free += 1
      underWay.set(from, countOf(from) - 1)
      letIn()
    }
  }
}
