import type { AgencyRef } from './agency-ref.ts'
import type { Text } from './protocol-types.ts'

/** One deadline that runs. Times are ISO 8601, UTC. */
export interface DeadlineItem {
  readonly referralId: string
  readonly deadline: string
  readonly text: Text
  readonly dueAt: string
  readonly overdue: boolean
  /** Supervisors have been called of it. */
  readonly called?: boolean
  readonly priority: string
  readonly protocol: string
  readonly state: string
  /** Users of the caller's own agency. */
  readonly assignedTo: readonly string[]
}

/** What an agency is asked about somebody whom it must not know yet: needs, and no identity. */
export interface NeedsOffered {
  readonly id: string
  readonly protocol: string
  readonly protocolVersion: number
  readonly priority: string
  readonly services: readonly string[]
  readonly minors: boolean
  readonly madeAt: string
  readonly expiresAt: string
  readonly version?: number
  readonly answer?: 'willing' | 'declined' | 'expired' | 'moved-on'
  readonly reason?: string
  readonly answeredAt?: string
}

/** Many people found at once: how far their referrals are. */
export interface IntakeView {
  readonly id: string
  readonly protocol: string
  readonly count: number
  readonly at: string
  readonly sent: number
  /** People of whom there is no referral yet. */
  readonly missing: number
  readonly byStatus: Readonly<Record<string, number>>
  readonly referralIds: readonly string[]
}

export interface Shift {
  readonly id: string
  readonly userId: string
  readonly from: string
  readonly to: string
  /** Leads the others meanwhile: a supervisor's calls come here first. */
  readonly supervises: boolean
}

export interface Rota {
  readonly items: readonly Shift[]
  /** Cursor of the next page; null: this is the last. */
  readonly next: string | null
  /** Users on duty now. */
  readonly onDuty: readonly string[]
  /** Rises with each shift that is planned or removed. */
  readonly version?: number
}

/** Who is to be rung up about a referral, and who of the own agency is there to do it. */
export interface ReferralDuty {
  /** Agencies whose silence, or whose hub's, has come to the telephone. */
  readonly calls: readonly {
    readonly party: AgencyRef
    /** null: the directory has none. */
    readonly phone: string | null
    readonly deadlines: readonly { readonly deadline: string; readonly text: Text; readonly at: string }[]
    /** What its hub has not stated of an emergency; failed: it did not arrive. */
    readonly unstated: readonly ('delivered' | 'retrieved' | 'failed')[]
  }[]
  readonly onDuty: readonly { readonly userId: string; readonly supervises: boolean }[]
  /** For the recipient, of a sender that is suspended or in whose place another acts. `waits`: nobody acts in its place yet. */
  readonly sender?: {
    readonly waits: boolean
    readonly turnTo: readonly { readonly party: AgencyRef; readonly phone: string | null }[]
  } | null
}

/** Of an agency that is suspended: how many of its referrals wait for somebody to take them over. */
export interface SuspendedSender {
  readonly agencyId: string
  readonly waiting: number
  readonly since: string
}

/** How much a user of the own agency works on. */
export interface Hands {
  readonly id: string
  readonly count: number
  /** Another one whenever it is other work. */
  readonly version: number
}

/** Of somebody in an agency, whether or not they still work there. */
export interface OpenHands {
  readonly userId: string
  /** Open referrals. */
  readonly count: number
  /** Planned, or running. */
  readonly shifts: number
}

export interface Handover {
  readonly fromUserId: string
  readonly toUserId: string
  /** All that is in those hands, if not given. */
  readonly referralIds?: readonly string[]
}

/** How much room an agency has, as it says itself. */
export interface CapacityView {
  readonly service: string
  /** null: it has not said. */
  readonly places: number | null
  /** False: it takes nobody now. */
  readonly open: boolean
  readonly statedAt: string | null
}

/** That something happened, by id only. */
export interface NewsItem {
  /** Where to go on from. */
  readonly id: string
  /** `ready`: from here on nothing is missed; `reload`: something may have been, read the lists again; else what happened. */
  readonly kind: string
  readonly referralId?: string
  readonly offerId?: string
  /** Of a request for evidence. */
  readonly requestId?: string
  /** Users of the own agency whom a call is for; supervisors hear it too. Not given: it is for everybody. */
  readonly users?: readonly string[]
}
