import type { Reader, Row } from '@amparo/store'
import type { Accreditation, Agency, AgencyEntry, HubEntry, Instrument, ListedCertificate } from '../domain/entries.ts'

/** Of `agency a`. Who takes over from one that is suspended is read from the newest statement as it was signed: few are, and seldom. */
export const AGENCY = `hub, agency_id, type, name, issuer, suspended, services, duty_phone, takes_minors,
  minimum_age, maximum_age, genders, accredited_on::text as accredited_on, accredited_by, accredited_until,
  coalesce((select bool_and(not c.hub_held) from certificate c
             where c.hub = a.hub and c.agency_id = a.agency_id), false) as holds_keys,
  case when suspended then (
    select s ->> 'successor'
      from (select text from statement order by version desc limit 1) newest
     cross join json_array_elements(newest.text::json -> 'successors') s
     where s ->> 'hub' = a.hub and s ->> 'agencyId' = a.agency_id) end as successor`

export interface AgencyRow {
  hub: string
  agency_id: string
  type: string
  name: string
  issuer: string
  suspended: boolean
  services: string[]
  duty_phone: string | null
  takes_minors: boolean
  minimum_age: number | null
  maximum_age: number | null
  genders: string[] | null
  holds_keys: boolean
  accredited_on: string | null
  accredited_by: string[]
  accredited_until: Date | null
  successor: string | null
}

export const agencyOf = (row: AgencyRow): Agency => {
  const { agency_id: agencyId, duty_phone: dutyPhone, takes_minors: takesMinors, holds_keys: holdsKeys, ...rest } = row
  const { minimum_age: minimumAge, maximum_age: maximumAge, genders, successor, ...besides } = rest
  const { accredited_on: on, accredited_by: by, accredited_until: until, ...same } = besides
  const stated = {
    ...(minimumAge !== null && { minimumAge }),
    ...(maximumAge !== null && { maximumAge }),
    ...(genders !== null && { genders }),
  }
  const eligibility = Object.keys(stated).length > 0 ? stated : undefined
  const accreditation: Accreditation | undefined = on === null || until === null ? undefined : { on, by, until }
  const found = {
    ...same,
    agencyId,
    dutyPhone: dutyPhone ?? undefined,
    takesMinors,
    eligibility,
    holdsKeys,
    accreditation,
  }
  return successor === null ? found : { ...found, successor }
}

export async function findAgency(reader: Reader, hub: string, agencyId: string): Promise<AgencyEntry | undefined> {
  const [row] = await reader.sql<AgencyRow>(`select ${AGENCY} from agency a where hub = $1 and agency_id = $2`, [
    hub,
    agencyId,
  ])
  return row && { ...agencyOf(row), certificates: await certificatesOf(reader, hub, agencyId) }
}

export async function findHub(reader: Reader, code: string): Promise<HubEntry | undefined> {
  const [row] = await reader.sql<{ jurisdiction_armored: string; jurisdiction_fingerprint: string }>(
    'select jurisdiction_armored, jurisdiction_fingerprint from hub where hub = $1',
    [code],
  )
  if (row === undefined) return undefined
  return {
    hub: code,
    jurisdictionArmored: row.jurisdiction_armored,
    jurisdictionFingerprint: row.jurisdiction_fingerprint,
    certificates: await certificatesOf(reader, code, null),
  }
}

async function certificatesOf({ sql }: Reader, hub: string, agencyId: string | null): Promise<ListedCertificate[]> {
  const rows = await sql<CertificateRow>(
    `select c.fingerprint, case when c.revoked then c.armored else coalesce(r.armored, c.armored) end as armored, c.use, c.hub_held, c.revoked, c.listed_at
     from certificate c left join renewed_certificate r using (fingerprint)
     where c.hub = $1 and c.agency_id is not distinct from $2 order by c.use, c.fingerprint`,
    [hub, agencyId],
  )
  return rows.map(({ hub_held: hubHeld, listed_at: listedAt, ...same }) => ({ ...same, hubHeld, listedAt }))
}

interface CertificateRow {
  fingerprint: string
  armored: string
  use: string
  hub_held: boolean
  revoked: boolean
  listed_at: Date
}

export interface NamedCertificate {
  readonly fingerprint: string
  readonly hub: string
  /** Empty: of the hub itself. */
  readonly agencyId: string
  readonly use: string
  readonly armored: string
}

/** All that are not revoked; jurisdictions' own, too. */
export const certificatesInForce = ({ sql }: Reader): Promise<readonly NamedCertificate[]> =>
  sql<NamedCertificate & Row>(
    `select fingerprint, hub, coalesce(agency_id, '') as "agencyId", use, armored from certificate where not revoked
     union all
     select jurisdiction_fingerprint, hub, '', 'jurisdiction', jurisdiction_armored from hub where not jurisdiction_revoked`,
  )

/** Between these two hubs, for that kind of matter, in force at `now`. */
export async function findInstruments(
  { sql }: Reader,
  { hubs, matter, now }: { hubs: readonly [string, string]; matter: string; now: Date },
): Promise<Instrument[]> {
  const rows = await sql<Omit<Instrument, 'validUntil' | 'treaty'> & { valid_until: Date; treaty: string | null }>(
    `select id, citation, hubs, matter, treaty, valid_until from instrument
     where hubs @> $1 and matter = $2 and valid_until > $3 order by id`,
    [hubs, matter, now],
  )
  return rows.map(({ valid_until: validUntil, treaty, ...same }) => ({
    ...same,
    treaty: treaty ?? undefined,
    validUntil,
  }))
}

/** Where a page ended. */
export type Position = Pick<Agency, 'name' | 'hub' | 'agencyId'>

export interface AgencyFilter {
  readonly hub: string | undefined
  readonly type: string | undefined
  readonly after: Position | undefined
  readonly limit: number
}

/** By name. */
export async function listAgencies({ sql }: Reader, { hub, type, after, limit }: AgencyFilter): Promise<Agency[]> {
  const rows = await sql<AgencyRow>(
    `select ${AGENCY} from agency a
     where ($1::text is null or hub = $1) and ($2::text is null or type = $2)
       and ($3::text is null or (name, hub, agency_id) > ($3, $4, $5))
     order by name, hub, agency_id limit $6`,
    [hub ?? null, type ?? null, after?.name ?? null, after?.hub ?? null, after?.agencyId ?? null, limit],
  )
  return rows.map(agencyOf)
}
