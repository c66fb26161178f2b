import type { Reader, Row, Transaction } from '@amparo/store'
import type { About, News, NewsKind, NewsPosition } from '../domain/news.ts'

export interface NewNews {
  /** Of this hub. */
  readonly agencyId: string
  readonly kind: NewsKind
  readonly about: About
  /** Whether the referral is of a compartment: then only those inside it hear. */
  readonly compartment: boolean
  /** For whom of the agency it is; supervisors hear it too. Nobody: for supervisors alone. Undefined: for everybody. */
  readonly users?: readonly string[] | undefined
  readonly at: Date
}

/** Told when, and only if, the transaction commits. */
export async function addNews(
  { sql }: Pick<Transaction, 'sql'>,
  { agencyId, kind, about, compartment, users, at }: NewNews,
): Promise<void> {
  const referralId = 'referralId' in about ? about.referralId : null
  const offerId = 'offerId' in about ? about.offerId : null
  const intakeId = 'intakeId' in about ? about.intakeId : null
  const requestId = 'requestId' in about ? about.requestId : null
  const waiting = 'waiting' in about ? about.waiting : null
  await sql(
    `insert into news (agency_id, kind, referral_id, offer_id, intake_id, request_id, waiting, compartment, users, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [agencyId, kind, referralId, offerId, intakeId, requestId, waiting, compartment, users ?? null, at],
  )
}

interface NewsRow extends Row {
  tx: string
  id: string
  kind: NewsKind
  referral_id: string | null
  offer_id: string | null
  intake_id: string | null
  request_id: string | null
  waiting: number | null
  users: string[] | null
  from_hub: string | null
  from_agency: string | null
}

const READABLE = 'tx < pg_snapshot_xmin(pg_current_snapshot())'

interface Reading {
  readonly agencyId: string
  readonly userId: string
  readonly inside: boolean
  /** Hears what is for one of the others too. */
  readonly supervises: boolean
  /** Otherwise only what is about requests for evidence. */
  readonly referrals: boolean
  readonly after: NewsPosition
  readonly limit: number
}

export async function newsAfter(
  { sql }: Pick<Reader, 'sql'>,
  { agencyId, userId, inside, supervises, referrals, after, limit }: Reading,
): Promise<News[]> {
  const rows = await sql<NewsRow>(
    `select tx::text, news.id::text, kind, referral_id, offer_id, intake_id, request_id, news.waiting, users, from_hub,
       coalesce(successor_agency, from_agency) as from_agency
     from news left join referral on kind = 'child-waits' and referral.id = referral_id
     where agency_id = $1 and (tx, news.id) > ($2::xid8, $3::bigint) and ${READABLE} and ($4 or not news.compartment)
       and ($6 or users is null or $7::uuid = any (users)) and ($8 or request_id is not null)
     order by news.tx, news.id limit $5`,
    [agencyId, after.tx, after.id, inside, limit, supervises, userId, referrals],
  )
  return rows.map(row => ({
    tx: row.tx,
    id: row.id,
    kind: row.kind,
    about: aboutOf(row),
    users: row.users ?? undefined,
  }))
}

/** Who cannot open the referral has to know whom to call. */
function aboutOf(row: NewsRow): About {
  const { referral_id, offer_id, intake_id, request_id, from_hub: hub, from_agency: agencyId } = row
  if (offer_id !== null) return { offerId: offer_id }
  if (intake_id !== null) return { intakeId: intake_id }
  if (request_id !== null) return { requestId: request_id }
  if (row.waiting !== null) return { waiting: row.waiting }
  const referralId = referral_id ?? ''
  return hub === null || agencyId === null ? { referralId } : { referralId, from: { hub, agencyId } }
}

/** Before everything that is yet to be read. */
export async function newsHead({ sql }: Pick<Reader, 'sql'>): Promise<NewsPosition> {
  const [row] = await sql<{ tx: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as tx')
  return { tx: row?.tx ?? '0', id: '0' }
}

/** Whether nothing that came after it has been deleted since, and it is of this database's own counting. */
export async function isReadable({ sql }: Pick<Reader, 'sql'>, { tx }: NewsPosition): Promise<boolean> {
  const rows = await sql(
    'select 1 as good from news_pruned where tx < $1::xid8 and $1::xid8 <= pg_snapshot_xmin(pg_current_snapshot())',
    [tx],
  )
  return rows.length > 0
}

/** Whose news came in since, and how far that is. */
export async function agenciesWithNews(
  { sql }: Pick<Reader, 'sql'>,
  after: NewsPosition,
): Promise<{ agencies: string[]; head: NewsPosition }> {
  const head = await newsHead({ sql })
  const rows = await sql<{ agency_id: string }>(
    `select distinct agency_id from news where (tx, id) > ($1::xid8, $2::bigint) and tx < $3::xid8`,
    [after.tx, after.id, head.tx],
  )
  return { agencies: rows.map(({ agency_id }) => agency_id), head }
}

/** Deletes at most so many that are older; true if there may be more. */
export async function pruneNews({ sql }: Transaction, before: Date, limit: number): Promise<boolean> {
  const rows = await sql<{ n: number }>(
    `with gone as (
       delete from news where (tx, id) in (select tx, id from news where at < $1 order by at limit $2) returning tx
     ), last as (
       update news_pruned set tx = greatest(tx, (select max(tx) from gone)) where exists (select from gone)
     )
     select count(*)::int as n from gone`,
    [before, limit],
  )
  return (rows[0]?.n ?? 0) === limit
}
