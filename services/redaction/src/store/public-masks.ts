import type { Transaction } from '@amparo/store'
import type { AddedMask } from '../domain/review/review.ts'

interface PublicMasks {
  /** Of the access log. */
  readonly entryId: string
  readonly masks: readonly AddedMask[]
  readonly user: string
  readonly at: Date
}

/** Kept for good: offsets, kinds and reasons. */
export async function addPublicMasks({ sql }: Transaction, { entryId, masks, user, at }: PublicMasks): Promise<void> {
  await sql('insert into public_masks (entry_id, masks, by_user, at) values ($1, $2, $3, $4)', [
    ...[entryId, JSON.stringify(masks), user, at],
  ])
}
