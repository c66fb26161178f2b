import { randomUUID } from 'node:crypto'
import {
  EdgeMessageSchema,
  evidenceKinds,
  fileBuilt,
  fileOpened,
  fileRefused,
  fileStored,
  fromBinary,
  messageBuilt,
  messageOpened,
  messageRefused,
  messageStored,
  timestampFromDate,
} from '@amparo/contracts'
import { fingerprintOf, verifyDetached } from '@amparo/crypto'
import { ENDING_MS } from '@amparo/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Item, TestHub } from './fixtures/hub.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, POLICE, SHELTER, STRANGER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()
const FROM = { hub: 'XA', agencyId: POLICE }
const TO = { hub: 'XB', agencyId: SHELTER }

const receipts = async (hub: TestHub, referralId: string, carried: string, agency: string): Promise<Item[]> => {
  const { body } = await hub.get(`/evidence?referralId=${referralId}&carried=${carried}`, agency, 'referral:read')
  // The route's own schema has let it through.
  return ((body['items'] as Item[] | undefined) ?? []).toSorted((one, other) => one.kind.localeCompare(other.kind))
}
const kinds = async (hub: TestHub, referralId: string, carried: string, agency: string) =>
  (await receipts(hub, referralId, carried, agency)).map(({ issuer, kind, code }) => [issuer, kind, code])

/** What was signed, by the issuer's certificate alone: without this hub. */
async function verified({ message, signature, issuer }: Item) {
  const { certificate } = (issuer === 'XA' ? xa : xb).keys.exchange
  const bytes = Buffer.from(message ?? '', 'base64')
  const signer = { certificate, fingerprint: await fingerprintOf(certificate) }
  await verifyDetached({ bytes, signature: signature ?? '', signer, now: new Date() })
  const { body } = fromBinary(EdgeMessageSchema, bytes)
  if (body.case !== 'evidence') throw new TypeError('no statement')
  const { kind, aboutMessageId, aboutSha256, aboutPackageId, aboutPackageSha256, code } = body.value
  return { kind: evidenceKinds.toCode(kind), aboutMessageId, aboutSha256, aboutPackageId, aboutPackageSha256, code }
}

const write = async (changes: object = {}) => {
  const { packageId: messageId, referralId, ciphertext, sha256 } = aPackage()
  await xa.publish(messageBuilt, { messageId, referralId, ciphertext, sha256, from: FROM, to: TO, ...changes })
  return { id: messageId, referralId }
}
/** Announced, and not asked for. */
const handOver = async () => {
  const [deliveryId, referralId] = [randomUUID(), randomUUID()]
  await xa.publish(fileBuilt, { deliveryId, referralId, from: FROM, to: TO, size: 100n, parts: 1 })
  return { id: deliveryId, referralId }
}
const here = (id: string) => xb.until('select 1 from incoming where package_id = $1', [id])

describe('what was signed of a message between agencies', () => {
  let made: Awaited<ReturnType<typeof write>>
  beforeAll(async () => {
    made = await write()
    await here(made.id)
    await xb.publish(messageStored, { messageId: made.id, referralId: made.referralId, from: FROM, to: TO })
    await xb.publish(messageOpened, { messageId: made.id, fromHub: 'XA' })
  })

  test('is its sender’s, to be verified without this system, and names the message', async () => {
    await soon(() => kinds(xa, made.referralId, 'message', POLICE)).toEqual([
      ['XB', 'delivered', null],
      ['XB', 'relayed', null],
      ['XB', 'retrieved', null],
      ['XA', 'submitted', null],
    ])
    for (const item of await receipts(xa, made.referralId, 'message', POLICE)) {
      expect(item.about).toMatchObject({ carried: 'message', id: made.id })
      const { messageId: aboutMessageId, sha256: aboutSha256 } = item.about
      const said = { kind: item.kind, aboutMessageId, aboutSha256, aboutPackageId: made.id }
      expect(await verified(item)).toMatchObject(said)
    }
  })

  test('is, as far as its own hub said it, also the agency’s to which it came, and nobody else’s', async () => {
    const theirs = await kinds(xb, made.referralId, 'message', SHELTER)
    expect(theirs.map(([issuer]) => issuer)).toEqual(['XB', 'XB', 'XB'])
    for (const [hub, agency] of [[xa, STRANGER] as const, [xb, STRANGER] as const, [xa, SHELTER] as const])
      expect(await receipts(hub, made.referralId, 'message', agency)).toEqual([])
    // Nor is it taken for a statement about the person's package.
    expect((await xa.evidence(made.referralId, POLICE)).status).toBe(404)
  })

  test('says why it was refused, or that it was given up', async () => {
    const refused = await write()
    await here(refused.id)
    const code = 'message_expired'
    const { id: messageId, referralId } = refused
    await xb.publish(messageRefused, { messageId, referralId, fromHub: 'XA', code })
    const nowhere = { to: { hub: 'XC', agencyId: SHELTER } }
    const late = await write({ ...nowhere, expiresAt: timestampFromDate(new Date(Date.now() - ENDING_MS + 500)) })
    await soon(() => kinds(xa, referralId, 'message', POLICE)).toContainEqual(['XB', 'refused', code])
    await soon(() => kinds(xa, late.referralId, 'message', POLICE)).toEqual([
      ['XA', 'expired', null],
      ['XA', 'submitted', null],
    ])
    for (const { referralId: of } of [refused, late])
      for (const item of await receipts(xa, of, 'message', POLICE))
        expect(await verified(item)).toMatchObject({ kind: item.kind, code: item.code ?? '' })
  })
})

describe('what was signed of a file', () => {
  test('is its sender’s: that it is kept and was opened, and since it is there whole by which hash', async () => {
    const file = await handOver()
    await here(file.id)
    const sha256 = 'e5'.repeat(32)
    await xb.publish(fileStored, { deliveryId: file.id, fromHub: 'XA', sha256 })
    await xb.until('select 1 from incoming where package_id = $1 and package_sha256 = $2', [file.id, sha256])
    await xb.publish(fileOpened, { deliveryId: file.id, fromHub: 'XA' })
    await soon(async () => (await kinds(xa, file.referralId, 'file', POLICE)).map(([, kind]) => kind)).toEqual([
      ...['delivered', 'relayed', 'retrieved', 'submitted'],
    ])
    for (const item of await receipts(xa, file.referralId, 'file', POLICE))
      expect(await verified(item)).toMatchObject({
        ...{ kind: item.kind, aboutPackageId: file.id },
        aboutPackageSha256: ['delivered', 'retrieved'].includes(item.kind) ? sha256 : '',
      })
    expect(await receipts(xa, file.referralId, 'file', STRANGER)).toEqual([])
  })

  test('or why it was not taken in', async () => {
    const file = await handOver()
    await here(file.id)
    await xb.publish(fileRefused, { deliveryId: file.id, fromHub: 'XA', code: 'bundle_expired' })
    await soon(() => kinds(xa, file.referralId, 'file', POLICE)).toContainEqual(['XB', 'refused', 'bundle_expired'])
  })
})
