/** Why a hub may be asked. Codes alone; consent has the table of who may for which of them. */
export const MATCH_REASONS = [
  'request_of_the_person',
  'danger_to_life',
  'child_in_danger',
  'duty_to_identify',
  'court_order',
] as const

/** Always so many, made up with random ones: how much is known of a person is not told. Each is a guess, and counts as one. */
export const ELEMENTS = 8

/** Why a question was not answered; the same word for all that is not the asking hub's business. */
export const REFUSALS = [
  'match_keys_differ',
  'match_epoch_other',
  'match_quota_reached',
  'match_not_permitted',
  'match_set_too_large',
] as const
export type Refusal = (typeof REFUSALS)[number]
export const isRefusal = (code: string): code is Refusal => REFUSALS.some(known => known === code)

interface Party {
  readonly hub: string
  readonly agencyId: string
}

/** Asked here. */
export interface MatchQuestion {
  readonly questionId: string
  readonly subjectId: string
  readonly shareId: string
  readonly agencyId: string
  readonly askedBy: string
  readonly to: Party
  readonly purpose: string
  readonly reason: string
  /** Number of the matter. */
  readonly reference: string
  readonly epoch: string
  readonly keysHash: string
  readonly state: 'asked' | 'answered' | 'refused' | 'not_delivered' | 'unanswered'
  readonly code: string | null
  /** By which keys they are known there: none if they are not. Null while that is not known. */
  readonly matched: readonly string[] | null
  readonly askedAt: Date
  /** Afterwards no answer counts. */
  readonly dueAt: Date
  readonly answeredAt: Date | null
}

/** Asked of this hub, which never learns of whom. */
export interface MatchAsked {
  readonly questionId: string
  readonly from: Party
  readonly to: Party
  readonly purpose: string
  readonly reason: string
  readonly caseHash: Buffer
  readonly epoch: string
  readonly state: 'waiting' | 'answered' | 'refused' | 'lapsed'
  readonly code: Refusal | null
  readonly receivedAt: Date
}

/** How much one hub may ask another, counted in the one that is asked; the asking one keeps to its own. */
export interface MatchQuota {
  readonly aDay: number
  readonly anHour: number
}

export interface AskedLately {
  readonly lastDay: number
  readonly lastHour: number
}

export const isOverQuota = ({ aDay, anHour }: MatchQuota, { lastDay, lastHour }: AskedLately): boolean =>
  lastDay >= aDay || lastHour >= anHour
