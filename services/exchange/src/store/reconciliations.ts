import type { Reader, Transaction } from '@amparo/store'
import type { State } from '../domain/delivery.ts'
import { type Difference, type Had, type Line, lineState } from '../domain/ledger.ts'

export type Direction = 'sent' | 'received'

/** The day after the last whose books were told to a peer so many times, or the first of which there are books. Undefined: a new peer. */
export async function nextDayFor(
  { sql }: Pick<Reader, 'sql'>,
  peer: string,
  round: number,
): Promise<string | undefined> {
  const [row] = await sql<{ day: string }>(
    `select to_char(coalesce(
              (select max(day) + 1 from reconciliation where peer = $1 and direction = 'sent' and round = $2), day), 'YYYY-MM-DD') as day
       from peer_since where peer = $1`,
    [peer, round],
  )
  return row?.day
}

/** From that day on there are books of what goes to a peer. */
export async function beginBooks({ sql }: Transaction, peer: string, day: string): Promise<void> {
  await sql('insert into peer_since (peer, day) values ($1, $2) on conflict do nothing', [peer, day])
}

/** What left for a peer on a day, in the order of ids, but the books themselves. What never left is this hub's own affair. */
export async function linesOf({ sql }: Transaction, peer: string, from: Date, to: Date): Promise<Line[]> {
  const rows = await sql<{ messageId: string; sha256: string; state: State }>(
    `select message_id as "messageId", sha256, state from outgoing
      where peer = $1 and created_at >= $2 and created_at < $3 and kind not in ('evidence', 'ledger', 'ledger_answer')
        and attempts > 0 order by message_id`,
    [peer, from, to],
  )
  return rows.map(({ state, ...row }) => ({ ...row, state: lineState(state) }))
}

interface Range {
  readonly peer: string
  readonly from: Date
  readonly to: Date
  readonly fromId: string
  readonly toId: string
}

/** What came from a peer that says it was sent in that time, and what this hub has stated of it. */
export const hadOf = ({ sql }: Transaction, { peer, from, to, fromId, toId }: Range, hub: string): Promise<Had[]> =>
  sql<Had>(
    `${HAD} and sent_at >= $3 and sent_at < $4 and message_id between $5 and $6 and kind not in ('ledger', 'ledger_answer')`,
    [hub, peer, from, to, fromId, toId],
  )

/** Those of these messages that came from a peer, whatever day they say. */
export const hadById = ({ sql }: Transaction, peer: string, ids: readonly string[], hub: string): Promise<Had[]> =>
  sql<Had>(`${HAD} and message_id = any ($3::uuid[])`, [hub, peer, ids])

/** $1: this hub; $2: the peer. */
const HAD = `select message_id as "messageId", sha256,
    (select kind from evidence where about_message_id = message_id and issuer = $1
        and evidence.kind in ('delivered', 'refused')) as stated
  from incoming where peer = $2`

export interface Told {
  readonly ledgerId: string
  readonly peer: string
  readonly direction: Direction
  readonly day: string
  /** The how-manieth time that part of it is told. */
  readonly round: number
  readonly fromId: string
  readonly toId: string
  readonly messages: number
}

/** False if that part of that day was told so many times before. */
export async function addTold({ sql }: Transaction, told: Told, at: Date): Promise<boolean> {
  const { ledgerId, peer, direction, day, round, fromId, toId, messages } = told
  const rows = await sql(
    `insert into reconciliation (ledger_id, peer, direction, day, from_id, to_id, messages, told_at, round)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1 as one`,
    [ledgerId, peer, direction, day, fromId, toId, messages, at, round],
  )
  return rows.length > 0
}

/** How often a peer has told that part of a day. Of several that come at once one is taken after the other. */
export async function lastRound({ sql }: Transaction, peer: string, day: string, fromId: string): Promise<number> {
  await sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`ledger ${peer} ${day}`])
  const [row] = await sql<{ round: number }>(
    `select coalesce(max(round), 0)::int as round from reconciliation
      where peer = $1 and direction = 'received' and day = $2 and from_id = $3`,
    [peer, day, fromId],
  )
  return row?.round ?? 0
}

/** In how many parts a peer has told of a day. */
export async function countParts({ sql }: Transaction, peer: string, day: string): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from reconciliation where peer = $1 and direction = 'received' and day = $2`,
    [peer, day],
  )
  return row?.n ?? 0
}

export interface Compared {
  readonly ledgerId: string
  readonly peer: string
  readonly direction: Direction
  readonly found: number
  readonly differences: readonly Difference[]
}

/** The day it is of; undefined if there is no such ledger, or it was compared before. */
export async function saveCompared(
  { sql }: Transaction,
  { ledgerId, peer, direction, found, differences }: Compared,
  at: Date,
): Promise<string | undefined> {
  const [row] = await sql<{ day: string }>(
    `update reconciliation set compared_at = $4, found = $5
      where ledger_id = $1 and peer = $2 and direction = $3 and compared_at is null
      returning to_char(day, 'YYYY-MM-DD') as day`,
    [ledgerId, peer, direction, at, found],
  )
  if (row === undefined || differences.length === 0) return row?.day
  await sql(
    `insert into difference (peer, direction, day, message_id, kind, ledger_id)
     select $1, $2, $3, message_id, kind, $4 from unnest($5::uuid[], $6::text[]) as found (message_id, kind)
     on conflict do nothing`,
    [
      ...[peer, direction, row.day, ledgerId],
      ...[differences.map(({ messageId }) => messageId), differences.map(({ kind }) => kind)],
    ],
  )
  return row.day
}

export interface Reconciled extends Told {
  readonly comparedAt: Date | null
  readonly found: number | null
  readonly differences: readonly (Difference & { readonly referralId: string | null })[]
}

/** What was held against one another, newest day first, from before a day on, so many days at most. */
export const reconciled = (
  { sql }: Reader,
  { before, days, onlyDifferent }: { before: string | undefined; days: number; onlyDifferent: boolean },
): Promise<Reconciled[]> =>
  sql<Reconciled>(
    `select ledger_id as "ledgerId", peer, direction, to_char(day, 'YYYY-MM-DD') as day, round, from_id as "fromId", to_id as "toId", messages,
            compared_at as "comparedAt", found,
            coalesce((select json_agg(json_build_object('messageId', d.message_id, 'kind', d.kind, 'referralId', coalesce(
                (select referral_id from outgoing o where o.message_id = d.message_id and d.direction = 'sent'),
                (select referral_id from incoming i where i.message_id = d.message_id and i.peer = d.peer and d.direction = 'received')))
                order by d.message_id)
              from difference d where d.peer = r.peer and d.direction = r.direction and d.ledger_id = r.ledger_id), '[]') as differences
       from reconciliation r
      where day in (select distinct day from reconciliation
                     where ($1::date is null or day < $1::date) and (not $3 or found > 0) order by day desc limit $2)
        and (not $3 or found > 0)
      order by day desc, peer, direction, round, from_id`,
    [before ?? null, days, onlyDifferent],
  )
