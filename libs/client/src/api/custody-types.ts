/** A request to erase a person, by reference and code. Times are ISO 8601, UTC. */
export interface ErasureView {
  readonly erasureId: string
  readonly subjectRef: string
  readonly state: 'waiting' | 'restricted' | 'executing' | 'executed' | 'called_back' | 'lapsed' | 'replaced'
  readonly reason: string
  readonly requestedAt: string
  /** Whether the caller requested it: then somebody else confirms it. */
  readonly isOwn: boolean
  readonly isConfirmed: boolean
  /** Not erased before. */
  readonly dueAt: string | null
  /** What stands against it, by code. */
  readonly heldBy: readonly string[]
  /** YYYY-MM-DD: when that is looked at again. */
  readonly reviewOn: string | null
  /** So many other records of the person stay, each to be erased by a request of its own. */
  readonly linkedRecords: number
}

/** An order under which a person is not erased. */
export interface LegalHoldView {
  readonly holdId: string
  readonly subjectRef: string
  readonly authority: string
  readonly reference: string
  readonly reviewOn: string
  readonly placedAt: string
}

/** An order by which the part of one agency of the hub stays out of a person's own record until the day of review. */
export interface SecrecyOrderView {
  readonly orderId: string
  readonly subjectRef: string
  readonly authority: string
  readonly reference: string
  readonly agencyId: string
  readonly reviewOn: string
  readonly placedAt: string
}
