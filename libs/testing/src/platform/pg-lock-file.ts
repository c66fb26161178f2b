import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine } from '@amparo/config'
import { PlatformError } from './error.ts'

const path = (data: string) => join(data, 'postmaster.pid')
const lines = (data: string) => (existsSync(path(data)) ? readFileSync(path(data), 'utf8').split('\n') : [])

/** PostgreSQL writes its state into the eighth line. It is how pg_ctl waits, too. */
export const accepting = (data: string, pid: number) =>
  lines(data)[0] === `${pid}` && lines(data)[7]?.trim() === 'ready'

/**
 * After a kill the lock file stays. PostgreSQL clears it, unless its number now belongs to some other process of the
 * same user, as happens in containers. Then we put our own number in, which PostgreSQL knows for its parent's. The file
 * stays: it also names the shared memory that a last backend may still hold, and PostgreSQL must go on checking that.
 */
export function clearStaleLock(data: string): void {
  const [first = '', ...rest] = lines(data)
  const command = /^\d+$/.test(first) ? commandLine(Number(first)) : undefined
  if (command === undefined) return
  if (command.includes('postgres') && command.includes(data)) {
    throw new PlatformError(
      'ALREADY_RUNNING',
      `Another PostgreSQL (process ${first}) uses ${data}. Stop that one first.`,
    )
  }
  writeFileSync(path(data), [process.pid, ...rest].join('\n'))
}
