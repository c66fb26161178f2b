import type { Reader, Transaction } from '@amparo/store'
import { type Erasure, type ErasureState, KEPT_REASONS } from '../domain/erasure.ts'

interface Row {
  readonly erasure_id: string
  readonly subject_id: string
  readonly share_id: string
  readonly reason: string
  readonly state: ErasureState
  readonly requested_by: string
  readonly requested_agency: string
  readonly requested_at: Date
  readonly confirmed_by: string | null
  readonly due_at: Date | null
  readonly held_by: string[]
  readonly review_on: string | null
  readonly entry_id: string
  readonly linked_records: number
}

const SELECT = `select erasure_id, subject_id, share_id, reason, state, requested_by, requested_agency, requested_at, confirmed_by,
  due_at, held_by, review_on::text, entry_id,
  (select count(*)::int from subject where id in (select records_of_person(subject_id)) and id <> subject_id) as linked_records
  from erasure`

const toErasure = (row: Row): Erasure => {
  const reason = KEPT_REASONS.find(known => known === row.reason)
  if (reason === undefined) throw new TypeError('a reason that is none')
  return {
    ...{ erasureId: row.erasure_id, subjectId: row.subject_id, shareId: row.share_id, reason, state: row.state },
    ...{ requestedBy: row.requested_by, requestedAgency: row.requested_agency, requestedAt: row.requested_at },
    ...{ confirmedBy: row.confirmed_by ?? undefined, dueAt: row.due_at ?? undefined, heldBy: row.held_by },
    ...{ reviewOn: row.review_on === null ? undefined : new Date(row.review_on), entryId: row.entry_id },
    linkedRecords: row.linked_records,
  }
}

/**
 * Nobody places a hold on the person, by any record that is linked with this one, or erases or links them, until the transaction ends.
 * Always in the order of their ids, so that two never wait for one another. False if this record is gone.
 */
export const lockSubject = (tx: Transaction, subjectId: string): Promise<boolean> => lockSubjects(tx, subjectId, [])

/** The same of others besides, in one order with it. */
export async function lockSubjects(
  { sql }: Transaction,
  subjectId: string,
  others: readonly string[],
): Promise<boolean> {
  const rows = await sql<{ id: string }>(
    `select id from subject
      where id in (select records_of_person(named) from unnest($1::uuid[]) as all_of (named)) order by id for no key update`,
    [[subjectId, ...others]],
  )
  return rows.some(({ id }) => id === subjectId)
}

/**
 * Whoever is adding to this record ends first, and nobody begins to until the transaction ends: what is read of it from now on is all there is. A
 * lock that lets rows be added, as `lockSubjects` does, would leave out what is committed between being read and being removed.
 */
export const closeRecord = async ({ sql }: Transaction, subjectId: string): Promise<void> =>
  void (await sql('select 1 as closed from subject where id = $1 for update', [subjectId]))

export async function addErasure({ sql }: Transaction, e: Erasure): Promise<void> {
  await sql(
    `insert into erasure (erasure_id, subject_id, share_id, reason, state, requested_by, requested_agency, requested_at, due_at,
       held_by, review_on, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[e.erasureId, e.subjectId, e.shareId, e.reason, e.state, e.requestedBy, e.requestedAgency, e.requestedAt],
      ...[e.state === 'waiting' ? (e.dueAt ?? null) : null, [...e.heldBy], e.reviewOn ?? null, e.entryId],
    ],
  )
}

export async function lockErasure({ sql }: Transaction, erasureId: string): Promise<Erasure | undefined> {
  return (await sql<Row>(`${SELECT} where erasure_id = $1 for update`, [erasureId])).map(toErasure)[0]
}

export async function findErasure({ sql }: Reader, erasureId: string): Promise<Erasure | undefined> {
  return (await sql<Row>(`${SELECT} where erasure_id = $1`, [erasureId])).map(toErasure)[0]
}

/** The one that is open for a person, locked. */
export async function lockOpenErasure({ sql }: Transaction, subjectId: string): Promise<Erasure | undefined> {
  const where = `where subject_id = $1 and state in ('waiting', 'restricted', 'executing') for update`
  return (await sql<Row>(`${SELECT} ${where}`, [subjectId])).map(toErasure)[0]
}

const ENDED: readonly ErasureState[] = ['executed', 'called_back', 'lapsed', 'replaced']

export interface Fate {
  readonly at: Date
  /** Undefined: the clock. */
  readonly by?: string
}

export async function saveErasure({ sql }: Transaction, erasure: Erasure, { at, by }: Fate): Promise<void> {
  const { erasureId, state, confirmedBy, heldBy, reviewOn } = erasure
  const hasEnded = ENDED.includes(state)
  await sql(
    `update erasure set state = $2, held_by = $3, review_on = $4, confirmed_by = $5::uuid,
            confirmed_at = case when $5::uuid is null then null else coalesce(confirmed_at, $6) end,
            ended_at = $7, ended_by = $8
      where erasure_id = $1`,
    [
      ...[erasureId, state, [...heldBy], reviewOn ?? null, confirmedBy ?? null, at],
      ...[hasEnded ? at : null, hasEnded ? (by ?? null) : null],
    ],
  )
}

/**
 * The log has it: from here on the key goes, whatever is broken off. False if it is not being executed any more; nothing is destroyed then.
 */
export async function enterErasure({ sql }: Transaction, erasureId: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update erasure set entered_at = coalesce(entered_at, $2) where erasure_id = $1 and state = 'executing' returning 1 as entered`,
    [erasureId, at],
  )
  return rows.length > 0
}

export const isErasureEntered = async ({ sql }: Pick<Reader, 'sql'>, erasureId: string): Promise<boolean> =>
  (await sql('select 1 as found from erasure where erasure_id = $1 and entered_at is not null', [erasureId])).length > 0

/** Whether a custodian has looked at another hub's recall of the person that was refused, and let all agencies in again. */
export async function isRecallCalledBack({ sql }: Reader, subjectId: string): Promise<boolean> {
  const where = `where subject_id = $1 and reason = 'recalled' and state = 'called_back'`
  return (await sql<{ found: number }>(`select 1 as found from erasure ${where} limit 1`, [subjectId])).length > 0
}

/** What was refused: the person is gone at the word of another hub. */
export const replaceRefused = async ({ sql }: Transaction, subjectId: string, at: Date): Promise<void> =>
  void (await sql(
    `update erasure set state = 'replaced', ended_at = $2 where subject_id = $1 and state = 'restricted'`,
    [subjectId, at],
  ))

/** Those that the clock has to look at, the longest due first: so many after that one. */
export async function dueErasures(
  { sql }: Reader,
  {
    now,
    after,
    limit,
  }: { readonly now: Date; readonly after: Pick<Erasure, 'erasureId' | 'dueAt'> | undefined; readonly limit: number },
): Promise<Erasure[]> {
  const where = `where (state = 'executing' or (state = 'waiting' and due_at <= $1))
      and ($2::timestamptz is null or (due_at, erasure_id) > ($2, $3::uuid)) order by due_at, erasure_id limit $4`
  const rows = await sql<Row>(`${SELECT} ${where}`, [now, after?.dueAt ?? null, after?.erasureId ?? null, limit])
  return rows.map(toErasure)
}

/** What is open first, then the newest of the others. */
export async function listErasures({ sql }: Reader, limit: number): Promise<Erasure[]> {
  const order = `order by state not in ('waiting', 'restricted', 'executing'), requested_at desc limit $1`
  return (await sql<Row>(`${SELECT} ${order}`, [limit])).map(toErasure)
}
