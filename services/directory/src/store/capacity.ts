import type { Reader, Transaction } from '@amparo/store'
import type { Capacity } from '../domain/capacity.ts'

/** What an agency has said, by service. */
export async function capacitiesOf({ sql }: Reader, agencyId: string): Promise<ReadonlyMap<string, Capacity>> {
  const rows = await sql<{ service: string; places: number; open: boolean; stated_at: Date }>(
    'select service, places, open, stated_at from capacity where agency_id = $1',
    [agencyId],
  )
  return new Map(rows.map(({ stated_at: statedAt, ...same }) => [same.service, { ...same, statedAt }]))
}

export interface Stated {
  readonly agencyId: string
  readonly userId: string
  readonly service: string
  readonly places: number
  readonly open: boolean
  readonly at: Date
}

/** In the place of what it said before. */
export async function saveCapacity({ sql }: Transaction, stated: Stated): Promise<void> {
  const { agencyId, service, places, open, at, userId } = stated
  await sql(
    `insert into capacity (agency_id, service, places, open, stated_at, stated_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (agency_id, service) do update set places = excluded.places, open = excluded.open,
       stated_at = excluded.stated_at, stated_by = excluded.stated_by`,
    [agencyId, service, places, open, at, userId],
  )
}
