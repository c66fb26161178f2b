import type { Row, Transaction } from '@amparo/store'
import { isTold, type Linked } from '../domain/linked.ts'
import { FOLLOWS } from './passed-on.ts'

/** The other hub may have something to hear of it. A worker looks, after the commit (`tell-across.ts`). */
export async function wantTold({ sql }: Transaction, referralId: string): Promise<void> {
  await sql('insert into tell_across (referral_id) values ($1)', [referralId])
}

/** The one that has waited longest, and was not put off. Nothing is locked: whoever works on it locks the referral. */
export async function nextToTell({ sql }: Transaction, now: Date): Promise<string | undefined> {
  const [row] = await sql<{ referral_id: string }>(
    'select referral_id from tell_across where look_at is null or look_at <= $1 order by id limit 1',
    [now],
  )
  return row?.referral_id
}

/** It could not be told; also what was asked for meanwhile waits until then. */
export async function tellLater({ sql }: Transaction, referralId: string, lookAt: Date): Promise<void> {
  await sql('update tell_across set look_at = $2 where referral_id = $1', [referralId, lookAt])
}

/**
 * What is asked for after this is told another time. Before anything is looked at: then all that has been asked for until now is seen.
 * Whoever calls has locked the referral.
 */
export async function forgetToTell({ sql }: Transaction, referralId: string): Promise<void> {
  await sql('delete from tell_across where referral_id = $1', [referralId])
}

/** Gives each sub-referral of it that has none a number, in the order in which they were made. The referral is locked. */
export async function numberSubReferrals({ sql }: Transaction, referralId: string): Promise<void> {
  await sql(
    `update link set told_as = numbered.told_as
     from (
       select later.id, (select coalesce(max(told_as), 0) from link where other_id = $1)
         + row_number() over (order by link.at, later.id) as told_as
       from ${FOLLOWS} where link.other_id = $1 and link.kind = 'sub-referral' and link.told_as is null
     ) as numbered
     where link.other_id = $1 and link.kind = 'sub-referral' and link.referral_id = numbered.id`,
    [referralId],
  )
}

interface LinkedRow extends Row {
  kind: string
  referral: string
  of: boolean
}

/** To which others between the same two agencies it is linked. */
export async function linkedBetween({ sql }: Transaction, referralId: string): Promise<Linked[]> {
  const rows = await sql<LinkedRow>(
    `with pair (there, kind, of, at) as (
       select other_id, kind, true, at from link where referral_id = $1
       union all
       select referral_id, kind, false, at from link where other_id = $1
     )
     select there.id as referral, pair.kind, pair.of
     from pair join referral there on there.id = pair.there join referral here on here.id = $1
     where (there.from_hub, there.from_agency, there.to_hub, there.to_agency)
       = (here.from_hub, here.from_agency, here.to_hub, here.to_agency)
     order by pair.at, there.id`,
    [referralId],
  )
  return rows.flatMap(({ kind, referral, of }) => (isTold(kind) ? [{ kind, referral, of }] : []))
}
