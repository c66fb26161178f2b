import type { AgencyRef } from './agency-ref.ts'

/** By which another hub is asked about one person of this one. */
export interface MatchAsk {
  /** By which an agency of this hub knows the person. */
  readonly subjectRef: string
  /** The other hub, and the agency there that it is addressed to. */
  readonly to: AgencyRef
  readonly purpose: string
  readonly reason: string
  /** Number of the matter; no name. */
  readonly reference: string
}

export interface MatchQuestion extends MatchAsk {
  readonly questionId: string
  readonly state: 'asked' | 'answered' | 'refused' | 'not_delivered' | 'unanswered'
  /** Why there is no answer. */
  readonly code: string | null
  /** Null while that is not known. */
  readonly hit: boolean | null
  /** By which of the agreed keys; never a value. */
  readonly matched: readonly string[]
  readonly askedAt: string
  /** Afterwards no answer comes. */
  readonly dueAt: string
  readonly answeredAt: string | null
}

/** What another hub asked of this one: never about whom. */
export interface MatchAsked {
  readonly questionId: string
  readonly from: AgencyRef
  readonly to: AgencyRef
  readonly purpose: string
  readonly reason: string
  readonly state: 'waiting' | 'answered' | 'refused' | 'lapsed'
  readonly code: string | null
  readonly receivedAt: string
}
