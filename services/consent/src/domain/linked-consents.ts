import type { Grantor } from './codes.ts'
import { ends, type Taker } from './withdrawal.ts'

/** What a person agreed to, as far as it decides what goes when they take something back. */
export interface LinkedConsent {
  readonly basisId: string
  readonly subjectId: string
  readonly grantedBy: Grantor
  readonly purposes: readonly string[]
  /** By a narrower one, when the wider was given. */
  readonly agreedAt: Date
  readonly withdrawnAt: Date | undefined
  /** When it was said that this one itself is taken back. */
  readonly takenBackAt: Date | undefined
  readonly takenBackBy: Taker
}

/**
 * Linked records of one person withdraw together (rules: Withdrawal): what was taken back of one record is taken back of the others, for
 * the same purposes, and by whom it may be: a guardian takes back what a guardian gave, a court any. It ends only that: a consent to something else stands, and so does one that the person has given since. Whether
 * they were linked before or after makes no difference. Answers with each who took it back.
 */
export const takenBackWith = <C extends LinkedConsent>(
  consents: readonly C[],
): { readonly consent: C; readonly by: Taker }[] =>
  consents.flatMap(own => {
    const cause = consents.find(
      ({ subjectId, purposes, takenBackAt, takenBackBy }) =>
        own.withdrawnAt === undefined &&
        subjectId !== own.subjectId &&
        takenBackAt !== undefined &&
        own.agreedAt <= takenBackAt &&
        ends({ by: takenBackBy }, { basis: 'consent', grantedBy: own.grantedBy }) &&
        purposes.some(purpose => own.purposes.includes(purpose)),
    )
    return cause === undefined ? [] : [{ consent: own, by: cause.takenBackBy }]
  })
