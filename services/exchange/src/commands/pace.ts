import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { type Allowance, type Bucket, spend } from '../domain/allowance.ts'
import { messages } from './messages.ts'

export interface PaceOptions {
  readonly messages: Allowance
  readonly bytes: Allowance
  readonly now: Clock
  readonly log: Log
}

const TELL_EVERY_MS = 60_000

/**
 * Holds back a peer that sends more than it may, before anything of the message is looked at; other peers' messages go on. What
 * waits fills that peer's stream, and then is not taken by the server. Kept in memory: each instance counts for itself.
 */
export function pace(options: PaceOptions): (peer: string, bytes: number) => Promise<void> {
  const peers = new Map<string, { messages?: Bucket; bytes?: Bucket; toldAt: number }>()
  return async (peer, size) => {
    const at = options.now().getTime()
    const before = peers.get(peer)
    const byMessages = spend(before?.messages, 1, options.messages, at)
    const byBytes = spend(before?.bytes, size, options.bytes, at)
    const waitMs = Math.max(byMessages.waitMs, byBytes.waitMs)
    const tell = waitMs > 0 && at - (before?.toldAt ?? Number.NEGATIVE_INFINITY) > TELL_EVERY_MS
    const toldAt = tell ? at : (before?.toldAt ?? Number.NEGATIVE_INFINITY)
    peers.set(peer, { messages: byMessages.bucket, bytes: byBytes.bucket, toldAt })
    if (tell) messages['edge.slowed'](options.log, { peer, waitMs })
    if (waitMs > 0) await sleep(waitMs)
  }
}
