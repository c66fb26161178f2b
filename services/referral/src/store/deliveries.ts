import type { Reader, Transaction } from '@amparo/store'
import type { Evidence } from '../domain/delivery.ts'

/** The other hub has stated that it has the referral, since it was last sent. */
export async function wasDelivered({ sql }: Reader, referralId: string): Promise<boolean> {
  const rows = await sql("select 1 from delivery where referral_id = $1 and kind = 'delivered'", [referralId])
  return rows.length > 0
}

/** When it was last sent. Undefined: it came from another hub. */
export async function lastSentAt({ sql }: Reader, referralId: string): Promise<Date | undefined> {
  const rows = await sql<{ at: Date }>("select at from delivery where referral_id = $1 and kind = 'submitted'", [
    referralId,
  ])
  return rows[0]?.at
}

interface Stated {
  readonly referralId: string
  readonly kind: Evidence
  readonly at: Date
}

/** Of each kind the first counts, since the referral was last sent. */
export async function recordDelivery({ sql }: Transaction, { referralId, kind, at }: Stated): Promise<void> {
  const first = 'insert into delivery (referral_id, kind, at) values ($1, $2, $3) on conflict do nothing'
  await sql(first, [referralId, kind, at])
}

/** It is sent again: what was stated of the sending before would silence the phone, or call by it too soon. */
export async function forgetDelivery({ sql }: Transaction, referralId: string): Promise<void> {
  await sql('delete from delivery where referral_id = $1', [referralId])
}
