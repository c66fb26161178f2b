import type { Reader, Transaction } from '@amparo/store'
import type { LinkRequest, RecordLink, TwoRecords } from '../domain/record-link.ts'
import { fitting, noneExcludes, type Reading } from './excluded.ts'
import { holdSubjects } from './records.ts'

interface LinkRow {
  readonly link_id: string
  readonly one: string
  readonly other: string
  readonly linked_at: Date
}

interface RequestRow {
  readonly request_id: string
  readonly kind: LinkRequest['kind']
  readonly link_id: string
  readonly one: string
  readonly other: string
  readonly reason: string
  readonly requested_by: string
  readonly requested_agency: string
  readonly requested_at: Date
  readonly expires_at: Date
  readonly confirmed_by: string | null
}

const toLink = (row: LinkRow): RecordLink => ({
  linkId: row.link_id,
  records: [row.one, row.other],
  at: row.linked_at,
})

const toRequest = (row: RequestRow): LinkRequest => ({
  ...{ requestId: row.request_id, kind: row.kind, linkId: row.link_id, records: [row.one, row.other] },
  ...{ reason: row.reason, requestedBy: row.requested_by, requestedAgency: row.requested_agency },
  ...{ requestedAt: row.requested_at, expiresAt: row.expires_at, confirmedBy: row.confirmed_by },
})

/** Of a compartment nobody is shown, nor of whom nothing is there any more: then neither is the other one of the two. */
const SHOWN = `(select count(*) from indexed i where i.subject_id in (l.one, l.other) and not i.barred) = 2`

/**
 * Nobody links these two, places a hold on them or erases them until the transaction ends, nor any record that is linked with them.
 * False if one of them is gone, or of a compartment.
 */
export async function lockRecords({ sql }: Transaction, [one, other]: TwoRecords): Promise<boolean> {
  await sql(
    `select id from subject where id in (select records_of_person($1) union select records_of_person($2))
      order by id for no key update`,
    [one, other],
  )
  const rows = await sql(`select 1 as shown from (select $1::uuid as one, $2::uuid as other) l where ${SHOWN}`, [
    one,
    other,
  ])
  return rows.length > 0
}

/** False if they are linked already. */
export async function addRecordLink({ sql }: Transaction, { linkId, records, at }: RecordLink): Promise<boolean> {
  const rows = await sql(
    `insert into record_link (link_id, one, other, linked_at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1 as added`,
    [linkId, ...records, at],
  )
  return rows.length > 0
}

/** False if they are not linked any more. */
export const removeRecordLink = async ({ sql }: Transaction, linkId: string): Promise<boolean> =>
  (await sql('delete from record_link where link_id = $1 returning 1 as removed', [linkId])).length > 0

/** As far as it is shown. */
export async function findRecordLink({ sql }: Reader, linkId: string): Promise<RecordLink | undefined> {
  return (await sql<LinkRow>(`select * from record_link l where link_id = $1 and ${SHOWN}`, [linkId])).map(toLink)[0]
}

/** That are said, or were, to be of one person: by that name the log has who said so. */
export async function recordsOfLink({ sql }: Reader, linkId: string): Promise<readonly string[]> {
  const sought = 'select one, other from record_link_request where link_id = $1 limit 1'
  const [found] = await sql<Pick<RequestRow, 'one' | 'other'>>(sought, [linkId])
  return found === undefined ? [] : [found.one, found.other]
}

export interface LinkOfRecord {
  readonly linkId: string
  readonly other: string
}

/** Links that were asked for of this record, whether they stand or not, each with its other one. */
export async function linksOfRecord({ sql }: Reader, subjectId: string): Promise<LinkOfRecord[]> {
  const rows = await sql<{ link_id: string; other: string }>(
    `select distinct link_id, case one when $1 then other else one end as other
       from record_link_request where $1 in (one, other)`,
    [subjectId],
  )
  return rows.map(({ link_id: linkId, other }) => ({ linkId, other }))
}

export async function areLinked({ sql }: Reader, records: TwoRecords): Promise<boolean> {
  return (await sql('select 1 as linked from record_link where one = $1 and other = $2', [...records])).length > 0
}

const noneOfTwoExcludes = (n: number) => noneExcludes(['l.one', 'l.other'], n)

/** Without whoever excludes the reader, the newest first, so many at most. */
export async function recordLinks({ sql }: Reader, reading: Reading, limit: number): Promise<RecordLink[]> {
  const rows = await sql<LinkRow>(
    `select * from record_link l where ${SHOWN} and ${noneOfTwoExcludes(2)} order by linked_at desc, link_id limit $1`,
    [limit, ...fitting(reading)],
  )
  return rows.map(toLink)
}

export async function addLinkRequest({ sql }: Transaction, r: LinkRequest): Promise<void> {
  await sql(
    `insert into record_link_request (request_id, kind, link_id, one, other, reason, requested_by, requested_agency,
       requested_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[r.requestId, r.kind, r.linkId, ...r.records, r.reason],
      ...[r.requestedBy, r.requestedAgency, r.requestedAt, r.expiresAt],
    ],
  )
}

export async function findLinkRequest({ sql }: Reader, requestId: string): Promise<LinkRequest | undefined> {
  const where = `where request_id = $1 and ${SHOWN}`
  return (await sql<RequestRow>(`select * from record_link_request l ${where}`, [requestId])).map(toRequest)[0]
}

/** What two have found since is not undone by one: a link that was asked for before they were parted is asked for anew. */
const OVERTAKEN = `(l.kind = 'link' and exists (select from record_link_request u where u.kind = 'unlink'
    and u.one = l.one and u.other = l.other and u.confirmed_at >= l.requested_at))`

/** Why it cannot be confirmed any more, as far as it shows before the two are held. */
export async function stateOfLinkRequest(
  reader: Reader,
  { requestId, kind, records }: LinkRequest,
): Promise<'waits' | 'overtaken' | 'done'> {
  const sought = `select 1 as overtaken from record_link_request l where request_id = $1 and ${OVERTAKEN}`
  if ((await reader.sql(sought, [requestId])).length > 0) return 'overtaken'
  return (await areLinked(reader, records)) === (kind === 'link') ? 'done' : 'waits'
}

/** That wait for a second custodian, without whoever excludes the reader, the newest first, so many at most. */
export async function waitingLinkRequests(
  { sql }: Reader,
  reading: Reading,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<LinkRequest[]> {
  const rows = await sql<RequestRow>(
    `select * from record_link_request l where confirmed_by is null and expires_at > $1 and not ${OVERTAKEN} and ${SHOWN}
        and ${noneOfTwoExcludes(3)}
      order by requested_at desc, request_id limit $2`,
    [now, limit, ...fitting(reading)],
  )
  return rows.map(toRequest)
}

/** False if somebody was quicker, or it was overtaken. */
export async function confirmLinkRequest(
  { sql }: Transaction,
  requestId: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const rows = await sql(
    `update record_link_request l set confirmed_by = $2, confirmed_at = $3
      where request_id = $1 and confirmed_by is null and requested_by <> $2 and expires_at > $3 and not ${OVERTAKEN}
      returning 1 as done`,
    [requestId, by, at],
  )
  return rows.length > 0
}

/** Records that are linked with this one, however many steps away, without itself; those that are still there. */
export async function recordsLinkedWith({ sql }: Reader, subjectId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    'select id from subject where id in (select records_of_person($1)) and id <> $1 order by id',
    [subjectId],
  )
  return rows.map(row => row.id)
}

/** The same of many: each record that has others with it, and these. */
export async function linkedRecordsOf({ sql }: Reader, subjectIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await sql<{ of: string; ids: string[] }>(
    `select own.id::text as of, array_agg(s.id::text order by s.id) as ids
       from unnest($1::uuid[]) as own (id), lateral records_of_person(own.id) as other (id) join subject s on s.id = other.id
      where s.id <> own.id and own.id in (select one from record_link union all select other from record_link) group by own.id`,
    [[...subjectIds]],
  )
  return new Map(rows.map(({ of, ids }) => [of, ids]))
}

/** A record and all that are linked with it: until the transaction ends nobody adds to one of them, or links them with others. */
export async function holdLinked(tx: Transaction, subjectId: string): Promise<readonly string[]> {
  const records = async () => [subjectId, ...(await recordsLinkedWith(tx, subjectId))]
  await holdSubjects(tx, await records())
  // With those that were linked while it waited.
  const all = await records()
  await holdSubjects(tx, all)
  return all
}

/** Of these, those that may be shown as one with it: none of a compartment, nor with one. */
export async function recordsShownWith({ sql }: Reader, subjectId: string): Promise<string[]> {
  const rows = await sql<{ subject_id: string }>(
    `select i.subject_id from indexed i
      where i.subject_id in (select records_of_person($1)) and i.subject_id <> $1 and not i.barred
        and exists (select 1 from indexed own where own.subject_id = $1 and not own.barred)
      order by i.subject_id`,
    [subjectId],
  )
  return rows.map(row => row.subject_id)
}
