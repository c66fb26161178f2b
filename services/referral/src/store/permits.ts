import type { Transaction } from '@amparo/store'

/** A permit is believed for 30 s: one that was made void a day ago nobody can use any more. */
const KEEP_MS = 24 * 3_600_000

export async function addVoidPermits({ sql }: Transaction, permitIds: readonly string[], at: Date): Promise<void> {
  await sql('delete from void_permit where at < $1', [new Date(at.getTime() - KEEP_MS)])
  await sql('insert into void_permit (permit_id, at) select unnest($1::text[]), $2 on conflict do nothing', [
    permitIds,
    at,
  ])
}

export async function isVoid({ sql }: Transaction, permitId: string): Promise<boolean> {
  return (await sql('select 1 as void from void_permit where permit_id = $1', [permitId])).length > 0
}

export async function restOn({ sql }: Transaction, referralId: string, permitId: string): Promise<void> {
  await sql(
    `insert into rests_on (referral_id, permit_id) values ($1, $2)
     on conflict (referral_id) do update set permit_id = excluded.permit_id`,
    [referralId, permitId],
  )
}

export async function restingOn({ sql }: Transaction, permitIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>('select referral_id as id from rests_on where permit_id = any ($1)', [
    permitIds,
  ])
  return rows.map(({ id }) => id)
}
