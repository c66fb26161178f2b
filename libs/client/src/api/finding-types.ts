/** What is known of somebody who is looked for. Sealed; it leaves the page in no other way. */
export interface Sought {
  readonly purpose: string
  readonly reason: string
  readonly names: readonly string[]
  /** YYYY-MM-DD or YYYY-MM. */
  readonly dateOfBirth: string | null
  readonly documents: readonly string[]
  readonly phones: readonly string[]
}

/** Who it might be, never who it is. */
export interface Candidate {
  /** Of this search alone. */
  readonly pseudonym: string
  /** Bits of evidence. */
  readonly score: number
  /** Kinds of what agreed; never a value. */
  readonly matched: readonly string[]
}

export type TwoPseudonyms = readonly [string, string]

/** Two records that are perhaps of one person. */
export interface DuplicatePair {
  readonly pairId: string
  /** For this custodian alone. */
  readonly pseudonyms: TwoPseudonyms
  readonly score: number
  readonly matched: readonly string[]
  readonly flaggedAt: string
}

/** What one custodian asks and another confirms, before it expires. */
interface TwoPersonRequest {
  readonly requestId: string
  readonly reason: string
  /** Of the custodian who asked. */
  readonly agencyId: string
  /** Asked by the caller: somebody else confirms it. */
  readonly isOwn: boolean
  readonly requestedAt: string
  readonly expiresAt: string
  readonly confirmed: boolean
}

export interface RecordLinkRequest extends TwoPersonRequest {
  readonly kind: 'link' | 'unlink'
  readonly linkId: string
}

export interface RecordLinks {
  readonly links: readonly { readonly linkId: string; readonly pseudonyms: TwoPseudonyms; readonly linkedAt: string }[]
  readonly waiting: readonly (RecordLinkRequest & { readonly pseudonyms: TwoPseudonyms })[]
}

export interface ReidentificationRequest extends TwoPersonRequest {
  /** Number of the matter. */
  readonly reference: string
}

/** Behind a candidate of an own search, or as a reader sees a person called in a view. */
export type Meant = { readonly pseudonym: string } | { readonly codeName: string; readonly referralId?: string }

/** Who it is, told once. Show it; do not store it. */
export interface Reidentified {
  readonly requestId: string
  readonly basis: string
  readonly categories: Readonly<Record<string, unknown>>
  readonly withheld: readonly { readonly category: string; readonly field?: string; readonly reason: string }[]
  readonly auditEntry: { readonly id: string; readonly index: number; readonly leafHash: string }
}
