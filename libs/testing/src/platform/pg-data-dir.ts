import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { PlatformError, unusable } from './error.ts'
import { canUse, type SystemUser } from './system-user.ts'

/** Belongs to root; survives restarts of the machine, which /var/tmp need not. */
const ELSEWHERE = '/var/lib/amparo'
export const MAJOR = '18'

/**
 * The folder the data are in, or will be: `dir`/data. Where the database's user cannot get there (a clone below a folder
 * that only root may enter), `dir`/data is a link to a folder outside.
 */
export function placeData(dir: string, user: SystemUser | undefined, onLine: (line: string) => void): string {
  const data = join(dir, 'data')
  if (isLink(data)) {
    const real = realpathOr(data)
    if (real) return real
    rmSync(data)
  }
  if (canUse(user, [dir], 'pass')) return data
  const home = join(ELSEWHERE, createHash('sha256').update(realpathSync(dir)).digest('hex').slice(0, 16))
  onLine(`Only root can enter ${dir}: the database's files go to ${home}.`)
  mkdirSync(home, { recursive: true, mode: 0o711 })
  chmodSync(ELSEWHERE, 0o711)
  chmodSync(home, 0o711)
  const real = join(home, 'data')
  // The folder was open once and has data in it.
  if (existsSync(data)) spawnSync('mv', ['-T', data, real])
  return real
}

/** Makes `dir`/data lead to where `placeData` put the data. */
export function linkData(dir: string, real: string): void {
  const data = join(dir, 'data')
  if (data !== real && !isLink(data)) symlinkSync(real, data)
}

/** True when there is a cluster to start, false when there is none yet; throws when there is one that cannot be used. */
export function dataPresent(real: string, passwordFile: string): boolean {
  if (!existsSync(real)) return false
  if (!reachable(real)) throw new PlatformError('NOT_WRITABLE', `${real} belongs to another user. Start as that one.`)
  if (readdirSync(real).length === 0) return false
  const version = readOr(join(real, 'PG_VERSION'))?.trim()
  if (version === undefined) throw unusable(`${real} is not a PostgreSQL data folder (it has no PG_VERSION).`)
  if (version !== MAJOR) throw unusable(`${real} was written by PostgreSQL ${version}; this is ${MAJOR}.`)
  if (!existsSync(passwordFile)) throw unusable(`The database's password file ${passwordFile} is gone.`)
  return true
}

/** An empty folder for initdb, beside the final one: renamed when complete, so a half-made cluster is never started. */
export function freshData(real: string, user: SystemUser | undefined): string {
  const part = `${real}.new`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: 0o700 })
  if (user) chownSync(part, user.uid, user.gid)
  return part
}

/** Removes a state folder and what `placeData` put outside it. Stop the servers first. */
export function removeState(dir: string): void {
  const real = isLink(join(dir, 'data')) ? realpathOr(join(dir, 'data')) : undefined
  // Only what we put there ourselves: a link of somebody else's making is not followed.
  if (real?.startsWith(`${ELSEWHERE}/`)) rmSync(dirname(real), { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/** The state may be from a start by an ordinary user; root's start takes it over. Links inside are not followed. */
export function handTo(user: SystemUser | undefined, real: string): void {
  if (user && statSync(real).uid !== user.uid) spawnSync('chown', ['-R', '-h', `${user.uid}:${user.gid}`, real])
}

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

const readOr = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

function realpathOr(path: string): string | undefined {
  return existsSync(path) ? realpathSync(path) : undefined
}

function reachable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
