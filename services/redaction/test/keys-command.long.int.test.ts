import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { certificateName, fingerprintOf, generateCertificate, isRevoked, openFileKeyStore } from '@amparo/crypto'
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
    const shown = await keys('status', '--state', dir)
    expect(shown).toContain(`${old}  current  wraps 1`)
    expect(shown).toContain(`not listed: there is no ${join(dir, 'hubs/XA/directory/directory.json')}`)
    const said = await keys('rotate')
    const next = await keysDatabase.currentKeyId()
    expect(next).not.toBe(old)
    expect(said).toContain(`The key is now ${next}`)
    expect(said).toMatch(new RegExp(`${old}  retired  wraps 1 .*kept until`))
    expect(readdirSync(join(dir, 'keystore'))).toHaveLength(2)
    await expect(keys('no-such-step')).rejects.toThrow('no-such-step is none of the steps')
  } finally {
    await keysDatabase.close()
  }
})

test('it draws another key for an agency, and revokes one, for the jurisdiction’s next statement', async () => {
  const keyStore = await openFileKeyStore(join(dir, 'keystore'))
  const agencyId = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'
  const name = certificateName({ hub: 'XA', use: 'agency', agencyId })
  const first = await generateCertificate({ userId: name, profile: 'modern' })
  await keyStore.savePrivateKey(`agency-${agencyId}`, first.privateKey)
  const drawn = join(dir, 'agency.cert')
  writeFileSync(drawn, await keys('agency-key', '--agency', agencyId, '--compatible'))
  expect(await fingerprintOf(readFileSync(drawn, 'utf8'))).toMatch(/^[0-9a-f]{40}$/)
  const ended = await keys('revoke', '--agency', agencyId, '--certificate', drawn, '--compromised')
  expect(await isRevoked(ended)).toBe(true)
})
