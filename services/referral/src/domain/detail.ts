import type { Delivery } from './delivery.ts'
import type { Referral, Step } from './referral.ts'

export interface Assignment {
  readonly agencyId: string
  readonly userId: string
}

/** A referral with all that has happened to it. */
export interface Detail {
  readonly referral: Referral
  readonly steps: readonly Step[]
  readonly assignments: readonly Assignment[]
  readonly delivery: Delivery
}
