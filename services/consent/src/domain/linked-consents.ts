/** What a person agreed to, as far as it decides what goes when they take something back. */
export interface LinkedConsent {
  readonly basisId: string
  readonly subjectId: string
  readonly purposes: readonly string[]
  readonly grantedAt: Date
  readonly withdrawnAt: Date | undefined
  /** When the person took back this one itself. */
  readonly takenBackAt: Date | undefined
}

/**
 * Linked records of one person withdraw together (rules: Withdrawal): what was taken back of one record is taken back of the others, for
 * the same purposes. It ends only that: a consent to something else stands, and so does one that the person has given since. Whether
 * they were linked before or after makes no difference.
 */
export const takenBackWith = <C extends LinkedConsent>(consents: readonly C[]): C[] =>
  consents.filter(
    own =>
      own.withdrawnAt === undefined &&
      consents.some(
        ({ subjectId, purposes, takenBackAt }) =>
          subjectId !== own.subjectId &&
          takenBackAt !== undefined &&
          own.grantedAt <= takenBackAt &&
          purposes.some(purpose => own.purposes.includes(purpose)),
      ),
  )
