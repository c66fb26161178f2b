import pg from 'pg'
import type { Sql } from './sql.ts'

/** Tells the relay, in whichever process it runs, that there is something new. A hint: polling finds what it misses. */
export interface WakeSignal {
  /** After commits of this process. Answers how to stop listening. */
  onEmitted(listener: () => void): () => void
  /** Tells the other processes of this service. */
  tellOthers(): Promise<void>
  /** Hears the other processes. Throws if it cannot connect; `onLost` is called when the connection ends unasked. */
  listen(listener: () => void, onLost: () => void): Promise<{ stop(): Promise<void> }>
}

export interface LocalWake extends WakeSignal {
  emitted(): void
}

export function wakeSignal(sql: Sql, channel: string, config: pg.ClientConfig): LocalWake {
  const listeners = new Set<() => void>()
  return {
    emitted: () => {
      for (const listener of listeners) listener()
    },
    onEmitted: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // Outside of the transactions: inside, NOTIFY would make all commits wait for one another.
    tellOthers: async () => void (await sql(`select pg_notify($1, '')`, [channel])),
    listen: async (listener, onLost) => {
      const client = new pg.Client(config)
      let stopping = false
      client.on('error', () => {})
      client.on('end', () => {
        if (!stopping) onLost()
      })
      client.on('notification', listener)
      await client.connect()
      try {
        await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      } catch (error) {
        stopping = true
        await client.end()
        throw error
      }
      return {
        stop: async () => {
          stopping = true
          await client.end()
        },
      }
    },
  }
}
