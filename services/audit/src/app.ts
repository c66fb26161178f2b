import type { SigningKey } from '@amparo/crypto'
import { noteKeyText } from '@amparo/crypto/tlog'
import type { HttpApp } from '@amparo/http'
import type { Store } from '@amparo/store'
import { getCheckpointRoute } from './http/get-checkpoint.ts'
import { getConsistencyRoute } from './http/get-consistency.ts'
import { getEntriesRoute } from './http/get-entries.ts'
import { getLogKeysRoute } from './http/get-log-keys.ts'
import { getProofRoute } from './http/get-proof.ts'
import { getTileRoute } from './http/get-tile.ts'
import { checkpointSigner, getCheckpoint, logKeyOf } from './queries/checkpoint.ts'
import { listEntries } from './queries/entries.ts'
import { proveConsistency, proveEntry } from './queries/proofs.ts'
import { getTile } from './queries/tiles.ts'

interface AppDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly sign: SigningKey
}

/** Everything that reads the log; any instance can. */
export function buildApp(http: HttpApp, { hub, store, sign }: AppDeps): void {
  const signHead = checkpointSigner(hub, sign)
  getCheckpointRoute(http, getCheckpoint(store, signHead))
  getLogKeysRoute(http, `log ${noteKeyText(logKeyOf(hub, sign))}\n`)
  getTileRoute(http, getTile(store))
  getEntriesRoute(http, listEntries(store))
  getProofRoute(http, { prove: proveEntry(store), signHead })
  getConsistencyRoute(http, proveConsistency(store))
}
