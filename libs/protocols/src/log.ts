import type { Side } from './protocol-file.ts'

/** What a step may say: codes, dates, numbers, yes and no. */
export type Coded = string | number | boolean | readonly Coded[] | { readonly [field: string]: Coded }

/** A step that somebody took. It is never changed. */
export interface Taken {
  readonly step: string
  /** Of which party, or in whose hub. */
  readonly side: Side
  /**
   * Rises with each step of its side that the other hears of, from 1. What stays inside the agency bears the number of the step
   * before it, or, in older logs, one of its own: a gap.
   */
  readonly number: number
  /** The number of the other side's last step that was known when this one was taken; 0: none. */
  readonly seen: number
  readonly at: Date
  readonly data: Readonly<Record<string, Coded>>
}

/**
 * The one order of both sides' steps, wherever it is computed and in whatever order they arrived: that in which the recipient's
 * hub saw them. What the recipient did without knowing of a step of the sender's comes before that step, so what has been done
 * for the person stands, and two hubs that hold the same steps agree on the state.
 */
export function inOrder<T extends Taken>(steps: Iterable<T>): T[] {
  const all = [...steps]
  // The sort is stable: those of one number stay as they are given.
  const bySide = (side: Side) => all.filter(taken => taken.side === side).sort((a, b) => a.number - b.number)
  const [sent, received] = [bySide('sender'), bySide('recipient')]
  const merged: T[] = []
  let next = 0
  for (const taken of received) {
    for (; next < sent.length; next += 1) {
      const step = sent[next]
      if (step === undefined || step.number > taken.seen || isLater(step, sent[next - 1], taken)) break
      merged.push(step)
    }
    merged.push(taken)
  }
  return [...merged, ...sent.slice(next)]
}

/** What stayed inside the sender's agency bears the number of the step before it, though it may follow what it had heard since. */
const isLater = (step: Taken, before: Taken | undefined, received: Taken): boolean =>
  step.number === before?.number && step.seen >= received.number
