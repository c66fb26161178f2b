import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ServiceName } from '@amparo/contracts'
import { own, PlatformError } from '@amparo/testing/platform'

export interface Group {
  readonly name: string
  readonly pid: number
  /** Until each of its services listens. Rejects, in the child's own words, if it cannot, and when it is stopped before. */
  start(settings: Partial<Record<ServiceName, Record<string, string>>>): Promise<void>
  /** Graceful: SIGTERM, then SIGKILL after 10 s. One that is not ready is killed at once: it has taken on nothing yet. */
  stop(): Promise<void>
  /** As a power cut would: SIGKILL. For tests that kill. */
  kill(): Promise<void>
}

export interface GroupOptions {
  readonly name: string
  readonly services: readonly ServiceName[]
  /** The folder of `bundleServices`. */
  readonly bundles: string
  /** The group's standard output and error are appended to it. */
  readonly logFile: string
  /** Where the note of its process goes, by which a later start finds it. */
  readonly runDir: string
  /** Told once when the process ends, after it was ready, without having been asked to. */
  readonly onDeath: () => void
}

/**
 * What comes and goes in chunks of some MiB would otherwise stay with the process: V8 grows the space for new objects to 48 MiB before it
 * looks at them, and glibc keeps for itself what was freed. A service collects what large things leave behind (`tidy` of libs/store).
 */
const NEW_OBJECTS = ['--min-semi-space-size=4', '--max-semi-space-size=4']
const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: String(1024 ** 2) }

/**
 * One that is waited for before anybody is shown holds no such chunks, and has more space for new objects, all of it from the beginning: what an
 * entry leaves behind is gone before it would count as old. In a quarter of it audit stood still for 50 ms every few seconds (docs/adr/0035).
 */
const WAITED_FOR: readonly ServiceName[] = ['audit']
const MORE = ['--min-semi-space-size=16', '--max-semi-space-size=16']

/** How V8 is to keep the memory of a process of these. */
export const heapOf = (services: readonly ServiceName[]): readonly string[] =>
  services.some(one => WAITED_FOR.includes(one)) ? MORE : NEW_OBJECTS

/** A group of services as a process of its own: it loads them, and waits to be started. */
export function loadGroup(options: GroupOptions): Group {
  const { name, services, bundles, runDir, logFile } = options
  const log = openSync(logFile, 'a', 0o600)
  const child = fork(fileURLToPath(new URL('../../run-group.ts', import.meta.url)), [bundles, ...services], {
    stdio: ['ignore', log, log, 'ipc'],
    // Nothing of the surrounding environment reaches a service: no setting can slip in that way.
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '', ...ALLOCATOR },
    execArgv: [...heapOf(services), '--expose-gc'],
  })
  closeSync(log)
  mkdirSync(runDir, { recursive: true, mode: 0o700 })
  const note = child.pid === undefined ? undefined : own(runDir, name.replace(' ', '-'), child.pid)
  let stopping = false
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  void ended.then(() => note && rmSync(note, { force: true }))
  let isReady = false
  const ready = readiness(child, options).then(() => {
    isReady = true
    child.once('exit', () => {
      if (!stopping) options.onDeath()
    })
  })
  // Whoever starts the group hears of it; whoever stops it does not wait.
  ready.catch(() => undefined)
  const end = async (signal: NodeJS.Signals) => {
    stopping = true
    if (child.pid === undefined) return
    child.kill(signal)
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(hard)
  }
  return {
    name,
    pid: child.pid ?? 0,
    start: settings => {
      if (child.connected) child.send(settings)
      return ready
    },
    stop: () => end(isReady ? 'SIGTERM' : 'SIGKILL'),
    kill: () => end('SIGKILL'),
  }
}

function readiness(child: ChildProcess, { name, logFile }: GroupOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => {
      const code = why.includes('EADDRINUSE') ? 'PORT_TAKEN' : 'START_FAILED'
      reject(new PlatformError(code, `${name} ${why}; see ${logFile}`))
    }
    child.once('error', error => failed(`cannot be started (${error.message})`))
    child.once('exit', () => failed('ended while starting'))
    child.once('message', (message: { ready?: true; failed?: string }) =>
      message.ready ? resolve() : failed(`could not start: ${message.failed}`),
    )
  })
}
