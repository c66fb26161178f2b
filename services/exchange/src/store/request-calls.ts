import type { Fired } from '@amparo/protocols'
import type { Reader, Row, Transaction } from '@amparo/store'
import type { Call, CallKind } from '../domain/requests/calls.ts'

type Sql = Pick<Reader, 'sql'>

/** To what of it that agency has been called. */
export const firedOf = ({ sql }: Sql, requestId: string, agencyId: string): Promise<Fired[]> =>
  sql<Fired & Row>('select deadline, since, key from request_call where request_id = $1 and agency_id = $2', [
    requestId,
    agencyId,
  ])

/** Fails if it has been made before. */
export async function addCall({ sql }: Transaction, requestId: string, agencyId: string, call: Call): Promise<void> {
  const { deadline, since, key, kind, due, at } = call
  await sql(
    `insert into request_call (request_id, agency_id, deadline, since, key, kind, due, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [requestId, agencyId, deadline, since, key, kind, due, at],
  )
}

/** All but those of these are answered. */
export async function endCalls(
  { sql }: Transaction,
  requestId: string,
  running: readonly Pick<Fired, 'deadline' | 'since'>[],
  at: Date,
): Promise<void> {
  await sql(
    `update request_call set ended_at = $2 where request_id = $1 and ended_at is null
       and (deadline, since) not in (select * from unnest($3::text[], $4::timestamptz[]))`,
    [requestId, at, running.map(({ deadline }) => deadline), running.map(({ since }) => since)],
  )
}

/** The request at which somebody has been due to be called for longest, locked; those at which somebody else is at work are left to them. */
export async function lockNextToCall({ sql }: Transaction, now: Date): Promise<string | undefined> {
  const [row] = await sql<{ id: string }>(
    'select id from evidence_request where call_at <= $1 order by call_at limit 1 for update skip locked',
    [now],
  )
  return row?.id
}

export async function saveCallAt({ sql }: Transaction, requestId: string, at: Date | undefined): Promise<void> {
  await sql('update evidence_request set call_at = $2 where id = $1', [requestId, at ?? null])
}

export interface OpenCall extends Row {
  readonly requestId: string
  readonly deadline: string
  readonly kind: CallKind
  readonly due: Date
  readonly at: Date
  readonly treaty: string
  readonly protocolVersion: number
}

/** Agencies that were called to what still runs. */
export async function calledAgencies({ sql }: Sql): Promise<string[]> {
  const rows = await sql<{ agencyId: string }>(
    'select distinct agency_id as "agencyId" from request_call where ended_at is null',
  )
  return rows.map(({ agencyId }) => agencyId)
}

/** Of each deadline that still runs the last call of an agency, of those in `apart` for each of their days; what is due first first. */
export const openCallsOf = (
  { sql }: Sql,
  agencyId: string,
  { limit, apart }: { readonly limit: number; readonly apart: readonly string[] },
): Promise<OpenCall[]> =>
  sql<OpenCall>(
    `select * from (
       select distinct on (c.request_id, c.deadline, ${DAY_OF}) c.request_id as "requestId", c.deadline, c.kind, c.due, c.at,
           r.treaty, r.protocol_version as "protocolVersion"
         from request_call c join evidence_request r on r.id = c.request_id
        where c.agency_id = $1 and c.ended_at is null
        order by c.request_id, c.deadline, ${DAY_OF}, c.at desc, array_position(array['remind', 'supervisor', 'phone'], c.kind) desc
     ) last order by due, "requestId" limit $2`,
    [agencyId, limit, [...apart]],
  )

const DAY_OF = 'case when c.deadline = any ($3::text[]) then c.since end'
