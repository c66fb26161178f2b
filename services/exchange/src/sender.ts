import { setTimeout as sleep } from 'node:timers/promises'
import type { PeerLink } from '@amparo/messaging'
import { holdLease, type Store } from '@amparo/store'
import { messages } from './commands/messages.ts'
import { type SendDeps, sendDue } from './commands/send-due.ts'

export interface Sender {
  stop(): Promise<void>
}

export interface SenderOptions extends Omit<SendDeps, 'wake'> {
  readonly peers: ReadonlyMap<string, PeerLink>
  readonly expire: () => Promise<void>
  /** Longest time between two looks. */
  readonly pollMs: number
}

/**
 * Sends each peer what is due, one loop a peer, so that one that is away holds up no other. Every instance of the service starts
 * one; the holder of the lease works.
 */
export function startSender(options: SenderOptions, store: Store): Sender & { wake(): void } {
  let ring = new AbortController()
  const wake = () => {
    ring.abort()
    ring = new AbortController()
  }
  const send = sendDue({ ...options, wake })
  const pause = (signal: AbortSignal, ms: number) =>
    sleep(ms, undefined, { signal: AbortSignal.any([signal, ring.signal]) }).catch(() => undefined)

  async function loop(peer: string, link: PeerLink, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (!(await send(peer, link))) await pause(signal, options.pollMs)
      } catch (error) {
        messages['edge.peer_away'](options.log, { peer, waiting: true }, error)
        await sleep(options.pollMs * 2, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  async function expiring(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await options.expire()
      await sleep(options.pollMs * 10, undefined, { signal }).catch(() => undefined)
    }
  }

  const held = holdLease(store.leases, {
    name: 'edge-sender',
    onError: error => messages['edge.sender_failed'](options.log, { peer: '' }, error),
    work: async (_, signal) => {
      await Promise.all([...[...options.peers].map(([peer, link]) => loop(peer, link, signal)), expiring(signal)])
    },
  })
  return { wake, stop: () => held.stop() }
}
