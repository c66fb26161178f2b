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
import { halfKeys, settleKeys } from '../../../../services/audit/src/store/open-keys.ts'

const HUB = 'blog'
const MIGRATIONS = fileURLToPath(new URL('../../../../services/audit/migrations', import.meta.url))
const now = () => new Date()

/** A PostgreSQL that flushes each commit to disk, and the log in it as the service opens it: its role, its keys, its lease. */
export async function startLog(dir: string) {
  const postgres = await startPostgres({ dir })
  const passwords = Object.fromEntries(loginRoles(HUB, ['audit']).map(role => [role, randomBytes(12).toString('hex')]))
  const superuserUrl = postgres.superuserUrl()
  const urls = await provisionDatabase({ superuserUrl, hub: HUB, services: ['audit'], passwords })
  await migrate({ url: urls.migrator, service: 'audit', migrationsDir: MIGRATIONS })
  const store = await openStore({
    ...{ url: urls.services['audit'] ?? '', service: 'audit', entities: [], applicationName: 'bench', pipeline: true },
  })
  const admin = new Client({ connectionString: postgres.superuserUrl(`amparo_${HUB}`) })
  await admin.connect()
  const keyStore = await openFileKeyStore(join(dir, 'keystore'))
  await settleKeys(keyStore, store)
  const keys = halfKeys(keyStore, store)
  const lease = await store.leases.acquire('sequencer', 'bench', 24 * 3_600_000)
  if (lease === undefined) throw new Error('somebody else writes this log')
  const sequencer = createSequencer(logWriter({ store, keys, lease, now }))
  const stop = async () => {
    await sequencer.stop()
    await admin.end()
    await store.close()
    await postgres.stop()
  }
  return { store, keys, sequencer, admin, stop }
}
export type BenchLog = Awaited<ReturnType<typeof startLog>>
