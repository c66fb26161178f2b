import type { Reader } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { CATEGORIES, type Category } from '../domain/codes.ts'
import { codesIn } from './reading.ts'

/** What one agency got by one referral. */
export interface Holding {
  readonly referralId: string
  readonly holder: AgencyRef
  readonly categories: readonly Category[]
  readonly since: Date
  /** A package has been permitted to leave, or somebody has looked. */
  readonly received: boolean
}

/**
 * What was sent on a basis: the last permit to submit each referral, if it cited this one or it was recalled with it; and the referrals that it
 * carries now in the place of another; of what others sent on by its leave, what was recalled with it alone. What was disclosed stays on record.
 */
export async function holdingsOn(
  { sql }: Reader,
  {
    basisId,
    agencyId,
    carried,
  }: { readonly basisId: string; readonly agencyId: string; readonly carried: readonly string[] },
): Promise<Holding[]> {
  const rows = await sql<{
    referral_id: string
    recipient_hub: string
    recipient_agency: string
    categories: string[]
    since: Date
    received: boolean
  }>(
    `with sent as (
       select distinct on (referral_id) referral_id, recipient_hub, recipient_agency, categories, issued_at as since, basis_id
         from permit where occasion = 'submit'
          and referral_id in (select referral_id from permit where basis_id = $1
            union select referral_id from recall where basis_id::text = $1 union select unnest($3::text[]))
          and (sender_agency = $2 or referral_id in (
            select r.referral_id from recall r left join recall p on p.recall_id = r.parent_id
             where r.basis_id::text = $1 and p.basis_id is distinct from r.basis_id))
        order by referral_id, issued_at desc)
     select s.*, exists (select from permit p where p.referral_id = s.referral_id and p.occasion in ('package', 'view', 'link', 'hand_over'))
       as received
       from sent s where basis_id = $1 or referral_id = any ($3) or exists (select from recall r where r.referral_id = s.referral_id and r.basis_id::text = $1)
      order by since, referral_id`,
    [basisId, agencyId, [...carried]],
  )
  return rows.map(row => ({
    referralId: row.referral_id,
    holder: { hub: row.recipient_hub, agencyId: row.recipient_agency },
    categories: codesIn(CATEGORIES, row.categories),
    since: row.since,
    received: row.received,
  }))
}
