import { randomUUID } from 'node:crypto'
import {
  evidenceKinds,
  evidenceReceived,
  messageBuilt,
  messageReceived,
  messageRefused,
  messageSettled,
  messageStored,
  packageBuilt,
  packageReceived,
  referralReceived,
  supplementStored,
  viewOpened,
} from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()
const [FROM, TO] = [
  { hub: 'XA', agencyId: POLICE },
  { hub: 'XB', agencyId: SHELTER },
]

/** As redaction of XA makes it known. */
const write = async (made: APackage, to = TO) => {
  const { packageId: messageId, referralId, ciphertext, sha256 } = made
  await xa.publish(messageBuilt, { messageId, referralId, ciphertext, sha256, to })
}
const arrived = (made: APackage) =>
  xb.until(
    "select 1 from outbox where type like '%message-received%' and aggregate_id = $1 and published_at is not null",
    [made.packageId],
  )
/** What redaction of XA hears of it. */
const settled = async (made: APackage) =>
  (await xa.told(messageSettled))
    .filter(({ messageId }) => messageId === made.packageId)
    .map(({ kind, code }) => `${evidenceKinds.toCode(kind)} ${code}`.trim())
const stored = (made: APackage, from = FROM) =>
  xb.publish(messageStored, { messageId: made.packageId, referralId: made.referralId, from, to: TO })

describe('what an agency writes to another hub', () => {
  test('reaches it as it was sealed, and is delivered once it lies in the vault there', async () => {
    const made = aPackage()
    await write(made)
    await arrived(made)
    const [received, ...more] = (await xb.told(messageReceived)).filter(
      ({ message }) => message?.messageId === made.packageId,
    )
    expect(more).toEqual([])
    const { packageId: messageId, referralId, ciphertext, sha256 } = made
    expect(received).toMatchObject({ fromHub: 'XA', message: { messageId, referralId, ciphertext, sha256, to: TO } })
    expect(await settled(made)).toEqual([])
    await stored(made)
    await soon(() => settled(made)).toEqual(['delivered'])
    expect(await xa.told(evidenceReceived)).toEqual([])
  })

  test('that is refused there is told with the code', async () => {
    const made = aPackage()
    await write(made)
    await arrived(made)
    const { packageId: messageId, referralId } = made
    await xb.publish(messageRefused, { messageId, referralId, fromHub: 'XA', code: 'message_referral_unknown' })
    await soon(() => settled(made)).toEqual(['refused message_referral_unknown'])
  })

  test('is not delivered by what an agency of another hub wrote under the same id', async () => {
    const made = aPackage()
    await write(made)
    await arrived(made)
    await stored(made, { hub: 'XC', agencyId: POLICE })
    await stored(made, TO)
    const other = aPackage()
    await write(other)
    await arrived(other)
    await stored(other)
    await soon(() => settled(other)).toEqual(['delivered'])
    expect(await settled(made)).toEqual([])
  })

  test('to a hub to which there is no way, or too large for an edge message, is told at once', async () => {
    const nowhere = aPackage()
    await write(nowhere, { hub: 'XZ', agencyId: SHELTER })
    await soon(() => settled(nowhere)).toEqual(['refused peer_unknown'])
    const large = aPackage(955 * 1024)
    await write(large)
    await soon(() => settled(large)).toEqual(['refused package_too_large'])
  })

  test('waits for the package of its referral', async () => {
    const made = aPackage()
    await build(xa, made)
    await xa.until('select 1 from outgoing where package_id = $1', [made.packageId])
    const text = { ...aPackage(), referralId: made.referralId }
    await write(text)
    await xb.until("select 1 from outbox where type like '%package-received%' and aggregate_id = $1", [made.packageId])
    await xa.until('select 1 from outgoing where package_id = $1', [text.packageId])
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await xb.rows('select 1 from incoming where package_id = $1', [text.packageId])).toEqual([])
    await xb.publish(supplementStored, { packageId: made.packageId, referralId: made.referralId, fromHub: 'XA' })
    await arrived(text)
  })
})

describe('what completes an earlier package', () => {
  test('is carried like a package, and the referral hears nothing of it', async () => {
    const made = aPackage()
    const event = { ...made, from: FROM, to: TO, supplement: true }
    await xa.publish(packageBuilt, event, randomUUID())
    await xb.until("select 1 from outbox where type like '%package-received%' and aggregate_id = $1", [made.packageId])
    const received = (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId)
    expect(received).toMatchObject([{ ...made, fromHub: 'XA', to: TO }])
    await xb.publish(supplementStored, { packageId: made.packageId, referralId: made.referralId, fromHub: 'XA' })
    await xa.until("select 1 from outgoing where package_id = $1 and kind = 'supplement' and state = 'delivered'", [
      made.packageId,
    ])
    expect((await xa.told(evidenceReceived)).filter(({ packageId }) => packageId === made.packageId)).toEqual([])
  })

  test('leaves what it completes to be opened: somebody who looks has looked at both', async () => {
    const stated = (about: string, kind: string) =>
      xa.until('select 1 from evidence where about_message_id = $1 and kind = $2', [about, kind])
    const made = aPackage()
    const messageId = await build(xa, made)
    await xb.until("select 1 from outbox where type like '%package-received%' and aggregate_id = $1", [made.packageId])
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await stated(messageId, 'delivered')
    const more = { ...aPackage(), referralId: made.referralId }
    await xa.publish(packageBuilt, { ...more, from: FROM, to: TO, supplement: true }, randomUUID())
    await xb.until("select 1 from outbox where type like '%package-received%' and aggregate_id = $1", [more.packageId])
    await xb.publish(supplementStored, { packageId: more.packageId, referralId: made.referralId, fromHub: 'XA' })
    await xa.until("select 1 from outgoing where package_id = $1 and state = 'delivered'", [more.packageId])
    await xb.publish(viewOpened, { referralId: made.referralId, agencyId: SHELTER })
    await stated(messageId, 'retrieved')
  })
})
