import { type Env, textReadAnew } from '@amparo/config'
import {
  directoryAgencies,
  directoryAgency,
  directoryHub,
  directoryInstruments,
  directoryOffering,
} from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { DAY_MS } from '@amparo/kernel'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { defineLog } from '@amparo/observability'
import { startUpkeep } from '@amparo/store'
import { buildApp } from './app.ts'
import { importStatement } from './commands/import-statement.ts'
import { warnOfEndings } from './commands/warn-of-endings.ts'
import { warnOfLapses } from './commands/warn-of-lapses.ts'
import { warnOfOverdue } from './commands/warn-of-overdue.ts'
import { extraConfig } from './config.ts'
import { keepCurrent } from './keep-current.ts'

const messages = defineLog({ 'upkeep.failed': { level: 'error', fields: ['name'] } })

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'directory', extraConfig })
  const { config, store, nats, log, now, newId } = service
  const hub = config.AMPARO_HUB
  const jurisdiction = textReadAnew(env['AMPARO_JURISDICTION_CERT_FILE'], config.AMPARO_JURISDICTION_CERT_FILE)
  const current = await keepCurrent({
    path: config.AMPARO_DIRECTORY_FILE,
    importStatement: importStatement({ run: store.run, now, newId, log, hub, jurisdiction }),
    log,
  })
  service.onClose(() => current.stop())
  const app = buildApp({ ...service, hub })
  nats.answer(directoryAgency, app.agency)
  nats.answer(directoryAgencies, app.agencies)
  nats.answer(directoryHub, app.hub)
  nats.answer(directoryInstruments, app.instruments)
  nats.answer(directoryOffering, app.offering)
  const subscription = await subscribe(nats, store, 'directory', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const relay = startRelay(nats, store, 'directory', { log })
  service.onClose(() => relay.stop())
  const warnDays = config.AMPARO_WARN_BEFORE_KEY_ENDS_DAYS
  const warning = startUpkeep(store.leases, {
    name: 'endings',
    everyMs: DAY_MS,
    work: warnOfEndings({ store, now, log, warnDays }),
    onError: error => messages['upkeep.failed'](log, { name: 'endings' }, error),
  })
  service.onClose(() => warning.stop())
  const lapses = startUpkeep(store.leases, {
    name: 'accreditations',
    everyMs: DAY_MS,
    work: async () => {
      await warnOfOverdue({ store, now, log })()
      await warnOfLapses({ store, now, log })()
    },
    onError: error => messages['upkeep.failed'](log, { name: 'accreditations' }, error),
  })
  service.onClose(() => lapses.stop())
  const reconciler = startReconciler(nats, store, 'directory', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('directory', start, process.env)
