import type { Transaction } from '@amparo/store'
import type { Evidence } from '../domain/delivery.ts'

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
