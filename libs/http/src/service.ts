import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { baseConfig, type Env, parseConfig } from '@amparo/config'
import type { ServiceName } from '@amparo/contracts'
import { loadSigningKey, loadTrust, type SigningKey, type Trust } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import { connectNats, type Nats, type NatsOptions } from '@amparo/messaging'
import { createLog, defineLog, type Log } from '@amparo/observability'
import { openStore, type Store, type StoreOptions } from '@amparo/store'
import type { z } from 'zod'
import { buildHttp } from './build.ts'
import type { Caller } from './caller.ts'
import { Closers } from './closers.ts'
import type { HttpApp } from './http-app.ts'
import type { Running } from './service-main.ts'
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts'

/** The clients that a service works with, opened from its environment. */
export interface ServiceContext<C> {
  readonly config: z.output<typeof baseConfig> & C
  readonly log: Log
  readonly store: Store
  readonly nats: Nats
  readonly verifier: TokenVerifier
  /** Takes routes until `listen`. */
  readonly http: HttpApp
  /** The service's own key for statements. */
  readonly sign: SigningKey
  /** Keys of the other services. */
  readonly trust: Trust
  readonly now: Clock
  readonly newId: NewId
  /** Another connection of this service's, kept as its first one is: its end ends the process, /readyz asks it, and it is closed with the rest. */
  connect(name: string, options: NatsOptions): Promise<Nats>
  /** /readyz asks this too, from now on: it throws while what the service cannot do without is away. */
  needs(ready: () => Promise<void>): void
  /** Runs when the service stops, the last one first, before the clients above are closed. */
  onClose(close: () => unknown): void
  /** Begins to answer HTTP. What `start` of a main.ts returns. Closes everything if it fails. */
  listen(): Promise<Running>
}

export interface OpenServiceOptions<E extends z.ZodObject> {
  readonly service: ServiceName
  /** Variables of this service alone. */
  readonly extraConfig?: E
  readonly entities?: StoreOptions['entities']
  readonly pipeline?: StoreOptions['pipeline']
  /** Bytes of a request's body; 1 MiB if not given. */
  readonly bodyLimit?: number
  /** As `check` of a token verifier. */
  readonly checkCaller?: (config: z.output<E>) => (caller: Caller) => void
}

const messages = defineLog({
  'service.started': ['port'],
  'service.stopped': [],
  'nats.status': ['connection', 'status'],
  // An alarm: the process ends with it, and whoever runs it starts it again. Without its broker it would stand there and hear of nothing.
  'nats.lost': { level: 'error', fields: ['connection'] },
})

/** Opens config, log, store, NATS, token verifier and HTTP, in this order. What is open is closed if a later one fails. */
export async function openService<E extends z.ZodObject = typeof baseConfig>(
  env: Env,
  { service, extraConfig, entities = [], pipeline = false, bodyLimit, checkCaller }: OpenServiceOptions<E>,
): Promise<ServiceContext<z.output<E>>> {
  // What a service makes lives as long as an answer takes. V8 puts what often outlived a collection, as while a process starts, where only
  // major collections look from then on, and each of those stops every answer.
  setFlagsFromString('--no-allocation-site-pretenuring')
  // A minor collection has little to move here. Shared out to other threads it waits for the slowest of them to be given a processor.
  setFlagsFromString('--no-parallel-scavenge')
  // One schema, so that everything missing is named at once.
  const schema: z.ZodObject = extraConfig ? baseConfig.extend(extraConfig.shape) : baseConfig
  const config = parseConfig(schema, env) as z.output<typeof baseConfig> & z.output<E>
  const hub = config.AMPARO_HUB
  const log = createLog({ service, hub, level: config.AMPARO_LOG_LEVEL })
  const sign = loadSigningKey(config.AMPARO_SIGNING_KEY_FILE.reveal())
  const trust = loadTrust(config.AMPARO_TRUST_FILE)
  const closers = new Closers()
  const needed: (() => Promise<void>)[] = []
  const connect = async (name: string, options: NatsOptions) => {
    const nats = await connectNats({
      ...options,
      log,
      onStatus: status => messages['nats.status'](log, { connection: name, status }),
      onLost: () => {
        messages['nats.lost'](log, { connection: name })
        process.exit(1)
      },
    })
    closers.add(() => nats.close())
    needed.push(() => nats.ready())
    return nats
  }
  return closers.orCloseAll(async () => {
    const url = config.AMPARO_DATABASE_URL
    const store = await openStore({ url, service, entities, applicationName: service, pipeline })
    closers.add(() => store.close())
    needed.push(() => store.ready())
    const nats = await connect('own', {
      url: config.AMPARO_NATS_URL,
      seed: config.AMPARO_NATS_SEED_FILE.reveal(),
      user: service,
    })
    const verifier = createTokenVerifier({
      issuer: config.AMPARO_ISSUER,
      audience: config.AMPARO_AUDIENCE,
      jwksUrl: config.AMPARO_JWKS_URL,
      hub,
      check: checkCaller?.(config),
    })
    const ready = async () => void (await Promise.all(needed.map(isReady => isReady())))
    const http = await buildHttp({
      ...{ service, log, verifier, store, ready },
      rate: { perMinute: config.AMPARO_HTTP_RATE_PER_MINUTE, trustedProxies: config.AMPARO_TRUSTED_PROXIES },
      ...(bodyLimit ? { bodyLimit } : {}),
    })
    const listen = () =>
      closers.orCloseAll(async () => {
        closers.add(() => http.close())
        // Whoever hears that this service is ready may ask it: the broker has to know by then what it answers.
        await nats.ready()
        await http.listen({ host: config.AMPARO_HTTP_HOST, port: config.AMPARO_HTTP_PORT })
        const port = portOf(http)
        messages['service.started'](log, { port })
        const stop = async () => {
          await closers.closeAll()
          messages['service.stopped'](log, {})
        }
        return { port, stop }
      })
    return {
      ...{ config, log, store, nats, verifier, http, sign, trust, connect, listen },
      now: () => new Date(),
      newId: randomUUID,
      needs: isReady => void needed.push(isReady),
      onClose: close => closers.add(close),
    }
  })
}

function portOf(http: HttpApp): number {
  const address = http.server.address()
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port')
  return address.port
}
