import { readFileSync } from 'node:fs'
import {
  certificateName,
  certifiersOf,
  certify,
  fingerprintOf,
  generateCertificate,
  isRevoked,
  readPrivateKey,
  revoke,
} from '@amparo/crypto'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, expect, test } from 'vitest'
import { directoryOf } from '../hubs/directory.ts'
import { type HubCertificates, makeHubKeys } from '../hubs/keys.ts'
import { layout } from '../hubs/layout.ts'
import { introduced, withCertificate } from './statement.ts'

const state = tempDir('statement')
afterAll(() => removeTempDir(state))
const now = new Date(Date.now() + 60_000)
const agency = {
  ...{ agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001', type: 'shelter', name: 'A shelter' },
  ...{ services: [], dutyPhone: '', takesMinors: true },
}

async function hubOf(hub: string) {
  const paths = layout(state).hub(hub)
  const certificates: HubCertificates = await makeHubKeys(paths, hub, [agency])
  const ports = { nats: 1, services: {} as never }
  const installed = { hub, ports, agencies: [agency], users: [], databasePasswords: {} }
  return { paths, known: { installed, certificates, issuer: 'https://accounts.example' } }
}
const [xa, xb] = [await hubOf('XA'), await hubOf('XB')]
const statement = directoryOf(xa.known, [xa.known, xb.known], new Date())
const jurisdictionKey = readFileSync(xa.paths.jurisdictionKey, 'utf8')
const by = { jurisdictionKey, now }
const entry = ({ hubs }: Pick<typeof statement, 'hubs'>, hub: string) => {
  const found = hubs.find(known => known.hub === hub)
  if (found === undefined) throw new TypeError(hub)
  return found
}
const exchangeKeys = (of: Pick<typeof statement, 'hubs'>, hub: string) =>
  Promise.all(
    entry(of, hub)
      .certificates.filter(({ use }) => use === 'exchange_sign')
      .map(({ armored }) => fingerprintOf(armored)),
  )

test('another hub’s certificate is named only as its own jurisdiction has certified it, and never certified here', async () => {
  const userId = certificateName({ hub: 'XB', use: 'exchange-sign' })
  const drawn = await generateCertificate({ userId, profile: 'modern' })
  await expect(withCertificate(statement, drawn.certificate, by)).rejects.toThrow('has not certified it')
  await expect(withCertificate(statement, await certify(drawn.certificate, jurisdictionKey), by)).rejects.toThrow(
    'has not certified it',
  )
  const theirs = await certify(drawn.certificate, readFileSync(xb.paths.jurisdictionKey, 'utf8'))
  expect(await exchangeKeys(await withCertificate(statement, theirs, by), 'XB')).toContain(drawn.fingerprint)
})

test('an agency’s next key stands beside the one before; a revocation takes the place of what it revokes, and of nothing else', async () => {
  const userId = certificateName({ hub: 'XA', use: 'agency', agencyId: agency.agencyId })
  const drawn = await generateCertificate({ userId, profile: 'compatible' })
  const change = await withCertificate(statement, drawn.certificate, by)
  expect(change.agencies.find(({ hub }) => hub === 'XA')?.certificates).toHaveLength(2)
  expect(change.agencies.find(({ hub }) => hub === 'XB')).toEqual(statement.agencies.find(({ hub }) => hub === 'XB'))

  const revoked = await revoke(drawn.certificate, drawn.privateKey, 'compromised')
  const [, last] =
    (await withCertificate({ ...statement, ...change }, revoked, by)).agencies.find(({ hub }) => hub === 'XA')
      ?.certificates ?? []
  expect(await isRevoked(last?.armored ?? '')).toBe(true)
  await expect(withCertificate(statement, revoked, by)).rejects.toThrow('never named it')
  const stranger = await generateCertificate({ userId: 'Somebody <somebody@example.org>', profile: 'modern' })
  await expect(withCertificate(statement, stranger.certificate, by)).rejects.toThrow('for no use')
})

test('the jurisdiction of a peer that joined before hubs did so is certified, once, by the own one alone', async () => {
  const before = entry(statement, 'XB').jurisdictionCertificate
  expect(await certifiersOf(before)).toEqual([])
  const change = await introduced(statement, 'XB', by)
  const { jurisdictionCertificate, ...rest } = entry(change, 'XB')
  const own = await readPrivateKey(jurisdictionKey)
  expect(await certifiersOf(jurisdictionCertificate)).toEqual([own.getKeyID().toHex()])
  expect(await fingerprintOf(jurisdictionCertificate)).toBe(await fingerprintOf(before))
  expect({ jurisdictionCertificate: before, ...rest }).toEqual(entry(statement, 'XB'))
  expect(entry(change, 'XA')).toEqual(entry(statement, 'XA'))

  await expect(introduced({ ...statement, ...change }, 'XB', by)).rejects.toThrow('already')
  for (const hub of ['XC', 'XA']) await expect(introduced(statement, hub, by)).rejects.toThrow(`no other hub ${hub}`)
})
