import type { Case } from './case.ts'
import type { Delivery } from './delivery.ts'
import type { Link } from './link.ts'
import type { PassedOn } from './passed-on.ts'

export interface Assignment {
  readonly agencyId: string
  readonly userId: string
}

/** As its sender sees it: needs that another agency was asked about. */
export interface OfferMade {
  readonly id: string
  readonly toAgency: string
  readonly services: readonly string[]
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly answer: string | undefined
  readonly reason: string | undefined
  readonly withinBasis: boolean
  /** False: none that is for such a person was left. */
  readonly serves: boolean
  readonly takenBy: string | undefined
}

/** A referral with all that has happened to it, as one party may see it. */
export interface Detail {
  readonly found: Case
  /** Who is assigned now. */
  readonly assignments: readonly Assignment[]
  readonly delivery: Delivery
  readonly links: readonly Link[]
  readonly passedOn: readonly PassedOn[]
  readonly offers: readonly OfferMade[]
}
