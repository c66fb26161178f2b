import type { Transaction } from '@amparo/store'

/** Whatever is being sent now has been stored or given up by then. */
const KEEP_MS = 24 * 3_600_000

/** Of a referral that is not here, or not sent yet. Whoever calls has claimed its id. */
export async function keepWithdrawal({ sql }: Transaction, referralId: string, at: Date): Promise<void> {
  await sql('delete from withdrawn_early where at < $1', [new Date(at.getTime() - KEEP_MS)])
  await sql(
    `insert into withdrawn_early (referral_id, at) values ($1, $2)
     on conflict (referral_id) do update set at = greatest(withdrawn_early.at, excluded.at)`,
    [referralId, at],
  )
}

/** Whether it was heard since then that what this rests on was taken back. Whoever calls has claimed the id. */
export async function isWithdrawnSince({ sql }: Transaction, referralId: string, since: Date): Promise<boolean> {
  const found = await sql('select 1 as found from withdrawn_early where referral_id = $1 and at >= $2', [
    referralId,
    since,
  ])
  return found.length > 0
}
