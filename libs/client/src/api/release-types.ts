export type ReleasePurpose = 'media' | 'statistics' | 'judgment'

/** What is to be made for everybody to read. */
export type NewRelease = NewTextRelease | NewFigures

interface NewTextRelease {
  readonly kind: 'text'
  readonly purpose: ReleasePurpose
  /** ISO 639, of the text. */
  readonly lang: string
  readonly text: string
  /** The people of the text, as the own agency has them. */
  readonly subjectRefs: readonly string[]
  /** What is masked besides, in UTF-16 offsets. Nothing is lifted. */
  readonly masks?: readonly { readonly start: number; readonly end: number; readonly reason: string }[]
}

interface NewFigures {
  readonly kind: 'records'
  readonly purpose: ReleasePurpose
  /** As the OpenAPI document of redaction names them. */
  readonly columns: readonly string[]
  /** A cell stands for at least so many; the hub has a least of its own. */
  readonly k?: number
  /** First and last day of registration, YYYY-MM-DD, UTC. */
  readonly from?: string
  readonly to?: string
}

interface Released {
  readonly purpose: ReleasePurpose
  readonly mode: 'media_safe'
  /** Of the view policy by which it was made. */
  readonly policyHash: string
  /** ISO 8601 */
  readonly madeAt: string
  readonly auditEntry: { readonly id: string; readonly index: number; readonly leafHash: string }
}

export type PublicRelease = ReleasedText | ReleasedFigures

interface ReleasedText extends Released {
  readonly kind: 'text'
  readonly derivativeOf: 'text'
  readonly lang: string
  readonly text: string
}

interface ReleasedFigures extends Released {
  readonly kind: 'records'
  readonly k: number
  /** Of the smallest cell. */
  readonly kReached: number
  readonly released: number
  /** How coarsely each column is told. */
  readonly told: Readonly<Record<string, string>>
  readonly cells: readonly { readonly values: Readonly<Record<string, string>>; readonly count: number }[]
  /** Columns that the view policy lets nobody tell. */
  readonly leftOut: readonly string[]
  /** Records in no cell; of a few only that they are fewer than `fewerThan`. */
  readonly suppressed: { readonly rows: number } | { readonly fewerThan: number }
}
