import type { KeyObject } from 'node:crypto'
import { hash } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import type { Source } from '../domain/review/codes.ts'
import type { Review, ReviewContent, ReviewedProfile } from '../domain/review/review.ts'
import { reviewContentSchema } from './review-content.schema.ts'
import { openJson, sealJson } from './sealed-json.ts'

/** A review moved to another redaction or person does not open. */
const contextOf = ({ subjectId, redactionId, reviewId }: Place) => ({
  subjectId,
  kind: `review/${redactionId}/${reviewId}`,
  version: 1,
})

interface Place {
  readonly subjectId: string
  readonly redactionId: string
  readonly reviewId: string
}

export interface SealedReview extends Place {
  readonly policyHash: string
  readonly second: boolean
  readonly reviewedBy: string
  readonly reviewedAt: Date
  readonly ciphertext: Uint8Array
  readonly diffSha256: string
}

/** Before it is stored, so that the log of access can say which one it was. */
export function sealReview(
  key: KeyObject,
  content: ReviewContent,
  of: Omit<SealedReview, 'ciphertext' | 'diffSha256'>,
): SealedReview {
  const ciphertext = sealJson(key, content, contextOf(of))
  return { ...of, ciphertext, diffSha256: hash('sha256', ciphertext, 'hex') }
}

export async function addReview({ sql }: Transaction, review: SealedReview): Promise<void> {
  await sql(
    `insert into redaction_review (review_id, redaction_id, subject_id, policy_hash, second, ciphertext, diff_sha256, reviewed_by,
       reviewed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[review.reviewId, review.redactionId, review.subjectId, review.policyHash, review.second, review.ciphertext],
      ...[review.diffSha256, review.reviewedBy, review.reviewedAt],
    ],
  )
}

/** False if somebody was quicker, or if there is a later review. */
export async function confirmReview(
  { sql }: Transaction,
  of: Pick<Review, 'reviewId' | 'redactionId'> & { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const rows = await sql(
    `insert into redaction_confirmation (review_id, reviewed_by, confirmed_by, confirmed_at)
     select review_id, reviewed_by, $3, $4 from redaction_review as one
      where review_id = $1 and redaction_id = $2 and second and reviewed_by <> $3
        and not exists (select from redaction_review later where later.redaction_id = $2 and later.seq > one.seq)
     on conflict do nothing returning 1 as added`,
    [of.reviewId, of.redactionId, of.by, of.at],
  )
  return rows.length > 0
}

interface Row {
  readonly review_id: string
  readonly redaction_id: string
  readonly subject_id: string
  readonly source: Source
  readonly profile: ReviewedProfile
  readonly policy_hash: string
  readonly second: boolean
  readonly ciphertext: Buffer
  readonly diff_sha256: string
  readonly reviewed_by: string
  readonly reviewed_at: Date
  readonly confirmed_by: string | null
}

/** All of a person, oldest first. Throws record_unreadable for another key or context, or a changed byte. */
export async function reviewsOf({ sql }: Reader, subjectId: string, key: KeyObject): Promise<Review[]> {
  const rows = await sql<Row>(
    `select v.*, r.source, r.profile, c.confirmed_by
       from redaction_review v join redaction r using (redaction_id)
       left join redaction_confirmation c on c.review_id = v.review_id
      where v.subject_id = $1 order by v.seq`,
    [subjectId],
  )
  return rows.map(row => ({
    reviewId: row.review_id,
    redactionId: row.redaction_id,
    source: row.source,
    profile: row.profile,
    policyHash: row.policy_hash,
    second: row.second,
    confirmedBy: row.confirmed_by,
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
    diffSha256: row.diff_sha256,
    content: reviewContentSchema.parse(
      openJson(
        key,
        row.ciphertext,
        contextOf({ subjectId: row.subject_id, redactionId: row.redaction_id, reviewId: row.review_id }),
      ),
    ),
  }))
}
