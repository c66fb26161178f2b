import { execFile, spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { PlatformError } from './error.ts'

const run = promisify(execFile)
const IMAGE = 'nats:2.10'
/** Discard policies and limits that the configuration relies on. */
const OLDEST = [2, 10]

export interface NatsBinaryOptions {
  onLine?: ((line: string) => void) | undefined
  /** Default: PATH, and where packages put servers. */
  path?: string[]
  /** Where a fetched program is kept. Default: the user's own cache. */
  cache?: string
}

/**
 * A `nats-server` to run: one on this machine, else one fetched once (from the image by a running Docker, or from the
 * system's package by apt). Fetched means unpacked into our own cache: installing the package would also start a server.
 */
export async function natsBinary(options: NatsBinaryOptions = {}): Promise<string> {
  const { onLine = () => {}, path = searchPath(), cache = defaultCache() } = options
  const found = [...path, cache].map(dir => join(dir, 'nats-server')).find(usable)
  if (found) return found
  const kept = join(cache, 'nats-server')
  mkdirSync(cache, { recursive: true, mode: 0o700 })
  const part = mkdtempSync(join(cache, '.fetch-'))
  try {
    for (const fetch of [fromDocker, fromApt]) {
      const file = await fetch(part, onLine).catch(() => undefined)
      if (!file) continue
      chmodSync(file, 0o755)
      renameSync(file, kept)
      if (usable(kept)) return kept
    }
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
  throw new PlatformError('NO_BINARY', `nats-server ${OLDEST.join('.')} or newer is needed. Run: ${advice()}`)
}

async function fromDocker(dir: string, onLine: (line: string) => void): Promise<string> {
  await run('docker', ['info'], { timeout: 5_000 })
  onLine(`Fetching nats-server from the image ${IMAGE}.`)
  const { stdout } = await run('docker', ['create', IMAGE], { timeout: 120_000 })
  const container = stdout.trim().split('\n').at(-1) ?? ''
  await run('docker', ['cp', `${container}:/nats-server`, dir]).finally(() => run('docker', ['rm', container]))
  return join(dir, 'nats-server')
}

async function fromApt(dir: string, onLine: (line: string) => void): Promise<string> {
  await run('apt-get', ['--version'])
  onLine('Fetching nats-server by apt-get (unpacked into the cache, not installed).')
  const download = () => run('apt-get', ['download', 'nats-server'], { cwd: dir, timeout: 120_000 })
  await download().catch(async () => {
    // Only root may refresh the lists; anybody may fetch what they name.
    await run('apt-get', ['update'], { timeout: 120_000 })
    return download()
  })
  const name = readdirSync(dir).find(file => file.endsWith('.deb'))
  if (!name) throw new Error('apt-get fetched nothing')
  await run('dpkg-deb', ['-x', join(dir, name), dir])
  return join(dir, 'usr', 'sbin', 'nats-server')
}

function usable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    return false
  }
  const version = /v(\d+)\.(\d+)/.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout ?? '')
  const [major = 0, minor = 0] = (version ?? []).slice(1).map(Number)
  const [needMajor = 0, needMinor = 0] = OLDEST
  return major > needMajor || (major === needMajor && minor >= needMinor)
}

const searchPath = () => [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
]

const defaultCache = () => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'amparo')

const advice = () => (process.platform === 'darwin' ? 'brew install nats-server' : 'sudo apt-get install nats-server')
