import type { Reader, Transaction } from '@amparo/store'

export interface PackageIn {
  readonly packageId: string
  readonly fromHub: string
  readonly subjectId: string
}

export async function addPackageIn({ sql }: Transaction, { packageId, fromHub, subjectId }: PackageIn): Promise<void> {
  await sql('insert into package_in (package_id, from_hub, subject_id) values ($1, $2, $3)', [
    packageId,
    fromHub,
    subjectId,
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
