import type { Side } from './protocol-file.ts'

/** What a step may say: codes, dates, numbers, yes and no. */
export type Coded = string | number | boolean | readonly Coded[] | { readonly [field: string]: Coded }

/** A step that somebody took. It is never changed. */
export interface Taken {
  readonly step: string
  /** Of which party, or in whose hub. */
  readonly side: Side
  /** Rises with each step of its side, from 1. Gaps are steps that stay inside the agency. */
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
  const bySide = (side: Side) => all.filter(taken => taken.side === side).sort((a, b) => a.number - b.number)
  const [sent, received] = [bySide('sender'), bySide('recipient')]
  const merged: T[] = []
  let next = 0
  for (const taken of received) {
    for (; next < sent.length; next += 1) {
      const step = sent[next]
      if (step === undefined || step.number > taken.seen) break
      merged.push(step)
    }
    merged.push(taken)
  }
  return [...merged, ...sent.slice(next)]
}
