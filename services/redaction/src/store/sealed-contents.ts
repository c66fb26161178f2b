import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import type { Reader, Transaction } from '@amparo/store'
import type { Inside } from '../domain/sealed-item.ts'
import type { DataKeys } from './data-keys.ts'
import { type Covered, covered, type OwnKey, uncovered } from './own-keys.ts'

/** What was sealed to an agency's own key: this hub cannot open it, and keeps it under the person's key besides. */
export interface SealedContents extends Inside {
  readonly packageId: string
  /** Codes of what is in there. */
  readonly categories: readonly string[]
  /** It was released with a code name for a name. */
  readonly codeNameOnly: boolean
}

interface OfPerson {
  readonly subjectId: string
  readonly key: KeyObject
}

const contextOf = (subjectId: string) => ({ subjectId, kind: 'sealed_contents', version: 1 })

/** With the version of the record that came with it. */
export async function keepSealedContents(
  { sql }: Transaction,
  { subjectId, key, version, own }: OfPerson & { readonly version: number; readonly own?: OwnKey | undefined },
  { packageId, sealedTo, categories, codeNameOnly, parcel }: SealedContents,
): Promise<void> {
  const context = contextOf(subjectId)
  const ciphertext = covered(own, encryptRecord(key, parcel, context), context)
  await sql(
    `insert into sealed_contents (subject_id, version, package_id, sealed_to, categories, code_name_only, ciphertext, own_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [subjectId, version, packageId, sealedTo, categories, codeNameOnly, ciphertext, own?.keyId ?? null],
  )
}

/** Of what is held now: what came before counts again only once this is gone. */
const OF_LATEST = 'subject_id = $1 and version = (select max(r.version) from record r where r.subject_id = $1)'

export async function findSealedContents(
  { sql }: Reader,
  keys: Pick<DataKeys, 'get' | 'has'>,
  { subjectId, key }: OfPerson,
): Promise<SealedContents | undefined> {
  type Row = Omit<SealedContents, 'parcel'> & Covered
  const [row] = await sql<Row>(
    `select package_id as "packageId", sealed_to as "sealedTo", categories, code_name_only as "codeNameOnly", ciphertext,
            own_key as "ownKey"
       from sealed_contents where ${OF_LATEST}`,
    [subjectId],
  )
  if (row === undefined) return undefined
  const { ciphertext, ownKey, ...rest } = row
  const sealed = await uncovered(keys, { ownKey, ciphertext }, contextOf(subjectId))
  return sealed && { ...rest, parcel: decryptRecord(key, sealed, contextOf(subjectId)) }
}

/** Of that version. */
export const removeSealedContents = async ({ sql }: Transaction, subjectId: string, version: number): Promise<void> =>
  void (await sql('delete from sealed_contents where subject_id = $1 and version = $2', [subjectId, version]))

/** Of those before that one, which has taken their place for good. */
export const removeSealedBefore = async ({ sql }: Transaction, subjectId: string, version: number): Promise<void> =>
  void (await sql('delete from sealed_contents where subject_id = $1 and version < $2', [subjectId, version]))

/** Whether what is held of the person is for their agency alone to open. */
export async function isSealed({ sql }: Reader, subjectId: string): Promise<boolean> {
  return (await sql(`select 1 as one from sealed_contents where ${OF_LATEST}`, [subjectId])).length > 0
}
