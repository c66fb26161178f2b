import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import { KEPT } from '../domain/key-names.ts'
import { NO_KEY } from '../domain/placement.ts'
import { keyOfBoth, sealHalf } from './half-cipher.ts'
import { keysOf, LEAF_COLUMNS, type LeafColumns, triedRow } from './leaf-rows.ts'
import type { HalfKey, HalfKeys, ReadKeys } from './open-keys.ts'

interface KeptHalves {
  readonly index: string
  readonly actor: Uint8Array
  readonly subject: Uint8Array
  readonly subjectKey: number
}

/** Keeps what can be opened of these entries under that key, for that reason; what is kept for it already stays. */
export async function keepHalves(
  tx: Transaction,
  keys: Pick<HalfKeys, 'forReading' | 'store'>,
  { key, reason, indices }: { readonly key: HalfKey; readonly reason: string; readonly indices: readonly number[] },
): Promise<void> {
  const rows = await tx.sql<LeafColumns>(`select ${LEAF_COLUMNS} from readable_leaf where index = any ($1::bigint[])`, [
    indices,
  ])
  const found = await keys.forReading(tx, keysOf(rows))
  const id = (await keys.store(tx, [key])).get(key) ?? NO_KEY
  const kept = rows.flatMap(row => sealedAnew(row, found, { id, key: key.key }))
  await tx.sql(
    `insert into kept_half (index, reason, actor, actor_key, subject, subject_key)
     select index, $1, actor, $2, subject, subject_key
       from unnest($3::bigint[], $4::bytea[], $5::bytea[], $6::bigint[]) as kept (index, actor, subject, subject_key)
         on conflict do nothing`,
    [
      ...[reason, id, kept.map(one => one.index), kept.map(one => Buffer.from(one.actor))],
      ...[kept.map(one => Buffer.from(one.subject)), kept.map(one => one.subjectKey)],
    ],
  )
}

/** None of what nobody can open. */
function sealedAnew(
  row: LeafColumns,
  found: ReadKeys,
  { id, key }: { readonly id: number; readonly key: KeyObject },
): KeptHalves[] {
  const opened = triedRow(row, found)
  if (opened?.actor === undefined) return []
  const { index, entry_id: entryId, actor_key: monthId, subject_key: personId } = row
  const actor = sealHalf(key, opened.actor, { entryId, half: 'actor' })
  const person = personId === monthId ? key : found.get(Number(personId))
  if (opened.subject === undefined || person === undefined || typeof person === 'string')
    return [{ index, actor, subject: new Uint8Array(), subjectKey: NO_KEY }]
  const both = personId === monthId ? key : keyOfBoth(key, person)
  const subject = sealHalf(both, opened.subject, { entryId, half: 'subject' })
  return [{ index, actor, subject, subjectKey: personId === monthId ? id : Number(personId) }]
}

/** Why anything is kept. */
export async function keptReasons({ sql }: Reader): Promise<string[]> {
  return (await sql<{ reason: string }>('select distinct reason from kept_half')).map(({ reason }) => reason)
}

/** For these reasons nothing is kept any more. The database refuses those that the desk has open. */
export async function letGo({ sql }: Transaction, reasons: readonly string[]): Promise<void> {
  await sql('select let_go($1)', [reasons])
}

/** Names of keys under which nothing is kept any more. */
export async function unusedKept({ sql }: Reader): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    `select name from half_key where name like $1 and not exists (select from kept_half where actor_key = half_key.id)`,
    [`${KEPT}%`],
  )
  return rows.map(({ name }) => name)
}
