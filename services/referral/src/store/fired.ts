import type { Fired } from '@amparo/protocols'
import type { Reader, Row, Transaction } from '@amparo/store'

interface FiredRow extends Row {
  deadline: string
  run_key: Date
  key: string
}

export async function firedOf({ sql }: Pick<Reader, 'sql'>, referralId: string): Promise<Fired[]> {
  const rows = await sql<FiredRow>('select deadline, run_key, key from fired where referral_id = $1', [referralId])
  return rows.map(({ deadline, run_key: since, key }) => ({ deadline, since, key }))
}

/** Fails if it has been made before: then nothing of what follows from it is done again. */
export async function addFired({ sql }: Transaction, referralId: string, fired: Fired, at: Date): Promise<void> {
  await sql('insert into fired (referral_id, deadline, run_key, key, at) values ($1, $2, $3, $4, $5)', [
    ...[referralId, fired.deadline, fired.since, fired.key, at],
  ])
}

/** The referral whose escalation has been due for longest, locked; those on which somebody else is at work are left to them. */
export async function lockNextToFire({ sql }: Transaction, now: Date): Promise<string | undefined> {
  const [row] = await sql<{ id: string }>(
    'select id from referral where fire_at <= $1 order by fire_at limit 1 for update skip locked',
    [now],
  )
  return row?.id
}

/** It cannot be done now, or never: others are not to wait for it. */
export async function postpone({ sql }: Transaction, id: string, until: Date | undefined): Promise<void> {
  await sql('update referral set fire_at = $2 where id = $1', [id, until ?? null])
}

/** How often it has failed, this time included. */
export async function countFailure(
  { sql }: Transaction,
  referralId: string,
  { deadline, since, key }: Fired,
): Promise<number> {
  const [row] = await sql<{ times: number }>(
    `insert into fire_failed (referral_id, deadline, run_key, key, times) values ($1, $2, $3, $4, 1)
     on conflict (referral_id, deadline, run_key, key) do update set times = fire_failed.times + 1 returning times`,
    [referralId, deadline, since, key],
  )
  return row?.times ?? 1
}
