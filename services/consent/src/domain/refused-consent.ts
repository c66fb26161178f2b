import type { Recipient } from './agency.ts'
import type { Basis, Grantor, Purpose } from './codes.ts'
import { isHeard, type Taker } from './withdrawal.ts'

/** What the person, or who speaks for them, said no to. */
export interface RefusedConsent {
  readonly refusedBy: 'self' | 'guardian'
  readonly purposes: readonly Purpose[]
  readonly recipients: readonly Recipient[]
}

export interface RecordedRefusal extends RefusedConsent {
  readonly id: string
  readonly subjectId: string
  readonly subjectRef: string
  readonly agencyId: string
  readonly userId: string
  readonly refusedAt: Date
}

interface Claimed {
  readonly basis: Basis
  readonly purposes: readonly Purpose[]
  readonly recipients: readonly Recipient[]
}

/**
 * Whether a basis would replace a consent that was refused: for one of its purposes, to one of its recipients. Then it counts only after
 * an independent person's review (rules: Lawful basis). A guardian's refusal never defeats safeguarding (rules: Withdrawal).
 */
export const replacesRefusal = (claimed: Claimed, refusals: readonly RefusedConsent[]): boolean =>
  claimed.basis !== 'consent' &&
  refusals.some(
    refused =>
      !(refused.refusedBy === 'guardian' && claimed.basis === 'child_safeguarding') &&
      refused.purposes.some(purpose => claimed.purposes.includes(purpose)) &&
      refused.recipients.some(one => claimed.recipients.some(other => meet(one, other))),
  )

/** A consent of the person, in force or not, whoever recorded it. */
export interface GivenConsent {
  readonly grantedBy: Grantor
  readonly purposes: readonly Purpose[]
  readonly recipients: readonly Recipient[]
  readonly grantedAt: Date
  /** When that was said. Also by narrowing it: what the narrower one leaves out was taken back. */
  readonly withdrawnAt: Date | undefined
  /** Absent: nobody did, or before that was kept. */
  readonly takenBackBy?: Taker | undefined
}

/** A no of the one kind, and of the other. */
export interface SaidNo {
  readonly refusals: readonly RefusedConsent[]
  readonly consents: readonly GivenConsent[]
}

/** What binds of it: not what a guardian said who may be part of the harm, whenever that came to be known (rules: Children). */
export const heardOf = ({ refusals, consents }: SaidNo, child: { readonly guardianConflict: boolean }): SaidNo => ({
  refusals: refusals.filter(({ refusedBy }) => isHeard(refusedBy, child)),
  consents: consents.filter(({ takenBackBy = 'self' }) => isHeard(takenBackBy, child)),
})

/** Whether a basis follows a no of either kind. */
export const followsNo = (claimed: Claimed, { refusals, consents }: SaidNo): boolean =>
  replacesRefusal(claimed, refusals) || replacesTakenBack(claimed, consents)

/**
 * Whether a basis would replace a consent that was taken back: for one of its purposes, to one of its recipients, no was the last word. That
 * is a no like any other (ADR 58). What stood beside the consent before stands (rules: Withdrawal): only what is recorded afterwards is asked.
 */
export const replacesTakenBack = (claimed: Claimed, consents: readonly GivenConsent[]): boolean =>
  claimed.basis !== 'consent' &&
  claimed.purposes.some(purpose =>
    claimed.recipients.some(recipient => {
      const about = consents.filter(
        given => given.purposes.includes(purpose) && given.recipients.some(one => meet(one, recipient)),
      )
      return about.some(given => isLastNo(given, about, claimed.basis))
    }),
  )

/** What had been taken back at a moment: what was taken back later stood beside what was recorded then. */
export const asItStood = (consents: readonly GivenConsent[], at: Date): GivenConsent[] =>
  consents.map(given =>
    given.withdrawnAt !== undefined && given.withdrawnAt > at ? { ...given, withdrawnAt: undefined } : given,
  )

const isLastNo = ({ grantedBy, withdrawnAt }: GivenConsent, about: readonly GivenConsent[], claimed: Basis): boolean =>
  withdrawnAt !== undefined &&
  !(grantedBy === 'guardian' && claimed === 'child_safeguarding') &&
  !about.some(other => other.withdrawnAt === undefined && other.grantedAt >= withdrawnAt)

/** One of them may be a kind of agency, and the other one of that kind. */
const meet = (one: Recipient, other: Recipient): boolean =>
  one.hub === other.hub &&
  one.agencyType === other.agencyType &&
  (one.agencyId === undefined || other.agencyId === undefined || one.agencyId === other.agencyId)
