import type { Reader, Transaction } from '@amparo/store'
import type { SealedPart } from '../domain/placement.ts'
import type { OpenHalf } from './half-cipher.ts'
import { idIn, type KeyIds } from './open-keys.ts'

/** A leaf whose halves are not encrypted yet. */
export interface UnsealedLeaf {
  readonly index: number
  readonly entryId: string
  readonly takenAt: Date
  readonly actor: OpenHalf
  readonly subject: OpenHalf
}

interface Columns {
  readonly index: string
  readonly entry_id: string
  readonly taken_at: Date
  readonly actor: Buffer
  readonly actor_salt: Buffer
  readonly subject: Buffer
  readonly subject_salt: Buffer
}

export async function unsealed({ sql }: Reader, limit: number): Promise<UnsealedLeaf[]> {
  const rows = await sql<Columns>(
    `select index, entry_id, taken_at, actor, actor_salt, subject, subject_salt
       from leaf where actor_key is null order by index limit $1`,
    [limit],
  )
  return rows.map(row => ({
    index: Number(row.index),
    entryId: row.entry_id,
    takenAt: row.taken_at,
    actor: { bytes: row.actor, salt: row.actor_salt },
    subject: { bytes: row.subject, salt: row.subject_salt },
  }))
}

interface SealedAgain {
  readonly index: number
  readonly actor: Pick<SealedPart, 'sealed' | 'key'>
  readonly subject: Pick<SealedPart, 'sealed' | 'key'>
}

/** The only change that the database lets be made to a leaf, and once. */
export async function replaceUnsealed(
  { sql }: Transaction,
  leaves: readonly SealedAgain[],
  ids: KeyIds,
): Promise<void> {
  await sql(
    `update leaf set actor = n.actor, actor_salt = null, actor_key = n.actor_key,
                     subject = n.subject, subject_salt = null, subject_key = n.subject_key
       from unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[])
            as n (index, actor, actor_key, subject, subject_key)
      where leaf.index = n.index and leaf.actor_key is null`,
    [
      leaves.map(leaf => leaf.index),
      leaves.map(leaf => Buffer.from(leaf.actor.sealed)),
      leaves.map(leaf => idIn(ids, leaf.actor.key)),
      leaves.map(leaf => Buffer.from(leaf.subject.sealed)),
      leaves.map(leaf => idIn(ids, leaf.subject.key)),
    ],
  )
}
