import type { Reader, Transaction } from '@amparo/store'

export interface HeardErasure {
  readonly erasureId: string
  readonly recalledByHub: string | undefined
  readonly erasedAt: Date
  /** When the keys of the log were destroyed. */
  readonly heardAt: Date
  /** SHA-256 of their names. */
  readonly nameHashes: readonly Uint8Array[]
  readonly entryIds: readonly string[]
  readonly cut: number
}

export interface NewErasure extends Pick<HeardErasure, 'erasureId' | 'recalledByHub' | 'erasedAt' | 'heardAt'> {
  readonly keyNames: readonly string[]
  readonly subjectRefs: readonly string[]
}

/**
 * While it can still be told which entries speak of whom. Of each decision the last one that names this erasure; what names another never.
 * One of before they named any stands for what it is, in the list alone: it proves nothing.
 */
export async function addErasure({ sql }: Transaction, erasure: NewErasure): Promise<void> {
  const { erasureId, recalledByHub, erasedAt, heardAt, keyNames, subjectRefs } = erasure
  await sql(
    `insert into erasure_heard (erasure_id, recalled_by_hub, erased_at, heard_at, name_hashes, entry_ids, cut)
     select $1, $2, $3, $4,
       array(select distinct sha256(convert_to(name, 'UTF8')) from unnest($5::text[]) as gone (name)),
       array(select entry_id from (select distinct on (action) index, entry_id from projected
         where subject_ref = any ($6) and action in ('erasure_requested', 'erasure_confirmed', 'subject_erased')
           and split_part(coalesce(code, ''), ':', 2) in ('', $1::uuid::text)
         order by action, split_part(coalesce(code, ''), ':', 2) = '', index desc) as decided order by index),
       (select count(*) from projected where subject_ref = any ($6))
     on conflict do nothing`,
    [erasureId, recalledByHub ?? null, erasedAt, heardAt, keyNames, subjectRefs],
  )
}

export async function findErasure(reader: Reader, erasureId: string): Promise<HeardErasure | undefined> {
  return (await erasuresWhere(reader, 'where erasure_id = $1', [erasureId]))[0]
}

/** The latest first. */
export const listErasures = (reader: Reader, limit: number): Promise<HeardErasure[]> =>
  erasuresWhere(reader, 'order by heard_at desc limit $1', [limit])

interface Columns {
  readonly erasure_id: string
  readonly recalled_by_hub: string | null
  readonly erased_at: Date
  readonly heard_at: Date
  readonly name_hashes: Buffer[]
  readonly entry_ids: string[]
  readonly cut: number
}

async function erasuresWhere({ sql }: Reader, where: string, params: readonly unknown[]): Promise<HeardErasure[]> {
  const rows = await sql<Columns>(
    `select erasure_id, recalled_by_hub, erased_at, heard_at, name_hashes, entry_ids, cut from erasure_heard ${where}`,
    params,
  )
  return rows.map(row => ({
    ...{ erasureId: row.erasure_id, recalledByHub: row.recalled_by_hub ?? undefined, erasedAt: row.erased_at },
    ...{ heardAt: row.heard_at, nameHashes: row.name_hashes, entryIds: row.entry_ids, cut: row.cut },
  }))
}
