import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import {
  ANSWERS,
  type Answer,
  RECALL_KINDS,
  RECALL_STATES,
  RETAINING_BASES,
  RETAINING_REASONS,
  type Recall,
  type Said,
} from '../domain/recall.ts'
import { codeIn, codeOrNone } from './reading.ts'

interface Columns {
  recall_id: string
  kind: string
  basis_id: string | null
  parent_id: string | null
  referral_id: string
  from_hub: string
  from_agency: string
  to_hub: string
  to_agency: string
  recalled_at: Date
  answer_by: Date
  state: string
  views_stopped_at: Date | null
  said: string | null
  basis: string | null
  reason: string | null
  said_at: Date | null
  answered_at: Date | null
  onward: unknown
}

const SELECT = `select recall_id, kind, basis_id, parent_id, referral_id, from_hub, from_agency, to_hub, to_agency, recalled_at,
  answer_by, state, views_stopped_at, said, basis, reason, said_at, answered_at, onward from recall`

export type NewRecall = Omit<Recall, 'said' | 'answeredAt' | 'onward'>

/** False if it is there already. */
export async function addRecall({ sql }: Transaction, r: NewRecall): Promise<boolean> {
  const rows = await sql(
    `insert into recall (recall_id, kind, basis_id, parent_id, referral_id, from_hub, from_agency, to_hub, to_agency,
       recalled_at, answer_by, state, views_stopped_at, asked_again_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $10) on conflict do nothing returning 1 as added`,
    [
      ...[r.recallId, r.kind, r.basisId ?? null, r.parentId ?? null, r.referralId, r.from.hub, r.from.agencyId],
      ...[r.holder.hub, r.holder.agencyId, r.recalledAt, r.answerBy, r.state, r.viewsStoppedAt ?? null],
    ],
  )
  return rows.length > 0
}

export async function findRecall({ sql }: Reader, recallId: string): Promise<Recall | undefined> {
  return (await sql<Columns>(`${SELECT} where recall_id = $1`, [recallId])).map(toRecall)[0]
}

export async function lockRecall({ sql }: Transaction, recallId: string): Promise<Recall | undefined> {
  return (await sql<Columns>(`${SELECT} where recall_id = $1 for update`, [recallId])).map(toRecall)[0]
}

/** Of those to whom this one's holder passed the person on. */
export async function onwardRecalls({ sql }: Reader, recallId: string): Promise<Recall[]> {
  return (await sql<Columns>(`${SELECT} where parent_id = $1 order by recall_id`, [recallId])).map(toRecall)
}

/** What an agency sent on may have been recalled before it was itself: from now on it waits for those, too. */
export const adoptRecalls = async (
  { sql }: Transaction,
  parentId: string,
  referralIds: readonly string[],
): Promise<void> =>
  void (await sql(
    'update recall set parent_id = $1 where parent_id is null and answered_at is null and referral_id = any ($2) and recall_id <> $1',
    [parentId, [...referralIds]],
  ))

/** The newest that an agency of this hub has still to answer, of what it was given about that person here. */
export async function openRecallAt(
  { sql }: Reader,
  subjectId: string,
  holder: Recall['holder'],
): Promise<string | undefined> {
  const rows = await sql<{ recall_id: string }>(
    `select recall_id from recall where to_hub = $2 and to_agency = $3 and answered_at is null
        and referral_id in (select referral_id from permit where subject_id = $1 and occasion = 'submit')
      order by recalled_at desc, recall_id limit 1`,
    [subjectId, holder.hub, holder.agencyId],
  )
  return rows[0]?.recall_id
}

export async function recallsOfBasis({ sql }: Reader, basisId: string): Promise<Recall[]> {
  return (await sql<Columns>(`${SELECT} where basis_id = $1 order by recalled_at, recall_id`, [basisId])).map(toRecall)
}

/** Told to stop, and has not answered yet. */
export async function hasOpenRecall({ sql }: Reader, referralId: string, holder: Recall['holder']): Promise<boolean> {
  const rows = await sql(
    'select 1 as found from recall where referral_id = $1 and to_hub = $2 and to_agency = $3 and answered_at is null',
    [referralId, holder.hub, holder.agencyId],
  )
  return rows.length > 0
}

/** Whether the holder of a referral of this hub was told to stop, and nothing has left for it since, whatever it answered. */
export async function isRecalledSinceItLeft({ sql }: Reader, referralId: string): Promise<boolean> {
  const rows = await sql(
    `select 1 as found from permit p join recall r
         on r.referral_id = p.referral_id and r.to_hub = p.recipient_hub and r.to_agency = p.recipient_agency
      where p.referral_id = $1 and p.occasion = 'package'
     having max(r.recalled_at) >= max(p.issued_at)`,
    [referralId],
  )
  return rows.length > 0
}

/** Since when a referral of another hub is recalled; undefined: it is not. A grant that was signed later is another matter. */
export async function recalledSince({ sql }: Reader, referralId: string, fromHub: string): Promise<Date | undefined> {
  const rows = await sql<{ at: Date | null }>(
    `select max(recalled_at) as at from recall where referral_id = $1 and from_hub = $2`,
    [referralId, fromHub],
  )
  return rows[0]?.at ?? undefined
}

interface Asked {
  readonly agencyId: string
  readonly hub: string
}

/** Holders of this hub that have yet to answer for what an agency of it sent them. */
export async function openHoldersOf({ sql }: Reader, { agencyId, hub }: Asked): Promise<Recall['holder'][]> {
  const rows = await sql<{ to_agency: string }>(
    `select distinct to_agency from recall where from_agency = $1 and from_hub = $2 and to_hub = $2 and answered_at is null`,
    [agencyId, hub],
  )
  return rows.map(row => ({ hub, agencyId: row.to_agency }))
}

/** What an agency of this hub has to answer, also for those holders to which it sent, in the order of ids, after one of them. */
export async function openRecallsOf(
  { sql }: Reader,
  of: Asked & { readonly answersFor: readonly string[]; readonly after: string | undefined; readonly limit: number },
): Promise<Recall[]> {
  const rows = await sql<Columns>(
    `${SELECT} where to_hub = $2 and answered_at is null and ($3::uuid is null or recall_id > $3)
        and (to_agency = $1 or (from_agency = $1 and from_hub = $2 and to_agency = any ($4)))
      order by recall_id limit $5`,
    [of.agencyId, of.hub, of.after ?? null, [...of.answersFor], of.limit],
  )
  return rows.map(toRecall)
}

export const stopViews = async ({ sql }: Transaction, recallId: string, at: Date): Promise<void> =>
  void (await sql(
    `update recall set views_stopped_at = coalesce(views_stopped_at, $2),
            state = case when state = 'asked' then 'views_stopped' else state end where recall_id = $1`,
    [recallId, at],
  ))

/** The holder's own word, or that it is being destroyed. */
export const saveSaid = async (
  { sql }: Transaction,
  { recallId, said, by, destroying }: { recallId: string; said: Said; by: string; destroying: boolean },
): Promise<void> =>
  void (await sql(
    `update recall set said = $2, basis = $3, reason = $4, said_at = $5, said_by = $6,
            state = case when $7 then 'destroying' else 'views_stopped' end where recall_id = $1`,
    [recallId, said.answer, said.basis ?? null, said.reason ?? null, said.at, by, destroying],
  ))

/** It is not destroyed; the holder's word stays what it was. */
export const keepHeld = async ({ sql }: Transaction, recallId: string): Promise<void> =>
  void (await sql(`update recall set state = 'views_stopped' where recall_id = $1 and state = 'destroying'`, [
    recallId,
  ]))

interface Settled {
  readonly recallId: string
  readonly answer: Answer
  readonly onward: Recall['onward']
  readonly at: Date
  readonly statementId: string
  /** As another hub has signed it: its agency's word comes with it. */
  readonly said?: Said
}

/** The answer counts from now on. */
export const settleRecall = async ({ sql }: Transaction, s: Settled): Promise<void> =>
  void (await sql(
    `update recall set state = $2, onward = $3, answered_at = $4, statement_id = $5,
            views_stopped_at = coalesce(views_stopped_at, $4),
            said = coalesce(said, $6), basis = coalesce(basis, $7), reason = coalesce(reason, $8), said_at = coalesce(said_at, $9)
      where recall_id = $1`,
    [
      ...[s.recallId, s.answer, JSON.stringify(s.onward), s.at, s.statementId],
      ...[s.said?.answer ?? null, s.said?.basis ?? null, s.said?.reason ?? null, s.said?.at ?? null],
    ],
  ))

/** Those not answered in time of which nobody was told for so long, the first so many; from now on they were told. */
export async function claimOverdue(
  { sql }: Transaction,
  { now, before, limit }: { now: Date; before: Date; limit: number },
): Promise<Recall[]> {
  const rows = await sql<Columns>(
    `with due as (select recall_id as id from recall where answered_at is null and answer_by <= $1
        and (alarmed_at is null or alarmed_at <= $2) order by answer_by limit $3 for update skip locked)
     update recall set alarmed_at = $1 from due where recall_id = id returning recall.*`,
    [now, before, limit],
  )
  return rows.map(toRecall)
}

/** Holders in other hubs from which nothing has come for so long; from now on they were asked again. */
export async function claimSilent(
  { sql }: Transaction,
  { hub, now, before, limit }: { hub: string; now: Date; before: Date; limit: number },
): Promise<Recall[]> {
  const rows = await sql<Columns>(
    `with due as (select recall_id as id from recall where answered_at is null and from_hub = $4 and to_hub <> $4
        and asked_again_at <= $2 order by asked_again_at limit $3 for update skip locked)
     update recall set asked_again_at = $1 from due where recall_id = id returning recall.*`,
    [now, before, limit, hub],
  )
  return rows.map(toRecall)
}

const onwardJson = z.array(z.strictObject({ hub: z.string(), agencyId: z.string(), answer: z.enum(ANSWERS) }))

const toRecall = (row: Columns): Recall => ({
  recallId: row.recall_id,
  kind: codeIn(RECALL_KINDS, row.kind),
  basisId: row.basis_id ?? undefined,
  parentId: row.parent_id ?? undefined,
  referralId: row.referral_id,
  from: { hub: row.from_hub, agencyId: row.from_agency },
  holder: { hub: row.to_hub, agencyId: row.to_agency },
  recalledAt: row.recalled_at,
  answerBy: row.answer_by,
  state: codeIn(RECALL_STATES, row.state),
  viewsStoppedAt: row.views_stopped_at ?? undefined,
  said: saidOf(row),
  answeredAt: row.answered_at ?? undefined,
  onward: onwardJson.parse(row.onward),
})

const saidOf = ({ said, said_at: at, basis, reason }: Columns): Said | undefined =>
  said === null || at === null
    ? undefined
    : {
        answer: codeIn(ANSWERS, said),
        basis: codeOrNone(RETAINING_BASES, basis),
        reason: codeOrNone(RETAINING_REASONS, reason),
        at,
      }
