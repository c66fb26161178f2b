import { join } from 'node:path'
import { openFileKeyStore } from '@amparo/crypto'
import { openStore, type Store } from '@amparo/store'
import { removeTempDir, tempDir, useHubDatabase } from '@amparo/testing'
import { afterAll } from 'vitest'
import { logWriter } from '../src/commands/write-batch.ts'
import { openDestroyedNames } from '../src/ports/destroyed-names.ts'
import { halfKeys, settleKeys } from '../src/store/open-keys.ts'

/** Who writes the log, on a database of its own and without the service around it. */
export async function useWriter() {
  const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
  const url = database.services['audit'] ?? ''
  const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit', pipeline: true })
  const dir = tempDir('writer')
  afterAll(async () => {
    await store.close()
    removeTempDir(dir)
  })
  const keystore = join(dir, 'keystore')
  const keyStore = await openFileKeyStore(keystore)
  await settleKeys(keyStore, store)
  const destroyed = await openDestroyedNames(keystore)
  const lease = await store.leases.acquire('sequencer', 'test', 3_600_000)
  if (lease === undefined) throw new Error('somebody else writes')
  const keys = () => halfKeys(keyStore, store, destroyed)
  return {
    store,
    keys,
    /** Another one has other keys open, as another instance would. */
    aWriter: (of: Pick<Store, 'run' | 'read' | 'statement'> = store) =>
      logWriter({ store: of, keys: keys(), lease, now: () => new Date() }),
  }
}
