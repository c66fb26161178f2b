import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PlatformError } from './error.ts'
import { own } from './ownership.ts'
import { waitFor } from './wait-for.ts'

export interface DaemonOptions {
  name: string
  file: string
  args: string[]
  /** Where its log and the note of who owns it go. */
  dir: string
  env?: NodeJS.ProcessEnv
  user?: { uid: number; gid: number } | undefined
  /** Tried in this order, each given `patience` milliseconds. The last one ought to be SIGKILL. */
  stopSignals: NodeJS.Signals[]
  patience?: number
}

export interface Daemon {
  pid: number
  running(): boolean
  /** Resolves when it has ended, whoever ended it. */
  ended: Promise<void>
  /** What it has written since this start. */
  log(): string
  stop(): Promise<void>
}

const live = new Map<number, NodeJS.Signals>()
process.on('exit', () => {
  for (const [pid, signal] of live) signalTo(pid, signal)
})

/** A server in a session of its own, so that Ctrl+C reaches us alone and we stop things in the right order. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const path = join(options.dir, `${options.name}.log`)
  keepOneOld(path)
  const fd = openSync(path, 'a', 0o600)
  const from = fstatSync(fd).size
  const child = spawn(options.file, options.args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', fd, fd],
    ...(options.env ? { env: options.env } : {}),
    ...options.user,
  })
  closeSync(fd)
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid as number))
    child.once('error', cause => reject(new PlatformError('NO_BINARY', `${options.file} does not run here`, { cause })))
  })
  const record = own(options.dir, options.name, pid)
  const first = options.stopSignals[0] ?? 'SIGTERM'
  live.set(pid, first)
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => {
      live.delete(pid)
      rmSync(record, { force: true })
      resolve()
    })
  })
  const running = () => child.exitCode === null && child.signalCode === null
  return {
    pid,
    running,
    ended,
    log: () => readFileSync(path).subarray(from).toString(),
    stop: () => stop(options, pid, running),
  }
}

async function stop({ name, stopSignals, patience = 20_000 }: DaemonOptions, pid: number, running: () => boolean) {
  for (const signal of stopSignals) {
    if (!running()) return
    signalTo(pid, signal)
    const gone = await waitFor(() => !running(), patience).then(
      () => true,
      () => false,
    )
    if (gone) return
  }
  if (running()) throw new PlatformError('TIMEOUT', `${name} (process ${pid}) does not stop`)
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

function keepOneOld(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) renameSync(path, `${path}.1`)
}
