import type { Status } from './status.ts'

export interface Party {
  readonly hub: string
  readonly agencyId: string
}

export const isSameParty = (one: Party, other: Party | undefined): boolean =>
  other !== undefined && one.hub === other.hub && one.agencyId === other.agencyId

/** What happened, in order. A referral's state is its last step. */
export interface Step {
  /** From 1, without gaps. */
  readonly version: number
  readonly status: Status
  readonly at: Date
  readonly by: Party
  /** Coded: of a decline, hold, cancellation or failure. */
  readonly reason: string | undefined
  /** Coded: of a completion. */
  readonly outcome: string | undefined
}

/** What no step changes: who asked whom, for what, until when. Never who the person is. */
export interface Opening {
  readonly id: string
  readonly protocol: string
  readonly priority: string
  readonly from: Party
  /** A draft has no recipient yet. */
  readonly to: Party | undefined
  /** The share id under which this hub holds the person. */
  readonly subjectRef: string
  readonly purpose: string
  readonly services: readonly string[]
  readonly submittedAt: Date
  readonly acceptBy: Date
  readonly serveBy: Date
}

/** A referral as one of its hubs holds it. */
export interface Referral extends Opening {
  readonly status: Status
  readonly version: number
  readonly reason: string | undefined
  readonly outcome: string | undefined
  readonly updatedAt: Date
}

export interface Change {
  readonly referral: Referral
  readonly step: Step
}

const after = (opening: Opening, step: Step): Change => ({
  referral: {
    ...opening,
    status: step.status,
    version: step.version,
    reason: step.reason,
    outcome: step.outcome,
    updatedAt: step.at,
  },
  step,
})

/** The first step. */
export const open = (opening: Opening, status: 'draft' | 'requested'): Change =>
  after(opening, {
    version: 1,
    status,
    at: opening.submittedAt,
    by: opening.from,
    reason: undefined,
    outcome: undefined,
  })

/** One step more. Whether it is allowed is for the table of actions to say. */
export const advance = (
  referral: Referral,
  step: Pick<Step, 'status' | 'by' | 'at'> & {
    readonly reason?: string | undefined
    readonly outcome?: string | undefined
  },
): Change => after(referral, { reason: undefined, outcome: undefined, ...step, version: referral.version + 1 })

/** A draft gets its recipient and goes out, under the id it has. */
export const send = (draft: Referral, opening: Opening): Change =>
  advance({ ...draft, ...opening }, { status: 'requested', by: opening.from, at: opening.submittedAt })

/** The same log gives the same state. */
export const replay = (opening: Opening, [first, ...rest]: readonly [Step, ...Step[]]): Referral =>
  rest.reduce((referral, step) => after(referral, step).referral, after(opening, first).referral)
