import { type ChildProcess, fork } from 'node:child_process'
import { openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ServiceName } from '@amparo/contracts'

export interface Group {
  readonly name: string
  readonly pid: number
  /** Graceful: SIGTERM, then SIGKILL after 10 s. */
  stop(): Promise<void>
  /** As a power cut would: SIGKILL. For tests that kill. */
  kill(): Promise<void>
}

export interface GroupOptions {
  readonly name: string
  readonly settings: Partial<Record<ServiceName, Record<string, string>>>
  /** The group's standard output and error are appended to it. */
  readonly logFile: string
  /** Told once when the process ends without having been asked to. */
  readonly onDeath: (name: string) => void
}

/** Starts a group and waits until each of its services listens. Rejects with the child's own words if it cannot. */
export async function startGroup(options: GroupOptions): Promise<Group> {
  const log = openSync(options.logFile, 'a', 0o600)
  const child = fork(fileURLToPath(new URL('../../run-group.ts', import.meta.url)), [], {
    stdio: ['ignore', log, log, 'ipc'],
    // Nothing of the surrounding environment reaches a service: no setting can slip in that way.
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' },
  })
  let stopping = false
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await ready(child, options)
  child.once('exit', () => {
    if (!stopping) options.onDeath(options.name)
  })
  const end = (signal: NodeJS.Signals) => async () => {
    stopping = true
    child.kill(signal)
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(hard)
  }
  return { name: options.name, pid: child.pid ?? 0, stop: end('SIGTERM'), kill: end('SIGKILL') }
}

function ready(child: ChildProcess, { name, settings, logFile }: GroupOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${name} ended while starting; see ${logFile}`)))
    child.once('message', (message: { ready?: true; failed?: string }) =>
      message.ready ? resolve() : reject(new Error(`${name} could not start: ${message.failed}; see ${logFile}`)),
    )
    child.send(settings)
  })
}
