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

/** The only change that the database lets be made to a leaf, and once; by its owner's right, since the service itself can change none. */
export async function replaceUnsealed(
  { sql }: Transaction,
  leaves: readonly SealedAgain[],
  ids: KeyIds,
): Promise<void> {
  await sql('select seal_leaves($1::bigint[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[])', [
    leaves.map(leaf => leaf.index),
    leaves.map(leaf => Buffer.from(leaf.actor.sealed)),
    leaves.map(leaf => idIn(ids, leaf.actor.key)),
    leaves.map(leaf => Buffer.from(leaf.subject.sealed)),
    leaves.map(leaf => idIn(ids, leaf.subject.key)),
  ])
}
