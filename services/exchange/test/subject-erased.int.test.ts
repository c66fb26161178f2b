import { randomUUID } from 'node:crypto'
import { evidenceKinds, fileBuilt, messageBuilt, messageSettled, subjectErased } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()
const TO = { hub: 'XB', agencyId: SHELTER }
const arrived = ({ packageId }: APackage) =>
  xb.until('select 1 from outbox where aggregate_id = $1 and published_at is not null', [packageId])
const outgoing = async ({ packageId }: APackage) =>
  (await xa.rows('select state, code, message, remake from outgoing where package_id = $1', [packageId]))[0]
const write = async ({ packageId: messageId, ...made }: APackage, at?: Date) =>
  xa.publish(messageBuilt, { ...made, messageId, to: TO }, randomUUID(), 1, at)
const settled = async (made: APackage) =>
  (await xa.told(messageSettled))
    .filter(({ messageId }) => messageId === made.packageId)
    .map(({ kind, code }) => `${evidenceKinds.toCode(kind)} ${code}`.trim())

test('what is on its way about a person who was erased goes no further, and its bytes are gone', async () => {
  const [erased, other] = [aPackage(), aPackage()]
  const { referralId } = erased
  await build(xa, erased, { remake: { submitted: { referralId, subjectRef: 'share' }, made: 1 } })
  await build(xa, other)
  await arrived(erased)
  await arrived(other)
  // By the share id in it, the person would still be known here.
  expect((await outgoing(erased))?.['remake']).not.toBeNull()
  await xa.publish(subjectErased, { erasureId: randomUUID(), referralIds: [erased.referralId] })
  await soon(() => outgoing(erased)).toMatchObject({
    state: 'expired',
    code: 'subject_erased',
    message: null,
    remake: null,
  })
  expect((await outgoing(other))?.['message']).not.toBeNull()
})

test('the message that tells the other hub of it still goes, and is delivered once that hub has destroyed what it had', async () => {
  const made = { ...aPackage() }
  await write(made)
  await xa.publish(subjectErased, {
    ...{ erasureId: randomUUID(), referralIds: [made.referralId], recallIds: [made.packageId] },
  })
  await arrived(made)
  expect(await settled(made)).toEqual([])
  const recalled = { recalledBy: made.packageId, recalledByHub: 'XA', referralIds: [made.referralId] }
  await xb.publish(subjectErased, { erasureId: made.packageId, ...recalled })
  await soon(() => settled(made)).toEqual(['delivered'])
})

test('what had been made by then, and is heard of only after it, does not leave; the message that tells of it does', async () => {
  const [made, file, text, told] = [aPackage(), aPackage(), aPackage(), aPackage()]
  const { referralId } = made
  const recallIds = [told.packageId]
  const before = new Date()
  const erasureId = await xa.publish(subjectErased, { erasureId: randomUUID(), referralIds: [referralId], recallIds })
  await xa.until('select 1 from inbox where event_id = $1', [erasureId])
  await build(xa, made)
  const parties = { from: { hub: 'XA', agencyId: POLICE }, to: TO }
  await xa.publish(fileBuilt, { deliveryId: file.packageId, referralId, ...parties, size: 10n, parts: 1 })
  await write({ ...text, referralId }, before)
  await write({ ...told, referralId }, before)
  const ended = { state: 'expired', code: 'subject_erased', message: null, remake: null }
  for (const one of [made, file, text]) await soon(() => outgoing(one)).toMatchObject(ended)
  await arrived(told)
  expect(
    (await xa.rows('select attempts from outgoing where referral_id = $1 order by attempts', [referralId]))[2],
  ).toEqual({ attempts: 0 })
})

test('a message that tells of it once more, later, goes', async () => {
  const made = aPackage()
  const erased = { erasureId: randomUUID(), referralIds: [made.referralId] }
  const erasureId = await xa.publish(subjectErased, erased)
  await xa.until('select 1 from inbox where event_id = $1', [erasureId])
  await write(made, new Date(Date.now() + 60_000))
  await arrived(made)
})
