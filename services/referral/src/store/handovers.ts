import type { Reader, Row, Transaction } from '@amparo/store'
import { type Brief, mayEnter } from '../domain/access.ts'
import { lockBriefs } from './briefs.ts'

interface Hands {
  readonly agencyId: string
  readonly userId: string
  readonly scopes: ReadonlySet<string>
}

/** What is open in somebody's hands, as far as the asker may know of it; locked. At most so many, the oldest assignment first. */
export async function lockWorkOf(
  tx: Transaction,
  { agencyId, userId, scopes }: Hands,
  limit: number,
): Promise<Brief[]> {
  const rows = await tx.sql<{ id: string }>(
    `select r.id from assignment a join referral r on r.id = a.referral_id
     where a.user_id = $1 and a.agency_id = $2 and a.ended_at is null and ($3 or not r.compartment)
     order by a.at, r.id limit $4`,
    [userId, agencyId, mayEnter(true, { scopes }), limit],
  )
  const briefs = await lockBriefs(
    tx,
    rows.map(({ id }) => id),
  )
  return [...briefs.values()]
}

interface HandsRow extends Row {
  count: number
  version: number
}

/**
 * How much is open in somebody's hands, as far as the asker may know of it, and a number that is another one whenever it is other work:
 * the start of a digest, for what is assigned to somebody is not counted anywhere.
 */
export async function handsOf(
  { sql }: Pick<Reader, 'sql'>,
  { agencyId, userId, scopes }: Hands,
): Promise<{ readonly count: number; readonly version: number }> {
  const [row] = await sql<HandsRow>(
    `select count(*)::int as count,
       ('x' || left(md5(coalesce(string_agg(r.id::text, ' ' order by r.id), '')), 7))::bit(28)::int as version
     from assignment a join referral r on r.id = a.referral_id
     where a.user_id = $1 and a.agency_id = $2 and a.ended_at is null and ($3 or not r.compartment)`,
    [userId, agencyId, mayEnter(true, { scopes })],
  )
  return { count: row?.count ?? 0, version: row?.version ?? 0 }
}

export interface OpenHands {
  readonly userId: string
  /** Open referrals in those hands, as far as the asker may know of them. */
  readonly count: number
  /** Of the rota, that run or come. */
  readonly shifts: number
}

/** Who has open work or shifts in an agency, whether or not they still work there: the one with most first. */
export async function openHandsOf(
  { sql }: Pick<Reader, 'sql'>,
  { agencyId, scopes, now, limit }: Omit<Hands, 'userId'> & { readonly now: Date; readonly limit: number },
): Promise<OpenHands[]> {
  const rows = await sql<{ user_id: string; count: number; shifts: number }>(
    `select user_id, sum(work)::int as count, sum(shift)::int as shifts from (
       select a.user_id, 1 as work, 0 as shift from assignment a join referral r on r.id = a.referral_id
        where a.agency_id = $1 and a.ended_at is null and ($2 or not r.compartment)
       union all
       select user_id, 0, 1 from rota where agency_id = $1 and removed_at is null and ends_at > $3
     ) as held group by user_id order by count desc, user_id limit $4`,
    [agencyId, mayEnter(true, { scopes }), now, limit],
  )
  return rows.map(({ user_id: userId, count, shifts }) => ({ userId, count, shifts }))
}

/** False: it was not in those hands, or is no longer. */
export async function takeFrom(
  { sql }: Transaction,
  {
    referralId,
    agencyId,
    userId,
    byUser,
    at,
  }: Record<'referralId' | 'agencyId' | 'userId' | 'byUser', string> & { at: Date },
): Promise<boolean> {
  const ended = await sql(
    `update assignment set ended_at = $4, ended_by = $5
     where referral_id = $1 and agency_id = $2 and user_id = $3 and ended_at is null returning 1 as ended`,
    [referralId, agencyId, userId, at, byUser],
  )
  return ended.length > 0
}

export interface Handover {
  readonly id: string
  readonly agencyId: string
  readonly fromUser: string
  readonly toUser: string
  readonly byUser: string
  readonly at: Date
  readonly moved: number
}

export async function recordHandover({ sql }: Transaction, handover: Handover): Promise<void> {
  const { id, agencyId, fromUser, toUser, byUser, at, moved } = handover
  await sql(
    'insert into handover (id, agency_id, from_user, to_user, by_user, at, moved) values ($1, $2, $3, $4, $5, $6, $7)',
    [id, agencyId, fromUser, toUser, byUser, at, moved],
  )
}
