import type { Transaction } from '@amparo/store'

export interface Claim {
  readonly referralId: string
  /** Which claim of this row it is: only the latest can end it. */
  readonly attempts: number
}

/** The one that has waited longest. It comes up again at `retryAt` unless it is ended: whoever works on it may die. */
export async function claimWanted(
  { sql }: Transaction,
  now: Date,
  retryAt: (attempts: number) => Date,
): Promise<Claim | undefined> {
  const [row] = await sql<{ referral_id: string; attempts: number }>(
    `select referral_id, attempts from offer_wanted where next_at <= $1 order by next_at limit 1 for update skip locked`,
    [now],
  )
  if (row === undefined) return undefined
  const attempts = row.attempts + 1
  await sql('update offer_wanted set attempts = $2, next_at = $3 where referral_id = $1', [
    row.referral_id,
    attempts,
    retryAt(attempts),
  ])
  return { referralId: row.referral_id, attempts }
}

/** False: somebody else has taken it up since. */
export async function endWanted({ sql }: Transaction, { referralId, attempts }: Claim): Promise<boolean> {
  const ended = await sql('delete from offer_wanted where referral_id = $1 and attempts = $2 returning 1 as ended', [
    referralId,
    attempts,
  ])
  return ended.length > 0
}
