import type { ReferralView } from '@amparo/client'

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

export interface Colleague {
  readonly userId: string
  readonly name: string
}
