import { createSecretKey, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createLog } from '@amparo/observability'
import { openStore } from '@amparo/store'
import { useHubDatabase } from '@amparo/testing'
import { Secret } from 'otpauth'
import { afterAll } from 'vitest'

/** What commands need, on a real database, without broker and pages. */
export async function useCommands() {
  const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
  const database = await useHubDatabase({ services: { accounts: migrations } })
  const url = database.services['accounts'] ?? ''
  const store = await openStore({ url, service: 'accounts', entities: [], applicationName: 'accounts' })
  afterAll(() => store.close())
  return {
    store,
    log: createLog({ service: 'accounts', hub: 'XA', level: 'silent' }),
    totpKey: createSecretKey(randomBytes(32)),
    /** Of whomever a test signs in. */
    totpSecret: new Secret({ size: 20 }),
  }
}
