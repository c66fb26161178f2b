import { spawnSync } from 'node:child_process'
import { PlatformError } from './error.ts'

export interface SystemUser {
  name: string
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root. Root gets a system user for it, anybody else runs it as themselves. */
export function postgresUser(onLine: (line: string) => void): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return find('amparo-pg') ?? create('amparo-pg', onLine) ?? find('nobody') ?? none()
}

function find(name: string): SystemUser | undefined {
  const id = (flag: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || Number.NaN)
  const uid = id('-u')
  const gid = id('-g')
  return uid > 0 && gid > 0 ? { name, uid, gid } : undefined
}

function create(name: string, onLine: (line: string) => void): SystemUser | undefined {
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ]
  const made = spawnSync('useradd', [...args, name]).status === 0
  if (made) onLine(`Created the system user ${name}: PostgreSQL does not run as root.`)
  // Another start may have made it at the same time, so look again in either case.
  return find(name)
}

function none(): never {
  throw new PlatformError('UNSUPPORTED', 'PostgreSQL does not run as root. Start as an ordinary user.')
}

/** May this user enter (and read, unless only passing through) all of these? Asked of the system: it knows ACLs and mounts. */
export function canUse(user: SystemUser | undefined, paths: string[], how: 'read' | 'pass' = 'read'): boolean {
  if (!user) return true
  const script = `for path; do test -x "$path" && ${how === 'read' ? 'test -r "$path"' : 'true'} || exit 1; done`
  const asked = spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { uid: user.uid, gid: user.gid, cwd: '/' })
  if (asked.error) {
    const text = `This root may not become ${user.name}. Start as an ordinary user.`
    throw new PlatformError('UNSUPPORTED', text, { cause: asked.error })
  }
  return asked.status === 0
}
