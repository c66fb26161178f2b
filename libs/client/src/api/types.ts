/** Codes are those of @amparo/contracts, as the HTTP API writes them. */

export interface AgencyRef {
  readonly hub: string
  readonly agencyId: string
}

export interface AgencyView extends AgencyRef {
  readonly type: string
  readonly name: string
  readonly suspended?: boolean
}

export interface Page<T> {
  readonly items: readonly T[]
  /** null on the last page. */
  readonly nextCursor: string | null
}

export interface ConsentView {
  readonly id: string
  readonly basis: string
  readonly status: string
  /** ISO 8601: a second person must have confirmed by then. */
  readonly confirmBy?: string
  readonly purposes?: readonly string[]
  readonly dataCategories?: readonly string[]
  readonly endsAt?: string
  readonly confirmedAt?: string
}

export interface NewReferral {
  readonly subjectRef: string
  readonly protocol: string
  readonly priority: string
  readonly to: AgencyRef
  /** What protocol and recipient imply, if absent. */
  readonly purpose?: string
  readonly services: readonly string[]
  /** The safeguarding draft that this completes. */
  readonly draftId?: string
}

/** Times are ISO 8601, UTC. */
export interface ReferralView {
  readonly id: string
  readonly protocol: string
  readonly priority: string
  /** FHIR TaskStatus, with hyphens. */
  readonly status: string
  readonly from: AgencyRef
  /** null: a draft */
  readonly to: AgencyRef | null
  /** The sender's own reference; shown to the sender only. */
  readonly subjectRef?: string
  readonly services: readonly string[]
  readonly purpose: string
  /** Users of the caller's own agency. */
  readonly assignedTo: readonly string[]
  /** For the sender: what the other hub has stated, and when. */
  readonly delivery: Readonly<Record<string, string>> | null
  readonly submittedAt: string
  readonly updatedAt: string
  readonly acceptBy: string
  readonly serveBy: string
  readonly overdue: boolean
  readonly version: number
  readonly reason?: string
  readonly outcome?: string
  readonly steps: readonly {
    readonly version: number
    readonly status: string
    readonly at: string
    readonly byAgency: string
    readonly reason?: string
    readonly outcome?: string
  }[]
  readonly allowedActions: readonly string[]
}

/** What one reader may see of one person, for one purpose, at one moment. Show it; do not store it. */
export interface OpenedView {
  readonly referralId: string
  /** The reader's own share id. */
  readonly subjectRef: string
  readonly purpose: string
  readonly basis: string
  readonly categories: Readonly<Record<string, unknown>>
  readonly withheld: readonly { category: string; reason: string }[]
  /** Always there: silence about what is secret must look like any other view. */
  readonly notice: string
  readonly auditEntry: { readonly id: string; readonly index: number; readonly leafHash: string }
  readonly handlingCode: string
}

export interface AuditEntryView {
  readonly id: string
  readonly [field: string]: unknown
}
