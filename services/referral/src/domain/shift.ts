/** When a user of an agency is on duty. */
export interface Shift {
  readonly id: string
  readonly userId: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Leads the others meanwhile. */
  readonly supervises: boolean
}

export const LONGEST_SHIFT_MS = 31 * 24 * 3_600_000
