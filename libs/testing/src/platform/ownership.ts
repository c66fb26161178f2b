import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startedAt } from '@amparo/config'
import { PlatformError } from './error.ts'
import { waitFor } from './wait-for.ts'

interface Holder {
  pid: number
  started: string
}

interface Owned {
  server: Holder
  owner: Holder
}

export const NOTE = '.owner.json'
const recordPath = (dir: string, name: string) => join(dir, `${name}${NOTE}`)

/** Notes who started the server that works in `dir`. Returns the note's path. */
export function own(dir: string, name: string, pid: number): string {
  const holder = (id: number): Holder => ({ pid: id, started: startedAt(id) ?? '' })
  const owned: Owned = { server: holder(pid), owner: holder(process.pid) }
  writeFileSync(recordPath(dir, name), JSON.stringify(owned), { mode: 0o600 })
  return recordPath(dir, name)
}

/**
 * Makes sure that no server of ours works in `dir`. One whose owner was killed outright still runs: it is stopped.
 * One whose owner lives is somebody's, and is left alone.
 */
export async function releaseOrphan(dir: string, name: string): Promise<void> {
  const owned = readOwned(dir, name)
  if (!owned || !alive(owned.server)) return
  const { pid } = owned.server
  if (alive(owned.owner)) {
    const text = `${name} already runs in ${dir} (process ${pid}, started by ${owned.owner.pid}). Stop that one first.`
    throw new PlatformError('ALREADY_RUNNING', text)
  }
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    const gone = await waitFor(() => !alive(owned.server), 20_000).then(
      () => true,
      () => false,
    )
    if (gone) return
  }
  throw new PlatformError('ALREADY_RUNNING', `${name} (process ${pid}) works in ${dir} and does not stop`)
}

/** The process of the server that works in `dir`, if one does. */
export function serverIn(dir: string, name: string): number | undefined {
  const owned = readOwned(dir, name)
  return owned && alive(owned.server) ? owned.server.pid : undefined
}

const alive = (holder: Holder) => holder.started !== '' && startedAt(holder.pid) === holder.started

function readOwned(dir: string, name: string): Owned | undefined {
  try {
    return JSON.parse(readFileSync(recordPath(dir, name), 'utf8')) as Owned
  } catch {
    return undefined
  }
}
