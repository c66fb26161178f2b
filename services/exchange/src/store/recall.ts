import type { Transaction } from '@amparo/store'

interface Recalled {
  readonly referralIds: readonly string[]
  /** Packages' and messages' ids that still go. */
  readonly except: readonly string[]
  /** Why. */
  readonly code: 'subject_erased' | 'consent_withdrawn'
  readonly at: Date
}

/**
 * Ends what has not been delivered of these referrals' packages, supplements and messages, and forgets the bytes of all of them, and of what they were
 * made: hashes and evidence stay. What the other hub states later about one that was relayed still counts.
 */
export async function recallFrom({ sql }: Transaction, { referralIds, except, code, at }: Recalled): Promise<void> {
  await sql(
    `update outgoing set message = null, remake = null,
            state = case when state in ('waiting', 'relayed') then 'expired' else state end,
            code = case when state in ('waiting', 'relayed') then $4 else code end,
            ended_at = coalesce(ended_at, $3)
      where referral_id::text = any ($1) and kind in ('package', 'supplement', 'message')
        and package_id::text <> all ($2)`,
    [referralIds, except, at, code],
  )
}
