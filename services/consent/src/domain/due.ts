import type { Basis } from './codes.ts'

/** A review, or the end of a basis. */
export type DueKind = 'review' | 'end'

export interface DueBasis {
  readonly basisId: string
  readonly agencyId: string
  /** Internal; never shown. */
  readonly subjectId: string
  readonly basis: Basis
  /** When the review is due, or when it ends. */
  readonly at: Date
}
