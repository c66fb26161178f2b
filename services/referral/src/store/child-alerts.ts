import type { Transaction } from '@amparo/store'

/** Wanted twice before it was made, it is made once. */
export async function wantChildAlert({ sql }: Transaction, referralId: string, at: Date): Promise<void> {
  await sql('insert into child_alert (referral_id, next_at) values ($1, $2) on conflict (referral_id) do nothing', [
    referralId,
    at,
  ])
}

/** One that is to be made; until `again` nobody else gets it. */
export async function claimChildAlert({ sql }: Transaction, now: Date, again: Date): Promise<string | undefined> {
  const [row] = await sql<{ referral_id: string }>(
    `update child_alert set next_at = $2 where referral_id = (
       select referral_id from child_alert where next_at <= $1 order by next_at limit 1 for update skip locked
     ) returning referral_id`,
    [now, again],
  )
  return row?.referral_id
}

/** False: it has been made meanwhile. */
export async function endChildAlert({ sql }: Transaction, referralId: string): Promise<boolean> {
  const ended = await sql('delete from child_alert where referral_id = $1 returning 1 as ended', [referralId])
  return ended.length > 0
}
