/** Where a page ended: the next begins after it. */
export interface DeadlinePosition {
  readonly dueAt: Date
  readonly referralId: string
  readonly deadline: string
}

/** A deadline that runs, as a calendar shows it. */
export interface Deadline extends DeadlinePosition {
  readonly priority: string
  readonly protocol: string
  readonly protocolVersion: number
  readonly state: string
  /** Supervisors of the agency have been called of it. */
  readonly called: boolean
  readonly assignedTo: readonly string[]
}
