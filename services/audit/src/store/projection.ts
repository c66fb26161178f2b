import type { Reader, Transaction } from '@amparo/store'
import type { Taken, Young } from '../domain/alerts/grounds.ts'
import { type AgencyOf, type Projected, type Search, type Shown, UNREADABLE } from '../domain/projected.ts'

interface Position {
  readonly form: number
  /** The first leaf that is not in it yet. */
  readonly next: number
}

/** Held until the transaction ends, so that one at a time brings it further. */
export async function holdPosition({ sql }: Transaction): Promise<Position> {
  const [row] = await sql<{ form: number; next: string }>('select form, next from projection for update')
  return { form: row?.form ?? 0, next: Number(row?.next ?? 0) }
}

export async function setPosition({ sql }: Transaction, { form, next }: Position): Promise<void> {
  await sql('update projection set form = $1, next = $2', [form, next])
}

export interface Reach {
  /** The first leaf behind its rows. */
  readonly end: number
  /** There are rows of leaves that the log has not. */
  readonly beyond: boolean
}

/** How far its rows come, of a log that has `size` leaves. */
export async function reachOf({ sql }: Reader, size: number): Promise<Reach> {
  const [row] = await sql<{ end: string; beyond: boolean }>(
    `select coalesce((select max(index) + 1 from projected where index < $1), 0) as end,
            exists (select from projected where index >= $1) as beyond`,
    [size],
  )
  return { end: Number(row?.end ?? 0), beyond: row?.beyond === true }
}

/** From a leaf on, up to another that is not among them any more. Whoever calls this holds the position. */
export async function dropProjected({ sql }: Transaction, first: number, end: number | undefined): Promise<void> {
  await sql('delete from projected where index >= $1 and ($2::bigint is null or index < $2)', [first, end ?? null])
}

/** Of these leaves. Whoever calls this holds the position. */
export async function dropProjectedAt({ sql }: Transaction, indices: readonly number[]): Promise<void> {
  await sql('delete from projected where index = any ($1::bigint[])', [indices])
}

/** The first of those before `index` that is young by its date and by when it was taken, which no rule should have gone over; undefined: none is. */
export async function firstYoung({ sql }: Reader, { after, until }: Young, index: number): Promise<number | undefined> {
  const [row] = await sql<{ first: string | null }>(
    `select min(index) as first
       from (select index, occurred_at from projected where occurred_at > $1 offset 0) as late join leaf using (index)
      where index < $2 and taken_at > $1 and least(occurred_at, taken_at) <= $3`,
    [after, index, until],
  )
  return row?.first == null ? undefined : Number(row.first)
}

/** Of somebody who was erased it says who looked, and not at whom. Whoever calls this holds the position. */
export async function forgetProjected({ sql }: Transaction, subjectRefs: readonly string[]): Promise<void> {
  await sql(
    `update projected set subject_ref = null, relations = '{}', about = '{"categories": [], "withheld": []}'
      where subject_ref = any ($1)`,
    [subjectRefs],
  )
}

/** What is past its time, and not kept longer. Whoever calls this holds the position. */
export async function pruneProjected({ sql }: Transaction, first: number): Promise<void> {
  await sql(
    'delete from projected where index < $1 and not exists (select from kept_half where kept_half.index = projected.index)',
    [first],
  )
}

/** Takes so many rows away; how many there were. */
export async function emptySome({ sql }: Transaction, most: number): Promise<number> {
  const [row] = await sql<{ gone: number }>(
    `with gone as (delete from projected where index in (select index from projected order by index limit $1) returning index)
     select count(*)::int as gone from gone`,
    [most],
  )
  return row?.gone ?? 0
}

export async function addProjected({ sql }: Transaction, rows: readonly Projected[]): Promise<void> {
  if (rows.length === 0) return
  await sql(
    `insert into projected (index, entry_id, leaf_hash, action, source, occurred_at, user_id, agency_hub, agency_id,
                            referral_id, assignee_id, purpose, basis, code, relations, shown, subject_ref, about)
     select index, entry_id, leaf_hash, action, source, occurred_at, user_id, agency_hub, agency_id, referral_id,
            assignee_id, purpose, basis, code, array(select jsonb_array_elements_text(relations)), shown, subject_ref, about
       from unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
                   $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
                   $15::jsonb[], $16::jsonb[], $17::text[], $18::jsonb[])
            as fresh (index, entry_id, leaf_hash, action, source, occurred_at, user_id, agency_hub, agency_id,
                      referral_id, assignee_id, purpose, basis, code, relations, shown, subject_ref, about)`,
    [
      rows.map(row => row.index),
      rows.map(row => row.entryId),
      rows.map(row => Buffer.from(row.leafHash)),
      rows.map(row => row.action),
      rows.map(row => row.source),
      rows.map(row => row.occurredAt),
      rows.map(row => row.userId ?? null),
      rows.map(row => row.agency?.hub ?? null),
      rows.map(row => row.agency?.agencyId ?? null),
      rows.map(row => row.referralId ?? null),
      rows.map(row => row.assigneeId ?? null),
      rows.map(row => row.purpose ?? null),
      rows.map(row => row.basis ?? null),
      rows.map(row => row.code ?? null),
      rows.map(row => JSON.stringify(row.relations)),
      rows.map(row => JSON.stringify(shownOf(row))),
      rows.map(row => row.subjectRef ?? null),
      rows.map(row => JSON.stringify({ categories: row.categories, withheld: row.withheld })),
    ],
  )
}

const shownOf = (row: Shown): Shown => ({
  ...{ authentication: row.authentication, recipient: row.recipient, basisId: row.basisId },
  ...{ basisVersion: row.basisVersion, policyHash: row.policyHash, viewPolicyHash: row.viewPolicyHash },
  ...{ packageId: row.packageId, packageHash: row.packageHash },
  ...{ decisionHash: row.decisionHash, grantHash: row.grantHash, caseHash: row.caseHash },
  ...{ basisHash: row.basisHash, scope: row.scope, roles: row.roles, correlationId: row.correlationId },
})

export interface Paged extends Omit<Search, 'subjectRef' | 'allNames'> {
  /** Any of them. */
  readonly subjectRefs?: readonly string[] | undefined
  /** Only entries before this leaf. */
  readonly before: number | undefined
  readonly limit: number
}

/** Newest first. */
export function searchProjected(reader: Reader, search: Paged): Promise<Projected[]> {
  const { userId, agency, recipient, role, subjectRefs, referralId, purpose, basis } = search
  const { actions, from, to, before, limit } = search
  const asked: readonly (readonly [condition: (at: string) => string, value: unknown])[] = [
    [at => `user_id = ${at}`, userId],
    [at => `agency_hub = ${at}`, agency?.hub],
    [at => `agency_id = ${at}`, agency?.agencyId],
    [at => `shown -> 'recipient' ->> 'hub' = ${at}`, recipient?.hub],
    [at => `shown -> 'recipient' ->> 'agencyId' = ${at}`, recipient?.agencyId],
    [at => `shown -> 'roles' ? ${at}`, role],
    [at => `subject_ref = any (${at})`, subjectRefs],
    [at => `referral_id = ${at}`, referralId],
    [at => `purpose = ${at}`, purpose],
    [at => `basis = ${at}`, basis],
    [at => `action = any (${at})`, actions],
    [at => `occurred_at >= ${at}`, from],
    [at => `occurred_at < ${at}`, to],
    [at => `index < ${at}`, before],
  ]
  const given = asked.filter(([, value]) => value !== undefined)
  const where = given.map(([condition], i) => condition(`$${i + 1}`)).join(' and ') || 'true'
  return rowsOf(reader, `where ${where} order by index desc limit $${given.length + 1}`, [
    ...given.map(([, value]) => value),
    limit,
  ])
}

/** Of one person, by all the names they have, of these actions (none: of all), newest first. */
export const projectedAbout = (
  reader: Reader,
  subjectRefs: readonly string[],
  actions: readonly string[],
  limit: number,
): Promise<Projected[]> =>
  rowsOf(
    reader,
    `where subject_ref = any ($1) and (cardinality($2::text[]) = 0 or action = any ($2)) order by index desc limit $3`,
    [subjectRefs, actions, limit],
  )

interface Columns {
  readonly index: string
  readonly entry_id: string
  readonly leaf_hash: Buffer
  readonly action: string
  readonly source: string
  readonly occurred_at: Date
  readonly user_id: string | null
  readonly agency_hub: string | null
  readonly agency_id: string | null
  readonly referral_id: string | null
  readonly assignee_id: string | null
  readonly purpose: string | null
  readonly basis: string | null
  readonly code: string | null
  readonly relations: string[]
  readonly shown: Shown
  readonly subject_ref: string | null
  readonly about: Pick<Projected, 'categories' | 'withheld'>
}

const COLUMNS = `index, entry_id, leaf_hash, action, source, occurred_at, user_id, agency_hub, agency_id, referral_id,
                 assignee_id, purpose, basis, code, relations, shown, subject_ref, about`

/** In order, from an index on. */
export const takenFrom = (reader: Reader, first: number, limit: number): Promise<Taken[]> =>
  takenOf(reader, 'where index >= $1 order by index limit $2', [first, limit])

/** With when the log took each; of a row that somebody wrote and the log has no leaf of, when it is dated. */
async function takenOf({ sql }: Reader, rest: string, params: readonly unknown[]): Promise<Taken[]> {
  const rows = await sql<Columns & { taken_at: Date }>(
    `select ${COLUMNS}, coalesce((select taken_at from leaf where leaf.index = projected.index), occurred_at) as taken_at
       from projected ${rest}`,
    params,
  )
  return rows.map(row => ({ ...toProjected(row), takenAt: row.taken_at }))
}

async function rowsOf({ sql }: Reader, rest: string, params: readonly unknown[]): Promise<Projected[]> {
  return (await sql<Columns>(`select ${COLUMNS} from projected ${rest}`, params)).map(toProjected)
}

const toProjected = (row: Columns): Projected => ({
  ...{ index: Number(row.index), entryId: row.entry_id, leafHash: row.leaf_hash },
  ...{ action: row.action, source: row.source, occurredAt: row.occurred_at, relations: row.relations },
  ...{ userId: row.user_id ?? undefined, agency: agencyIn(row), referralId: row.referral_id ?? undefined },
  ...{ assigneeId: row.assignee_id ?? undefined, code: row.code ?? undefined },
  ...{ purpose: row.purpose ?? undefined, basis: row.basis ?? undefined },
  ...shownOf(row.shown),
  ...{ subjectRef: row.subject_ref ?? undefined, categories: row.about.categories, withheld: row.about.withheld },
})

const agencyIn = ({ agency_hub: hub, agency_id: agencyId }: Columns): AgencyOf | undefined =>
  hub === null || agencyId === null ? undefined : { hub, agencyId }

/** In order, up to an index that is not among them any more. */
export const projectedWithin = (reader: Reader, first: number, end: number): Promise<Projected[]> =>
  rowsOf(reader, 'where index >= $1 and index < $2 order by index', [first, end])

/** Whether from that leaf on an order was placed that nothing of somebody be lost. */
export async function isHoldPlacedSince({ sql }: Reader, index: number): Promise<boolean> {
  const [row] = await sql<{ placed: boolean }>(
    `select exists (select from projected where index >= $1 and action = 'legal_hold_placed') as placed`,
    [index],
  )
  return row?.placed === true
}

/** Whether it was told, from that leaf on, that rows are other than the log says. */
export async function differedSince({ sql }: Reader, index: number): Promise<boolean> {
  const [row] = await sql<{ differed: boolean }>(
    `select exists (select from projected where index >= $1 and action = 'desk_differs' and code like 'rows:%') as differed`,
    [index],
  )
  return row?.differed === true
}

/** Of these leaves, in order. */
export const projectedAt = (reader: Reader, indices: readonly number[]): Promise<Projected[]> =>
  rowsOf(reader, 'where index = any ($1::bigint[]) order by index', [indices])

/** Of which no alert of those rules tells yet. */
export const unreadableBefore = (
  reader: Reader,
  { index, rules, limit }: { index: number; rules: readonly string[]; limit: number },
): Promise<Taken[]> =>
  takenOf(
    reader,
    `where action = $1 and index < $2 and not exists (
       select from alert where alert.rule = any ($3) and alert.entry_ids = array[projected.entry_id])
     order by index limit $4`,
    [UNREADABLE, index, rules, limit],
  )

/** In order. */
export const projectedByIds = (reader: Reader, entryIds: readonly string[]): Promise<Projected[]> =>
  rowsOf(reader, 'where entry_id = any ($1::uuid[]) order by index', [entryIds])

/** What one user did since then, in order, up to an index. */
export const ofUserSince = (
  reader: Reader,
  { userId, since, upTo, limit }: { userId: string; since: Date; upTo: number; limit: number },
): Promise<Projected[]> =>
  rowsOf(
    reader,
    `where index in (select index from projected where user_id = $1 and occurred_at >= $2 and index <= $3
                      order by index desc limit $4)
     order by index`,
    [userId, since, upTo, limit],
  )

/** What one user, or where an entry names none the agency, released in emergencies while nobody outside saw the log. */
export const emergenciesSince = (
  reader: Reader,
  { userId, agency, since }: { userId: string; agency: AgencyOf | undefined; since: Date },
): Promise<Projected[]> =>
  rowsOf(
    reader,
    `where action = 'released_unwitnessed' and coalesce(user_id, '') = $1 and occurred_at > $4
       and coalesce(agency_hub, '') = coalesce($2, '') and coalesce(agency_id, '') = coalesce($3, '') order by index`,
    [userId, agency?.hub, agency?.agencyId, since],
  )

/** When what is first dated in it happened. */
export async function firstEntryAt({ sql }: Reader): Promise<Date | undefined> {
  const [row] = await sql<{ first: Date | null }>(
    `select min(occurred_at) as first from projected where occurred_at > 'epoch'`,
  )
  return row?.first ?? undefined
}

/** To whom referrals were assigned, whose assignment ended, and when they ended themselves. */
export const courseOf = (reader: Reader, referralIds: readonly string[]): Promise<Taken[]> =>
  takenOf(
    reader,
    `where referral_id = any ($1) and action in ('referral_assigned', 'referral_unassigned', 'referral_ended') order by index`,
    [referralIds],
  )

/** Whatever names these referrals, in order. */
export const projectedOfReferrals = (reader: Reader, referralIds: readonly string[]): Promise<Projected[]> =>
  rowsOf(reader, 'where referral_id = any ($1) order by index', [referralIds])

/** Of each name by which the log knows whose these referrals are, the first entry of each referral that says so. In order. */
export const firstNaming = (reader: Reader, referralIds: readonly string[]): Promise<Projected[]> =>
  rowsOf(
    reader,
    `where index in (select min(index) from projected where referral_id = any ($1) and subject_ref is not null
                      group by referral_id, subject_ref)
     order by index`,
    [referralIds],
  )

/**
 * Of each person whom one of these entries names, the first of them on each referral. Of more than `most` people those of one more, as many as say that.
 * In order.
 */
export const firstNamingIn = (reader: Reader, entryIds: readonly string[], most: number): Promise<Projected[]> =>
  rowsOf(
    reader,
    `where index in (
       select min(index) from projected
        where entry_id = any ($1::uuid[]) and subject_ref in (
          select distinct subject_ref from projected where entry_id = any ($1::uuid[]) and subject_ref is not null
           order by subject_ref limit $2)
        group by referral_id, subject_ref)
     order by index`,
    [entryIds, most + 1],
  )

/** Which referrals the log knows of people, by the names that entries give them: an entry that names both says so. */
export async function referralsOfPeople(
  { sql }: Reader,
  subjectRefs: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql<{ subject_ref: string; referral_ids: string[] }>(
    `select subject_ref, array_agg(distinct referral_id) as referral_ids from projected
      where subject_ref = any ($1) and referral_id is not null group by subject_ref`,
    [subjectRefs],
  )
  return new Map(rows.map(row => [row.subject_ref, row.referral_ids]))
}

/** By a person's name, which referrals the log knows of them, who did one of these on them, and the course of each referral. */
export async function courseOfPeople(reader: Reader, subjectRefs: readonly string[], actions: readonly string[]) {
  const referrals = await referralsOfPeople(reader, subjectRefs)
  const courses = await courseOf(reader, [...new Set([...referrals.values()].flat())])
  const where = 'where subject_ref = any ($1) and action = any ($2) order by index'
  const did = Map.groupBy(await takenOf(reader, where, [subjectRefs, actions]), one => one.subjectRef)
  return (subjectRef: string) => {
    const referralsOfPerson = referrals.get(subjectRef) ?? []
    const ofReferrals = courses.filter(({ referralId = '' }) => referralsOfPerson.includes(referralId))
    return { referralsOfPerson, ofPerson: [...(did.get(subjectRef) ?? []), ...ofReferrals] }
  }
}
