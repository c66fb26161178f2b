import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '@amparo/config'
import { type Daemon, startDaemon } from './daemon.ts'
import { PlatformError, unusable } from './error.ts'
import { releaseOrphan } from './ownership.ts'
import { postgresBinaries } from './pg-binaries.ts'
import { dataPresent, freshData, handTo, linkData, placeData, removeState } from './pg-data-dir.ts'
import { accepting, clearStaleLock } from './pg-lock-file.ts'
import { initArguments, serverArguments } from './pg-settings.ts'
import { makeStateDir } from './state-dir.ts'
import { postgresUser, type SystemUser } from './system-user.ts'

export interface PostgresOptions {
  dir: string
  /** Default: a free one. */
  port?: number
  maxConnections?: number
  /** Nothing is flushed to disk: for tests, whose data nobody needs after a crash. */
  ephemeral?: boolean
  /** Hears, in a sentence, of anything slow or done outside `dir`. */
  onLine?: (line: string) => void
}

export interface Postgres {
  host: string
  port: number
  superuser: { name: string; password: string }
  superuserUrl(database?: string): string
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>
  /** Waits for running transactions to be cut off and everything to be on disk. */
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const SUPERUSER = 'postgres'
const NAME = 'postgres'

/** The PostgreSQL that npm installed, on 127.0.0.1 only, with its data below `dir`. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { ephemeral = false, onLine = () => {} } = options
  const dir = resolve(options.dir)
  const user = postgresUser(onLine)
  makeStateDir(dir, user ? 0o711 : 0o700)
  await releaseOrphan(dir, NAME)
  const native = postgresBinaries(user, onLine)
  const data = placeData(dir, user, onLine)
  const passwordFile = join(dir, 'superuser.password')
  if (!dataPresent(data, passwordFile)) await initialise({ native, data, passwordFile, user, ephemeral })
  handTo(user, data)
  linkData(dir, data)
  clearStaleLock(data)

  const port = options.port ?? (await freePort())
  const settings = serverArguments({ data, host: HOST, port, ephemeral, maxConnections: options.maxConnections ?? 300 })
  const server = await startServer(join(native, 'bin', 'postgres'), settings, { dir, data, port, user })
  const password = readFileSync(passwordFile, 'utf8')
  return {
    host: HOST,
    port,
    superuser: { name: SUPERUSER, password },
    superuserUrl: (database = 'postgres') =>
      `postgresql://${SUPERUSER}:${password}@${HOST}:${port}/${encodeURIComponent(database)}`,
    ended: server.ended,
    stop: () => server.stop(),
  }
}

/** Removes the database's state folder, wherever its data are. Refuses while a server of somebody's works in it. */
export async function removePostgres(dir: string): Promise<void> {
  await releaseOrphan(dir, NAME)
  removeState(resolve(dir))
}

interface NewCluster {
  native: string
  data: string
  passwordFile: string
  user: SystemUser | undefined
  ephemeral: boolean
}

async function initialise({ native, data, passwordFile, user, ephemeral }: NewCluster): Promise<void> {
  const part = freshData(data, user)
  const handOver = `${part}.password`
  // URL-safe, so it can stand in a connection string as it is.
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  writeFileSync(handOver, password, { mode: 0o600 })
  if (user) chownSync(handOver, user.uid, user.gid)
  try {
    const args = initArguments({ data: part, superuser: SUPERUSER, passwordFile: handOver, ephemeral })
    const identity = user ? { uid: user.uid, gid: user.gid } : {}
    await promisify(execFile)(join(native, 'bin', 'initdb'), args, { cwd: '/', ...identity })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? `${cause.stderr}`.trim() : `${cause}`
    throw new PlatformError('START_FAILED', `The database could not be created: ${said}`, { cause })
  } finally {
    rmSync(handOver, { force: true })
  }
  if (existsSync(data)) rmSync(data, { recursive: true })
  renameSync(part, data)
}

interface Place {
  dir: string
  data: string
  port: number
  user: SystemUser | undefined
}

async function startServer(file: string, args: string[], place: Place): Promise<Daemon> {
  const { dir, data, port, user } = place
  const identity = user ? { uid: user.uid, gid: user.gid } : undefined
  const start = () =>
    startDaemon({ name: NAME, file, args, dir, user: identity, stopSignals: ['SIGINT', 'SIGQUIT', 'SIGKILL'] })
  for (let tries = 1; ; tries++) {
    const server = await start()
    // Recovery after a kill can take a while; as long as it runs, wait.
    while (server.running() && !accepting(data, server.pid)) await sleep(10)
    if (server.running()) return server
    const log = server.log()
    // After a kill, the old server's last processes may need a moment to notice.
    if (/shared memory block .* is still in use/.test(log) && tries < 20) await sleep(250)
    else throw failure(log, port, dir)
  }
}

const DAMAGED = /PANIC|control file|checkpoint record|configuration file|could not (open|read|access)|not a valid/
/** Nothing that beginning anew would help against. */
const MACHINE = /Permission denied|No space left|Cannot allocate memory|Too many open files/

function failure(log: string, port: number, dir: string): PlatformError {
  if (/Address already in use/i.test(log)) {
    return new PlatformError('PORT_TAKEN', `Port ${port} is taken by another program. Stop it, or choose another port.`)
  }
  const last = log.trim().split('\n').slice(-3).join('\n')
  if (DAMAGED.test(log) && !MACHINE.test(log)) {
    return unusable(`The database in ${dir} is damaged:\n${last}\n`)
  }
  return new PlatformError('START_FAILED', `PostgreSQL does not start (${join(dir, `${NAME}.log`)}):\n${last}`)
}
