import { holdName, type Reader, type Transaction } from '@amparo/store'
import type { KnownReferral } from './known-referrals.ts'

export interface Recall {
  readonly recallId: string
  readonly referralId: string
  readonly fromAgency: string
  readonly toHub: string
  readonly toAgency: string
  readonly messageId: string
  readonly tries: number
}

interface Row {
  readonly recall_id: string
  readonly referral_id: string
  readonly from_agency: string
  readonly to_hub: string
  readonly to_agency: string
  readonly message_id: string
  readonly tries: number
}

export interface NewRecall {
  readonly recallId: string
  readonly messageId: string
  readonly erasureId: string
  readonly referral: Pick<KnownReferral, 'referralId' | 'from' | 'to'>
  readonly at: Date
}

export async function addRecall({ sql }: Transaction, { recallId, messageId, erasureId, referral, at }: NewRecall) {
  await sql(
    `insert into recall (recall_id, erasure_id, referral_id, from_agency, to_hub, to_agency, message_id, state, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'due', $8)`,
    [
      ...[recallId, erasureId, referral.referralId, referral.from.agencyId, referral.to.hub, referral.to.agencyId],
      ...[messageId, at],
    ],
  )
}

export async function dueRecalls({ sql }: Reader, now: Date, limit: number): Promise<Recall[]> {
  const rows = await sql<Row>(
    `select recall_id, referral_id, from_agency, to_hub, to_agency, message_id, tries from recall
      where state = 'due' and next_at <= $1 order by next_at limit $2`,
    [now, limit],
  )
  return rows.map(row => ({
    ...{ recallId: row.recall_id, referralId: row.referral_id, fromAgency: row.from_agency },
    ...{ toHub: row.to_hub, toAgency: row.to_agency, messageId: row.message_id, tries: row.tries },
  }))
}

/** False if another instance was quicker. */
export async function markSent({ sql }: Transaction, { recallId, messageId }: Recall): Promise<boolean> {
  const rows = await sql(
    `update recall set state = 'sent', tries = tries + 1
      where recall_id = $1 and message_id = $2 and state = 'due' returning 1 as done`,
    [recallId, messageId],
  )
  return rows.length > 0
}

export async function postpone({ sql }: Transaction, { recallId }: Recall, nextAt: Date): Promise<void> {
  await sql(`update recall set tries = tries + 1, next_at = $2 where recall_id = $1 and state = 'due'`, [
    recallId,
    nextAt,
  ])
}

export type Settled =
  | { readonly state: 'destroyed' }
  /** Asked again, in a new message. The code says on what it was kept, or why it did not arrive. */
  | { readonly state: 'due'; readonly messageId: string; readonly at: Date; readonly code: string }

/** What the other hub has signed of it. Undefined: the message was no recall, or it is settled. */
export async function settleRecall(
  { sql }: Transaction,
  messageId: string,
  to: Settled,
): Promise<{ readonly referralId: string; readonly toHub: string } | undefined> {
  const [again, code] = to.state === 'due' ? [to, to.code] : [undefined, '']
  const rows = await sql<{ referral_id: string; to_hub: string }>(
    `update recall set state = $2, code = nullif($3, ''), message_id = coalesce($4::uuid, message_id),
            next_at = coalesce($5, next_at)
      where message_id = $1 and state <> 'destroyed' returning referral_id, to_hub`,
    [messageId, to.state, code, again?.messageId ?? null, again?.at ?? null],
  )
  return rows[0] && { referralId: rows[0].referral_id, toHub: rows[0].to_hub }
}

/** What another hub's referral brings and what recalls it wait for one another: neither misses the other. */
export const holdReferral = (tx: Transaction, { referralId, fromHub }: Pick<Recalled, 'referralId' | 'fromHub'>) =>
  holdName(tx, `referral ${fromHub} ${referralId}`)

interface Recalled {
  readonly referralId: string
  readonly fromHub: string
  readonly at: Date
}

export async function addRecalledReferral({ sql }: Transaction, { referralId, fromHub, at }: Recalled): Promise<void> {
  await sql('insert into recalled_referral (referral_id, from_hub, at) values ($1, $2, $3) on conflict do nothing', [
    referralId,
    fromHub,
    at,
  ])
}

export const isRecalled = async ({ sql }: Reader, referralId: string, fromHub: string): Promise<boolean> =>
  (
    await sql('select 1 as found from recalled_referral where referral_id = $1 and from_hub = $2', [
      referralId,
      fromHub,
    ])
  ).length > 0
