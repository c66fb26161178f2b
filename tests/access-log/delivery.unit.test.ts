import { randomBytes, randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  create,
  DeliveryEvidenceSchema,
  EdgeMessageSchema,
  EntrySchema,
  EvidenceKind,
  Purpose,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { certificateName, certify, generateCertificate, signDetached } from '@amparo/crypto'
import { commitmentTo, formatProof } from '@amparo/crypto/tlog'
import { beforeAll, describe, expect, test } from 'vitest'
import { joinDelivery } from '../../scripts/lib/audit/join-delivery.ts'
import { tellProof } from '../../scripts/lib/audit/tell-proof.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { formatLeafRecord } from '../../services/audit/src/domain/leaf-record.ts'
import { keys, leaves, written } from './support/small-log.ts'

const trusted = readTrusted(keys)

const entry = create(EntrySchema, {
  ...{ entryId: randomUUID(), action: Action.PACKAGE_RELEASED, source: 'redaction', referralId: randomUUID() },
  agency: { hub: 'XA', agencyId: 'xa-police' },
  recipient: { hub: 'XB', agencyId: 'xb-shelter' },
  ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: randomUUID(), basisVersion: 2 },
  ...{
    basisHash: '1f'.repeat(32),
    policyHash: '1a'.repeat(32),
    viewPolicyHash: '1b'.repeat(32),
    decisionHash: '1c'.repeat(32),
  },
  ...{ packageId: randomUUID(), packageHash: '1d'.repeat(32), grantHash: '1e'.repeat(32) },
})

/** A log of this one entry, and its proof as the service gives it out. */
function proofOf(bytes: Uint8Array): string {
  const salt = randomBytes(32)
  const [first] = leaves(4).slice(3)
  if (first === undefined) throw new RangeError('no leaf')
  const commitment = commitmentTo(bytes, salt)
  const record = { ...first, source: 'redaction', sequence: 1, actor: { ...first.actor, commitment } }
  const checkpoint =
    written({ records: [record], version: 2 })
      .get('checkpoint')
      ?.toString() ?? ''
  const base64 = (of: Uint8Array) => Buffer.from(of).toString('base64')
  const shown = { record: base64(formatLeafRecord(record)), actor: { bytes: base64(bytes), salt: base64(salt) } }
  return formatProof({ index: 0, proof: [], checkpoint, extra: Buffer.from(JSON.stringify(shown)) })
}
const proof = proofOf(toBinary(EntrySchema, entry))

let jurisdiction: string
let stranger: string
let hub: { hub: string; certificates: { use: string; armored: string }[] }
let signingKey: string

beforeAll(async () => {
  const named = (of: Parameters<typeof certificateName>[0]) =>
    generateCertificate({ userId: certificateName(of), profile: 'modern' })
  const [own, exchange, other] = await Promise.all([
    named({ hub: 'XB', use: 'jurisdiction' }),
    named({ hub: 'XB', use: 'exchange-sign' }),
    named({ hub: 'XB', use: 'jurisdiction' }),
  ])
  jurisdiction = own.certificate
  stranger = other.certificate
  signingKey = exchange.privateKey
  const armored = await certify(exchange.certificate, own.privateKey)
  hub = { hub: 'XB', certificates: [{ use: 'exchange_sign', armored }] }
})

/** As exchange answers it. */
async function stated(packageId: string, kind: 'relayed' | 'delivered' = 'delivered', packageHash = entry.packageHash) {
  const about = { messageId: randomUUID(), sha256: 'ef'.repeat(32) }
  const value = create(DeliveryEvidenceSchema, {
    ...{ evidenceId: randomUUID(), aboutMessageId: about.messageId, aboutSha256: about.sha256 },
    ...{ aboutPackageId: packageId, aboutPackageSha256: packageHash, at: timestampFromDate(new Date()) },
    kind: kind === 'delivered' ? EvidenceKind.DELIVERED : EvidenceKind.RELAYED,
  })
  const bytes = toBinary(
    EdgeMessageSchema,
    create(EdgeMessageSchema, { messageId: value.evidenceId, fromHub: 'XB', body: { case: 'evidence', value } }),
  )
  const signature = await signDetached(bytes, signingKey)
  return { issuer: 'XB', kind, code: null, about, message: Buffer.from(bytes).toString('base64'), signature }
}
const joined = async (...items: Awaited<ReturnType<typeof stated>>[]) =>
  joinDelivery({ proof, evidence: { items }, hubs: [hub] })
const verify = (file: string, jurisdictions = [jurisdiction]) => {
  const proven = verifyProof(Buffer.from(file), trusted)
  return verifyDelivery(proven, { jurisdictions, now: new Date() }).then(delivery => tellProof(proven, delivery))
}

describe('one file of a disclosure', () => {
  test('tells consent, decision, policies, package, and what the other hub signed for it', async () => {
    const { file, count } = await joined(await stated(entry.packageId, 'relayed'), await stated(entry.packageId))
    const told = await verify(file)
    for (const what of [
      'version of the basis: 2',
      `basis (hash of that version): ${entry.basisHash}`,
      `policy of the decision: ${entry.policyHash}`,
      `decision (hash of the signed permit): ${entry.decisionHash}`,
      `goes with it (hash of the signed grant): ${entry.grantHash}`,
      `package: ${entry.packageId}`,
      `hash of the package: ${entry.packageHash}`,
      'XB has stated: relayed',
      'XB has stated: delivered',
      'of what has that hash',
      'The proof holds.',
    ])
      expect(told).toContain(what)
    expect(count).toBe(2)
  })

  test('takes nothing that was stated about another package', async () => {
    const { file, count } = await joined(await stated(randomUUID()), await stated(entry.packageId))
    expect(count).toBe(1)
    expect(await verify(file)).toContain('delivered')
  })

  test('does not hold where the other hub has received other bytes under that id', async () => {
    const { file } = await joined(await stated(entry.packageId, 'delivered', '2d'.repeat(32)))
    await expect(verify(file)).rejects.toThrow('what XB received is not the package that was released')
  })

  test('holds with what a hub of an older version has stated, and says that no hash is in it', async () => {
    const told = await verify((await joined(await stated(entry.packageId, 'delivered', ''))).file)
    expect(told).toContain('of that id, without a hash')
    expect(told).not.toContain('of what has that hash')
  })

  test('does not hold with evidence about another package, whoever put it in', async () => {
    const { file } = await joined(await stated(entry.packageId))
    const other = await stated(randomUUID())
    const forged = file.replace(/^extra (.*)$/m, (_, extra: string) => {
      const shown = JSON.parse(Buffer.from(extra, 'base64').toString())
      shown.delivery[0] = { ...shown.delivery[0], ...other }
      return `extra ${Buffer.from(JSON.stringify(shown)).toString('base64')}`
    })
    await expect(verify(forged)).rejects.toThrow('XB states is about another package')
  })

  test('does not hold where the jurisdiction is not believed, or what was signed is another', async () => {
    const item = await stated(entry.packageId)
    const { file } = await joined(item)
    for (const believed of [[], [stranger]]) await expect(verify(file, believed)).rejects.toThrow('nobody believed')
    const { file: other } = await joined({ ...item, kind: 'relayed' })
    await expect(verify(other)).rejects.toThrow('nobody believed')
  })

  test('without evidence is what it was', async () => {
    expect((await joined()).file).toBe(proof)
    expect(await verify(proof, [])).toContain('The proof holds.')
  })
})
