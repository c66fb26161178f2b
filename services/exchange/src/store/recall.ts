import { isUuid } from '@amparo/kernel'
import { holdName, type Reader, type Row, type Transaction } from '@amparo/store'
import type { Outgoing } from './outgoing.ts'

interface Recalled {
  /** Or requests for evidence. */
  readonly referralIds: readonly string[]
  /** Packages' and messages' ids that still go. */
  readonly except: readonly string[]
  /** Why. */
  readonly code: 'subject_erased' | 'consent_withdrawn' | 'request_over' | 'referral_over'
  readonly at: Date
}

/**
 * Ends what has not been delivered of these referrals' packages, supplements, messages and files, and forgets the bytes of all of them, and of what they were
 * made: hashes and evidence stay, and of what supplements are made that end because their referral was taken back, which may turn out to have had no effect. That it has ended is stated after that (`stateRecalled`). What the other hub states later about one that was relayed still counts.
 */
export async function recallFrom(
  { sql }: Transaction,
  { referralIds: named, except, code, at }: Recalled,
): Promise<void> {
  // What is none is no referral that anything went out for.
  const referralIds = named.filter(isUuid)
  await sql(
    `with ended as (
       update outgoing set state = 'expired', code = $4, ended_at = $3
        where ${OF_THESE} and state in ('waiting', 'relayed') returning message_id)
     insert into recalled select message_id from ended`,
    [referralIds, except, at, code],
  )
  await sql(
    `update outgoing set message = null, remake = case when ${ENDED_SUPPLEMENT} and $3 = 'referral_over' then remake end where ${OF_THESE}`,
    [referralIds, except, code],
  )
}

/** The same of one message, which was just queued: what else of the referral goes is let be. */
export async function recallOne(
  { sql }: Transaction,
  { messageId, code, at }: Pick<Recalled, 'code' | 'at'> & { readonly messageId: string },
): Promise<void> {
  await sql(
    `with ended as (
       update outgoing set state = 'expired', code = $2, ended_at = $3, message = null,
         remake = case when kind = 'supplement' and $2 = 'referral_over' then remake end
        where message_id = $1 and state in ('waiting', 'relayed') returning message_id)
     insert into recalled select message_id from ended`,
    [messageId, code, at],
  )
}

const ENDED_SUPPLEMENT = "kind = 'supplement' and state = 'expired' and code = 'referral_over'"

/**
 * The last of this referral's supplements that ended when it was taken back, and of what it is made. Undefined: none did, another has been
 * made since, or the other hub has stated to have it after all.
 */
export async function endedSupplement(
  { sql }: Reader,
  referralId: string,
): Promise<{ readonly packageId: string; readonly remake: Buffer } | undefined> {
  const rows = await sql<{ packageId: string; remake: Buffer }>(
    `select package_id as "packageId", remake from outgoing
      where referral_id = $1 and ${ENDED_SUPPLEMENT} and remake is not null order by seq desc limit 1`,
    [referralId],
  )
  return rows[0]
}

/** But for that message. */
export async function forgetEndedSupplements({ sql }: Transaction, referralId: string, except: string): Promise<void> {
  await sql(
    `update outgoing set remake = null
      where referral_id = $1 and message_id <> $2 and ${ENDED_SUPPLEMENT} and remake is not null`,
    [referralId, except],
  )
}

const OF_THESE = `referral_id = any ($1::uuid[]) and kind in ('package', 'supplement', 'message', 'file')
        and package_id::text <> all ($2)`

/** What has ended so and is not stated yet, so many at once. */
export const recalledOf = (
  { sql }: Pick<Reader, 'sql'>,
  limit: number,
): Promise<(Pick<Outgoing, 'messageId' | 'sha256' | 'packageId' | 'peer'> & { readonly code: string } & Row)[]> =>
  sql(
    `select message_id as "messageId", sha256, package_id as "packageId", peer, coalesce(code, '') as code
       from recalled join outgoing using (message_id) order by message_id limit $1`,
    [limit],
  )

/** Whether it was still to be stated. */
export async function takeRecalled({ sql }: Transaction, messageId: string): Promise<boolean> {
  return (await sql('delete from recalled where message_id = $1 returning 1 as one', [messageId])).length > 0
}

/** Whoever queues something of that referral and whoever takes it back wait for one another until the transaction ends. */
export const holdReferral = (tx: Transaction, referralId: string): Promise<void> =>
  holdName(tx, `referral ${referralId}`)

/** The last time counts. */
export async function saveWithdrawn({ sql }: Transaction, referralId: string, at: Date): Promise<void> {
  await sql(
    `insert into withdrawn as known (referral_id, at) values ($1, $2)
     on conflict (referral_id) do update set at = greatest(known.at, excluded.at)`,
    [referralId, at],
  )
}

/** When what it rests on was taken back last. Undefined: it was not. */
export async function withdrawnAt({ sql }: Reader, referralId: string): Promise<Date | undefined> {
  return (await sql<{ at: Date }>('select at from withdrawn where referral_id = $1', [referralId]))[0]?.at
}

export interface Erased {
  readonly at: Date
  /** Messages that tell other hubs of it: they go. */
  readonly recallIds: readonly string[]
}

/** That its person was erased; a second time adds to what the first said. */
export async function saveErased({ sql }: Transaction, referralId: string, { at, recallIds }: Erased): Promise<void> {
  await sql(
    `insert into erased as known (referral_id, at, recall_ids) values ($1, $2, $3)
     on conflict (referral_id) do update
       set at = greatest(known.at, excluded.at), recall_ids = known.recall_ids || excluded.recall_ids`,
    [referralId, at, [...recallIds]],
  )
}

/** Undefined: its person was not erased. */
export async function erasedOf({ sql }: Reader, referralId: string): Promise<Erased | undefined> {
  const rows = await sql<Erased & Row>('select at, recall_ids as "recallIds" from erased where referral_id = $1', [
    referralId,
  ])
  return rows[0]
}

interface TakenBack {
  readonly referralId: string
  readonly at: Date
  /** What bears the higher number was said later. */
  readonly version: number
  /** False: it had no effect, after all. */
  readonly stands: boolean
}

/** False if something later has been said of it. */
export async function saveTakenBack(
  { sql }: Transaction,
  { referralId, at, version, stands }: TakenBack,
): Promise<boolean> {
  const rows = await sql(
    `insert into taken_back as known (referral_id, at, version, stands) values ($1, $2, $3, $4)
     on conflict (referral_id) do update set at = excluded.at, version = excluded.version, stands = excluded.stands
      where known.version < excluded.version returning 1 as one`,
    [referralId, at, version, stands],
  )
  return rows.length > 0
}

export async function isTakenBack({ sql }: Reader, referralId: string): Promise<boolean> {
  return (await sql('select 1 as one from taken_back where referral_id = $1 and stands', [referralId])).length > 0
}
