import type { Env } from '@amparo/config'
import { looks } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { buildApp } from './app.ts'
import { keepLog } from './log-keeper.ts'
import { answerLooks } from './queries/looks.ts'
import { witnessConfig } from './witness-config.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'audit', extraConfig: witnessConfig })
  const { config } = service
  const hub = config.AMPARO_HUB
  const witness = config.AMPARO_WITNESSES_FILE
  buildApp(service.http, { ...service, hub, witness })
  const answering = service.nats.answer(looks, answerLooks(service))
  service.onClose(() => answering.stop())
  const keeper = keepLog({
    ...{ ...service, hub, witnesses: witness?.witnesses ?? [] },
    ...{ limitMs: config.AMPARO_WITNESS_LIMIT_HOURS, everyMs: config.AMPARO_WITNESS_EVERY_SECONDS },
  })
  service.onClose(() => keeper.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('audit', start, process.env)
