import { randomUUID } from 'node:crypto'
import { evidenceKinds, messageBuilt, messageSettled, subjectErased } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()
const TO = { hub: 'XB', agencyId: SHELTER }
const arrived = ({ packageId }: APackage) =>
  xb.until('select 1 from outbox where aggregate_id = $1 and published_at is not null', [packageId])
const outgoing = async ({ packageId }: APackage) =>
  (await xa.rows('select state, code, message, remake from outgoing where package_id = $1', [packageId]))[0]
const write = async ({ packageId: messageId, ...made }: APackage) =>
  xa.publish(messageBuilt, { ...made, messageId, to: TO })
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
