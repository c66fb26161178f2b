import type { Env } from '@amparo/config'
import { openService, type Running, serviceMain } from '@amparo/http'
import { buildApp } from './app.ts'
import { keepLog } from './log-keeper.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'audit' })
  const hub = service.config.AMPARO_HUB
  buildApp(service.http, { hub, store: service.store, sign: service.sign })
  const keeper = keepLog({ ...service, hub })
  service.onClose(() => keeper.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('audit', start, process.env)
