import { type EvidenceItem, ProblemError, verifyEvidence } from '@amparo/client'
import {
  create,
  DeliveryEvidenceSchema,
  EdgeMessageSchema,
  EvidenceKind,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { type CertificateUse, certificateName, certify, generateCertificate, signDetached } from '@amparo/crypto'
import { describe, expect, test } from 'vitest'

const AT = new Date('2026-03-04T10:00:00Z')
const about = { messageId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001', sha256: 'a'.repeat(64) }

const keysOf = async (hub: string, use: CertificateUse, by?: { privateKey: string }) => {
  const made = await generateCertificate({ userId: certificateName({ hub, use }), profile: 'modern' })
  return by ? { ...made, certificate: await certify(made.certificate, by.privateKey) } : made
}
const PACKAGE = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0003'
const jurisdiction = await keysOf('XB', 'jurisdiction')
const exchange = await keysOf('XB', 'exchange-sign', jurisdiction)
const consent = await keysOf('XB', 'consent-sign', jurisdiction)
// After the certifications: a second's turn between would make them of the future.
const now = new Date()
const trust = { certificate: exchange.certificate, jurisdictionCert: jurisdiction.certificate, now }

const bytes = toBinary(
  EdgeMessageSchema,
  create(EdgeMessageSchema, {
    fromHub: 'XB',
    body: {
      case: 'evidence',
      value: create(DeliveryEvidenceSchema, {
        ...{ kind: EvidenceKind.DELIVERED, at: timestampFromDate(AT) },
        ...{
          aboutMessageId: about.messageId,
          aboutSha256: about.sha256,
          aboutPackageId: PACKAGE,
        },
      }),
    },
  }),
)
const base64 = (of: Uint8Array) => Buffer.from(of).toString('base64')
const item: EvidenceItem = {
  ...{ issuer: 'XB', kind: 'delivered', code: null, about, message: base64(bytes) },
  signature: await signDetached(bytes, exchange.privateKey),
}
const invalid = async (changed: Partial<EvidenceItem>, trusting: Partial<typeof trust> = {}) => {
  const verifying = verifyEvidence({ ...item, ...changed }, { ...trust, ...trusting })
  await expect(verifying).rejects.toBeInstanceOf(ProblemError)
  await expect(verifying).rejects.toMatchObject({ code: 'evidence_invalid' })
}

describe('Evidence of delivery', () => {
  test('is what the other hub has signed, to whoever has its certificates', async () => {
    expect(await verifyEvidence(item, trust)).toEqual({
      ...{ issuer: 'XB', kind: 'delivered', code: '', at: AT },
      ...{
        aboutMessageId: about.messageId,
        aboutSha256: about.sha256,
        aboutPackageSha256: '',
        aboutPackageId: PACKAGE,
      },
    })
  })

  test('does not become another by being called so', async () => {
    await invalid({ kind: 'retrieved' })
    await invalid({ issuer: 'XA' })
    await invalid({ about: { ...about, sha256: 'b'.repeat(64) } })
    await invalid({ about: { ...about, messageId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0002' } })
  })

  test('is none without a signature, with one bit changed, or signed for another use or by another jurisdiction', async () => {
    await invalid({ signature: null })
    await invalid({ message: null })
    const changed = Uint8Array.from(bytes)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    await invalid({ message: base64(changed) })
    await invalid({ signature: await signDetached(bytes, consent.privateKey) }, { certificate: consent.certificate })
    await invalid({}, { jurisdictionCert: (await keysOf('XB', 'jurisdiction')).certificate })
  })
})
