import type { Reader, Transaction } from '@amparo/store'

export interface PackageIn {
  readonly packageId: string
  readonly fromHub: string
  readonly subjectId: string
  /** Of the record in the sending vault; 0: it does not say. */
  readonly recordVersion: number
  /** Of the record here, to which it was added; 0: to which nothing was. Undefined: it brought the person. */
  readonly addedVersion?: number | undefined
}

export async function addPackageIn(
  { sql }: Transaction,
  { packageId, fromHub, subjectId, recordVersion, addedVersion }: PackageIn,
): Promise<void> {
  await sql(
    'insert into package_in (package_id, from_hub, subject_id, record_version, added_version) values ($1, $2, $3, $4, $5)',
    [packageId, fromHub, subjectId, recordVersion, addedVersion ?? null],
  )
}

export type TakenIn = Pick<PackageIn, 'packageId' | 'subjectId' | 'addedVersion'>

/** The person whom a package brought, or to whom it was added, if it was taken in and not destroyed again. */
export async function findPackageIn({ sql }: Reader, packageId: string, fromHub: string): Promise<TakenIn | undefined> {
  const [row] = await sql<{ subject_id: string; added_version: number | null }>(
    'select subject_id, added_version from package_in where package_id = $1 and from_hub = $2',
    [packageId, fromHub],
  )
  return row && { packageId, subjectId: row.subject_id, addedVersion: row.added_version ?? undefined }
}

export const removePackageIn = async ({ sql }: Transaction, packageId: string): Promise<void> =>
  void (await sql('delete from package_in where package_id = $1', [packageId]))

/** Whether something newer has come of the person: packages overtake one another on the way. */
export async function isOvertaken({ sql }: Reader, subjectId: string, recordVersion: number): Promise<boolean> {
  const rows = await sql('select 1 as newer from package_in where subject_id = $1 and record_version > $2 limit 1', [
    subjectId,
    recordVersion,
  ])
  return rows.length > 0
}
