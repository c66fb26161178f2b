import type { Env } from '@amparo/config'
import {
  age,
  attest,
  child,
  childhoods,
  contactRule,
  filePart,
  held,
  missingFileParts,
  names,
  requestReasons,
  served,
  takeFilePart,
} from '@amparo/contracts'
import { stampedBy } from '@amparo/crypto/bundle'
import { openSandbox } from '@amparo/documents'
import { openService, type Running, serviceMain } from '@amparo/http'
import { HOUR_MS } from '@amparo/kernel'
import { startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { loadBook, SHIPPED } from '@amparo/protocols'
import { growInSmallSteps, startAllUpkeep, type Task } from '@amparo/store'
import { loadEngine } from '@amparo/text/node'
import { BODY_LIMIT, buildApp } from './app.ts'
import { messages } from './commands/messages.ts'
import { extraConfig } from './config.ts'
import { CUSTODY_TIMES } from './custody.ts'
import { subkeyTimesOf } from './key-config.ts'
import { openConfiguredKeyStore, settleKeys } from './key-store.ts'
import { loadViewPolicy } from './policy/load.ts'
import { readKeyList } from './policy/match-keys.ts'
import { endedSignIns, keepHearing } from './ports/ended-sign-ins.ts'
import { canNoteBesideKeys, journalBesideKeys } from './ports/journal-beside-keys.ts'
import { clamd } from './ports/malware.ts'
import { openKeysDatabase } from './store/keys-database.ts'

export async function start(env: Env): Promise<Running> {
  const signIns = endedSignIns(() => new Date())
  const service = await openService(env, {
    ...{ service: 'redaction', extraConfig, bodyLimit: BODY_LIMIT },
    checkCaller: config => (config.AMPARO_ENDED_SIGN_INS ? signIns.check : () => undefined),
  })
  const { nats, store, log, config } = service
  const views = loadViewPolicy(config.AMPARO_VIEW_POLICY_FILE)
  const keysDatabase = await openKeysDatabase(config.AMPARO_KEYS_DATABASE_URL)
  service.onClose(() => keysDatabase.close())
  service.needs(keysDatabase.ready)
  const keyStore = await openConfiguredKeyStore(config)
  await settleKeys(keyStore, keysDatabase)
  const besideKeys = (await canNoteBesideKeys(config.AMPARO_KEYSTORE_DIR))
    ? journalBesideKeys(config.AMPARO_KEYSTORE_DIR)
    : undefined
  if (besideKeys === undefined) messages['journal.remembered_in_databases_alone'](log, {})
  const extra = config.AMPARO_PROTOCOLS_DIR
  const forms = loadBook([SHIPPED, ...(extra === undefined ? [] : [extra])])
  const { AMPARO_ERASURE_WAIT_DAYS: waitDays, AMPARO_RETENTION_DAYS: retention } = config
  const times = { ...CUSTODY_TIMES, waitDays, retention }
  const linkTimes = {
    usualMs: config.AMPARO_LINK_HOURS * HOUR_MS,
    emergencyMs: config.AMPARO_LINK_EMERGENCY_HOURS * HOUR_MS,
  }
  const ends = {
    emergency: config.AMPARO_END_EMERGENCY,
    urgent: config.AMPARO_END_URGENT,
    normal: config.AMPARO_END_NORMAL,
  }
  const limits = {
    searches: { free: config.AMPARO_SEARCHES_A_DAY, most: config.AMPARO_SEARCHES_A_DAY_AT_MOST },
    emergencies: config.AMPARO_EMERGENCIES_A_WEEK,
    persons: config.AMPARO_PERSONS_A_DAY,
    uploads: config.AMPARO_UPLOADS_A_DAY_GIB * 1024 ** 3,
  }
  const engine = loadEngine(() => performance.now())
  const subkeyTimes = subkeyTimesOf(config)
  const agencyKeyMs = config.AMPARO_AGENCY_KEY_KEPT_DAYS * 24 * HOUR_MS
  const sheetMs = config.AMPARO_RECORD_SHEET_DAYS * 24 * HOUR_MS
  const bounds = { ends, subkeyTimes, agencyKeyMs, times, linkTimes, sheetMs, limits, leastK: config.AMPARO_RELEASE_K }
  const matchKeys = readKeyList(config.AMPARO_MATCH_KEYS_FILE)
  const matchQuota = { aDay: config.AMPARO_MATCHES_A_DAY, anHour: config.AMPARO_MATCHES_AN_HOUR }
  const { AMPARO_TIMESTAMP_URL: url, AMPARO_TIMESTAMP_CERTIFICATE_FILE: certificate } = config
  if ((url === undefined) !== (certificate === undefined))
    throw new Error('AMPARO_TIMESTAMP_URL and AMPARO_TIMESTAMP_CERTIFICATE_FILE go together')
  const timestamps =
    url !== undefined && certificate !== undefined
      ? { stamp: stampedBy({ url, certificate }), authorities: [certificate] }
      : {}
  const { AMPARO_CLAMD: address } = config
  const scanner = address === undefined ? {} : { scan: clamd({ address }) }
  const own = {
    ...timestamps,
    ...scanner,
    keyStore,
    keysDatabase,
    besideKeys,
    forms,
    views,
    engine,
    sandbox: openSandbox(() => messages['documents.without_bubblewrap'](log, {})),
    matchKeys,
    matchQuota,
    ...bounds,
  }
  const app = buildApp({ ...service, ...own, hub: config.AMPARO_HUB, ask: nats.ask })
  if (config.AMPARO_ENDED_SIGN_INS) {
    const asking = { signer: service.trust.keyOf('accounts'), newId: service.newId }
    const heard = () => signIns.hear(nats.ask, asking)
    service.onClose(keepHearing(heard, error => messages['sign-ins.not-heard'](log, {}, error)))
  }
  await app.eraseAgain()
  const subscription = await subscribe(nats, store, 'redaction', app.subscriptions, { log })
  service.onClose(() => subscription.stop())
  const { parts } = app.files
  const answering = [
    ...[
      nats.answer(attest, app.attest),
      nats.answer(age, app.age),
      nats.answer(child, app.child),
      nats.answer(childhoods, app.childhoods),
      nats.answer(served, app.served),
      nats.answer(contactRule, app.contact),
    ],
    nats.answer(names, app.names),
    nats.answer(held, app.held),
    nats.answer(filePart, parts.toSend),
    nats.answer(takeFilePart, parts.take),
    nats.answer(missingFileParts, parts.lacking),
    nats.answer(requestReasons, app.requestReasons),
  ]
  for (const one of answering) service.onClose(() => one.stop())
  const relay = startRelay(nats, store, 'redaction', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'redaction', { log })
  service.onClose(() => reconciler.stop())
  const upkeep: Task[] = [
    ['journal', app.tellJournal, 60_000],
    ['keys', app.tendKeys, 5_000],
    ['lost-keys', app.tellLostKeys, 3_600_000],
    ['seal-subkeys', app.tendSealSubkeys, 60_000],
    ['replaced-keys', app.tendReplacedKeys, 600_000],
    ['erasures', app.tendErasures, 15_000],
    ['erased-again', app.eraseAgain, 600_000],
    ['keys-erased-again', app.eraseKeysAgain, 600_000],
    ['overdue-reviews', app.enterOverdueReviews, 600_000],
    ['withdrawn-notices', app.enterWithdrawnNotices, 60_000],
    ['blind-index', app.indexPeople, 60_000],
    ['matching', app.tendMatching, 4_000],
    ['files', app.files.verifyFiles, 2_000],
    ['file-deliveries', app.files.sealDeliveries, 2_000],
    ['file-scans', app.files.scanFiles, 2_000],
    ['file-arrivals', app.files.verifyArrivals, 2_000],
  ]
  const tending = startAllUpkeep(store.leases, upkeep, (error, name) => messages['upkeep.failed'](log, { name }, error))
  service.onClose(() => tending.stop())
  // Chunks of files come and go beside the heap (docs/adr/0040).
  growInSmallSteps()
  return service.listen()
}

if (import.meta.main) await serviceMain('redaction', start, process.env)
