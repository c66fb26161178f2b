import type { Reader, Transaction } from '@amparo/store'
import type { Evidence } from '../domain/delivery.ts'

/** The other hub has stated since then that it has the referral. */
export async function wasDelivered({ sql }: Reader, referralId: string, since: Date): Promise<boolean> {
  const rows = await sql("select 1 from delivery where referral_id = $1 and kind = 'delivered' and at >= $2", [
    referralId,
    since,
  ])
  return rows.length > 0
}

/** Of each kind the first counts. */
export async function recordDelivery(
  { sql }: Transaction,
  referralId: string,
  kind: Evidence,
  at: Date,
): Promise<void> {
  await sql('insert into delivery (referral_id, kind, at) values ($1, $2, $3) on conflict do nothing', [
    referralId,
    kind,
    at,
  ])
}
