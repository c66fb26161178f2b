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
  /** It is for children, if the person is one, else for adults. */
  readonly ofAge: boolean
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

interface Rated {
  /** It is for such a person, by what the directory states of it. */
  readonly serves: boolean
}

/**
 * Of those who are left, those that are for such a person. Where none is, all of them: nobody is lost for want of an entry that fits. An adult is
 * offered to none that is not for them once one that is was asked; a child, or who may be one, is never left without somebody to ask.
 */
export function askable<T extends Rated>(
  left: readonly T[],
  { minors, served }: { readonly minors: boolean; readonly served: boolean },
): readonly T[] {
  const serving = left.filter(({ serves }) => serves)
  if (serving.length > 0) return serving
  return minors || !served ? left : []
}

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
  /** False: the directory states that it is for others, and none that is for such a person was left. */
  readonly serves: boolean
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
