import type { Reader, Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'

/** Every agency to which something was permitted to be sent: from one to the next in the index, for they are few and permits many. */
export async function everyHolder({ sql }: Reader): Promise<AgencyRef[]> {
  return sql<{ hub: string; agencyId: string }>(
    `with recursive holder (hub, agency) as (
       (select recipient_hub, recipient_agency from permit where occasion = 'submit'
         order by recipient_hub, recipient_agency limit 1)
       union all
       select next.recipient_hub, next.recipient_agency from holder cross join lateral (
         select recipient_hub, recipient_agency from permit
          where occasion = 'submit' and (recipient_hub, recipient_agency) > (hub, agency)
          order by recipient_hub, recipient_agency limit 1) as next
     )
     select hub, agency as "agencyId" from holder`,
  )
}

interface Held {
  readonly permitId: string
  readonly referralId: string
  /** It was told to stop since this was sent, whatever it has answered. */
  readonly isRecalled: boolean
}

/** Referrals to that agency, each as it was last sent, that no suspension of it has stopped: the first so many. */
export async function heldBy({ sql }: Reader, { hub, agencyId }: AgencyRef, limit: number): Promise<Held[]> {
  return sql<{ permitId: string; referralId: string; isRecalled: boolean }>(
    `select permit_id as "permitId", referral_id as "referralId", exists (
         select from recall r where r.referral_id = p.referral_id and r.to_hub = $1 and r.to_agency = $2
           and r.recalled_at >= p.issued_at) as "isRecalled"
       from permit p
      where p.recipient_hub = $1 and p.recipient_agency = $2 and p.occasion = 'submit'
        and not exists (select from suspension_heeded h where h.permit_id = p.permit_id)
        and not exists (select from permit later where later.referral_id = p.referral_id and later.occasion = 'submit'
          and later.issued_at > p.issued_at)
      limit $3`,
    [hub, agencyId, limit],
  )
}

/** Each is stopped once, also when its agency is suspended another time. */
export const heedSuspension = async ({ sql }: Transaction, permitIds: readonly string[], at: Date): Promise<void> =>
  void (await sql(
    'insert into suspension_heeded (permit_id, at) select unnest($1::uuid[]), $2 on conflict do nothing',
    [[...permitIds], at],
  ))
