import { edgeSubject } from '@amparo/contracts'
import { JetStreamApiError, jetstream } from '@nats-io/jetstream'
import { messagingErrors } from './errors.ts'
import { connectNats, type Nats, type NatsOptions } from './nats.ts'

export interface PeerLink {
  /**
   * `taken`: the peer's server has it on its disk, which says nothing of its exchange. `full`: it has no room for it now. `too_large`: it will
   * never take it. Throws `service_unavailable`: the peer is away, or too slow; it may have it nevertheless. What comes again under the same
   * `id` within two minutes (JetStream's window for doubles) is taken, and kept once.
   */
  publish(bytes: Uint8Array, id?: string): Promise<'taken' | 'full' | 'too_large'>
  /** At once. What is under way throws. */
  close(): Promise<void>
}

const CONNECT_MS = 3_000
const ANSWER_MS = 5_000
/** A line of 256 kbit/s has a message of 1 MiB through in time. */
const SLOWEST_BYTES_PER_MS = 32
/** JetStream's "message size exceeds maximum allowed". */
const TOO_LARGE = 10_054

/**
 * A way to one peer that may be away: it connects when there is something to send, and keeps the connection for as long as the
 * peer answers. One that does not is dropped with all it had in memory, or every retry would add to that.
 */
export function openPeerLink({ ownHub, ...options }: Omit<NatsOptions, 'user'> & { ownHub: string }): PeerLink {
  let link: Promise<Nats> | undefined
  let closed = false

  const connected = (): Promise<Nats> => {
    if (closed) throw messagingErrors.service_unavailable()
    if (link) return link
    const opening = connectNats({ connectTimeoutMs: CONNECT_MS, reconnect: false, ...options, user: ownHub })
    link = opening
    const forget = () => {
      if (link === opening) link = undefined
    }
    opening.then(({ connection }) => connection.closed()).then(forget, forget)
    return opening
  }
  const drop = async (one: Promise<Nats> | undefined) => (await one?.catch(() => undefined))?.connection.close()

  return {
    publish: async (bytes, id) => {
      const used = connected()
      try {
        const { connection } = await used
        if (bytes.byteLength > (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) return 'too_large'
        const timeout = ANSWER_MS + bytes.byteLength / SLOWEST_BYTES_PER_MS
        await jetstream(connection).publish(edgeSubject(ownHub), bytes, {
          timeout,
          retries: 0,
          ...(id && { msgID: id }),
        })
        return 'taken'
      } catch (cause) {
        // The server's word that it has not kept it.
        if (cause instanceof JetStreamApiError) return cause.code === TOO_LARGE ? 'too_large' : 'full'
        await drop(used)
        throw messagingErrors.service_unavailable({ cause })
      }
    },
    close: () => {
      closed = true
      return drop(link)
    },
  }
}
