import {
  type ConsumerConfig,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  type StreamConfig,
} from '@nats-io/jetstream'
import type { Nats } from './nats.ts'

/**
 * How long a message may go unsettled before it is delivered again: so long an emergency waits when the instance that had it is
 * killed. Work that takes longer says that it goes on; what came twice is handled once. `backoff` is not set beside it: its later steps would
 * be added to the delay that a consumer asks for when it gives a message back (nats-server 2.10.27).
 */
export const ACK_WAIT_MS = 12_000
/** So often whoever is at work says so. */
export const STILL_WORKING_MS = ACK_WAIT_MS / 3

/**
 * How long a consumer's request for more stands. One that outlives its connection (stopped at the very moment of asking) is still
 * served, and what it is given waits for ACK_WAIT_MS: so not for long.
 */
export const ASK_AGAIN_MS = 5_000

/** For a server's answer while all of a hub starts at once, on a machine that has other things to do. */
export const SETUP_MS = 20_000

export const nanos = (ms: number): number => ms * 1_000_000

export const streamManager = (admin: Nats): Promise<JetStreamManager> =>
  jetstreamManager(admin.connection, { checkAPI: false, timeout: SETUP_MS })

/** Servers drop options they do not know without a word, so what is echoed is compared. */
export class SetupMismatch extends Error {
  override readonly name = 'SetupMismatch'

  constructor(name: string, settings: readonly string[]) {
    super(`nats-server took ${name} otherwise than asked: ${settings.join(', ')}`)
  }
}

type Wanted<T> = Partial<T>

/** The server says only why, as that there is no room: not for which of them, nor for how much it would have to be. */
export class SetupRefused extends Error {
  override readonly name = 'SetupRefused'

  constructor({ name, max_bytes = 0, num_replicas = 1 }: Wanted<StreamConfig>, cause: unknown) {
    const why = cause instanceof Error ? cause.message : ''
    super(`nats-server refused ${name} of ${max_bytes} bytes on ${num_replicas}: ${why}`, { cause })
  }
}

export async function ensureStream(manager: JetStreamManager, wanted: Wanted<StreamConfig> & { name: string }) {
  const known = await manager.streams.info(wanted.name).catch(absent)
  const { streams } = manager
  const made = known ? streams.update(wanted.name, wanted) : streams.add(wanted)
  const { config } = await made.catch((cause: unknown) => {
    throw new SetupRefused(wanted, cause)
  })
  compare(wanted.name, wanted, config)
}

export async function ensureConsumer(
  manager: JetStreamManager,
  stream: string,
  wanted: Wanted<ConsumerConfig> & { durable_name: string },
) {
  const known = await manager.consumers.info(stream, wanted.durable_name).catch(absent)
  const { config } = known
    ? await manager.consumers.update(stream, wanted.durable_name, wanted)
    : await manager.consumers.add(stream, wanted)
  compare(`${stream}/${wanted.durable_name}`, wanted, config)
}

function absent(error: unknown): undefined {
  if (error instanceof JetStreamApiError && error.status === 404) return undefined
  throw error
}

function compare(name: string, wanted: object, echoed: object): void {
  const got = new Map(Object.entries(echoed))
  const different = Object.entries(wanted)
    .filter(([setting, value]) => JSON.stringify(got.get(setting)) !== JSON.stringify(value))
    .map(([setting]) => setting)
  if (different.length > 0) throw new SetupMismatch(name, different)
}
