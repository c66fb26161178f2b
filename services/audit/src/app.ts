import type { SigningKey } from '@amparo/crypto'
import { type NoteKey, noteKeyText } from '@amparo/crypto/tlog'
import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { witnessHead } from './commands/witness-head.ts'
import { addCheckpointRoute } from './http/add-checkpoint.ts'
import { getCheckpointRoute } from './http/get-checkpoint.ts'
import { getConsistencyRoute } from './http/get-consistency.ts'
import { getEntriesRoute } from './http/get-entries.ts'
import { getLogKeysRoute } from './http/get-log-keys.ts'
import { getProofRoute } from './http/get-proof.ts'
import { getTileRoute } from './http/get-tile.ts'
import { getTlogProofRoute } from './http/get-tlog-proof.ts'
import { getWitnessedRoute } from './http/get-witnessed.ts'
import { checkpointSigner, getCheckpoint, logKeyOf, witnessKeyOf } from './queries/checkpoint.ts'
import { listEntries } from './queries/entries.ts'
import { proveConsistency, proveEntry } from './queries/proofs.ts'
import { getTile } from './queries/tiles.ts'
import { proveToOthers } from './queries/tlog-proof.ts'
import { listWitnessed } from './queries/witnessed.ts'
import { NO_WITNESSES, type WitnessConfig } from './witness-config.ts'

interface AppDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read' | 'run'>
  readonly sign: SigningKey
  readonly now: Clock
  readonly log: Log
  readonly witness?: WitnessConfig | undefined
}

const messages = defineLog({
  // Another hub's log was changed, or it shows others another one: somebody has to look, each time.
  'witnessed.inconsistent': { level: 'error', fields: ['origin', 'size'] },
})

/** Everything that reads the log, and signs what others show of theirs; any instance can. */
export function buildApp(http: HttpApp, { hub, store, sign, now, log, witness = NO_WITNESSES }: AppDeps): void {
  const signHead = checkpointSigner(hub, sign)
  const key = witnessKeyOf(hub, sign)
  getCheckpointRoute(http, getCheckpoint(store, signHead))
  getLogKeysRoute(http, keysOf(logKeyOf(hub, sign), key, witness))
  getTileRoute(http, getTile(store))
  getEntriesRoute(http, listEntries(store))
  getProofRoute(http, { prove: proveEntry(store), signHead })
  getTlogProofRoute(http, proveToOthers(store, signHead))
  getConsistencyRoute(http, proveConsistency(store))
  getWitnessedRoute(http, listWitnessed(store))
  const alarm = (of: { origin: string; size: number }) => messages['witnessed.inconsistent'](log, of)
  const { logs } = witness
  addCheckpointRoute(http, witnessHead({ store, logs, key, privateKey: sign.privateKey, now, alarm }))
}

/** As `audit:verify --keys` takes them. */
const keysOf = (log: NoteKey, own: NoteKey, { witnesses }: WitnessConfig): string =>
  [
    `log ${noteKeyText(log)}`,
    ...witnesses.map(({ key }) => `witness ${noteKeyText(key)}`),
    `# as a witness of other logs: ${noteKeyText(own)}`,
    '',
  ].join('\n')
