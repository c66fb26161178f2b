import type { Reader, Transaction } from '@amparo/store'
import type { OpenMatters } from '../domain/retention.ts'

/** What of the desk is not closed, as far as it names entries that are before a leaf, or a person. */
export async function openMatters({ sql }: Reader): Promise<OpenMatters> {
  const named = await sql<{ reason: string; entry_id: string }>(
    `select 'alert/' || id as reason, unnest(entry_ids) as entry_id from alert
      where not exists (select from alert_event where alert_id = id and ends)
      union all
     select 'line/' || id, unnest(entry_ids) from register_line
      where not exists (select from register_step where line_id = id and ends)`,
  )
  const people = await sql<{ subject_ref: string }>(
    `select distinct subject_ref from register_line
      where subject_ref is not null and not exists (select from register_step where line_id = id and ends)`,
  )
  const byEntry = Map.groupBy(named, ({ entry_id }) => entry_id)
  return {
    byEntry: new Map([...byEntry].map(([entryId, of]) => [entryId, of.map(({ reason }) => reason)])),
    subjectRefs: new Set(people.map(({ subject_ref }) => subject_ref)),
  }
}

/** What was settled before the first month that is kept. Answers how many alerts and lines went. */
export async function pruneDesk({ sql }: Transaction): Promise<number> {
  const [row] = await sql<{ gone: number }>('select prune_desk() as gone')
  return row?.gone ?? 0
}
