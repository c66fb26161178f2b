import type { Env } from '@amparo/config'
import { duty, proceedings, side, standing, underWay, withWhom } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { DAY_MS } from '@amparo/kernel'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { buildApp } from './app.ts'
import { extraConfig } from './config.ts'
import { startOffering } from './daily-work.ts'
import { bookWith } from './domain/book.ts'
import { startNewsFeed } from './news-feed.ts'
import { entities } from './store/rows.ts'
import { startWork } from './work.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'referral', entities, extraConfig })
  const { nats, store, log, config } = service
  const extra = config.AMPARO_PROTOCOLS_DIR
  const folder = loadBook([SHIPPED, ...(extra === undefined ? [] : [extra])])
  const book = bookWith(folder, config.AMPARO_DUE_EMERGENCY)
  const feed = startNewsFeed(store)
  service.onClose(() => feed.stop())
  const deps = { ...service, hub: config.AMPARO_HUB, ask: nats.ask, book }
  const longestFallbackMs = config.AMPARO_FALLBACK_DAYS * DAY_MS
  const app = buildApp({ ...deps, feed, longestFallbackMs })
  await app.recallProtocols()
  const subscription = await subscribe(nats, store, 'referral', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const answering = [
    nats.answer(standing, app.standing),
    nats.answer(withWhom, app.withWhom),
    nats.answer(side, app.side),
    nats.answer(underWay, app.underWay),
    nats.answer(proceedings, app.proceedings),
    nats.answer(duty, app.duty),
  ]
  for (const one of answering) service.onClose(() => one.stop())
  const clock = startWork({
    pieces: [app.fireDue, app.callForDelivery, app.alertChildProtection, app.tendSuspended],
    log,
  })
  service.onClose(() => clock.stop())
  const offering = startOffering({ ...deps, run: store.run })
  service.onClose(() => offering.stop())
  const relay = startRelay(nats, store, 'referral', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'referral', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('referral', start, process.env)
