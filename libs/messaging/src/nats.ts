import { readFileSync, statSync } from 'node:fs'
import type { DescMessage, MessageInitShape, MessageShape, QuestionContract } from '@amparo/contracts'
import { inboxPrefix } from '@amparo/contracts'
import type { Log } from '@amparo/observability'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { type Answerer, type Answering, answer } from './answer.ts'
import { type AskOptions, ask } from './ask.ts'
import { messagingErrors } from './errors.ts'
import { nkeyAuthentication } from './nkey.ts'

export interface NatsOptions {
  /** Servers of one cluster: a list, or one string with commas. */
  readonly url: string | readonly string[]
  /** The user's nkey seed, or the file (0600) that holds it. Neither: a server without users, in tests. */
  readonly seed?: string
  readonly seedFile?: string
  /** Name of the user; its inboxes are its own (`inboxPrefix`). A service's user is named like the service. */
  readonly user: string
  /** Certificate authority of the server (PEM file), for `tls://`. */
  readonly caFile?: string
  /** Default 20 s. */
  readonly connectTimeoutMs?: number
  /** False: a connection that is lost is closed, and what waits on it fails at once. */
  readonly reconnect?: boolean
  readonly log?: Log
  /** Hears of 'disconnect', 'reconnect', 'error' and the like: the kind only. */
  onStatus?(kind: string): void
  /** The connection is closed for good, and it was not `close` that closed it. */
  onLost?(): void
}

export interface Nats {
  readonly user: string
  /**
   * Throws the answerer's refusal as AppError of that code; `service_unavailable` when there is no (readable) answer in
   * time: 8 s, unless told otherwise; 1 s where nobody listens. Never inside a transaction.
   */
  ask<Q extends DescMessage, A extends DescMessage>(
    question: QuestionContract<Q, A>,
    request: MessageInitShape<Q>,
    options?: AskOptions,
  ): Promise<MessageShape<A>>
  /**
   * Answers a question; instances of a service share the work. Only contracted askers are heard, known by the subject,
   * on which the server lets nobody else publish. A thrown AppError becomes a refusal of its code; anything else
   * `service_unavailable`.
   */
  answer<Q extends DescMessage, A extends DescMessage>(
    question: QuestionContract<Q, A>,
    answerer: Answerer<Q, A>,
  ): Answering
  /** Throws `service_unavailable` unless the server answers. */
  ready(): Promise<void>
  /** Lets what is under way come to its end. */
  close(): Promise<void>
  readonly connection: NatsConnection
}

/** Throws if the server cannot be reached now; once connected, it reconnects for ever unless told otherwise. */
export async function connectNats(options: NatsOptions): Promise<Nats> {
  const { url, user, caFile, connectTimeoutMs: timeout = 20_000, reconnect = true, log, onStatus, onLost } = options
  const seed = options.seed ?? (options.seedFile === undefined ? undefined : readSeed(options.seedFile))
  const connection = await connect({
    servers: typeof url === 'string' ? url.split(',') : [...url],
    name: user,
    inboxPrefix: inboxPrefix(user),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    pingInterval: 20_000,
    timeout,
    reconnect,
    ignoreClusterUpdates: true,
    // A server that knows nobody, for as long as somebody puts its configuration right, says so more than once. The client would close
    // for ever at the second time, even days after the first.
    ignoreAuthErrorAbort: true,
    // Else each request takes its stack three times over, in case it should fail: most of what asking costs.
    noAsyncTraces: true,
    ...(seed === undefined ? {} : { authenticator: nkeyAuthentication(seed) }),
    ...(caFile === undefined ? {} : { tls: { caFile } }),
  })
  let closing = false
  if (onStatus) void tellStatus(connection, onStatus)
  void connection.closed().then(() => closing || onLost?.())
  const answers = new Set<Answering>()
  return {
    user,
    connection,
    ask: (question, request, askOptions) => ask(connection, user, question, request, askOptions),
    answer: (question, answerer) => {
      const answering = answer(connection, { question, answerer, log })
      answers.add(answering)
      return answering
    },
    ready: async () => {
      if (connection.isClosed()) throw messagingErrors.service_unavailable()
      await within(2_000, connection.flush())
    },
    close: async () => {
      closing = true
      await Promise.all([...answers].map(answering => answering.stop()))
      if (!connection.isClosed()) await within(5_000, connection.drain()).catch(() => connection.close())
    },
  }
}

async function tellStatus(connection: NatsConnection, onStatus: (kind: string) => void): Promise<void> {
  for await (const status of connection.status()) onStatus(status.type)
}

function readSeed(file: string): string {
  if ((statSync(file).mode & 0o077) !== 0) throw new TypeError('The seed file can be read by others: chmod 600')
  return readFileSync(file, 'utf8').trim()
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(messagingErrors.service_unavailable()), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
