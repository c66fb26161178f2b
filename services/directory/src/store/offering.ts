import { ADULT } from '@amparo/contracts'
import type { Reader } from '@amparo/store'
import type { Agency } from '../domain/entries.ts'
import { AGENCY, type AgencyRow, agencyOf } from './lookup.ts'

export interface Wanted {
  readonly hub: string
  /** As many of them as there are. Empty: any. */
  readonly services: readonly string[]
  readonly minor: boolean
  /** Those that are for such an age, or those that are not. */
  readonly ofAge: boolean
  /** Empty: any. */
  readonly types: readonly string[]
  readonly limit: number
}

/**
 * Agencies of the hub that offer some of it and have room, each with that part as its services: those with all of it first, then those
 * with most room. An agency has as much room as it has for the service of which it has least; one that has not said comes after those
 * that have. Name and id settle the rest.
 */
export async function findOffering({ sql }: Reader, wanted: Wanted): Promise<Agency[]> {
  const { hub, services, minor, ofAge, types, limit } = wanted
  const rows = await sql<AgencyRow & { part: string[] }>(
    `select ${AGENCY}, part from agency a
     cross join lateral (
       select coalesce(array_agg(w.service order by w.place), '{}') as part, min(c.places) as places
       from unnest($2::text[]) with ordinality as w (service, place)
       left join capacity c on c.agency_id = a.agency_id and c.service = w.service
       where w.service = any (a.services) and coalesce(c.open and c.places > 0, true)
     ) said
     where a.hub = $1 and (cardinality($2::text[]) = 0 or cardinality(part) > 0)
       and not a.suspended and case when $3 then a.takes_minors else coalesce(a.maximum_age, ${ADULT}) >= ${ADULT} end = $6
       and (cardinality($4::text[]) = 0 or a.type = any ($4))
     order by cardinality(part) desc, places desc nulls last, a.name, a.agency_id limit $5`,
    [hub, services, minor, types, limit, ofAge],
  )
  return rows.map(({ part, ...row }) => ({ ...agencyOf(row), ...(services.length > 0 && { services: part }) }))
}
