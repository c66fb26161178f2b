import type { ReferralView, Text } from '@amparo/client'

/** What lists show of a referral: never who the person is. */
export type ListedReferral = Pick<
  ReferralView,
  | 'id'
  | 'protocol'
  | 'priority'
  | 'quick'
  | 'status'
  | 'state'
  | 'stateText'
  | 'turn'
  | 'from'
  | 'to'
  | 'services'
  | 'assignedTo'
  | 'submittedAt'
  | 'due'
  | 'overdue'
>

/** One deadline that runs. Times are ISO 8601, UTC. */
export interface DeadlineItem {
  readonly referralId: string
  readonly deadline: string
  readonly text: Text
  readonly dueAt: string
  readonly overdue: boolean
  readonly priority: string
  readonly protocol: string
  readonly state: string
  readonly assignedTo: readonly string[]
}

/** What an agency is asked about somebody whom it must not know yet: needs, and no identity. */
export interface NeedsOffered {
  readonly id: string
  readonly protocol: string
  readonly priority: string
  readonly services: readonly string[]
  readonly minors: boolean
  readonly madeAt: string
  readonly expiresAt: string
  readonly answer?: string
  readonly reason?: string
  readonly answeredAt?: string
}

export interface Capacity {
  readonly service: string
  /** null: nobody has said. */
  readonly places: number | null
  readonly open: boolean
}

export interface Shift {
  readonly id: string
  readonly userId: string
  readonly from: string
  readonly to: string
}

export interface Rota {
  readonly items: readonly Shift[]
  /** Users on duty now. */
  readonly onDuty: readonly string[]
}

export interface Colleague {
  readonly userId: string
  readonly name: string
}

export interface Listed<T> {
  readonly items: readonly T[]
  readonly next?: string | null
}
