import type { Transaction } from '@amparo/store'
import type { Awaited } from '../domain/call.ts'

/** From then on somebody is told, if nothing has been stated. What was watched of that referral before is forgotten. */
export async function watchDelivery(
  { sql }: Transaction,
  { referralId, awaited, callAt }: { referralId: string; awaited: Awaited; callAt: Date },
): Promise<void> {
  await sql(
    `insert into delivery_watch (referral_id, awaited, call_at) values ($1, $2, $3)
     on conflict (referral_id) do update set awaited = excluded.awaited, call_at = excluded.call_at`,
    [referralId, awaited, callAt],
  )
}

/** The one whose time has been over for longest, locked; those on which somebody else is at work are left to them. */
export async function lockNextWatch({ sql }: Transaction, now: Date): Promise<string | undefined> {
  const [row] = await sql<{ referral_id: string }>(
    `select referral_id from delivery_watch where call_at <= $1 order by call_at limit 1 for update skip locked`,
    [now],
  )
  return row?.referral_id
}

export async function endWatch({ sql }: Transaction, referralId: string): Promise<void> {
  await sql('delete from delivery_watch where referral_id = $1', [referralId])
}
