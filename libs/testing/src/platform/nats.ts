import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@amparo/config'
import { processConfig } from '@amparo/messaging'
import { startDaemon } from './daemon.ts'
import { PlatformError } from './error.ts'
import { natsBinary } from './nats-binary.ts'
import { releaseOrphan, serverIn } from './ownership.ts'
import { makeStateDir } from './state-dir.ts'
import { waitFor } from './wait-for.ts'

export interface NatsOptions {
  /** The server's name, as clients see it. */
  name: string
  dir: string
  /** Default: a free one. */
  port?: number
  /** What `natsConfig` rendered. */
  config: string
  /** Flush each message to disk before it is acknowledged (the default). Off only for tests: 6.5 times slower. */
  syncAlways?: boolean
  /** Default: looked for, or fetched. */
  binary?: string
  /** Where one that is fetched is kept. Default: the user's own cache. */
  cache?: string
  onLine?: (line: string) => void
}

export interface Nats {
  url: string
  port: number
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const NAME = 'nats'
const SILENT_MS = 5_000

/** A nats-server with JetStream on 127.0.0.1, its configuration (0600) and streams (0700) below `dir`. */
export async function startNats(options: NatsOptions): Promise<Nats> {
  const dir = resolve(options.dir)
  makeStateDir(dir, 0o700)
  await releaseOrphan(dir, NAME)
  const file =
    options.binary ??
    (await natsBinary({ onLine: options.onLine, ...(options.cache === undefined ? {} : { cache: options.cache }) }))
  const storeDir = join(dir, 'jetstream')
  makeStateDir(storeDir, 0o700)
  const port = options.port ?? (await freePort())
  const path = join(dir, 'nats.conf')
  const own = processConfig({ name: options.name, host: HOST, port, storeDir, syncAlways: options.syncAlways ?? true })
  writeFileSync(path, `${own}\n${options.config}`, { mode: 0o600 })

  const server = await startDaemon({ name: NAME, file, args: ['-c', path], dir, stopSignals: ['SIGTERM', 'SIGKILL'] })
  // It says so after JetStream has recovered its streams, which can take a while; as long as it runs, wait.
  // (On a full disk it can say nothing, but it answers.)
  const began = performance.now()
  while (server.running() && !server.log().includes('Server is ready')) {
    if (performance.now() - began > SILENT_MS && (await answers(port))) break
    await sleep(10)
  }
  if (!server.running()) throw failure(server.log(), port, join(dir, `${NAME}.log`))
  return { url: `nats://${HOST}:${port}`, port, ended: server.ended, stop: () => server.stop() }
}

/**
 * Has the server that works in `dir` read its configuration anew, without a stop. False: it has not taken it, and goes on with the
 * one before. Undefined: none runs there.
 */
export async function reloadNats(dir: string): Promise<boolean | undefined> {
  const pid = serverIn(dir, NAME)
  if (pid === undefined) return undefined
  const log = join(resolve(dir), `${NAME}.log`)
  // Twice: what an account that is new imports from one with streams reaches them after the second time only (tried on 2.10.27).
  for (let n = 0; n < 2; n++) {
    const from = statSync(log).size
    const says = (text: string) => readFileSync(log).subarray(from).includes(text)
    process.kill(pid, 'SIGHUP')
    await waitFor(() => says(RELOADED) || says('Failed to reload'), SILENT_MS).catch(() => undefined)
    if (!says(RELOADED)) return false
  }
  return true
}

const RELOADED = 'Reloaded server configuration'

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: HOST, timeout: 1_000 })
    const done = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('data', done(true)).once('error', done(false)).once('timeout', done(false)).once('close', done(false))
  })
}

function failure(log: string, port: number, path: string): PlatformError {
  if (log.includes('address already in use')) {
    return new PlatformError('PORT_TAKEN', `Port ${port} is taken by another program. Stop it, or choose another port.`)
  }
  const last = log.trim().split('\n').slice(-3).join('\n')
  return new PlatformError('START_FAILED', `nats-server does not start (${path}):\n${last}`)
}
