import type { Env } from '@amparo/config'
import { looks } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { loadBook } from '@amparo/protocols'
import { buildApp } from './app.ts'
import { projectionOf } from './commands/projection.ts'
import { keepDesk } from './desk-keeper.ts'
import { keepLog } from './log-keeper.ts'
import { alertConfig, shippedAlerts } from './policy/load.ts'
import { shippedRegisters } from './policy/registers.ts'
import { answerLooks } from './queries/looks.ts'
import { witnessConfig } from './witness-config.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'audit', extraConfig: witnessConfig.extend(alertConfig.shape) })
  const { config } = service
  const hub = config.AMPARO_HUB
  const witness = config.AMPARO_WITNESSES_FILE
  const projection = projectionOf(service.store)
  const desk = {
    ...service,
    hub,
    projection,
    policy: config.AMPARO_ALERTS_FILE ?? shippedAlerts(),
    book: loadBook(),
    registers: shippedRegisters(),
  }
  buildApp(service.http, { ...desk, ask: service.nats.ask, witness })
  const answering = service.nats.answer(looks, answerLooks(desk))
  service.onClose(() => answering.stop())
  const keeper = keepLog({
    ...{ ...service, hub, witnesses: witness?.witnesses ?? [] },
    ...{ limitMs: config.AMPARO_WITNESS_LIMIT_HOURS, everyMs: config.AMPARO_WITNESS_EVERY_SECONDS },
  })
  service.onClose(() => keeper.stop())
  const deskKeeper = keepDesk(desk)
  service.onClose(() => deskKeeper.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('audit', start, process.env)
