import { storeErrors } from '@amparo/store'
import type pg from 'pg'

export type KeysSql = <R extends object>(text: string, params?: readonly unknown[]) => Promise<R[]>

/** What its parts speak through. */
export interface KeysConnection {
  readonly sql: KeysSql
  /** All or nothing. */
  transaction<T>(work: (sql: KeysSql) => Promise<T>): Promise<T>
}

export function connectionOn(pool: pg.Pool): KeysConnection {
  const on =
    (client: Pick<pg.Pool | pg.PoolClient, 'query'>): KeysSql =>
    async (text, params = []) =>
      (await covered(client.query(text, [...params]))).rows
  return {
    sql: on(pool),
    transaction: async work => {
      const client = await covered(pool.connect())
      try {
        await covered(client.query('begin'))
        const result = await work(on(client))
        await covered(client.query('commit'))
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

/** The driver's message can hold a row; it is left behind. */
const covered = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch(() => {
    throw storeErrors.database_unavailable()
  })
