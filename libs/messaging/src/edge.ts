import { EDGE_STREAM, edgeSubject } from '@amparo/contracts'
import type { Log } from '@amparo/observability'
import { jetstream } from '@nats-io/jetstream'
import { messagingErrors } from './errors.ts'
import { messages } from './log.ts'
import { connectNats, type Nats, type NatsOptions } from './nats.ts'
import { EDGE_CONSUMER } from './provision-edge.ts'

export interface EdgeSubscription {
  /** Takes no more, and waits for what is under way. */
  stop(): Promise<void>
}

const RETRY_MS = 2_000

/**
 * Hands over what peers sent, one message after the other, so that what one peer sends keeps its order. Acknowledged only
 * when `take` has come to its end, so after its commit; one that throws is taken again later.
 *
 * @param take `peer` is the last token of the subject, on which the server lets only that peer publish
 */
export async function consumeEdge(
  nats: Nats,
  take: (peer: string, bytes: Uint8Array) => Promise<void>,
  { log }: { log?: Log } = {},
): Promise<EdgeSubscription> {
  const consumer = await jetstream(nats.connection).consumers.get(EDGE_STREAM, EDGE_CONSUMER)
  const stream = await consumer.consume({ max_messages: 64 })
  let stopping = false
  const done = (async () => {
    for await (const message of stream) {
      if (stopping) {
        message.nak()
        continue
      }
      try {
        await take(message.subject.slice(edgeSubject('').length), message.data)
        message.ack()
      } catch (error) {
        if (log) messages['edge.not_taken'](log, {}, error)
        message.nak(RETRY_MS)
      }
    }
  })()
  return {
    stop: async () => {
      stopping = true
      stream.stop()
      await done
    },
  }
}

export interface PeerLink {
  /** Resolves when the bytes have left for the peer's server, which answers nothing. Throws `service_unavailable`. */
  publish(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A way to one peer that may be away: it connects when there is something to send, and keeps the connection. */
export function openPeerLink({ ownHub, ...options }: Omit<NatsOptions, 'user'> & { ownHub: string }): PeerLink {
  let link: Promise<Nats> | undefined
  const connected = (): Promise<Nats> => {
    link ??= connectNats({ ...options, user: ownHub }).catch((cause: unknown) => {
      link = undefined
      throw messagingErrors.service_unavailable({ cause })
    })
    return link
  }
  return {
    publish: async bytes => {
      const nats = await connected()
      // Without this check a lost connection would keep the bytes in memory and call that sent.
      await nats.ready()
      nats.connection.publish(edgeSubject(ownHub), bytes)
      await nats.ready()
    },
    close: async () => {
      await (await link?.catch(() => undefined))?.close()
    },
  }
}
