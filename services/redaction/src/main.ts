import type { Env } from '@amparo/config'
import { age, attest } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { z } from 'zod'
import { BODY_LIMIT, buildApp } from './app.ts'
import { openKeyStore } from './key-store.ts'
import { openKeysDatabase } from './store/keys-database.ts'

const extraConfig = z.object({
  AMPARO_KEYS_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('the database of wrapped data keys, apart from the vault'),
  AMPARO_PROTOCOLS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('folder with protocols and forms besides those that come with the product'),
  AMPARO_SEARCHES_A_DAY: z.coerce
    .number()
    .int()
    .min(0)
    .default(20)
    .describe('searches of one custodian in 24 hours; above that, with a recent sign-in'),
  AMPARO_SEARCHES_A_DAY_AT_MOST: z.coerce
    .number()
    .int()
    .min(0)
    .default(60)
    .describe('searches of one custodian in 24 hours in all'),
  AMPARO_EMERGENCIES_A_WEEK: z.coerce
    .number()
    .int()
    .min(0)
    .default(3)
    .describe('identities that one user may open alone in an emergency in seven days'),
  AMPARO_KEYSTORE_DIR: z.string().min(1).describe("folder of the hub's key-encryption key and OpenPGP private keys"),
})
export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'redaction', extraConfig, bodyLimit: BODY_LIMIT })
  const { nats, store, log, config } = service
  const keysDatabase = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  service.onClose(() => keysDatabase.close())
  const keyStore = await openKeyStore(config.AMPARO_KEYSTORE_DIR, keysDatabase)
  const extra = config.AMPARO_PROTOCOLS_DIR
  const forms = loadBook([SHIPPED, ...(extra === undefined ? [] : [extra])])
  const limits = {
    searches: { free: config.AMPARO_SEARCHES_A_DAY, most: config.AMPARO_SEARCHES_A_DAY_AT_MOST },
    emergencies: config.AMPARO_EMERGENCIES_A_WEEK,
  }
  const app = buildApp({ ...service, limits, hub: config.AMPARO_HUB, keyStore, keysDatabase, ask: nats.ask, forms })
  const subscription = await subscribe(nats, store, 'redaction', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const answering = [nats.answer(attest, app.attest), nats.answer(age, app.age)]
  for (const one of answering) service.onClose(() => one.stop())
  const relay = startRelay(nats, store, 'redaction', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'redaction', { log })
  service.onClose(() => reconciler.stop())
  const indexing = app.startIndexing()
  service.onClose(() => indexing.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('redaction', start, process.env)
