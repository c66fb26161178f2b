/** Why an agency does not take somebody on, of whom it knows no more than the needs. */
export const DECLINE_REASONS = [
  'at-capacity',
  'not-within-mandate',
  'not-eligible',
  'unsafe-location',
  'conflict-of-interest',
  'needs-other-service',
  'no-interpreter',
] as const

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long an agency has to answer: as long as it has to acknowledge a referral. */
const OPEN_FOR_MS: Readonly<Record<string, number>> = { emergency: 15 * MINUTE, urgent: 24 * HOUR, normal: 72 * HOUR }

export const expiresAt = (priority: string, madeAt: Date): Date =>
  new Date(madeAt.getTime() + (OPEN_FOR_MS[priority] ?? 15 * MINUTE))

const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 5 * MINUTE
/** When to try again if directory or consent cannot answer now. */
export const retryAt = (attempts: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(FIRST_RETRY_MS * 2 ** attempts, LAST_RETRY_MS))

export interface Candidate {
  readonly agencyId: string
  /** Code of the agency types. */
  readonly type: string
  /** What it has room for, of what was asked. */
  readonly services: readonly string[]
}

export interface Rules {
  readonly only?: readonly string[] | undefined
  readonly not?: readonly string[] | undefined
}

/** Never, whatever a protocol's file says: whoever seeks help is not made known to those who could deport them. */
const NEVER = 'migration_enforcement'

/** Those who may receive by this protocol and have not been asked, in the order given. */
export const eligible = (
  candidates: readonly Candidate[],
  { only, not = [] }: Rules,
  asked: ReadonlySet<string>,
): Candidate[] =>
  candidates.filter(
    ({ agencyId, type }) =>
      type !== NEVER && (only === undefined || only.includes(type)) && !not.includes(type) && !asked.has(agencyId),
  )

export type Answer = 'willing' | 'declined' | 'expired' | 'moved-on'

/** A needs profile, as one agency is asked about it. */
export interface Offer {
  readonly id: string
  readonly referralId: string
  readonly toAgency: string
  readonly protocol: string
  readonly protocolVersion: number
  readonly priority: string
  readonly services: readonly string[]
  readonly minors: boolean
  readonly withinBasis: boolean
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly answer: Answer | undefined
  /** Coded. */
  readonly reason: string | undefined
  readonly answeredAt: Date | undefined
  /** The referral that went to the willing agency. */
  readonly takenBy: string | undefined
}

/** Rises with the answer, and again when it is sent on: nothing else of an offer changes. */
export const versionOf = ({ answer, takenBy }: Pick<Offer, 'answer' | 'takenBy'>): number =>
  1 + (answer === undefined ? 0 : 1) + (takenBy === undefined ? 0 : 1)
