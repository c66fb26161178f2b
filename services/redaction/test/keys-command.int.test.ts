import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openFileKeyStore } from '@amparo/crypto'
import { useHubDatabase } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { settleKeys } from '../src/key-store.ts'
import { dataKeys } from '../src/store/data-keys.ts'
import { openKeysDatabase } from '../src/store/keys-database.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const database = await useHubDatabase({ services: {}, keysMigrations: path('../migrations-keys') })
const dir = mkdtempSync(join(tmpdir(), 'amparo-keys-'))
afterAll(() => rmSync(dir, { recursive: true }))
const run = promisify(execFile)
const keys = async (...args: string[]) => {
  const env = {
    AMPARO_KEYS_DATABASE_URL: database.keys,
    AMPARO_KEYSTORE_DIR: join(dir, 'keystore'),
    AMPARO_KEYS_BACKUP_DAYS: '3',
  }
  const { stdout } = await run(process.execPath, [path('../../../scripts/keys.ts'), ...args], { env })
  return stdout
}

test('the operator’s command shows keys and changes them, with the service’s own settings', async () => {
  const keyStore = await openFileKeyStore(join(dir, 'keystore'))
  const keysDatabase = await openKeysDatabase(database.keys)
  try {
    await settleKeys(keyStore, keysDatabase)
    await dataKeys(keyStore, keysDatabase).create(crypto.randomUUID())
    const old = await keysDatabase.currentKeyId()
    expect(await keys('status')).toContain(`${old}  current  wraps 1`)
    const said = await keys('rotate')
    const next = await keysDatabase.currentKeyId()
    expect(next).not.toBe(old)
    expect(said).toContain(`The key is now ${next}`)
    expect(said).toMatch(new RegExp(`${old}  retired  wraps 1 .*kept until`))
    expect(readdirSync(join(dir, 'keystore'))).toHaveLength(2)
    await expect(keys('no-such-step')).rejects.toThrow('npm run keys -- status')
  } finally {
    await keysDatabase.close()
  }
})
