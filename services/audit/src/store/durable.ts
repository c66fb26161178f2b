import { ConfigError } from '@amparo/config'
import type { Reader } from '@amparo/store'

/**
 * An entry is durable once it is committed, and people are shown on that word. Throws a ConfigError, in words for the operator, where
 * PostgreSQL answers a commit before it is on a disk: what was seen in the second before a power cut would be gone from the log.
 */
export async function checkDurable({ sql }: Pick<Reader, 'sql'>): Promise<void> {
  const soft = await sql<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`,
    [],
  )
  if (soft.length === 0) return
  const names = soft.map(({ name }) => name).join(', ')
  throw new ConfigError(
    new Map([
      [
        'AMPARO_DATABASE_URL',
        `leads to a PostgreSQL that answers before a commit is on a disk (off: ${names}): set them to on, or, on a hub that holds nobody real, set AMPARO_UNWITNESSED=trial`,
      ],
    ]),
  )
}
