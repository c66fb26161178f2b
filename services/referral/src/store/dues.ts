import type { Due } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { partyOf, type Referral } from '../domain/referral.ts'

/** The deadlines that run, in place of those that ran before. */
export async function replaceDues(
  { sql }: Transaction,
  referral: Referral,
  dues: readonly (Pick<Due, 'deadline' | 'owner' | 'due'> & { readonly called?: boolean })[],
): Promise<void> {
  const { id, priority, compartment } = referral
  const rows = dues.flatMap(({ deadline, owner, due, called = false }) => {
    const party = partyOf(referral, owner)
    return party ? [{ deadline, owner, hub: party.hub, agency: party.agencyId, due: due.toISOString(), called }] : []
  })
  await sql('delete from due where referral_id = $1 and not deadline = any ($2)', [
    id,
    rows.map(({ deadline }) => deadline),
  ])
  if (rows.length === 0) return
  await sql(
    `insert into due (referral_id, deadline, side, owner_hub, owner_agency, due_at, called, priority, compartment)
     select $1, deadline, owner, hub, agency, due, called, $3, $4
     from jsonb_to_recordset($2::jsonb)
       as d (deadline text, owner text, hub text, agency text, due timestamptz, called boolean)
     on conflict (referral_id, deadline) do update set
       side = excluded.side, owner_hub = excluded.owner_hub, owner_agency = excluded.owner_agency, due_at = excluded.due_at,
       called = excluded.called
     where (due.owner_agency, due.due_at, due.called)
       is distinct from (excluded.owner_agency, excluded.due_at, excluded.called)`,
    [id, JSON.stringify(rows), priority, compartment],
  )
}

/** Supervisors have been called of it. */
export async function markCalled({ sql }: Transaction, referralId: string, deadline: string): Promise<void> {
  await sql('update due set called = true where referral_id = $1 and deadline = $2', [referralId, deadline])
}
