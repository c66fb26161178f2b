import { existsSync, readFileSync } from 'node:fs'
import {
  certificateName,
  fingerprintOf,
  generateCertificate,
  isRevoked,
  openFileKeyStore,
  readPrivateKey,
  verifyCertifiedBy,
} from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test } from 'vitest'
import { isConsistent } from '../../../services/directory/src/domain/consistency.ts'
import { hubKeys } from '../../../services/redaction/src/store/hub-keys.ts'
import { directoryOf } from '../hubs/directory.ts'
import { exchangeKeyFile, grantKeyFile, keyStoreDir, makeHubKeys } from '../hubs/keys.ts'
import { layout } from '../hubs/layout.ts'
import { nextStatement } from '../hubs/statement.ts'
import { drawHubKey, HUB_KEY_USES, type HubKey, type HubKeyUse, revokeHubKey, switchHubKey } from './hub-key.ts'
import { certificatesIn, namedAnew, withCertificate, withCertificates, withoutCertificate } from './statement.ts'

const state = tempDir('hub-key')
afterAll(() => removeTempDir(state))

async function hubOf(hub: string) {
  const paths = layout(state).hub(hub)
  const certificates = await makeHubKeys(paths, hub, [])
  const ports = { nats: 1, services: {} as never }
  const installed = { hub, ports, agencies: [], users: [], databasePasswords: {} }
  const known = { installed, certificates, issuer: 'https://accounts.example' }
  return { paths, known, jurisdictionKey: readFileSync(paths.jurisdictionKey, 'utf8') }
}
const [xa, xb] = [await hubOf('XA'), await hubOf('XB')]
const now = new Date(Date.now() + 5 * 60_000)
const [ofXa, ofXb] = [xa, xb].map(hub => directoryOf(hub.known, [xa.known, xb.known], new Date()))
if (ofXa === undefined || ofXb === undefined) throw new TypeError('no statements')
type Statement = typeof ofXa

const keyOf = (use: HubKeyUse): HubKey => ({ paths: xa.paths, hub: 'XA', use })
const stating = async (before: Statement, given: readonly string[], by: typeof xa) =>
  nextStatement(before, await withCertificates(before, given, { jurisdictionKey: by.jurisdictionKey, now }), new Date())
const namedFor = (use: HubKeyUse, { hubs }: Statement) =>
  (hubs.find(({ hub }) => hub === 'XA')?.certificates ?? [])
    .filter(one => one.use === use.replaceAll('-', '_'))
    .map(({ armored }) => armored)
const fingerprints = (armored: readonly string[]) => Promise.all(armored.map(one => fingerprintOf(one)))
async function inUse(use: HubKeyUse): Promise<string> {
  const keys = hubKeys(await openFileKeyStore(keyStoreDir(xa.paths)))
  const armored =
    use === 'redaction-sign'
      ? await keys.sign()
      : use === 'redaction-sign-compatible'
        ? await keys.signFor('compatible')
        : readFileSync(use === 'consent-sign' ? grantKeyFile(xa.paths) : exchangeKeyFile(xa.paths), 'utf8')
  return (await readPrivateKey(armored)).getFingerprint()
}

test.each(HUB_KEY_USES)(
  'the next key %s is named beside the one before, and signs once everybody has it',
  async use => {
    const key = keyOf(use)
    const before = await inUse(use)
    const drawn = await drawHubKey(key, 400)
    expect(await fingerprintOf(await drawHubKey(key))).toBe(await fingerprintOf(drawn))
    const switching = { own: ofXa, peers: [ofXb], heard: [] as string[], now }
    await expect(switchHubKey(key, switching)).rejects.toThrow('of XA does not name the next key')

    const own = await stating(ofXa, [drawn], xa)
    expect(isConsistent(own)).toBe(true)
    expect(await fingerprints(namedFor(use, own))).toEqual([before, await fingerprintOf(drawn)])
    const [certified = ''] = namedAnew(ofXa, own)
    const userId = certificateName({ hub: 'XA', use })
    await verifyCertifiedBy(certified, xa.known.certificates.jurisdiction, { now, userId })
    const third = await generateCertificate({ userId, profile: 'modern' })
    await expect(withCertificate(own, third.certificate, { jurisdictionKey: xa.jurisdictionKey, now })).rejects.toThrow(
      'Two of them',
    )

    await expect(switchHubKey(key, { ...switching, own })).rejects.toThrow('of XB does not name the next key')
    await expect(switchHubKey(key, { ...switching, own, peers: [] })).rejects.toThrow('--heard XB')
    const peers = [await stating(ofXb, certificatesIn(`as printed:\n${certified}`), xb)]
    const early = { ...switching, own, peers, now: new Date(Date.parse(own.issuedAt) + 30_000) }
    await expect(switchHubKey(key, early)).rejects.toThrow('younger than a minute')
    expect(await inUse(use)).toBe(before)

    expect(await switchHubKey(key, { ...switching, own, peers })).toBe(await fingerprintOf(drawn))
    expect(await inUse(use)).toBe(await fingerprintOf(drawn))
    await expect(switchHubKey(key, { ...switching, own, peers })).rejects.toThrow('no next key')
    const { hubs } = await withoutCertificate(own, before.toUpperCase())
    expect(await fingerprints(namedFor(use, { ...own, hubs }))).toEqual([await fingerprintOf(drawn)])
  },
)

test('what was encrypted to a key that the hub no longer signs with still opens, and what is to its next one', async () => {
  const keyStore = await openFileKeyStore(keyStoreDir(xa.paths))
  await drawHubKey(keyOf('redaction-sign'))
  expect(await hubKeys(keyStore).opening()).toHaveLength(3)
  await keyStore.destroyPrivateKey('sign-next')
  for (const file of [grantKeyFile(xa.paths), exchangeKeyFile(xa.paths)]) expect(existsSync(`${file}.next`)).toBe(false)
})

test('a key is revoked as the directory has it, once there is one to sign with after it, which then does so at once', async () => {
  const key: HubKey = { paths: xb.paths, hub: 'XB', use: 'consent-sign' }
  await expect(revokeHubKey(key, ofXb, 'compromised')).rejects.toThrow('keys -- hub-key --use consent-sign draws one')
  const drawn = await drawHubKey(key)
  const revoked = await revokeHubKey(key, ofXb, 'compromised')
  expect(await isRevoked(revoked)).toBe(true)
  const own = await stating(ofXb, [revoked, drawn], xb)
  const at = new Date(own.issuedAt)
  expect(await switchHubKey(key, { own, peers: [ofXa], heard: [], now: at })).toBe(await fingerprintOf(drawn))
})
