import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SERVICES } from '@amparo/contracts'
import { type Postgres, startPostgres } from '@amparo/testing/platform'
import { HOST, onThisMachine } from './addresses.ts'
import { bundleServices } from './bundle.ts'
import { prepareDatabases } from './databases.ts'
import type { Places } from './environment.ts'
import { carryOut, type InstallOptions, planInstallation } from './install.ts'
import type { Installation, InstalledHub } from './installation.ts'
import type { Layout } from './layout.ts'
import { releaseOrphans } from './orphans.ts'
import { type NamedPort, requireFree } from './ports.ts'
import { type RunningHub, runningHub } from './running-hub.ts'
import { writePrivate } from './secrets.ts'
import { stateAnew } from './state-anew.ts'
import { checkKeys, checkRoom, checkState } from './state-check.ts'

export interface SystemOptions extends Omit<InstallOptions, 'onStep' | 'addresses'> {
  /** Hears what is being done, in a few words. */
  readonly onStep: (text: string) => void
  /** Hears of a process that ended without having been asked to, e.g. "XA redaction", and where its log is. */
  readonly onDeath: (part: string, logFile: string) => void
  /** Ends the start where it is: what has been started is stopped, then `startSystem` rejects. */
  readonly signal?: AbortSignal
  readonly logLevel?: string
  /** A folder of protocols beside those that come with the software. */
  readonly protocolsDir?: string | undefined
  /** Where a scanner for malware answers: `host:port`, or a socket. */
  readonly clamd?: string | undefined
  /** Where the services' bundle stands, or will (bundle-folder.ts), if that is known already. */
  readonly bundle?: string | undefined
  /** Data that nobody needs after a power cut: for tests and demonstrations in a temporary folder. */
  readonly ephemeral?: boolean
  /** Lets the demonstration's scan plant a message. */
  readonly scanned?: boolean
}

export interface System {
  readonly installation: Installation
  readonly postgres: Postgres
  readonly layout: Layout
  hub(code: string): RunningHub
  /** In reverse order of starting. Nothing that was acknowledged is lost. */
  stop(): Promise<void>
  /** What a stop is still waiting for. */
  running(): string[]
}

/**
 * Brings up PostgreSQL, and each hub's NATS server and services; the first time, it installs them. What stands in the way
 * is looked for first, and told in a PlatformError's words. Nothing is left running when it rejects.
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { layout, signal } = options
  const step = (text: string) => {
    signal?.throwIfAborted()
    options.onStep(text)
  }
  const bundled = bundleServices(layout.compileCache, options.bundle)
  // Heard of below, when it is waited for.
  bundled.catch(() => undefined)
  const installation = await prepare({ ...options, onStep: step })
  const hubs = new Map<string, RunningHub>()
  let postgres: Postgres | undefined
  let databaseRuns = false
  let stopping = false
  const stop = async () => {
    stopping = true
    await Promise.all([...hubs.values()].map(hub => hub.stop()))
    await postgres?.stop()
  }
  const onAbort = () => void stop().catch(() => undefined)
  const startDatabase = async () => {
    const server = await startPostgres({
      dir: layout.postgres,
      port: installation.postgresPort,
      ephemeral: options.ephemeral ?? false,
      onLine: options.onStep,
    })
    databaseRuns = true
    void server.ended.then(() => {
      databaseRuns = false
      if (!stopping) options.onDeath('PostgreSQL', join(layout.postgres, 'postgres.log'))
    })
    return server
  }
  try {
    const wanted = options.hubs.flatMap(code => installation.hubs[code] ?? [])
    const peersOf = (hub: InstalledHub) => Object.keys(installation.hubs).filter(code => code !== hub.hub)
    const places = placesOf(options, installation.postgresPort)
    for (const hub of wanted) hubs.set(hub.hub, runningHub({ ...options, places, hub, peers: peersOf(hub) }))
    const loading = bundled.then(bundles => {
      if (!stopping) for (const hub of hubs.values()) hub.load(bundles)
    })
    loading.catch(() => undefined)
    step('PostgreSQL')
    postgres = await startDatabase()
    if (!existsSync(layout.databaseMade)) writePrivate(layout.databaseMade, '')
    step('databases and migrations')
    for (const hub of wanted) {
      signal?.throwIfAborted()
      await prepareDatabases(postgres.superuserUrl(), hub, signal)
    }
    step(`services of ${options.hubs.join(' and ')}`)
    await loading
    signal?.addEventListener('abort', onAbort)
    await Promise.all([...hubs.values()].map(hub => hub.start()))
    signal?.throwIfAborted()
  } catch (error) {
    await stop()
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
  return {
    installation,
    postgres,
    layout,
    hub: code => {
      const hub = hubs.get(code)
      if (!hub) throw new RangeError(`Hub ${code} is not running`)
      return hub
    },
    stop,
    running: () => [...[...hubs.values()].flatMap(hub => hub.running()), ...(databaseRuns ? ['PostgreSQL'] : [])],
  }
}

const placesOf = ({ layout, protocolsDir, clamd, logLevel = 'info' }: SystemOptions, port: number): Places => ({
  ...{ layout, protocolsDir, clamd },
  addresses: onThisMachine,
  postgres: { host: HOST, port },
  logLevel,
  // Hubs that one machine runs with fictional people in them.
  trial: true,
})

/** Looks at everything that may stand in the way, then installs what is not there yet. */
async function prepare(options: SystemOptions): Promise<Installation> {
  const { layout } = options
  const plan = await planInstallation(options)
  const { known, installation } = plan
  checkState(layout, known)
  const places = placesOf(options, installation.postgresPort)
  const old = Object.values(known?.hubs ?? {}).filter(({ hub }) => options.hubs.includes(hub))
  for (const hub of old) checkKeys(places, hub)
  await releaseOrphans(layout)
  await requireFree(portsOf(installation, options.hubs))
  checkRoom(layout, known)
  const installed = await carryOut(plan, options)
  await stateAnew(layout, installed, new Date())
  return installed
}

const portsOf = ({ postgresPort, hubs }: Installation, codes: readonly string[]): NamedPort[] => [
  { port: postgresPort, of: 'PostgreSQL' },
  ...codes
    .flatMap(code => hubs[code] ?? [])
    .flatMap(({ hub, ports }) => [
      ...SERVICES.map(service => ({ port: ports.services[service], of: `${service} of ${hub}` })),
      { port: ports.nats, of: `NATS of ${hub}` },
    ]),
]
