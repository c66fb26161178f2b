import { fileURLToPath } from 'node:url'
import { type Env, textFile } from '@amparo/config'
import { age, attest } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { z } from 'zod'
import { BODY_LIMIT, buildApp } from './app.ts'
import { openKeyStore } from './key-store.ts'
import { loadViewPolicy } from './policy/load.ts'
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
  AMPARO_VIEW_POLICY_FILE: textFile()
    .prefault(fileURLToPath(new URL('../policy/views.v1.json', import.meta.url)))
    .describe('what a view holds, field by field; its SHA-256 is in every view and entry of the log'),
  AMPARO_RELEASE_K: z.coerce
    .number()
    .int()
    .min(5)
    .default(11)
    .describe('so many persons at least stand behind each figure that is released to the public'),
  AMPARO_KEYSTORE_DIR: z.string().min(1).describe("folder of the hub's key-encryption key and OpenPGP private keys"),
})
export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'redaction', extraConfig, bodyLimit: BODY_LIMIT })
  const { nats, store, log, config } = service
  const views = loadViewPolicy(config.AMPARO_VIEW_POLICY_FILE)
  const keysDatabase = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  service.onClose(() => keysDatabase.close())
  const keyStore = await openKeyStore(config.AMPARO_KEYSTORE_DIR, keysDatabase)
  const extra = config.AMPARO_PROTOCOLS_DIR
  const forms = loadBook([SHIPPED, ...(extra === undefined ? [] : [extra])])
  const app = buildApp({
    ...service,
    hub: config.AMPARO_HUB,
    keyStore,
    keysDatabase,
    ask: nats.ask,
    forms,
    views,
    leastK: config.AMPARO_RELEASE_K,
  })
  const subscription = await subscribe(nats, store, 'redaction', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const answering = [nats.answer(attest, app.attest), nats.answer(age, app.age)]
  for (const one of answering) service.onClose(() => one.stop())
  const relay = startRelay(nats, store, 'redaction', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'redaction', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('redaction', start, process.env)
