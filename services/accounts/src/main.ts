import type { Env } from '@amparo/config'
import {
  departures as departuresQuestion,
  endedSignIns as endedSignInsQuestion,
  posts as postsQuestion,
  staff as staffQuestion,
} from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { startReconciler, startRelay } from '@amparo/messaging'
import { buildApp } from './app.ts'
import { extraConfig } from './config.ts'
import { keepCurrent } from './keep-current.ts'
import { messages } from './log.ts'

const PURGE_EVERY_MS = 600_000

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'accounts', extraConfig })
  const { config, log } = service
  const { tellIssuerKeys, importUsers, purge, staff, departures, endedSignIns, posts } = buildApp({
    ...service,
    ask: service.nats.ask,
    hub: config.AMPARO_HUB,
    issuer: config.AMPARO_ISSUER,
    audience: config.AMPARO_AUDIENCE,
    clients: config.AMPARO_CLIENTS,
    issuerKeys: config.AMPARO_ISSUER_KEYS_FILE.reveal(),
    cookieKey: config.AMPARO_COOKIE_KEY_FILE.reveal(),
    trustedProxies: config.AMPARO_TRUSTED_PROXIES,
  })
  await tellIssuerKeys()
  // Believed whole above, or there would be no start; from here on it is followed.
  const current = await keepCurrent({ path: env['AMPARO_USERS_FILE'] ?? '', importUsers, log })
  service.onClose(() => current.stop())
  for (const answering of [
    service.nats.answer(staffQuestion, staff),
    service.nats.answer(departuresQuestion, departures),
    service.nats.answer(endedSignInsQuestion, endedSignIns),
    service.nats.answer(postsQuestion, posts),
  ])
    service.onClose(() => answering.stop())
  const timer = setInterval(() => {
    purge().catch((error: unknown) => messages['purge.failed'](log, {}, error))
  }, PURGE_EVERY_MS)
  service.onClose(() => clearInterval(timer))
  const relay = startRelay(service.nats, service.store, 'accounts', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(service.nats, service.store, 'accounts', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('accounts', start, process.env)
