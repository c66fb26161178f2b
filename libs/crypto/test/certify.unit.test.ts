import { enums, type PrivateKey, readKey, readPrivateKey, revokeKey, SignaturePacket } from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  certificateName,
  certify,
  fingerprintOf,
  type GeneratedCertificate,
  generateCertificate,
  profileOf,
  verifyCertifiedBy,
} from '../src/web.ts'
import { outcome } from './tampering.ts'

const created = new Date('2026-01-01T00:00:00Z')
const now = new Date('2026-03-04T12:00:00Z')
const YEAR = 365 * 24 * 3600
const userId = certificateName({ hub: 'XA', use: 'redaction-seal' })
const make = (name: string, profile: 'modern' | 'compatible' = 'modern', expiresInSeconds = YEAR) =>
  generateCertificate({ userId: name, profile, date: created, expiresInSeconds })

let jurisdiction: GeneratedCertificate
let stranger: GeneratedCertificate
let seal: GeneratedCertificate
let certified: string

beforeAll(async () => {
  jurisdiction = await make(certificateName({ hub: 'XA', use: 'jurisdiction' }))
  stranger = await make(certificateName({ hub: 'XA', use: 'jurisdiction' }))
  seal = await make(userId)
  certified = await certify(seal.certificate, jurisdiction.privateKey, created)
})

const trusted = (certificate: string, by = jurisdiction.certificate, at = now, name: string | undefined = userId) =>
  outcome(() => verifyCertifiedBy(certificate, by, { now: at, ...(name === undefined ? {} : { userId: name }) }))

/** OpenPGP.js writes no revocation of one's own certification of somebody else; the packet is the same but for its type. */
async function withdrawn(certificate: string, by: string): Promise<string> {
  const key = await readKey({ armoredKey: certificate })
  const signer: PrivateKey = await readPrivateKey({ armoredKey: by })
  const [user] = key.users
  if (user?.userID == null) throw new Error('no user id')
  const revocation = new SignaturePacket()
  revocation.signatureType = enums.signature.certRevocation
  revocation.publicKeyAlgorithm = signer.keyPacket.algorithm
  revocation.hashAlgorithm = enums.hash.sha512
  revocation.reasonForRevocationFlag = enums.reasonForRevocation.keyCompromised
  revocation.reasonForRevocationString = ''
  const over = { userID: user.userID, key: key.keyPacket } as unknown as Uint8Array
  await revocation.sign(
    signer.keyPacket as Parameters<typeof revocation.sign>[0],
    over,
    new Date('2026-02-01T00:00:00Z'),
  )
  user.revocationSignatures.push(revocation)
  return key.armor()
}

describe('a certificate', () => {
  it('is trusted when the jurisdiction certified it for this use', async () => {
    expect(await trusted(certified)).toBe('accepted')
  })

  it('keeps its fingerprint when it is certified', async () => {
    expect(await fingerprintOf(certified)).toBe(seal.fingerprint)
    expect(seal.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })

  it('of the compatible profile is v4 and trusted alike', async () => {
    const old = await make(userId, 'compatible')
    expect(old.fingerprint).toMatch(/^[0-9a-f]{40}$/)
    expect(await profileOf(old.certificate, now)).toBe('compatible')
    expect(await profileOf(certified, now)).toBe('modern')
    expect(await trusted(await certify(old.certificate, jurisdiction.privateKey, created))).toBe('accepted')
  })

  it('is not trusted when nobody certified it, or somebody else did', async () => {
    expect(await trusted(seal.certificate)).toBe('certificate_not_trusted')
    expect(await trusted(await certify(seal.certificate, stranger.privateKey, created))).toBe('certificate_not_trusted')
    expect(await trusted(certified, stranger.certificate)).toBe('certificate_not_trusted')
  })

  it('certified for an agency is no seal certificate', async () => {
    const agency = await make(certificateName({ hub: 'XA', use: 'agency', agencyId: 'a-1' }))
    const armored = await certify(agency.certificate, jurisdiction.privateKey, created)
    expect(await trusted(armored)).toBe('certificate_not_trusted')
    expect(await trusted(armored, jurisdiction.certificate, now, 'Amparo XA agency a-1')).toBe('accepted')
  })

  it('of the jurisdiction itself certifies nothing by being itself', async () => {
    expect(await trusted(jurisdiction.certificate, jurisdiction.certificate, now, undefined)).toBe(
      'certificate_not_trusted',
    )
  })

  it('is not trusted after it expires, nor after the jurisdiction does', async () => {
    const later = new Date(created.getTime() + (YEAR + 1) * 1000)
    expect(await trusted(certified, jurisdiction.certificate, later)).toBe('certificate_not_trusted')
    const short = await make('Amparo XA jurisdiction', 'modern', 24 * 3600)
    const byShort = await certify(seal.certificate, short.privateKey, created)
    expect(await trusted(byShort, short.certificate)).toBe('certificate_not_trusted')
    expect(await trusted(byShort, short.certificate, new Date('2026-01-01T12:00:00Z'))).toBe('accepted')
  })

  it('is not trusted before it was made', async () => {
    expect(await trusted(certified, jurisdiction.certificate, new Date('2025-12-31T00:00:00Z'))).toBe(
      'certificate_not_trusted',
    )
  })

  it('is not trusted once its owner revokes it', async () => {
    const key = await readKey({ armoredKey: certified })
    const revoked = await revokeKey({ key, revocationCertificate: seal.revocationCertificate, format: 'object' })
    expect(await trusted(revoked.publicKey.armor())).toBe('certificate_not_trusted')
  })

  it('is not trusted once the jurisdiction withdraws its certification', async () => {
    expect(await trusted(await withdrawn(certified, jurisdiction.privateKey))).toBe('certificate_not_trusted')
  })

  it('is still trusted when a stranger pretends to withdraw the certification', async () => {
    expect(await trusted(await withdrawn(certified, stranger.privateKey))).toBe('accepted')
  })

  it('is not trusted once the jurisdiction revokes its own key', async () => {
    const key = await readKey({ armoredKey: jurisdiction.certificate })
    const options = { key, revocationCertificate: jurisdiction.revocationCertificate, format: 'object' } as const
    const { publicKey } = await revokeKey(options)
    expect(await trusted(certified, publicKey.armor())).toBe('certificate_not_trusted')
  })

  it('is refused as a private key, as two keys, and as nonsense', async () => {
    const both = `${certified}\n${jurisdiction.certificate}`
    for (const armored of [seal.privateKey, both, 'nonsense', '', 'A'.repeat(70_000)])
      expect(await trusted(armored)).toBe('certificate_not_trusted')
  })
})
