import type { Reader } from '@amparo/store'
import type { Agency } from '../domain/entries.ts'
import { AGENCY, type AgencyRow, agencyOf } from './lookup.ts'

export interface Wanted {
  readonly hub: string
  /** All of them. */
  readonly services: readonly string[]
  readonly minor: boolean
  /** Empty: any. */
  readonly types: readonly string[]
  readonly limit: number
}

/**
 * Agencies of the hub that offer all of it and have room, those with most room first. An agency has as much room as it has
 * for the service of which it has least; one that has not said comes after those that have. Name and id settle the rest.
 */
export async function findOffering({ sql }: Reader, wanted: Wanted): Promise<Agency[]> {
  const { hub, services, minor, types, limit } = wanted
  const rows = await sql<AgencyRow>(
    `select ${AGENCY} from agency a
     left join lateral (
       select min(c.places) as places, bool_and(c.open and c.places > 0) as room
       from capacity c where c.agency_id = a.agency_id and c.service = any ($2::text[])
     ) said on true
     where a.hub = $1 and a.services @> $2::text[] and not a.suspended and (a.takes_minors or not $3)
       and (cardinality($4::text[]) = 0 or a.type = any ($4)) and coalesce(said.room, true)
     order by said.places desc nulls last, a.name, a.agency_id limit $5`,
    [hub, services, minor, types, limit],
  )
  return rows.map(agencyOf)
}
