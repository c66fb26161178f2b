import type { Reader, Transaction } from '@amparo/store'

export interface PackageIn {
  readonly packageId: string
  readonly fromHub: string
  readonly subjectId: string
  /** Of the record in the sending vault; 0: it does not say. */
  readonly recordVersion: number
}

export async function addPackageIn(
  { sql }: Transaction,
  { packageId, fromHub, subjectId, recordVersion }: PackageIn,
): Promise<void> {
  await sql('insert into package_in (package_id, from_hub, subject_id, record_version) values ($1, $2, $3, $4)', [
    packageId,
    fromHub,
    subjectId,
    recordVersion,
  ])
}

/** The person that a package brought, if it was taken in and not destroyed again. */
export async function findPackageIn(
  { sql }: Reader,
  packageId: string,
  fromHub: string,
): Promise<{ subjectId: string } | undefined> {
  const rows = await sql<{ subject_id: string }>(
    'select subject_id from package_in where package_id = $1 and from_hub = $2',
    [packageId, fromHub],
  )
  return rows[0] && { subjectId: rows[0].subject_id }
}

/** Whether something newer has come of the person: packages overtake one another on the way. */
export async function isOvertaken({ sql }: Reader, subjectId: string, recordVersion: number): Promise<boolean> {
  const rows = await sql('select 1 as newer from package_in where subject_id = $1 and record_version > $2 limit 1', [
    subjectId,
    recordVersion,
  ])
  return rows.length > 0
}
