import type { Reader } from '@amparo/store'
import type { Latest, RetainedKind } from '../domain/retention.ts'

/** What hangs on a person, as far as it decides whether they may be erased. */
export interface Holdings {
  /** When the latest of each kind was stored. */
  readonly latest: Latest
  readonly shareIds: readonly string[]
  readonly referralIds: readonly string[]
  /** Messages to other hubs of which it is not known yet whether they arrived; none about the referral that is left out. */
  readonly underWay: number
}

export async function holdingsOf({ sql }: Reader, subjectId: string, leftOut?: string): Promise<Holdings> {
  const kinds = await sql<{ kind: RetainedKind; at: Date }>(
    `select kind, max(created_at) as at from record where subject_id = $1 group by kind
     union all select 'assessment', max(assessed_at) from assessment where subject_id = $1 having count(*) > 0
     union all select 'statement', max(recorded_at) from statement where subject_id = $1 having count(*) > 0
     union all select 'message', max(written_at) from message where subject_id = $1 having count(*) > 0`,
    [subjectId],
  )
  const shares = await sql<{ share_id: string }>('select share_id from share where subject_id = $1', [subjectId])
  const referrals = await sql<{ referral_id: string }>(
    `select referral_id from known_referral where subject_id = $1
     union select referral_id from share where subject_id = $1 and referral_id is not null`,
    [subjectId],
  )
  const under = await sql<{ n: string }>(
    `select count(*) as n from message
      where subject_id = $1 and delivery = 'sent' and referral_id is distinct from $2::text`,
    [subjectId, leftOut ?? null],
  )
  return {
    latest: Object.fromEntries(kinds.map(({ kind, at }) => [kind, at])),
    shareIds: shares.map(row => row.share_id),
    referralIds: referrals.map(row => row.referral_id),
    underWay: Number(under[0]?.n ?? 0),
  }
}
