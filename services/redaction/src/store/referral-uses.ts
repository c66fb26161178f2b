import type { Transaction } from '@amparo/store'

export interface ReferralUse {
  readonly referralId: string
  /** Which permission, counted from 1. */
  readonly permission: number
  readonly userId: string
  readonly at: Date
}

/** False if somebody has used that permission already; the same user, later than `since`, goes on with the same use. */
export async function useOnce(
  { sql }: Transaction,
  { referralId, permission, userId, at }: ReferralUse,
  since: Date,
): Promise<boolean> {
  await sql(
    `insert into referral_use (referral_id, permission, user_id, used_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [referralId, permission, userId, at],
  )
  const rows = await sql(
    'select 1 as own from referral_use where referral_id = $1 and permission = $2 and user_id = $3 and used_at > $4',
    [referralId, permission, userId, since],
  )
  return rows.length > 0
}
