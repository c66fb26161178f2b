import { holdName, type Reader, type Transaction } from '@amparo/store'
import type { Attempts } from '../domain/throttle.ts'

/** Nobody else counts this key until the transaction ends. Keys are keyed hashes; see commands/limit-tries.ts. */
export async function lockAttempts(tx: Transaction, key: Uint8Array): Promise<Attempts | undefined> {
  // There may be no row to lock yet.
  await holdName(tx, `attempt ${Buffer.from(key).toString('hex')}`)
  const rows = await tx.sql<{ failures: number; last_at: Date; blocked_until: Date }>(
    'select failures, last_at, blocked_until from attempt where key = $1',
    [key],
  )
  return rows[0] && { failures: rows[0].failures, lastAt: rows[0].last_at, blockedUntil: rows[0].blocked_until }
}

export async function saveAttempts({ sql }: Transaction, key: Uint8Array, attempts: Attempts): Promise<void> {
  await sql(
    `insert into attempt (key, failures, last_at, blocked_until) values ($1, $2, $3, $4)
     on conflict (key) do update
       set failures = excluded.failures, last_at = excluded.last_at, blocked_until = excluded.blocked_until`,
    [key, attempts.failures, attempts.lastAt, attempts.blockedUntil],
  )
}

export async function forgetAttempts({ sql }: Transaction, key: Uint8Array): Promise<void> {
  await sql('delete from attempt where key = $1', [key])
}

/** For a try that turned out right, at an address that others use too. */
export async function takeBackTry({ sql }: Transaction, key: Uint8Array): Promise<void> {
  await sql('update attempt set failures = failures - 1, blocked_until = last_at where key = $1 and failures > 0', [
    key,
  ])
}

export async function purgeAttempts({ sql }: Transaction, lastBefore: Date): Promise<void> {
  await sql('delete from attempt where last_at < $1 and blocked_until < $1', [lastBefore])
}

/** Keys are keyed hashes of a name and an address from which it has signed in. */
export async function isFamiliar({ sql }: Reader, key: Uint8Array, since: Date): Promise<boolean> {
  const rows = await sql('select 1 as familiar from familiar_address where key = $1 and last_at > $2', [key, since])
  return rows.length > 0
}

export async function saveFamiliar({ sql }: Transaction, key: Uint8Array, at: Date): Promise<void> {
  await sql(
    `insert into familiar_address (key, last_at) values ($1, $2)
     on conflict (key) do update set last_at = greatest(familiar_address.last_at, excluded.last_at)`,
    [key, at],
  )
}

export async function purgeFamiliar({ sql }: Transaction, lastBefore: Date): Promise<void> {
  await sql('delete from familiar_address where last_at < $1', [lastBefore])
}
