import { defineLog, type Log } from '@amparo/observability'
import type { Peer } from './edge-file.ts'
import type { Sender } from './sender.ts'

const messages = defineLog({
  'edge.peers': ['count'],
  // An alarm: the file cannot be read, or names a hub for which there is no stream. What was in force stays so.
  'edge.peers_refused': { level: 'error', fields: [] },
})

export interface KeepPeersOptions {
  /** What the file says now. Throws where it is none. */
  readonly read: () => readonly Peer[]
  /** Begins to take in what that hub sends. Throws when there is no stream of it. */
  readonly take: (hub: string) => Promise<{ stop(): Promise<void> }>
  /** Begins to send to these, and to no others. */
  readonly send: (peers: readonly Peer[]) => Sender
  /** Holds the hubs to which there is a way. */
  readonly known: Set<string>
  readonly log: Log
  /** Default 5 s. */
  readonly everyMs?: number
}

export interface Peers extends Pick<Sender, 'ring' | 'stop'> {
  /**
   * Whether there is a way to that hub. One that is not known is looked for in the file first: `directory` may have heard of a hub that has
   * just joined before this service has, and what is for it would be refused. Throws when the file cannot be followed.
   */
  reaches(hub: string): Promise<boolean>
}

type Takings = Map<string, { stop(): Promise<void> }>

/**
 * Takes from and sends to the peers of a file: at once, and throws if that cannot be done; then whenever it has changed, since a hub that
 * joins must not stop the exchange with the others.
 */
export async function keepPeers(options: KeepPeersOptions): Promise<Peers> {
  const { read, take, send, known, log, everyMs = 5_000 } = options
  const takings: Takings = new Map()
  let sender: Sender | undefined
  let last: string | undefined

  async function look(): Promise<void> {
    const peers = read()
    const text = JSON.stringify(peers)
    if (text === last) return
    // First, since this is what can fail: then all is as it was.
    for (const [hub, taking] of await takeNew(peers)) takings.set(hub, taking)
    known.clear()
    for (const { hub } of peers) known.add(hub)
    for (const [hub, taking] of takings) {
      if (known.has(hub)) continue
      takings.delete(hub)
      await taking.stop()
    }
    await sender?.stop()
    sender = send(peers)
    last = text
    messages['edge.peers'](log, { count: peers.length })
  }

  /** Of all that are new, or of none. */
  async function takeNew(peers: readonly Peer[]): Promise<Takings> {
    const taken: Takings = new Map()
    try {
      for (const { hub } of peers) if (!takings.has(hub)) taken.set(hub, await take(hub))
    } catch (error) {
      await Promise.all([...taken.values()].map(taking => taking.stop()))
      throw error
    }
    return taken
  }

  await look()
  let looking = Promise.resolve()
  /** One look after the other. */
  const lookAgain = (): Promise<void> => {
    const looked = looking.then(look)
    looking = looked.catch((error: unknown) => messages['edge.peers_refused'](log, {}, error))
    return looked
  }
  const timer = setInterval(() => void lookAgain().catch(() => undefined), everyMs)
  timer.unref()
  return {
    ring: peer => sender?.ring(peer),
    reaches: async hub => {
      if (!known.has(hub)) await lookAgain()
      return known.has(hub)
    },
    stop: async () => {
      clearInterval(timer)
      await looking
      await Promise.all([sender?.stop(), ...[...takings.values()].map(taking => taking.stop())])
    },
  }
}
