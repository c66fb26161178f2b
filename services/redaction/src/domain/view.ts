import type { Facts } from './facts.ts'
import type { Disclosure, Profile } from './view-policy.ts'

/** One category of data, as a reader gets it: only fields that `project.ts` names and the view policy shows. */
export type CategoryData = Readonly<Record<string, unknown>>

export interface WithheldLine {
  /** Code of the data categories. */
  readonly category: string
  /** Of the category; absent: all of it. */
  readonly field?: string
  /** Code of the published table. */
  readonly reason: string
}

/** What a permit allows; taken from consent's statement, never from a caller. */
export interface Allowance {
  readonly categories: ReadonlySet<string>
  readonly withheld: readonly (WithheldLine & { readonly silent: boolean })[]
  /** Vital interest: a code name instead of a name. */
  readonly codeNameOnly: boolean
  /** For whom it is and on what it rests: the view policy cuts the categories by it. */
  readonly disclosure: Disclosure
  /** The person agreed, after legal advice, that police and prosecution read what incriminates them. */
  readonly selfIncriminatingAgreed: boolean
  /** A court ordered that its judge reads it, for the defence or for non-punishment. */
  readonly judicialReview: boolean
}

/** Of what a reader gets, with what the reader may know is missing of it. */
export interface Part {
  readonly categories: Readonly<Record<string, CategoryData>>
  readonly withheld: readonly WithheldLine[]
}

/** A text that could not be made safe: a person of its agency has to look at it. */
export interface Unsafe {
  readonly source: 'narrative' | 'statement'
  /** Of the statement. */
  readonly sourceId: string | null
  /** Absent: of the referral's sender. */
  readonly by?: { readonly hub: string; readonly agencyId: string }
}

export interface Projection extends Part {
  /** Also what is withheld in silence: for the log of access. */
  readonly trulyWithheld: readonly (WithheldLine & { readonly silent: boolean })[]
}

/** With what became of its texts. */
export interface Projected extends Projection {
  /** By which they were masked. */
  readonly profile: Profile
  readonly unsafe: readonly Unsafe[]
  /** What incriminates the person is not cut from the account: by whom it is for, whatever is in it. */
  readonly accountWhole: boolean
}

/** What travels between hubs: a view, and the sending hub's answers to what the receiving hub must ask before showing it. */
export interface PackageView {
  readonly v: 1
  readonly codeName: string
  readonly categories: Readonly<Record<string, CategoryData>>
  readonly withheld: readonly WithheldLine[]
  readonly facts: PackageFacts
  /**
   * Its first reader may have what incriminates the person, so nothing was cut from the account: for others it cannot be cut any more. It travels
   * beside the JSON. Absent: its hub does not say.
   */
  readonly accountWhole?: boolean | undefined
}

export interface PackageFacts extends Facts {
  readonly recipientIsStateOfNationality: boolean
  /** Of the sending hub: that it is no state that the person may fear. Neither nationality nor asylum is told by it. */
  readonly mayReportBack: boolean
}

/** Every view carries it, so that a secret gap looks like none. */
export const NOTICE = 'may be incomplete'
