import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from './sql.ts'

interface Held {
  readonly name: string
  readonly token: bigint
}

type Renew = (lease: Held, ttlMs: number) => Promise<boolean>

/** Whoever holds leases of one length asks at the same moments (hold-lease.ts): so long the first waits for the others. */
const GATHER_MS = 5

/**
 * A process holds a dozen leases and renews each three times in its life, which was a sixth of all that an idle hub asked of its database.
 * What is asked at once is one statement. It waits for nobody: a lease that its holder is just writing under is renewed alone, and
 * holds up no other.
 */
export function renewTogether(sql: Sql, alone: Renew): Renew {
  const rounds = new Map<number, { readonly leases: Held[]; readonly renewed: Promise<Set<string>> }>()

  const open = (ttlMs: number) => {
    const leases: Held[] = []
    const renewed = sleep(GATHER_MS).then(() => {
      rounds.delete(ttlMs)
      return leases.length === 1 ? new Set<string>() : renewAll(sql, leases, ttlMs)
    })
    const round = { leases, renewed }
    rounds.set(ttlMs, round)
    return round
  }
  return async (lease, ttlMs) => {
    const round = rounds.get(ttlMs) ?? open(ttlMs)
    round.leases.push(lease)
    return (await round.renewed).has(lease.name) || alone(lease, ttlMs)
  }
}

/** Names of those that were renewed. The others are lost, or locked. */
async function renewAll(sql: Sql, leases: readonly Held[], ttlMs: number): Promise<Set<string>> {
  const rows = await sql<{ name: string }>(
    `with held as materialized (
       select name from lease
       where (name, token) in (select * from unnest($1::text[], $2::bigint[]))
       for no key update skip locked
     )
     update lease set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
     from held where lease.name = held.name returning lease.name`,
    [leases.map(({ name }) => name), leases.map(({ token }) => token), ttlMs],
  )
  return new Set(rows.map(({ name }) => name))
}
