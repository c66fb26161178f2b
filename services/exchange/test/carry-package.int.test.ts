import { createHash } from 'node:crypto'
import {
  EdgeMessageSchema,
  evidenceKinds,
  evidenceReceived,
  fromBinary,
  grantRefused,
  packageReceived,
  packageRefused,
  referralReceived,
  referralRefused,
  viewOpened,
} from '@amparo/contracts'
import { fingerprintOf, verifyDetached } from '@amparo/crypto'
import { describe, expect, test } from 'vitest'
import type { Item, TestHub } from './fixtures/hub.ts'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, SHELTER, STRANGER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()

const arrived = (made: APackage) =>
  xb.until(
    "select 1 from outbox where type like '%package-received%' and aggregate_id = $1 and published_at is not null",
    [made.packageId],
  )
const stated = (hub: TestHub, messageId: string, kind: string) =>
  hub.until('select 1 from evidence where about_message_id = $1 and kind = $2', [messageId, kind])
/** What referral of XA hears of a package. */
const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind, code }) => (code === '' ? evidenceKinds.toCode(kind) : `${evidenceKinds.toCode(kind)}: ${code}`))
const takenIn = (made: APackage) => xb.publish(referralReceived, { ...made, fromHub: 'XA' })

type Refused = APackage & { readonly fromHub: string; readonly code: string }

describe('a package', () => {
  test('reaches the other hub once, as it was sent, and each statement about it comes back once', async () => {
    const made = aPackage()
    const messageId = await build(xa, made)
    await arrived(made)
    const [received, ...more] = (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId)
    expect(more).toEqual([])
    expect(received).toMatchObject({ ...made, fromHub: 'XA', to: { hub: 'XB', agencyId: SHELTER } })

    await takenIn(made)
    await stated(xa, messageId, 'delivered')
    await xb.publish(viewOpened, { referralId: made.referralId, agencyId: SHELTER })
    await xb.publish(viewOpened, { referralId: made.referralId, agencyId: SHELTER })
    await stated(xa, messageId, 'retrieved')
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'delivered', 'retrieved'])
    const [row] = await xa.rows('select state, ended_at is not null as ended from outgoing where message_id = $1', [
      messageId,
    ])
    expect(row).toEqual({ state: 'delivered', ended: true })
  })

  test('that is sent again is opened together with the first, which it joined', async () => {
    const first = aPackage()
    const again = { ...aPackage(), referralId: first.referralId }
    const ids: string[] = []
    for (const made of [first, again]) {
      const messageId = await build(xa, made)
      await arrived(made)
      await takenIn(made)
      await stated(xa, messageId, 'delivered')
      ids.push(messageId)
    }
    await xb.publish(viewOpened, { referralId: first.referralId, agencyId: SHELTER })
    for (const id of ids) await stated(xa, id, 'retrieved')
    await soon(() => heard(first)).toEqual(['submitted', 'relayed', 'delivered', 'retrieved'])
  })

  test.each([
    ['recipient_unknown', (refused: Refused) => xb.publish(packageRefused, refused)],
    ['no_instrument', (refused: Refused) => xb.publish(grantRefused, refused)],
    ['protocol_unknown', (refused: Refused) => xb.publish(referralRefused, refused)],
  ])('that cannot be taken in is refused with the code of whoever refused it: %s', async (code, isRefused) => {
    const made = aPackage()
    const messageId = await build(xa, made)
    await arrived(made)
    await isRefused({ ...made, fromHub: 'XA', code })
    await stated(xa, messageId, 'refused')
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', `refused: ${code}`])
  })

  test('is refused once and for all: that it was delivered is not stated afterwards', async () => {
    const made = aPackage()
    const messageId = await build(xa, made)
    await arrived(made)
    await xb.publish(packageRefused, { ...made, fromHub: 'XA', code: 'recipient_unknown' })
    await stated(xa, messageId, 'refused')
    await takenIn(made)
    await xb.publish(viewOpened, { referralId: made.referralId, agencyId: SHELTER })
    const other = aPackage()
    const next = await build(xa, other)
    await arrived(other)
    await takenIn(other)
    await stated(xa, next, 'delivered')
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'refused: recipient_unknown'])
  })

  test('to a hub to which there is no way is refused at once, by this hub', async () => {
    const made = aPackage()
    const messageId = await build(xa, made, { to: 'XZ' })
    await stated(xa, messageId, 'refused')
    await soon(() => heard(made)).toEqual(['refused: peer_unknown'])
    const [statement] = (await xa.evidence(made.referralId, POLICE)).items
    expect(statement).toMatchObject({ issuer: 'XA', kind: 'refused', code: 'peer_unknown' })
  })

  test('that is too large for an edge message is refused at once', async () => {
    const made = aPackage(955 * 1024)
    await stated(xa, await build(xa, made), 'refused')
    await soon(() => heard(made)).toEqual(['refused: package_too_large'])
  })

  test('of the largest size goes through', async () => {
    const made = aPackage(950 * 1024)
    await build(xa, made)
    await arrived(made)
    const [received] = (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId)
    expect(received?.ciphertext.byteLength).toBe(950 * 1024)
  })
})

describe('the evidence', () => {
  const keysOf: Record<string, TestHub> = { XA: xa, XB: xb }

  /** As anybody can who has the item and the issuer's certificate. Answers what is stated. */
  async function verified({ message, signature, issuer, about, kind }: Item) {
    const bytes = new Uint8Array(Buffer.from(message ?? '', 'base64'))
    const certificate = keysOf[issuer]?.keys.exchange.certificate ?? ''
    const signer = { certificate, fingerprint: await fingerprintOf(certificate) }
    await verifyDetached({ bytes, signature: signature ?? '', signer, now: new Date() })
    const { fromHub, body } = fromBinary(EdgeMessageSchema, bytes)
    if (body.case !== 'evidence') throw new Error('no statement')
    expect(fromHub).toBe(issuer)
    expect(body.value).toMatchObject({ aboutMessageId: about.messageId, aboutSha256: about.sha256 })
    expect(evidenceKinds.toCode(body.value.kind)).toBe(kind)
    return body.value
  }

  async function delivered() {
    const made = aPackage()
    const messageId = await build(xa, made)
    await arrived(made)
    await takenIn(made)
    await stated(xa, messageId, 'delivered')
    return { made, messageId }
  }

  test('verifies without this system, each statement with its issuer’s certificate, about the bytes that were sent', async () => {
    const { made, messageId } = await delivered()
    const { items } = await xa.evidence(made.referralId, POLICE)
    expect(items.map(({ issuer, kind }) => `${issuer} ${kind}`)).toEqual(['XA submitted', 'XB relayed', 'XB delivered'])
    for (const item of items) expect((await verified(item)).aboutPackageId).toBe(made.packageId)
    // Whoever received it says what came; whoever sent it has that in its log.
    for (const item of items)
      expect((await verified(item)).aboutPackageSha256).toBe(item.issuer === 'XB' ? made.sha256 : '')
    const [sent] = await xa.rows<{ message: Buffer }>('select message from outgoing where message_id = $1', [messageId])
    const hash = createHash('sha256')
      .update(sent?.message ?? '')
      .digest('hex')
    expect(new Set(items.map(({ about }) => about.sha256))).toEqual(new Set([hash]))
  })

  test('is the receiving agency’s too: what its hub has stated about what came to it, in the very same bytes', async () => {
    const { made } = await delivered()
    const { items } = await xb.evidence(made.referralId, SHELTER)
    expect(items.map(({ issuer, kind }) => `${issuer} ${kind}`)).toEqual(['XB relayed', 'XB delivered'])
    const sent = (await xa.evidence(made.referralId, POLICE)).items
    for (const item of items) {
      await verified(item)
      const copy = sent.find(({ id }) => id === item.id)
      expect([item.message, item.signature]).toEqual([copy?.message, copy?.signature])
    }
  })

  test('fails to verify when one bit of it is changed', async () => {
    const { made } = await delivered()
    const { items } = await xa.evidence(made.referralId, POLICE)
    const item = items.find(({ kind }) => kind === 'delivered')
    if (!item) throw new Error('no statement')
    const bytes = Buffer.from(item.message ?? '', 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await expect(verified({ ...item, message: bytes.toString('base64') })).rejects.toThrow()
    await expect(verified({ ...item, issuer: 'XA' })).rejects.toThrow()
  })

  test('is nobody else’s', async () => {
    const { made } = await delivered()
    for (const [hub, agency] of [
      [xa, STRANGER],
      [xa, SHELTER],
      [xb, POLICE],
      [xb, STRANGER],
    ] as const)
      expect((await hub.evidence(made.referralId, agency)).status).toBe(404)
  })
})
