import { type Env, secretReadAnew } from '@amparo/config'
import {
  decide,
  evidencePermit,
  match,
  notice,
  noticesStanding,
  reidentify,
  subjectRecord,
  suitable,
} from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { HOUR_MS } from '@amparo/kernel'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { startAllUpkeep, type Task } from '@amparo/store'
import { buildApp } from './app.ts'
import { messages } from './commands/messages.ts'
import { extraConfig } from './config.ts'
import { loadFormTexts } from './forms/load.ts'
import { loadPolicy } from './policy/load.ts'

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'consent', extraConfig, pipeline: true })
  const { config, nats, store, log } = service
  const app = buildApp({
    ...service,
    hub: config.AMPARO_HUB,
    ask: nats.ask,
    grantKey: secretReadAnew(env['AMPARO_GRANT_KEY_FILE'], config.AMPARO_GRANT_KEY_FILE),
    policy: loadPolicy(config.AMPARO_POLICY_FILE),
    warnBeforeMs: config.AMPARO_WARN_BEFORE_END_HOURS * HOUR_MS,
    directoryBelievedMs: config.AMPARO_DIRECTORY_BELIEVED_MS,
    formTexts: loadFormTexts(config.AMPARO_CONSENT_FORMS_DIR),
  })
  nats.answer(decide, (request, asked) => app.decide(request, asked))
  nats.answer(reidentify, request => app.reidentify(request))
  nats.answer(subjectRecord, request => app.ownRecord(request))
  nats.answer(notice, request => app.permitNotice(request))
  nats.answer(noticesStanding, (request, { asker }) => app.noticesStanding(request, asker))
  nats.answer(match, request => app.permitMatch(request))
  nats.answer(evidencePermit, request => app.permitEvidence(request))
  nats.answer(suitable, (request, { asker }) => app.suitable(request, asker))
  const subscription = await subscribe(nats, store, 'consent', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const relay = startRelay(nats, store, 'consent', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'consent', { log })
  service.onClose(() => reconciler.stop())
  const upkeep: Task[] = [
    ['statements', app.sendStatements, 1_000],
    ['grant-status', app.pushStatus, 1_000],
    ['withdrawals', app.applyDueWithdrawals, 30_000],
    ['suspended', app.recallSuspended, 30_000],
    ['recalls', app.raiseAlarms, 30_000],
    ['due', app.tellDue, 60_000],
    ['overdue-reviews', app.enterOverdueReviews, 600_000],
  ]
  const tending = startAllUpkeep(store.leases, upkeep, (error, name) => messages['upkeep.failed'](log, { name }, error))
  service.onClose(() => tending.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('consent', start, process.env)
