import type { Env } from '@amparo/config'
import { standing } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { buildApp } from './app.ts'
import { entities } from './store/rows.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'referral', entities })
  const { nats, store, log } = service
  const app = buildApp({ ...service, hub: service.config.AMPARO_HUB, ask: nats.ask })
  const subscription = await subscribe(nats, store, 'referral', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const answering = nats.answer(standing, app.standing)
  service.onClose(() => answering.stop())
  const relay = startRelay(nats, store, 'referral', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'referral', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('referral', start, process.env)
