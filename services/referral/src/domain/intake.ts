import { DAY_MS } from '@amparo/kernel'

/** Many people at once, of one event. */
export interface Intake {
  readonly id: string
  readonly agencyId: string
  readonly protocol: string
  /** How many are expected. */
  readonly people: number
  readonly at: Date
  /** Until then each of them is to have been referred. */
  readonly dueAt: Date
}

export const intakeDue = (at: Date): Date => new Date(at.getTime() + DAY_MS)

/** A week of calls: by then somebody knows, or the number was a mistake. */
const MOST_CALLS = 7
/** When to call again, having called so often. */
export const nextCall = (calls: number, now: Date): Date | undefined =>
  calls < MOST_CALLS ? new Date(now.getTime() + DAY_MS) : undefined
