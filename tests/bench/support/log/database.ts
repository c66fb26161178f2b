import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFileKeyStore } from '@amparo/crypto'
import { openStore } from '@amparo/store'
import { loginRoles, migrate, provisionDatabase } from '@amparo/store/provision'
import { Client } from 'pg'
import { startPostgres } from '../../../../libs/testing/src/platform/index.ts'
import { createSequencer } from '../../../../services/audit/src/commands/sequencer.ts'
import { logWriter } from '../../../../services/audit/src/commands/write-batch.ts'
import { openDestroyedNames } from '../../../../services/audit/src/ports/destroyed-names.ts'
import { halfKeys, settleKeys } from '../../../../services/audit/src/store/open-keys.ts'

const HUB = 'blog'
const MIGRATIONS = fileURLToPath(new URL('../../../../services/audit/migrations', import.meta.url))
const now = () => new Date()

/** A PostgreSQL that flushes each commit to disk, with the log's tables. */
export async function startDatabase(dir: string) {
  const postgres = await startPostgres({ dir })
  const passwords = Object.fromEntries(loginRoles(HUB, ['audit']).map(role => [role, randomBytes(12).toString('hex')]))
  const superuserUrl = postgres.superuserUrl()
  const urls = await provisionDatabase({ superuserUrl, hub: HUB, services: ['audit'], passwords })
  await migrate({ url: urls.migrator, service: 'audit', migrationsDir: MIGRATIONS })
  const admin = new Client({ connectionString: postgres.superuserUrl(`amparo_${HUB}`) })
  await admin.connect()
  const stop = async () => {
    await admin.end()
    await postgres.stop()
  }
  return { url: urls.services['audit'] ?? '', keystore: join(dir, 'keystore'), admin, stop }
}
export type Database = Awaited<ReturnType<typeof startDatabase>>

/** The log in it as the service opens it: its role, its keys, its lease. */
export async function openWriter({ url, keystore }: Pick<Database, 'url' | 'keystore'>) {
  const store = await openStore({
    ...{ url, service: 'audit', entities: [], applicationName: 'bench', pipeline: true },
  })
  const keyStore = await openFileKeyStore(keystore)
  await settleKeys(keyStore, store)
  const keys = halfKeys(keyStore, store, await openDestroyedNames(keystore))
  const lease = await store.leases.acquire('sequencer', 'bench', 24 * 3_600_000)
  if (lease === undefined) throw new Error('somebody else writes this log')
  const sequencer = createSequencer(logWriter({ store, keys, lease, now }))
  const close = async () => {
    await sequencer.stop()
    await store.leases.release(lease)
    await store.close()
  }
  return { store, keys, sequencer, close }
}
export type Writer = Awaited<ReturnType<typeof openWriter>>
