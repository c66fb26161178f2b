import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import type { Reader, Transaction } from '@amparo/store'
import type { Inside } from '../domain/sealed-item.ts'

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

/** In the place of what came before. */
export async function keepSealedContents(
  { sql }: Transaction,
  { subjectId, key }: OfPerson,
  { packageId, sealedTo, categories, codeNameOnly, parcel }: SealedContents,
): Promise<void> {
  const ciphertext = Buffer.from(encryptRecord(key, parcel, contextOf(subjectId)))
  await sql(
    `insert into sealed_contents (subject_id, package_id, sealed_to, categories, code_name_only, ciphertext)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (subject_id) do update set package_id = $2, sealed_to = $3, categories = $4, code_name_only = $5, ciphertext = $6`,
    [subjectId, packageId, sealedTo, categories, codeNameOnly, ciphertext],
  )
}

export async function findSealedContents(
  { sql }: Reader,
  { subjectId, key }: OfPerson,
): Promise<SealedContents | undefined> {
  const [row] = await sql<Omit<SealedContents, 'parcel'> & { readonly ciphertext: Buffer }>(
    `select package_id as "packageId", sealed_to as "sealedTo", categories, code_name_only as "codeNameOnly", ciphertext
       from sealed_contents where subject_id = $1`,
    [subjectId],
  )
  if (row === undefined) return undefined
  const { ciphertext, ...rest } = row
  return { ...rest, parcel: decryptRecord(key, ciphertext, contextOf(subjectId)) }
}

/** Of that package, if nothing has taken its place. */
export const removeSealedContents = async ({ sql }: Transaction, subjectId: string, packageId: string): Promise<void> =>
  void (await sql('delete from sealed_contents where subject_id = $1 and package_id = $2', [subjectId, packageId]))

/** Whether what is held of the person is for their agency alone to open. */
export async function isSealed({ sql }: Reader, subjectId: string): Promise<boolean> {
  return (await sql('select 1 as one from sealed_contents where subject_id = $1', [subjectId])).length > 0
}
