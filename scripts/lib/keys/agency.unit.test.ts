import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  certificateName,
  certify,
  generateCertificate,
  isRevoked,
  openFileKeyStore,
  profileOf,
  sealTo,
  unseal,
  verifyCertifiedBy,
} from '@amparo/crypto'
import { afterAll, expect, test } from 'vitest'
import { agencyKeys } from '../../../services/redaction/src/commands/agency-key.ts'
import { drawAgencyKey, revokeAgencyKey } from './agency.ts'

const dir = mkdtempSync(join(tmpdir(), 'amparo-agency-keys-'))
afterAll(() => rmSync(dir, { recursive: true }))
const keyStore = await openFileKeyStore(join(dir, 'keystore'))
const agencyId = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'
const of = { keyStore, hub: 'XA', agencyId }
const userId = certificateName({ hub: 'XA', use: 'agency', agencyId })
const jurisdiction = await generateCertificate({ userId: 'Amparo XA jurisdiction', profile: 'modern' })
const first = await generateCertificate({ userId, profile: 'modern' })
await keyStore.savePrivateKey(`agency-${agencyId}`, first.privateKey)
const text = new TextEncoder().encode('under way')

test.each(['modern', 'compatible'] as const)(
  'another key of an agency, %s, opens beside the first, once it is certified',
  async profile => {
    const drawn = await certify(await drawAgencyKey(of, profile), jurisdiction.privateKey)
    await verifyCertifiedBy(drawn, jurisdiction.certificate, { now: new Date(), userId })
    expect(await profileOf(drawn, new Date())).toBe(profile)
    const keys = await agencyKeys(keyStore, agencyId)
    for (const certificate of [first.certificate, drawn])
      expect(await unseal(keys, await sealTo(certificate, text))).toEqual(text)
  },
)

test('a key that leaked is revoked in its certificate as the jurisdiction has certified it', async () => {
  const certified = await certify(first.certificate, jurisdiction.privateKey)
  expect(await isRevoked(certified)).toBe(false)
  const revoked = await revokeAgencyKey(of, certified, 'compromised')
  expect(await isRevoked(revoked)).toBe(true)
  const trusting = verifyCertifiedBy(revoked, jurisdiction.certificate, { now: new Date(), userId })
  await expect(trusting).rejects.toMatchObject({ code: 'certificate_not_trusted' })
})

test('of an agency that is not of this hub, or with another’s certificate, nothing is done', async () => {
  await expect(drawAgencyKey({ ...of, agencyId: 'somebody-else' }, 'modern')).rejects.toThrow('holds no key')
  const other = await generateCertificate({ userId, profile: 'modern' })
  await expect(revokeAgencyKey(of, other.certificate, 'retired')).rejects.toThrow('does not hold')
})
