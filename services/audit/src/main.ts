import type { Env } from '@amparo/config'
import { looks } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { buildApp } from './app.ts'
import { keepLog } from './log-keeper.ts'
import { answerLooks } from './queries/looks.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'audit' })
  const hub = service.config.AMPARO_HUB
  buildApp(service.http, { hub, store: service.store, sign: service.sign })
  const answering = service.nats.answer(looks, answerLooks(service))
  service.onClose(() => answering.stop())
  const keeper = keepLog({ ...service, hub })
  service.onClose(() => keeper.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('audit', start, process.env)
