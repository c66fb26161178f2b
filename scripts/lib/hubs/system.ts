import { mkdirSync } from 'node:fs'
import { type Nats, type Postgres, startNats, startPostgres } from '@amparo/testing/platform'
import { HOST, natsUrl, onThisMachine } from './addresses.ts'
import { prepareDatabases } from './databases.ts'
import { environmentOf, type Places } from './environment.ts'
import { GROUPS } from './groups.ts'
import { type InstallOptions, install } from './install.ts'
import type { Installation, InstalledHub } from './installation.ts'
import type { Layout } from './layout.ts'
import { natsConfigOf, prepareStreams } from './nats.ts'
import { type Group, startGroup } from './supervise.ts'

export interface SystemOptions extends Omit<InstallOptions, 'onStep' | 'addresses'> {
  /** Hears what is being done, in a few words. */
  readonly onStep: (text: string) => void
  /** Hears of a group that ended without having been asked to. */
  readonly onDeath: (hub: string, group: string) => void
  readonly logLevel?: string
  /** Data that nobody needs after a power cut: for tests and demonstrations in a temporary folder. */
  readonly ephemeral?: boolean
  /** Lets the demonstration's scan plant a message. */
  readonly scanned?: boolean
}

export interface RunningHub {
  readonly installed: InstalledHub
  /** Stops every process of the hub, its NATS server included; what it holds stays on disk. */
  stop(): Promise<void>
  start(): Promise<void>
  /** As a power cut would end it. */
  kill(group: string): Promise<void>
  restart(group: string): Promise<void>
}

export interface System {
  readonly installation: Installation
  readonly postgres: Postgres
  readonly layout: Layout
  hub(code: string): RunningHub
  /** In reverse order of starting. Nothing that was acknowledged is lost. */
  stop(): Promise<void>
}

/** Brings up PostgreSQL, and each hub's NATS server and services; the first time, it installs them. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { layout, onStep } = options
  const installation = await install(options)
  onStep('PostgreSQL')
  const postgres = await startPostgres({
    dir: layout.postgres,
    port: installation.postgresPort,
    ephemeral: options.ephemeral ?? false,
    onLine: onStep,
  })
  const hubs = new Map<string, RunningHub>()
  const stop = async () => {
    await Promise.all([...hubs.values()].map(hub => hub.stop()))
    await postgres.stop()
  }
  try {
    const wanted = options.hubs.flatMap(code => installation.hubs[code] ?? [])
    onStep('databases and migrations')
    for (const hub of wanted) await prepareDatabases(postgres.superuserUrl(), hub)
    const peers = Object.keys(installation.hubs)
    for (const hub of wanted)
      hubs.set(
        hub.hub,
        runningHub(
          options,
          postgres,
          hub,
          peers.filter(code => code !== hub.hub),
        ),
      )
    onStep(`services of ${options.hubs.join(' and ')}`)
    await Promise.all([...hubs.values()].map(hub => hub.start()))
  } catch (error) {
    await stop()
    throw error
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
  }
}

function runningHub(options: SystemOptions, postgres: Postgres, hub: InstalledHub, peers: string[]): RunningHub {
  const paths = options.layout.hub(hub.hub)
  const places: Places = {
    layout: options.layout,
    addresses: onThisMachine,
    postgres: { host: HOST, port: postgres.port },
    logLevel: options.logLevel ?? 'info',
  }
  const groups = new Map<string, Group>()
  let nats: Nats | undefined
  mkdirSync(paths.logs, { recursive: true, mode: 0o700 })

  const startOne = async (name: string) => {
    const settings = Object.fromEntries(
      (GROUPS[name] ?? []).map(service => [service, environmentOf(places, hub, service)]),
    )
    const onDeath = () => options.onDeath(hub.hub, name)
    groups.set(name, await startGroup({ name: `${hub.hub} ${name}`, settings, logFile: paths.log(name), onDeath }))
  }
  return {
    installed: hub,
    start: async () => {
      const config = natsConfigOf(options.layout, { hub: hub.hub, peers, scanned: options.scanned ?? false })
      nats = await startNats({
        name: `amparo-${hub.hub}`,
        dir: paths.nats,
        port: hub.ports.nats,
        config,
        syncAlways: !options.ephemeral,
        onLine: options.onStep,
      })
      await prepareStreams(paths, natsUrl(hub))
      await Promise.all(Object.keys(GROUPS).map(startOne))
    },
    stop: async () => {
      await Promise.all([...groups.values()].map(group => group.stop()))
      groups.clear()
      await nats?.stop()
      nats = undefined
    },
    kill: async name => {
      await groups.get(name)?.kill()
      groups.delete(name)
    },
    restart: async name => {
      await groups.get(name)?.stop()
      await startOne(name)
    },
  }
}
