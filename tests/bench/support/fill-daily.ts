import type { Client } from 'pg'
import { BUSY, USER } from './busy.ts'

/** Tables of the daily work besides the referrals themselves. */
export const DAILY = ['offer', 'intake', 'rota'] as const

const OTHERS = `'0c6d1d4e-4d0e-4f5d-9a53-' || lpad(to_hex(2 + floor(random() * 100)::int), 12, '0')`
const AGENCY = `case when r < 0.3 then '${BUSY.agencyId}' else ${OTHERS} end`

/**
 * What comes with so many referrals, three tenths of it the busy agency's: what was declined was offered on, one in six of that still waits for
 * an answer; an event of four people for each twenty referrals, three in ten of them with somebody missing; shifts of three years and of the
 * next two months. Reads `fresh`, the referrals just made.
 */
export async function fillDaily(client: Client, count: number): Promise<void> {
  await client.query(OFFERS)
  await client.query(INTAKES, [Math.ceil(count / 20)])
  await client.query(SHIFTS, [Math.ceil(count / 5)])
}

const OFFERS = `
  with drawn as materialized (
    select *, random() as r, random() as a from fresh where status = 'rejected' and from_agency <> '${BUSY.agencyId}'
  )
  insert into offer (id, referral_id, to_agency, protocol, protocol_version, priority, services, minors, within_basis,
    made_at, expires_at, answer, reason, answered_at, by_user)
  select gen_random_uuid(), id, ${AGENCY}, 'oas-64-standard', 1, priority, services, false, false,
    submitted_at, case when a < 0.16 then now() + interval '1 day' else submitted_at + interval '1 day' end,
    case when a < 0.16 then null when a < 0.6 then 'declined' when a < 0.9 then 'expired' else 'willing' end,
    case when a >= 0.16 and a < 0.6 then 'at-capacity' end,
    case when a >= 0.16 then submitted_at + interval '6 hours' end, case when a >= 0.16 then '${USER}'::uuid end
  from drawn`

const INTAKES = `
  with drawn as materialized (select random() as r, random() as age, random() as left_out from generate_series(1, $1::int))
  insert into intake (id, agency_id, protocol, people, by_user, at, due_at, sent)
  select gen_random_uuid(), ${AGENCY}, 'oas-64-standard', 4, '${USER}'::uuid, now() - age * interval '1095 days',
    now() - age * interval '1095 days' + interval '2 days', case when left_out < 0.3 then 3 else 4 end
  from drawn`

const SHIFTS = `
  with drawn as materialized (
    select random() as r, now() - interval '1095 days' + random() * interval '1155 days' as starts_at, random() as s
    from generate_series(1, $1::int)
  )
  insert into rota (id, agency_id, user_id, starts_at, ends_at, supervises, by_user, at)
  select gen_random_uuid(), ${AGENCY}, gen_random_uuid(), starts_at, starts_at + interval '8 hours', s < 0.2, '${USER}'::uuid, starts_at
  from drawn`
