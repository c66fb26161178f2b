/** By what two records were found to be of one person. Codes alone: a sentence could name them. */
export const LINK_REASONS = [
  'said_by_person',
  'same_documents',
  'same_fingerprint_or_photo',
  'agencies_compared',
  'registered_twice',
] as const

/** Why they are not linked any more. */
export const UNLINK_REASONS = ['not_the_same_person', 'linked_in_error', 'asked_by_person'] as const

/** So long a second custodian may confirm it. */
export const LINK_REQUEST_MS = 24 * 3_600_000

/** Two records, by their ids, the smaller one first. */
export type TwoRecords = readonly [string, string]

export const twoRecords = (a: string, b: string): TwoRecords => (a < b ? [a, b] : [b, a])

export interface RecordLink {
  readonly linkId: string
  readonly records: TwoRecords
  readonly at: Date
}

export interface LinkRequest {
  readonly requestId: string
  readonly kind: 'link' | 'unlink'
  /** Of the link that is, or that comes of it. */
  readonly linkId: string
  readonly records: TwoRecords
  readonly reason: string
  readonly requestedBy: string
  readonly requestedAgency: string
  readonly requestedAt: Date
  readonly expiresAt: Date
  readonly confirmedBy: string | null
}
