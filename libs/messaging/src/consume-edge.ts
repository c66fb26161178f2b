import { setTimeout as sleep } from 'node:timers/promises'
import { edgeStream } from '@amparo/contracts'
import { isUnavailable } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { type ConsumerMessages, type JsMsg, jetstream } from '@nats-io/jetstream'
import { ASK_AGAIN_MS, SETUP_MS, STILL_WORKING_MS, streamManager } from './jetstream-setup.ts'
import { messages } from './log.ts'
import type { Nats } from './nats.ts'
import { EDGE_CONSUMER } from './provision-edge.ts'

export interface EdgeSubscription {
  /** Takes no more, and waits for what is under way. */
  stop(): Promise<void>
}

export interface EdgeOptions {
  readonly peers: readonly string[]
  /** `peer` is the hub of the stream, on whose subject the server lets only that hub publish; `place` the message's in it, which only grows. */
  readonly take: (peer: string, bytes: Uint8Array, place: number) => Promise<void>
  /** Whether a message may be taken beside others that may. What may not has all before it behind it, and nothing beside it. Default: none may. */
  readonly mayOverlap?: (bytes: Uint8Array) => boolean
  readonly log?: Log
}

/** Few, so that those which wait behind a slow one are not sent a second time. */
const PREFETCH = 16
/** Of one peer, of those that may overlap. */
const AT_ONCE = 8
const RETRY_MS = 2_000
/** What is away comes back at any moment, and an emergency may be waiting; a mistake stays one. */
const MAX_RETRY_MS = { away: 5_000, unknown: 60_000 }
/** Somebody has to look: after a quarter of an hour, and again. */
const ALARM_TRIES = { away: 180, unknown: 20 }

/**
 * Up to which place all that a peer has sent is settled. What waits to be offered again, or is with another instance, is not: it stops
 * before that.
 */
export async function settledOf(nats: Nats, peer: string): Promise<number> {
  const manager = await streamManager(nats)
  const { ack_floor } = await manager.consumers.info(edgeStream(peer), EDGE_CONSUMER)
  return ack_floor.stream_seq
}

/**
 * Hands over what peers sent: of each peer one message after the other, but for those that may overlap, whatever becomes of another peer's. Acknowledged only
 * when `take` has come to its end, so after its commit; one that throws is taken again later. Throws when a peer has no stream.
 */
export async function consumeEdge(
  nats: Nats,
  { peers, take, mayOverlap = () => false, log }: EdgeOptions,
): Promise<EdgeSubscription> {
  const subscriptions = await Promise.all(
    peers.map(peer => consumePeer(nats, ({ data, seq }) => take(peer, data, seq), { peer, mayOverlap, log })),
  )
  return { stop: async () => void (await Promise.all(subscriptions.map(subscription => subscription.stop()))) }
}

interface Lane {
  readonly peer: string
  readonly mayOverlap: (bytes: Uint8Array) => boolean
  readonly log: Log | undefined
}

async function consumePeer(
  nats: Nats,
  take: (message: JsMsg) => Promise<void>,
  { peer, mayOverlap, log }: Lane,
): Promise<EdgeSubscription> {
  const open = async () =>
    (await jetstream(nats.connection, { timeout: SETUP_MS }).consumers.get(edgeStream(peer), EDGE_CONSUMER)).consume({
      max_messages: PREFETCH,
      expires: ASK_AGAIN_MS,
      abort_on_missing_resource: true,
    })
  const stopped = new AbortController()
  let stream: ConsumerMessages = await open()

  async function settle(message: JsMsg, overlaps: boolean): Promise<void> {
    if (stopped.signal.aborted) return message.nak()
    // Else the broker would hand it to another instance, which would take it, and what comes after it, beside this one.
    const working = setInterval(() => message.working(), STILL_WORKING_MS)
    try {
      await take(message)
    } catch (error) {
      const attempt = message.info.deliveryCount
      const why = isUnavailable(error) ? 'away' : 'unknown'
      if (log) messages['edge.not_taken'](log, { peer }, error)
      if (log && attempt % ALARM_TRIES[why] === 0) messages['edge.stuck'](log, { peer, attempt }, error)
      return message.nak(Math.min(MAX_RETRY_MS[why], RETRY_MS * 2 ** (Math.min(attempt, 6) - 1)))
    } finally {
      clearInterval(working)
    }
    // The server has noted it before what comes behind is taken, which may ask how far it is.
    if (overlaps) await message.ackAck()
    else message.ack()
  }

  const done = (async () => {
    while (!stopped.signal.aborted) {
      const error = await eachOf(stream, settle, mayOverlap)
      if (stopped.signal.aborted) return
      // The consumer was taken away, say. Without beginning again nothing would be heard of this peer any more.
      if (log) messages['edge.interrupted'](log, { peer }, error)
      await sleep(RETRY_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
      stream = (await open().catch(() => undefined)) ?? stream
      if (stopped.signal.aborted) stream.stop()
    }
  })()
  return {
    stop: async () => {
      stopped.abort()
      stream.stop()
      await done
    },
  }
}

/** Until the stream ends, and what is under way has; answers with what, if it did not end by itself. */
async function eachOf(
  stream: ConsumerMessages,
  settle: (message: JsMsg, overlaps: boolean) => Promise<void>,
  mayOverlap: Lane['mayOverlap'],
): Promise<unknown> {
  const underWay = new Set<Promise<void>>()
  const begin = (message: JsMsg, overlaps: boolean): Promise<void> => {
    const work = settle(message, overlaps).finally(() => underWay.delete(work))
    underWay.add(work)
    return work
  }
  try {
    for await (const message of stream) {
      const overlaps = mayOverlap(message.data)
      while (underWay.size > (overlaps ? AT_ONCE - 1 : 0)) await Promise.race(underWay)
      const work = begin(message, overlaps)
      // Settled without an answer only if the connection is gone: then the broker hands it over again.
      if (overlaps) work.catch(() => undefined)
      else await work
    }
    return undefined
  } catch (error) {
    return error
  } finally {
    await Promise.allSettled(underWay)
  }
}
