import type { SigningKey, Trust } from '@amparo/crypto'
import type { HttpApp } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'
import { defineLog, type Log } from '@amparo/observability'
import type { ProtocolBook } from '@amparo/protocols'
import type { Store } from '@amparo/store'
import type { Projection } from './commands/projection.ts'
import { witnessHead } from './commands/witness-head.ts'
import type { AlertPolicy } from './domain/alerts/alert-policy.ts'
import type { RegisterPolicy } from './domain/registers/register-policy.ts'
import { addCheckpointRoute } from './http/add-checkpoint.ts'
import { alertRoutes } from './http/alerts.ts'
import { certificationRoutes } from './http/certifications.ts'
import { erasureRoutes } from './http/erasures.ts'
import { getCheckpointRoute } from './http/get-checkpoint.ts'
import { getConsistencyRoute } from './http/get-consistency.ts'
import { getDeskRoute } from './http/get-desk.ts'
import { getEntriesRoute } from './http/get-entries.ts'
import { getLogKeysRoute } from './http/get-log-keys.ts'
import { getProofRoute } from './http/get-proof.ts'
import { getTileRoute } from './http/get-tile.ts'
import { getTlogProofRoute } from './http/get-tlog-proof.ts'
import { getWitnessedRoute } from './http/get-witnessed.ts'
import { registerRoutes } from './http/registers.ts'
import { sampleRoutes } from './http/samples.ts'
import { askNames } from './ports/names.ts'
import { enterInto } from './ports/own-log.ts'
import { checkpointSigner, getCheckpoint, logKeyOf, witnessKeyOf } from './queries/checkpoint.ts'
import { listEntries } from './queries/entries.ts'
import { erasuresHeard, proveErasure } from './queries/erasures.ts'
import { getLogKeys } from './queries/log-keys.ts'
import { noted } from './queries/noted.ts'
import { proveConsistency, proveEntry } from './queries/proofs.ts'
import { getTile } from './queries/tiles.ts'
import { proveToOthers } from './queries/tlog-proof.ts'
import { listWitnessed } from './queries/witnessed.ts'
import type { HalfKeys } from './store/open-keys.ts'
import { NO_WITNESSES, type WitnessConfig } from './witness-config.ts'

interface AppDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read' | 'run'>
  readonly projection: Projection
  readonly ask: Nats['ask']
  readonly keys: Pick<HalfKeys, 'forReading'>
  readonly sign: SigningKey
  readonly trust: Trust
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  readonly witness?: WitnessConfig | undefined
  /** By which the log is known. */
  readonly origin: string
  /** What is put before auditors, and whose calendars say when offices work. */
  readonly policy: AlertPolicy
  readonly registers: RegisterPolicy
  readonly book: Pick<ProtocolBook, 'calendarOf'>
}

const messages = defineLog({
  // Another hub's log was changed, or it shows others another one: somebody has to look, each time.
  'witnessed.inconsistent': { level: 'error', fields: ['origin', 'size'] },
})

/** What everybody may read. */
export function publishedLog(deps: Pick<AppDeps, 'hub' | 'store' | 'sign' | 'origin' | 'witness'>) {
  const { hub, store, sign, origin, witness = NO_WITNESSES } = deps
  return {
    checkpoint: getCheckpoint(store, checkpointSigner(origin, sign)),
    keys: getLogKeys(store, { log: logKeyOf(origin, sign), own: witnessKeyOf(hub, sign), witness }),
    tile: getTile(store),
  }
}

/** Everything that reads the log, and signs what others show of theirs; any instance can. */
export function buildApp(http: HttpApp, deps: AppDeps): void {
  const { hub, store, projection, keys, ask, sign, trust, now, newId, log, origin, witness = NO_WITNESSES } = deps
  const enter = enterInto({ ask, signer: trust.keyOf('audit'), now, newId })
  const names = askNames({ ask, signer: trust.keyOf('redaction'), now, newId })
  const signHead = checkpointSigner(origin, sign)
  const key = witnessKeyOf(hub, sign)
  const published = publishedLog(deps)
  getCheckpointRoute(http, published.checkpoint)
  getLogKeysRoute(http, published.keys)
  getTileRoute(http, published.tile)
  const reading = { store, keys, projection, enter, now, newId }
  getEntriesRoute(http, hub, listEntries({ ...reading, names }))
  getProofRoute(http, { prove: noted(reading, 'proof:entryId', proveEntry(store, keys)), signHead })
  const toOthers = proveToOthers(store, keys, signHead)
  getTlogProofRoute(http, noted(reading, 'tlog-proof:entryId', toOthers))
  const erasures = { ...reading, prove: toOthers }
  erasureRoutes(http, { hub, list: erasuresHeard(erasures), prove: proveErasure(erasures) })
  getConsistencyRoute(http, proveConsistency(store))
  getWitnessedRoute(http, listWitnessed(store))
  getDeskRoute(http, deps.policy, deps.registers)
  alertRoutes(http, { ...deps, enter })
  registerRoutes(http, { ...deps, enter })
  certificationRoutes(http, { ...deps, enter })
  sampleRoutes(http, { ...deps, enter })
  const alarm = (of: { origin: string; size: number }) => messages['witnessed.inconsistent'](log, of)
  const { logs } = witness
  addCheckpointRoute(http, witnessHead({ store, logs, key, privateKey: sign.privateKey, now, alarm }))
}
