import { setTimeout as sleep } from 'node:timers/promises'
import { Bell, type PeerLink } from '@amparo/messaging'
import { holdLease, type Store } from '@amparo/store'
import type { CleanUp } from './commands/clean-up.ts'
import { messages } from './commands/messages.ts'
import { type SendDeps, sendDue } from './commands/send-due.ts'

export interface Sender {
  /** Something may be due for that peer. */
  ring(peer: string): void
  /** Closes the links: what is under way is broken off, and sent again by the next one. */
  stop(): Promise<void>
}

export interface SenderOptions {
  readonly sending: SendDeps
  /** Of files: what a sender does when it begins, and whenever nothing else is due. */
  readonly parts: { begin(peer: string): Promise<void>; send: ReturnType<typeof sendDue> }
  /** What that peer asked and could not be answered yet. */
  readonly answer: (peer: string) => Promise<void>
  readonly store: Store
  readonly peers: ReadonlyMap<string, PeerLink>
  readonly cleanUp: CleanUp
  /** Longest time between two looks. It finds what was queued by another instance, and what is to be tried again. */
  readonly pollMs: number
}

const MAX_AWAY_MS = 5_000
/** So many looks a clean-up. */
const CLEAN_UP_EVERY = 3

/**
 * Sends each peer what is due, one loop a peer, so that one that is away holds up no other. Every instance of the service starts
 * one; the holder of the lease works.
 */
export function startSender({ sending, parts, answer, store, peers, cleanUp, pollMs }: SenderOptions): Sender {
  const { log } = sending
  const dueTo = sendDue(sending)
  const send = async (peer: string, link: PeerLink) => {
    await answer(peer)
    const looked = await dueTo(peer, link)
    return looked === 'done' ? parts.send(peer, link) : looked
  }
  const bells = new Map([...peers.keys()].map(peer => [peer, new Bell()]))
  const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined)

  async function loop(peer: string, link: PeerLink, signal: AbortSignal): Promise<void> {
    const bell = bells.get(peer) ?? new Bell()
    let failures = 0
    let begun = false
    while (!signal.aborted) {
      const look = async () => {
        if (!begun) await parts.begin(peer)
        begun = true
        return send(peer, link)
      }
      const looked = await look().catch(error => {
        messages['edge.sender_failed'](log, { peer }, error)
        return 'failed' as const
      })
      if (signal.aborted) return
      if (looked === 'failed') begun = false
      if (looked === 'away' && failures++ === 0) messages['edge.peer_away'](log, { peer })
      if (looked === 'more' && failures > 0) {
        messages['edge.peer_back'](log, { peer, failures })
        failures = 0
      }
      if (looked === 'done') await bell.wait(pollMs, signal)
      else if (looked !== 'more') await pause(Math.min(MAX_AWAY_MS, pollMs * 2 ** Math.min(failures, 10)), signal)
    }
  }

  async function cleaning(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await cleanUp(error => messages['edge.sender_failed'](log, { peer: '' }, error))
      await pause(pollMs * CLEAN_UP_EVERY, signal)
    }
  }

  const held = holdLease(store.leases, {
    name: 'edge-sender',
    onError: error => messages['edge.sender_failed'](log, { peer: '' }, error),
    work: async (_, signal) => {
      await Promise.all([...[...peers].map(([peer, link]) => loop(peer, link, signal)), cleaning(signal)])
    },
  })
  return {
    ring: peer => bells.get(peer)?.ring(),
    stop: async () => {
      const stopped = held.stop()
      await Promise.all([...peers.values()].map(link => link.close()))
      await stopped
    },
  }
}
