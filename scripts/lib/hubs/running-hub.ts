import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Nats, startNats } from '@amparo/testing/platform'
import { natsUrl } from './addresses.ts'
import { environmentOf, type Places } from './environment.ts'
import { GROUPS } from './groups.ts'
import type { InstalledHub } from './installation.ts'
import { natsConfigOf, prepareStreams } from './nats.ts'
import { type Group, loadGroup } from './supervise.ts'

export interface RunningHub {
  readonly installed: InstalledHub
  /** Its processes load what they will run from the folder of bundles, which takes most of a start and needs no database or broker. */
  load(bundles: string): void
  /** Stops every process of the hub, also one that is being started, its NATS server last; what it holds stays on disk. */
  stop(): Promise<void>
  start(): Promise<void>
  /** As a power cut would end it. */
  kill(group: string): Promise<void>
  restart(group: string): Promise<void>
  /** Names of its processes. */
  running(): string[]
}

export interface HubOptions {
  readonly places: Places
  readonly hub: InstalledHub
  readonly peers: readonly string[]
  readonly onStep: (text: string) => void
  readonly onDeath: (part: string, logFile: string) => void
  readonly ephemeral?: boolean
  readonly scanned?: boolean
}

export function runningHub({ places, hub, peers, onStep, onDeath, ...options }: HubOptions): RunningHub {
  const paths = places.layout.hub(hub.hub)
  const groups = new Map<string, Group>()
  let bundles = ''
  let nats: Nats | undefined
  let starting: Promise<void> | undefined
  let stopping = false

  async function startServer(): Promise<void> {
    const server = await startNats({
      name: `amparo-${hub.hub}`,
      dir: paths.nats,
      port: hub.ports.nats,
      config: natsConfigOf(places.layout, { hub: hub.hub, peers, scanned: options.scanned ?? false }),
      syncAlways: !options.ephemeral,
      cache: places.layout.programs,
      onLine: onStep,
    })
    nats = server
    void server.ended.then(() => {
      nats = undefined
      if (!stopping) onDeath(`${hub.hub} NATS`, join(paths.nats, 'nats.log'))
    })
  }
  function loadOne(name: string): Group {
    const group = loadGroup({
      name: `${hub.hub} ${name}`,
      bundles,
      services: GROUPS[name] ?? [],
      logFile: paths.log(name),
      runDir: paths.run,
      onDeath: () => onDeath(`${hub.hub} ${name}`, paths.log(name)),
    })
    groups.set(name, group)
    return group
  }
  async function startOne(name: string): Promise<void> {
    const group = groups.get(name) ?? loadOne(name)
    const settings = (GROUPS[name] ?? []).map(service => [service, environmentOf(places, hub, service)])
    await group.start(Object.fromEntries(settings))
  }
  function loadAll(): void {
    mkdirSync(paths.logs, { recursive: true, mode: 0o700 })
    for (const name of Object.keys(GROUPS)) if (!groups.has(name)) loadOne(name)
  }
  async function startAll(): Promise<void> {
    await startServer()
    if (!stopping) await prepareStreams(paths, natsUrl(hub))
    if (!stopping) await Promise.all(Object.keys(GROUPS).map(startOne))
  }
  async function stopOne(name: string, how: 'stop' | 'kill'): Promise<void> {
    await groups.get(name)?.[how]()
    groups.delete(name)
  }
  const stopGroups = () => Promise.all([...groups.keys()].map(name => stopOne(name, 'stop')))
  return {
    installed: hub,
    load: from => {
      bundles = from
      loadAll()
    },
    start: () => {
      stopping = false
      starting = startAll()
      return starting
    },
    stop: async () => {
      stopping = true
      await stopGroups()
      await starting?.catch(() => undefined)
      await stopGroups()
      await nats?.stop()
    },
    kill: name => stopOne(name, 'kill'),
    restart: async name => {
      await stopOne(name, 'stop')
      await startOne(name)
    },
    running: () => [...[...groups.values()].map(group => group.name), ...(nats ? [`${hub.hub} NATS`] : [])],
  }
}
