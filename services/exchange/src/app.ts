import { readPrivateKey, signDetached } from '@amparo/crypto'
import type { HttpApp } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { expireOverdue } from './commands/expire.ts'
import { takeFromPeer } from './commands/take-message.ts'
import { BACKOFF, type Backoff } from './domain/delivery.ts'
import { subscribers } from './events/index.ts'
import { evidenceRoute } from './http/evidence.ts'
import { hubRequest, signerOf } from './ports/hubs.ts'
import { evidenceOf } from './queries/evidence-of.ts'

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Store
  readonly nats: Pick<Nats, 'ask'>
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
  /** Armored OpenPGP private key. */
  readonly signKey: string
  readonly backoff?: Backoff
}

/** Adds the routes, and gives back what is to be subscribed, taken in and sent. No I/O of its own. */
export async function buildApp({ hub, http, store, nats, log, now, newId, signKey, backoff = BACKOFF }: AppDeps) {
  let queued = () => {}
  const deps = { hub, now, newId, log, wake: () => queued() }
  const key = await readPrivateKey(signKey)
  evidenceRoute(http, evidenceOf(store))
  return {
    subscribers: subscribers(deps),
    take: takeFromPeer({ ...deps, store, signerOf: signerOf(code => nats.ask(...hubRequest(code))) }),
    sending: {
      ...{ hub, now, newId, log, store, backoff },
      sign: (message: Uint8Array) => signDetached(message, key),
      expire: expireOverdue({ ...deps, store }),
    },
    /** Hears that something may be due. */
    onQueued: (listener: () => void) => {
      queued = listener
    },
  }
}
