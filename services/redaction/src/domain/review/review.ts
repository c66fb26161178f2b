import type { Piece } from '@amparo/text'
import type { Profile } from '../view-policy.ts'
import {
  type ADD_REASONS,
  ALL_READERS,
  type BOX_REASONS,
  type LIFT_REASONS,
  type Source,
  type State,
  type WaitingFor,
} from './codes.ts'

export type ReviewedProfile = Profile | typeof ALL_READERS

/** A derivative of one text, document or picture, for readers of one profile. */
export interface Redaction {
  readonly redactionId: string
  readonly subjectId: string
  readonly referralId: string
  readonly compartment: boolean
  readonly source: Source
  /** Of the message or statement; null: the narrative. */
  readonly sourceId: string | null
  /** Place among the attachments. */
  readonly file: number | null
  readonly profile: ReviewedProfile
  /** Of this hub; whose text it is. */
  readonly agencyId: string
  readonly why: WaitingFor
  readonly madeAt: Date
}

export interface KeptRedaction extends Redaction {
  /** When the text became another one. */
  readonly changedAt: Date | null
}

export interface ListedRedaction extends KeptRedaction {
  /** Where the next page begins. */
  readonly seq: number
  readonly state: State
}

export interface AddedMask extends Piece {
  readonly reason: (typeof ADD_REASONS)[number]
}

export interface LiftedMask extends Piece {
  readonly reason: (typeof LIFT_REASONS)[number]
}

/** In pixels of the picture as it was opened. */
export interface ReasonedBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly reason: (typeof BOX_REASONS)[number]
}

export type Diff =
  | { readonly kind: 'text'; readonly added: readonly AddedMask[]; readonly lifted: readonly LiftedMask[] }
  | { readonly kind: 'picture'; readonly boxes: readonly ReasonedBox[] }

/** Of which bytes, and what was masked when they were looked at and stays so. No word of them. */
export interface ReviewContent {
  readonly digest: string
  readonly kept: readonly Piece[]
  readonly diff: Diff
}

export interface Review {
  readonly reviewId: string
  readonly redactionId: string
  readonly source: Source
  readonly profile: ReviewedProfile
  /** See `madeUnder`. */
  readonly policyHash: string
  /** A second person has to confirm it, and who did. */
  readonly second: boolean
  readonly confirmedBy: string | null
  readonly reviewedBy: string
  readonly reviewedAt: Date
  /** SHA-256 of how it is kept, hex: it stands in the access log. */
  readonly diffSha256: string
  readonly content: ReviewContent
}

/** SHA-256, hex, of a text's UTF-8 or a picture's bytes. */
export type DigestOf = (original: string | Uint8Array) => string

export const isInForce = ({ second, confirmedBy }: Pick<Review, 'second' | 'confirmedBy'>): boolean =>
  !second || confirmedBy !== null

/**
 * Which rendering of a picture reviewers draw on. Nobody has seen where boxes of another one lie: with a new number each picture is looked at
 * again, and they are gone.
 */
const RENDERING = ':2'

/** Under what a review is made: the view policy, and of a picture the rendering. */
export const madeUnder = (profile: ReviewedProfile, policyHash: string): string =>
  profile === ALL_READERS ? policyHash + RENDERING : policyHash

/** A look at a picture that counts. */
export const isOfPicture = (review: Review): boolean =>
  review.profile === ALL_READERS && review.policyHash.endsWith(RENDERING) && isInForce(review)

/** Where a redaction stands, by its latest review. */
export function stateOf(
  latest: Pick<Review, 'second' | 'confirmedBy' | 'policyHash' | 'reviewedAt'> | undefined,
  { policyHash, changedAt }: { readonly policyHash: string; readonly changedAt: Date | null },
): State {
  if (latest === undefined) return 'waiting'
  const isOlder = changedAt !== null && changedAt >= latest.reviewedAt
  if (latest.policyHash !== policyHash || isOlder) return 'lapsed'
  return isInForce(latest) ? 'reviewed' : 'proposed'
}
