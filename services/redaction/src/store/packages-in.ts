import type { Reader, Transaction } from '@amparo/store'

export interface PackageIn {
  readonly packageId: string
  readonly fromHub: string
  readonly subjectId: string
  /** Of the record in the sending vault; 0: it does not say. */
  readonly recordVersion: number
  /** Of the record here, 1 if it brought the person; 0: nothing was added to it. */
  readonly addedVersion: number
  readonly supplement: boolean
}

export async function addPackageIn(
  { sql }: Transaction,
  { packageId, fromHub, subjectId, recordVersion, addedVersion, supplement }: PackageIn,
): Promise<void> {
  await sql(
    `insert into package_in (package_id, from_hub, subject_id, record_version, added_version, supplement)
     values ($1, $2, $3, $4, $5, $6)`,
    [packageId, fromHub, subjectId, recordVersion, addedVersion, supplement],
  )
}

export type TakenIn = Pick<PackageIn, 'packageId' | 'subjectId' | 'addedVersion'>

/** The person whom a package brought, or to whom it was added, if it was taken in and not destroyed again. */
export async function findPackageIn({ sql }: Reader, packageId: string, fromHub: string): Promise<TakenIn | undefined> {
  const [row] = await sql<{ subject_id: string; added_version: number }>(
    'select subject_id, coalesce(added_version, 1) as added_version from package_in where package_id = $1 and from_hub = $2',
    [packageId, fromHub],
  )
  return row && { packageId, subjectId: row.subject_id, addedVersion: row.added_version }
}

/** Whether the person would be here without it: by another package of the same referral, with something left of what came. */
export async function restsOnOthers(
  { sql }: Reader,
  { packageId, subjectId, addedVersion }: TakenIn,
): Promise<boolean> {
  const rows = await sql(
    `select 1 as other from package_in p where subject_id = $1 and package_id <> $2 and not supplement
        and exists (select from record r where r.subject_id = p.subject_id and r.version <> $3)
      limit 1`,
    [subjectId, packageId, addedVersion],
  )
  return rows.length > 0
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
