import type { KeyObject } from 'node:crypto'
import { keptPayloadSchema } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import { holdName, type Reader, type Transaction } from '@amparo/store'
import type { Held } from '../domain/held.ts'
import type { DataKeys } from './data-keys.ts'
import { type Covered, covered, type OwnKey, uncovered } from './own-keys.ts'
import { packageViewSchema } from './package-view.schema.ts'
import { openJson, sealJson } from './sealed-json.ts'

interface NewRecord {
  readonly subjectId: string
  readonly key: KeyObject
  readonly held: Held
  /** Of what may be taken away again by itself. */
  readonly own?: OwnKey | undefined
}

/** What is held of a person leaves this file only encrypted, and comes back only checked. */
export async function addSubject(tx: Transaction, record: NewRecord): Promise<void> {
  await tx.sql('insert into subject (id) values ($1)', [record.subjectId])
  await addVersion(tx, { ...record, version: 1 })
}

/** What is held of a person from now on; what was held before stays. False if somebody else was quicker: nothing is changed then. */
export async function addVersion(
  { sql }: Transaction,
  { subjectId, key, held, version, own }: NewRecord & { readonly version: number },
): Promise<boolean> {
  const content = held.kind === 'form' ? held.form : held.view
  const context = { subjectId, kind: held.kind, version }
  const ciphertext = covered(own, sealJson(key, content, context), context)
  const rows = await sql(
    `insert into record (subject_id, kind, version, ciphertext, own_key) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1 as added`,
    [subjectId, held.kind, version, ciphertext, own?.keyId ?? null],
  )
  return rows.length > 0
}

/** Adding to a person's record, indexing and barring them wait for one another. */
export const holdSubject = (tx: Transaction, subjectId: string): Promise<void> => holdName(tx, `subject ${subjectId}`)

/** All of these, in one order for everybody. */
export async function holdSubjects(tx: Transaction, subjectIds: readonly string[]): Promise<void> {
  for (const subjectId of [...new Set(subjectIds)].toSorted()) await holdSubject(tx, subjectId)
}

/**
 * Whether this is still what is held of the person; until the transaction ends nobody adds to it who asks here first. What was built
 * of an older version must not leave after a newer one.
 */
export async function isCurrent(tx: Transaction, subjectId: string, version: number): Promise<boolean> {
  await holdSubject(tx, subjectId)
  const sql = 'select max(version) as version from record where subject_id = $1'
  const [row] = await tx.sql<{ version: number | null }>(sql, [subjectId])
  return (row?.version ?? 0) === version
}

export interface SealedRecord {
  readonly kind: string
  readonly version: number
  readonly ciphertext: Buffer
}

type Stored = SealedRecord & Covered

const VERSIONS = 'select subject_id as "subjectId", kind, version, ciphertext, own_key as "ownKey" from record'

/** All that are kept of a person's record: what is held of them, then what was held before, the newest first. */
export async function recordVersions(
  { sql }: Reader,
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectId: string,
): Promise<SealedRecord[]> {
  const rows = await sql<Stored>(`${VERSIONS} where subject_id = $1 order by version desc`, [subjectId])
  return uncoveredVersions(keys, subjectId, rows)
}

/** The same of many, as they are stored, by their ids; of whom nothing is kept there is nothing. */
export async function storedVersions(
  { sql }: Reader,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Stored[]>> {
  const rows = await sql<Stored & { readonly subjectId: string }>(
    `${VERSIONS} where subject_id = any ($1::uuid[]) order by subject_id, version desc`,
    [[...subjectIds]],
  )
  return Map.groupBy(rows, row => row.subjectId)
}

/** Those whose own key was not destroyed. */
export async function uncoveredVersions(
  keys: Pick<DataKeys, 'get' | 'has'>,
  subjectId: string,
  rows: readonly Stored[],
): Promise<SealedRecord[]> {
  const kept: SealedRecord[] = []
  for (const { kind, version, ciphertext, ownKey } of rows) {
    const sealed = await uncovered(keys, { ciphertext, ownKey }, { subjectId, kind, version })
    if (sealed) kept.push({ kind, version, ciphertext: sealed })
  }
  return kept
}

/** That of the next version of a person's record, while nobody else adds to it: none that was taken away comes back. */
export async function nextVersion({ sql }: Reader, subjectId: string): Promise<number> {
  const [row] = await sql<{ next: number }>(
    `select 1 + greatest(removed_version, (select max(version) from record where subject_id = id)) as next
       from subject where id = $1`,
    [subjectId],
  )
  return row?.next ?? 1
}

/** The key that covers that version. */
export async function ownKeyOf({ sql }: Reader, subjectId: string, version: number): Promise<string | undefined> {
  const [row] = await sql<{ own_key: string | null }>(
    'select own_key from record where subject_id = $1 and version = $2',
    [subjectId, version],
  )
  return row?.own_key ?? undefined
}

/** Throws record_unreadable for another key, a changed byte, or a kind that this version does not know: waiting helps none of them. */
export function openRecord(key: KeyObject, subjectId: string, { kind, version, ciphertext }: SealedRecord): Held {
  const json = openJson(key, ciphertext, { subjectId, kind, version })
  if (kind === 'form') return { kind, form: keptPayloadSchema.parse(json) }
  if (kind === 'package') return { kind, view: packageViewSchema.parse(json) }
  throw cryptoErrors.record_unreadable()
}

/** What was held before counts again. */
export async function removeVersion({ sql }: Transaction, subjectId: string, version: number): Promise<void> {
  await sql('delete from record where subject_id = $1 and version = $2', [subjectId, version])
  await sql('update subject set removed_version = greatest(removed_version, $2) where id = $1', [subjectId, version])
}

/** Versions that these keys covered, which were destroyed. Answers whose they were. */
export async function removeCovered({ sql }: Transaction, keyIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ subject_id: string }>(
    'delete from record where own_key = any ($1::uuid[]) returning subject_id',
    [keyIds],
  )
  await sql('delete from sealed_contents where own_key = any ($1::uuid[])', [keyIds])
  return [...new Set(rows.map(row => row.subject_id))].toSorted()
}

/** Rows of a person, with all that hangs on them. The key is destroyed first, elsewhere. */
export const removeSubject = async ({ sql }: Transaction, subjectId: string): Promise<void> =>
  void (await sql('delete from subject where id = $1', [subjectId]))

/** Who stands in the vault and is not being erased, after an id, in the order of ids. */
export async function subjectsAfter({ sql }: Reader, subjectId: string | undefined, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from subject s where ($1::uuid is null or id > $1)
        and not exists (select from erasure e where e.subject_id = s.id and e.state = 'executing')
        and not exists (select from destruction d where d.subject_id = s.id)
      order by id limit $2`,
    [subjectId ?? null, limit],
  )
  return rows.map(row => row.id)
}

/** Keys over those of people, that cover what may be taken away by itself, in the order of ids. */
export async function ownKeysAfter({ sql }: Reader, keyId: string | undefined, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select own_key as id from record where own_key is not null and ($1::uuid is null or own_key > $1)
      union select own_key from sealed_contents where own_key is not null and ($1::uuid is null or own_key > $1)
      order by id limit $2`,
    [keyId ?? null, limit],
  )
  return rows.map(row => row.id)
}

/** Whoever destroys a key says so first, and is gone on with within this time, or not at all. */
const DESTROYING = "begun_at > now() - interval '30 days'"

/**
 * The same for many, but of whom the key was destroyed and the rows were not yet: whoever destroys it removes them, and tells by them whom it
 * concerns. Answers how many were removed.
 */
export const removeSubjects = async ({ sql }: Transaction, subjectIds: readonly string[]): Promise<number> => {
  const rows = await sql(
    `delete from subject s where id = any ($1::uuid[])
        and not exists (select from erasure e where e.subject_id = s.id and e.state = 'executing')
        and not exists (select from destruction d where d.subject_id = s.id and ${DESTROYING})
      returning 1 as removed`,
    [subjectIds],
  )
  return rows.length
}
