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
}
