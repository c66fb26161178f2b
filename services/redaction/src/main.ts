import type { Env } from '@amparo/config'
import { age, attest } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { z } from 'zod'
import { BODY_LIMIT, buildApp } from './app.ts'
import { CUSTODY_TIMES } from './custody.ts'
import { readRetention } from './domain/retention.ts'
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
  AMPARO_ERASURE_WAIT_DAYS: z.coerce
    .number()
    .min(0)
    .max(366)
    .default(CUSTODY_TIMES.waitDays)
    .describe('so long an erasure can be called back'),
  AMPARO_RETENTION_DAYS: z
    .string()
    .default('')
    .transform((text, ctx) => readRetention(text) ?? unreadable(ctx))
    .describe('for how long the law has what is held kept, by kind: form=1825,package=365,assessment=0,message=0'),
})

function unreadable(ctx: z.core.$RefinementCtx<string>): never {
  ctx.addIssue({ code: 'custom', message: 'not of the form kind=days,kind=days' })
  return z.NEVER
}

/** How often what is due is looked for. */
const KEYS_EVERY_MS = 5_000
const ERASURES_EVERY_MS = 15_000

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'redaction', extraConfig, bodyLimit: BODY_LIMIT })
  const { nats, store, log, config } = service
  const keysDatabase = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  service.onClose(() => keysDatabase.close())
  const keyStore = await openConfiguredKeyStore(config)
  await settleKeys(keyStore, keysDatabase)
  const extra = config.AMPARO_PROTOCOLS_DIR
  const forms = loadBook([SHIPPED, ...(extra === undefined ? [] : [extra])])
  const { AMPARO_ERASURE_WAIT_DAYS: waitDays, AMPARO_RETENTION_DAYS: retention } = config
  const times = { ...CUSTODY_TIMES, waitDays, retention }
  const app = buildApp({ ...service, hub: config.AMPARO_HUB, keyStore, keysDatabase, ask: nats.ask, forms, times })
  await app.eraseAgain()
  const subscription = await subscribe(nats, store, 'redaction', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const answering = [nats.answer(attest, app.attest), nats.answer(age, app.age)]
  for (const one of answering) service.onClose(() => one.stop())
  const relay = startRelay(nats, store, 'redaction', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'redaction', { log })
  service.onClose(() => reconciler.stop())
  const tending = startUpkeep({ store, log, name: 'keys', work: app.tendKeys, everyMs: KEYS_EVERY_MS })
  service.onClose(() => tending.stop())
  const erasing = startUpkeep({ store, log, name: 'erasures', work: app.tendErasures, everyMs: ERASURES_EVERY_MS })
  service.onClose(() => erasing.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('redaction', start, process.env)
