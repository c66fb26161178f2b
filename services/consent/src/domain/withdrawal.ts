import { HOUR_MS } from '@amparo/kernel'
import type { AgencyRef } from './agency.ts'
import type { Basis, Grantor } from './codes.ts'

/** Who takes it back. */
export const TAKERS = ['self', 'guardian', 'court'] as const
export type Taker = (typeof TAKERS)[number]

/** What the check for duress found. It was made in private, or nothing is taken. */
export const DURESS = ['none', 'suspected'] as const
export type Duress = (typeof DURESS)[number]

export const WITHDRAWAL_STATES = ['effective', 'waiting', 'kept'] as const
/** `kept`: said under duress, by a guardian who may be part of the harm, or by no court; what it would have ended stands. */
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number]

/** How a withdrawal was taken. */
export interface HowTaken {
  readonly by: Taker
  readonly duress: Duress
  /** SHA-256 of a court's order, hex. */
  readonly document?: string | undefined
}

/** Who took it back, and when that was said. */
export interface Said extends Pick<HowTaken, 'by'> {
  readonly at: Date
}

export interface Withdrawal extends HowTaken {
  readonly withdrawalId: string
  /** Undefined: taken by an agency of another hub. */
  readonly subjectId: string | undefined
  readonly subjectRef: string | undefined
  readonly takenAt: AgencyRef
  readonly user: string | undefined
  readonly referralId: string | undefined
  readonly basisId: string | undefined
  readonly state: WithdrawalState
  readonly at: Date
  readonly effectAt: Date | undefined
  /** Of what a court's order ends and nobody agreed to: the agency that recorded it, of which a second person is to confirm. Absent: nobody. */
  readonly confirmAgency?: string | undefined
}

/**
 * Whether it ends a basis. The person ends their own consent and what a guardian gave for them; a guardian what a guardian gave, never
 * what keeps a child safe; a court whatever its order names (rules: Withdrawal; Children).
 */
export function ends(
  { by }: Pick<HowTaken, 'by'>,
  given: { readonly basis: Basis; readonly grantedBy: Grantor },
): boolean {
  if (by === 'court') return true
  return given.basis === 'consent' && (by === 'self' || given.grantedBy === 'guardian')
}

/**
 * Whether it ends this one basis, taken where that is recorded. Beside what the person's word ends, an agency takes back there a danger that it
 * claimed itself (ADR 30). What else nobody agreed to ends by a review of somebody else, or by a court's order: one officer's word is no way round.
 */
export const mayTakeBack = (
  how: Pick<HowTaken, 'by'>,
  given: { readonly basis: Basis; readonly grantedBy: Grantor },
): boolean => ends(how, given) || (how.by === 'self' && given.basis === 'vital_interest')

/** A guardian who may be part of the harm takes nothing back (rules: Children). */
export const isHeard = (by: Taker, { guardianConflict }: { readonly guardianConflict: boolean }): boolean =>
  by !== 'guardian' || !guardianConflict

/**
 * An order that ends what keeps somebody safe, or what the law or another court demands, is one officer's word until a second person has seen
 * it: to record that took two as well (rules: Lawful basis).
 */
export const needsSecond = ({ by }: Pick<HowTaken, 'by'>, { basis }: { readonly basis: Basis }): boolean =>
  by === 'court' && basis !== 'consent'

/** Under pressure it may be what a trafficker wants: somebody speaks with the person first, and within a day it counts all the same. */
export const effectAt = ({ duress, by }: HowTaken, hours: number, at: Date): Date | undefined =>
  duress === 'suspected' && by !== 'court' ? new Date(at.getTime() + hours * HOUR_MS) : undefined
