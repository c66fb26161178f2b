import type { Basis } from './codes.ts'

/** A review, the end of a basis, or the sheet of one that was signed. */
export type DueKind = 'review' | 'end' | 'sheet'

export interface DueBasis {
  readonly basisId: string
  readonly agencyId: string
  /** Internal; never shown. */
  readonly subjectId: string
  readonly basis: Basis
  /** When the review is due, when it ends, or by when the sheet has to be there. */
  readonly at: Date
  /** A colleague of whoever recorded it may still stand behind it. */
  readonly unconfirmed: boolean
}

/** What nobody has looked at in time, though it lapses or stands until somebody does. */
export interface OverdueReview {
  /**
   * A second person's word; an independent person's on what replaces a refused consent; another look at a basis; the word of the other
   * focal point on a one-case authorisation.
   */
  readonly what: 'confirmation' | 'refusal' | 'basis' | 'one_case'
  readonly id: string
  readonly agencyId: string
  /** Absent: a one-case authorisation in the hub that receives, which has nobody on record yet. */
  readonly subjectRef: string | undefined
  readonly basis: Basis | undefined
  readonly version: number | undefined
  /** By when it was to be. */
  readonly at: Date
}
