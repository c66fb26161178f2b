import type { Reader, Transaction } from '@amparo/store'
import type { Erasure } from '../domain/erasure.ts'

/** The entry that says that somebody is erased, for whom the key is destroyed. */
export interface DestroyedEntry {
  readonly shareId: string
  readonly entryId: string
  /** Undefined: it was at another hub's word. */
  readonly erasure: Pick<Erasure, 'reason' | 'erasureId'> | undefined
}

interface AtWord {
  readonly subjectId: string
  readonly shareId: string
  readonly entryId: string
  readonly at: Date
}

/** Stays when the person's rows go. */
export const addDestroyedAtWord = async (
  { sql }: Transaction,
  { subjectId, shareId, entryId, at }: AtWord,
): Promise<void> =>
  void (await sql(
    `insert into destroyed_at_word (subject_id, share_id, entry_id, at) values ($1, $2, $3, $4) on conflict do nothing`,
    [subjectId, shareId, entryId, at],
  ))

/** Who was erased here, by a custodian's request or at another hub's word, after an id, in the order of ids. */
export async function destroyedAfter({ sql }: Reader, subjectId: string | undefined, limit: number): Promise<string[]> {
  const rows = await sql<{ subject_id: string }>(
    `select subject_id from (
       select subject_id from erasure where state = 'executed' union select subject_id from destroyed_at_word) as gone
      where $1::uuid is null or subject_id > $1 order by subject_id limit $2`,
    [subjectId ?? null, limit],
  )
  return rows.map(row => row.subject_id)
}

/** Their own hub's request comes first. */
export async function destroyedEntryOf({ sql }: Reader, subjectId: string): Promise<DestroyedEntry | undefined> {
  const [row] = await sql<{ share_id: string; entry_id: string; reason: Erasure['reason'] | null; erasure_id: string }>(
    `select share_id, entry_id, reason, erasure_id, 1 as place from erasure where subject_id = $1 and state = 'executed'
     union all select share_id, entry_id, null, null, 2 from destroyed_at_word where subject_id = $1
     order by place limit 1`,
    [subjectId],
  )
  if (row === undefined) return undefined
  const { share_id: shareId, entry_id: entryId, reason, erasure_id: erasureId } = row
  return { shareId, entryId, erasure: reason === null ? undefined : { reason, erasureId } }
}
