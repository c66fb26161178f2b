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

interface Stated {
  readonly referralId: string
  readonly kind: Evidence
  readonly at: Date
  /** When the referral was last sent; undefined: it has not been sent again, or nobody can say. */
  readonly since?: Date | undefined
}

/** Of each kind the first counts, since the referral was last sent. */
export async function recordDelivery({ sql }: Transaction, { referralId, kind, at, since }: Stated): Promise<void> {
  await sql(
    `insert into delivery (referral_id, kind, at) values ($1, $2, $3)
     on conflict (referral_id, kind) do update set at = excluded.at where delivery.at < $4`,
    [referralId, kind, at, since ?? null],
  )
}
