import type { Accredited, AgencyRef, Exclusion } from './agency.ts'
import type { Basis, Category, HandlingCode, Matter, Priority, Protocol, Purpose } from './codes.ts'

/** May this go to that recipient, for that purpose, now? */
export interface DisclosureRequest {
  readonly occasion: 'submit' | 'package' | 'view' | 'import' | 'link' | 'hand_over'
  /** undefined: not in the directory, or suspended. */
  readonly sender: Accredited | undefined
  readonly recipient: Accredited | undefined
  /** The recipient has that referral already. Absent: as the occasion says. */
  readonly held?: boolean
  /** The reader, where one is known. */
  readonly userId: string | undefined
  readonly protocol: Protocol
  readonly priority: Priority
  /** undefined: what protocol and recipient imply. */
  readonly purpose: Purpose | undefined
  /** How many services of assistance are asked for. */
  readonly services: number
}

export interface Instrument {
  readonly id: string
  readonly hubs: readonly string[]
  readonly matter: Matter
  readonly validUntil: Date
  /** An authorisation for one case: these parties, and one vital interest. Absent: for whatever it is in force for. */
  readonly onlyFor?: OnlyFor
}

interface OnlyFor {
  readonly from: AgencyRef
  readonly to: AgencyRef
  /** undefined in the receiving hub: there the grant names the authorisation. */
  readonly basisId: string | undefined
}

/** What other services have stated: redaction of the person, the directory of instruments. Nothing here comes from a caller. */
export interface Facts {
  /** Under 18, or age in doubt. */
  readonly minor: boolean
  /** Nothing was said of the person, so `minor` is no answer. Absent: it is one. */
  readonly ageUnknown?: boolean
  readonly guardianNamed: boolean
  readonly guardianConflict: boolean
  readonly recipientIsStateOfNationality: boolean
  readonly protectionSeeker: boolean
  /** Asked in private, and the answer was no. */
  readonly fearOfReturnAsked: boolean
  readonly helpSeekingNeeds: boolean
  /** The reference is for reading one referral; what is read under it belongs to the agency that sent it. */
  readonly received: boolean
  readonly exclusions: readonly Exclusion[]
  readonly instruments: readonly Instrument[]
  /** The agency from which this person's data came to this hub; undefined when it was recorded here. */
  readonly importedFrom: AgencyRef | undefined
}

export const WITHHELD_REASONS = [
  'outside_consent',
  'outside_mandate',
  'outside_purpose',
  'outside_basis',
  'outside_instrument',
  /** The hub that granted it has not said for too long that the grant stands. */
  'status_stale',
] as const
export type WithheldReason = (typeof WITHHELD_REASONS)[number]

export interface Withheld {
  readonly category: Category
  readonly reason: WithheldReason
  /** A name for the gap would tell: the reader sees only that the view may be incomplete. */
  readonly silent: boolean
}

export interface Permission {
  readonly permit: true
  readonly basis: Basis
  readonly basisId: string
  readonly basisVersion: number
  /** What it rests on ends then; sooner if it still waits for a second person. */
  readonly standsUntil: Date
  readonly purpose: Purpose
  readonly categories: readonly Category[]
  readonly withheld: readonly Withheld[]
  readonly codeNameOnly: boolean
  /** Police and prosecution may read what incriminates the person. Absent: no. */
  readonly selfIncriminatingAgreed?: boolean
  /** A judge may read what is withheld from everybody else. Absent: no. */
  readonly judicialReview?: boolean
  readonly handlingCode: HandlingCode
  /** Empty inside one hub. */
  readonly instrumentId: string
}

export type Decision<Code extends string = string> = Permission | { readonly permit: false; readonly reason: Code }
