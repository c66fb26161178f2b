import type { Env } from '@amparo/config'
import { attest } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { z } from 'zod'
import { BODY_LIMIT, buildApp } from './app.ts'
import { keyConfig } from './key-config.ts'
import { openConfiguredKeyStore, settleKeys } from './key-store.ts'
import { openKeysDatabase } from './store/keys-database.ts'
import { startUpkeep } from './upkeep.ts'

const extraConfig = keyConfig.extend({
  AMPARO_PROTOCOLS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('folder with protocols and forms besides those that come with the product'),
})

/** How often what is due is looked for. */
const KEYS_EVERY_MS = 5_000

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'redaction', extraConfig, bodyLimit: BODY_LIMIT })
  const { nats, store, log, config } = service
  const keysDatabase = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  service.onClose(() => keysDatabase.close())
  const keyStore = await openConfiguredKeyStore(config)
  await settleKeys(keyStore, keysDatabase)
  const extra = config.AMPARO_PROTOCOLS_DIR
  const forms = loadBook([SHIPPED, ...(extra === undefined ? [] : [extra])])
  const app = buildApp({ ...service, hub: config.AMPARO_HUB, keyStore, keysDatabase, ask: nats.ask, forms })
  const subscription = await subscribe(nats, store, 'redaction', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const answering = nats.answer(attest, app.attest)
  service.onClose(() => answering.stop())
  const relay = startRelay(nats, store, 'redaction', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'redaction', { log })
  service.onClose(() => reconciler.stop())
  const tending = startUpkeep({ store, log, name: 'keys', work: app.tendKeys, everyMs: KEYS_EVERY_MS })
  service.onClose(() => tending.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('redaction', start, process.env)
