import type { Grantor } from './codes.ts'
import { ends, type Taker } from './withdrawal.ts'

/** What a person agreed to, as far as it decides what goes when they take something back. */
export interface LinkedConsent {
  readonly basisId: string
  readonly subjectId: string
  readonly grantedBy: Grantor
  readonly purposes: readonly string[]
  readonly grantedAt: Date
  readonly withdrawnAt: Date | undefined
  /** When this one itself was taken back. */
  readonly takenBackAt: Date | undefined
  readonly takenBackBy: Taker
}

/**
 * Linked records of one person withdraw together (rules: Withdrawal): what was taken back of one record is taken back of the others, for
 * the same purposes, and by whom it may be: a guardian takes back what a guardian gave, a court any. It ends only that: a consent to something else stands, and so does one that the person has given since. Whether
 * they were linked before or after makes no difference.
 */
export const takenBackWith = <C extends LinkedConsent>(consents: readonly C[]): C[] =>
  consents.filter(
    own =>
      own.withdrawnAt === undefined &&
      consents.some(
        ({ subjectId, purposes, takenBackAt, takenBackBy }) =>
          subjectId !== own.subjectId &&
          takenBackAt !== undefined &&
          own.grantedAt <= takenBackAt &&
          ends({ by: takenBackBy }, { basis: 'consent', grantedBy: own.grantedBy }) &&
          purposes.some(purpose => own.purposes.includes(purpose)),
      ),
  )
