import { translated } from '@amparo/store'
import type pg from 'pg'

export type KeysSql = <R extends object>(text: string, params?: readonly unknown[]) => Promise<R[]>

/** What its parts speak through. Throws as a store does: `database_unavailable` where it is away, else a `DatabaseError` with the SQLSTATE. */
export interface KeysConnection {
  readonly sql: KeysSql
  /** All or nothing. */
  transaction<T>(work: (sql: KeysSql) => Promise<T>): Promise<T>
}

export function connectionOn(pool: pg.Pool): KeysConnection {
  const on =
    (client: Pick<pg.Pool | pg.PoolClient, 'query'>): KeysSql =>
    async (text, params = []) =>
      (await translated(client.query(text, [...params]))).rows
  return {
    sql: on(pool),
    transaction: async work => {
      const client = await translated(pool.connect())
      try {
        await translated(client.query('begin'))
        const result = await work(on(client))
        await translated(client.query('commit'))
        client.release()
        return result
      } catch (error) {
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
        throw error
      }
    },
  }
}
