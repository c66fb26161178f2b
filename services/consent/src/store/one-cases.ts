import type { Reader, Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { ROSTERS } from '../domain/duty.ts'
import type { OneCase, WaitingCase } from '../domain/one-case.ts'
import { codeOrNone, recipientsJson } from './reading.ts'

interface Columns {
  id: string
  from_hub: string
  from_agency: string
  to_hub: string
  to_agency: string
  basis_id: string | null
  agency_id: string
  user_id: string
  authorised_at: Date
  ends_at: Date
  confirm_by: Date
  confirmed_at: Date | null
  confirmed_by: string | null
  confirmed_roster: string | null
}

/** False when the number is taken. */
export async function insertOneCase({ sql }: Transaction, oneCase: OneCase): Promise<boolean> {
  const { id, from, to, basisId, agencyId, userId, authorisedAt, endsAt, confirmBy } = oneCase
  const rows = await sql(
    `insert into one_case_authorisation (id, from_hub, from_agency, to_hub, to_agency, basis_id, agency_id, user_id,
       authorised_at, ends_at, confirm_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing returning 1 as inserted`,
    [
      ...[id, from.hub, from.agencyId, to.hub, to.agencyId, basisId ?? null, agencyId, userId],
      ...[authorisedAt, endsAt, confirmBy],
    ],
  )
  return rows.length > 0
}

export async function findOneCase({ sql }: Reader, id: string): Promise<OneCase | undefined> {
  return (await sql<Columns>('select * from one_case_authorisation where id = $1', [id])).map(toOneCase)[0]
}

/** Waits for whoever confirms it at the same time. */
export async function lockOneCase({ sql }: Transaction, id: string): Promise<OneCase | undefined> {
  return (await sql<Columns>('select * from one_case_authorisation where id = $1 for update', [id])).map(toOneCase)[0]
}

export async function saveConfirmation({ sql }: Transaction, oneCase: OneCase): Promise<void> {
  const { id, confirmedAt = null, confirmedBy = null, confirmedRoster = null } = oneCase
  await sql(
    'update one_case_authorisation set confirmed_at = $2, confirmed_by = $3, confirmed_roster = $4 where id = $1',
    [id, confirmedAt, confirmedBy, confirmedRoster],
  )
}

/** Of these two agencies, in this direction, in force or not. */
export async function oneCasesBetween({ sql }: Reader, from: AgencyRef, to: AgencyRef): Promise<OneCase[]> {
  const rows = await sql<Columns>(
    `select * from one_case_authorisation
      where from_hub = $1 and from_agency = $2 and to_hub = $3 and to_agency = $4`,
    [from.hub, from.agencyId, to.hub, to.agencyId],
  )
  return rows.map(toOneCase)
}

/** Recorded by this hub's focal point, the latest first; those that ended long ago are left out. */
export async function latestOneCases({ sql }: Reader, endedAfter: Date, limit: number): Promise<OneCase[]> {
  const rows = await sql<Columns>(
    'select * from one_case_authorisation where ends_at > $1 order by authorised_at desc, id limit $2',
    [endedAfter, limit],
  )
  return rows.map(toOneCase)
}

interface Waiting {
  id: string
  agency_id: string
  recipients: unknown
  granted_at: Date
  ends_at: Date
}

/** Vital interests in force that no authorisation stands for, the latest first; protection's own are nobody's to see. */
export async function unauthorisedInterests({ sql }: Reader, now: Date, limit: number): Promise<WaitingCase[]> {
  const rows = await sql<Waiting>(
    `select id, agency_id, recipients, granted_at, ends_at from basis b
      where basis = 'vital_interest' and protocol is distinct from 'witness-protection' and withdrawn_at is null
        and ends_at > $1 and (confirmed_at is not null or confirm_by > $1)
        and not exists (select from one_case_authorisation o where o.basis_id = b.id and o.ends_at > $1
          and (o.confirmed_at is not null or o.confirm_by > $1))
      order by granted_at desc, id limit $2`,
    [now, limit],
  )
  return rows.flatMap(row =>
    recipientsJson.parse(row.recipients).map(recipient => ({
      ...{ basisId: row.id, agencyId: row.agency_id, recipient },
      ...{ recordedAt: row.granted_at, endsAt: row.ends_at },
    })),
  )
}

const toOneCase = (row: Columns): OneCase => ({
  id: row.id,
  from: { hub: row.from_hub, agencyId: row.from_agency },
  to: { hub: row.to_hub, agencyId: row.to_agency },
  basisId: row.basis_id ?? undefined,
  agencyId: row.agency_id,
  userId: row.user_id,
  authorisedAt: row.authorised_at,
  endsAt: row.ends_at,
  confirmBy: row.confirm_by,
  confirmedAt: row.confirmed_at ?? undefined,
  confirmedBy: row.confirmed_by ?? undefined,
  confirmedRoster: codeOrNone(ROSTERS, row.confirmed_roster),
})
