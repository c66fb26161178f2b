import { isUuid } from '@amparo/kernel'
import type { Reader } from '@amparo/store'

export interface Proceedings {
  /** Referrals that have been sent and have not ended: declined or not delivered, somebody has to find another place. Of one that was taken back nothing goes on. */
  readonly open: number
  /** Drafts, and offers that nobody has answered yet. */
  readonly pending: number
}

/** Of a person, by the names under which agencies know them and the referrals that are known to rest on them. */
export async function proceedingsOf(
  { sql }: Reader,
  { subjectRefs, referralIds }: { readonly subjectRefs: readonly string[]; readonly referralIds: readonly string[] },
): Promise<Proceedings> {
  const rows = await sql<{ open: string; pending: string }>(
    `with about as (select id, status, turn from referral where id = any ($1::uuid[]) or subject_ref = any ($2::text[]))
     select count(*) filter (where turn is not null and status not in ('draft', 'cancelled')) as open,
            count(*) filter (where status = 'draft')
              + (select count(*) from offer where answer is null and referral_id in (select id from about)) as pending
       from about`,
    [referralIds.filter(isUuid), subjectRefs],
  )
  return { open: Number(rows[0]?.open ?? 0), pending: Number(rows[0]?.pending ?? 0) }
}
