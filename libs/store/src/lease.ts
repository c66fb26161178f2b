import { storeErrors } from './errors.ts'
import { renewTogether } from './renew-together.ts'
import type { Sql } from './sql.ts'
import type { Transaction } from './transaction.ts'

/** The right to be the only one. A later holder has a higher token. */
export interface Lease {
  readonly name: string
  readonly token: bigint
}

export interface Leases {
  /** Undefined while somebody else holds it. Measured by the database's clock alone. */
  acquire(name: string, holder: string, ttlMs: number): Promise<Lease | undefined>
  /** False when somebody else has taken it. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>
  /** Free for the next at once. */
  release(lease: Lease): Promise<void>
}

export const leasesOn = (sql: Sql): Leases => ({
  acquire: async (name, holder, ttlMs) => {
    const rows = await sql<{ token: string }>(
      `insert into lease (name, holder, token, expires_at)
       values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
       on conflict (name) do update
         set holder = excluded.holder, token = lease.token + 1, expires_at = excluded.expires_at
         where lease.expires_at <= clock_timestamp()
       returning token`,
      [name, holder, ttlMs],
    )
    return rows[0] && { name, token: BigInt(rows[0].token) }
  },
  renew: renewTogether(sql, async ({ name, token }, ttlMs) => {
    const rows = await sql(
      `update lease set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
       where name = $1 and token = $2 returning 1 as renewed`,
      [name, token, ttlMs],
    )
    return rows.length > 0
  }),
  release: async ({ name, token }) => {
    await sql('update lease set expires_at = clock_timestamp() where name = $1 and token = $2', [name, token])
  },
})

/**
 * Throws unless the lease is still the current one, and keeps it so until the transaction ends: a later holder cannot
 * begin before what is written here stands. Call it first in every transaction that only the holder may make.
 */
export async function fenced({ sql }: Pick<Transaction, 'sql'>, { name, token }: Lease): Promise<void> {
  const held = await sql(
    'select 1 as held from lease where name = $1 and token = $2 for share',
    [name, token],
    'lease_held',
  )
  if (held.length === 0) throw storeErrors.lease_lost()
}
