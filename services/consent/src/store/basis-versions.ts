import type { Reader } from '@amparo/store'
import type { BasisVersion, Happening } from '../domain/history.ts'

/** Oldest first. */
export async function versionsOf({ sql }: Reader, basisId: string): Promise<BasisVersion[]> {
  const rows = await sql<{ version: number; what: Happening; by_user: string; at: Date }>(
    'select version, what, by_user, at from basis_version where basis_id = $1 order by id',
    [basisId],
  )
  return rows.map(({ by_user: by, ...row }) => ({ ...row, by }))
}
