import {
  childConsentRefused,
  decodePayload,
  EvidenceKind,
  evidenceReceived,
  grantImported,
  Priority,
  Protocol,
  Purpose,
  packageNotBuilt,
  referralChanged,
  referralReceived,
  referralUpdateReceived,
  ServiceCategory,
  Status,
} from '@amparo/contracts'
import { expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { CHILD, PEER } from './fixtures/neighbours.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, post, get, publish, settled, rows, lines } = await useReferral()

const sent = async (): Promise<string> => (await submit(SENDER, { to: PEER })).body.id
const read = async (id: string, who: Who = SENDER) => (await get(who, `/referrals/${id}`)).body
const told = (id: string) => rows('select type, payload from outbox where aggregate_id = $1 order by position', [id])

const evidence = async (referralId: string, kind: EvidenceKind, code = '') =>
  settled(await publish(evidenceReceived, { packageId: 'p', referralId, kind, code }))

const imported = (referralId: string, changes: object = {}) => ({
  grantId: 'g',
  packageId: 'p-1',
  referralId,
  from: PEER,
  to: RECIPIENT,
  subjectRef: 'share-of-recipient',
  protocol: Protocol.OAS_64_STANDARD,
  priority: Priority.EMERGENCY,
  purpose: Purpose.MEDICAL_CARE,
  services: [ServiceCategory.MEDICAL_AND_DENTAL],
  ...changes,
})
const received = async (): Promise<string> => {
  const id = crypto.randomUUID()
  await settled(await publish(grantImported, imported(id)))
  return id
}
const update = async (
  referralId: string,
  step: { version: number; status: Status; [key: string]: unknown },
  fromHub = 'XB',
) => settled(await publish(referralUpdateReceived, { fromHub, update: { referralId, by: PEER, ...step } }))

test('a referral of another hub stands in the inbox under its own id, and its hub hears that it does', async () => {
  const id = await received()
  const view = await read(id, RECIPIENT)
  expect(view).toMatchObject({ status: 'requested', from: PEER, to: RECIPIENT, delivery: null, version: 1 })
  expect(view.subjectRef).toBeUndefined()
  expect((await get(RECIPIENT, '/referrals?box=inbox')).body.items).toMatchObject([{ id }])
  expect((await get(STRANGER, `/referrals/${id}`)).status).toBe(404)
  const [event] = await told(id)
  expect(event?.['type']).toBe(referralReceived.type)
  expect(decodePayload(referralReceived, event?.['payload'])).toMatchObject({ packageId: 'p-1', fromHub: 'XB' })
})

test('it is accepted like any other, and the other hub hears', async () => {
  const id = await received()
  expect((await post(RECIPIENT, `/referrals/${id}/acceptance`)).status).toBe(200)
  expect(decodePayload(referralChanged, (await told(id)).at(-1)?.['payload'])).toMatchObject({
    by: RECIPIENT,
    counterpart: PEER,
    status: Status.ACCEPTED,
    version: 2,
  })
})

test('an import for an id that is taken changes nothing: ours, or a third hub’s', async () => {
  const ours = await sent()
  const before = await read(ours)
  expect(await settled(await publish(grantImported, imported(ours)))).toBe('refused')
  expect(await read(ours)).toEqual(before)
  const theirs = await received()
  const other = imported(theirs, { from: { ...PEER, hub: 'XC' } })
  expect(await settled(await publish(grantImported, other))).toBe('refused')
  expect((await read(theirs, RECIPIENT)).from).toEqual(PEER)
})

test('the same import twice, under two events, is one referral and one piece of news', async () => {
  const id = await received()
  expect(await settled(await publish(grantImported, imported(id)))).toBe('done')
  expect(await told(id)).toHaveLength(1)
})

test('the sender reads the delivery as the other hub states it', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.RELAYED)
  await evidence(id, EvidenceKind.DELIVERED)
  await evidence(id, EvidenceKind.RETRIEVED)
  expect(Object.keys((await read(id)).delivery).sort()).toEqual(['delivered', 'relayed', 'retrieved', 'submitted'])
  expect((await read(id)).status).toBe('requested')
})

test('a refusal ends the referral with its code; a code that is none is not kept', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.REFUSED, 'no_instrument')
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'no_instrument', allowedActions: [] })
  expect(await told(id)).toHaveLength(1)
  const second = await sent()
  await evidence(second, EvidenceKind.REFUSED, 'Her name is Maria')
  expect(await read(second)).toMatchObject({ status: 'failed', reason: 'refused' })
})

test('silence ends it too, and the other hub hears, for it may hold the referral', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.EXPIRED)
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'expired' })
  expect(decodePayload(referralChanged, (await told(id)).at(-1)?.['payload'])).toMatchObject({
    status: Status.FAILED,
    counterpart: PEER,
  })
})

test('a package that was not built fails the referral, and no other hub hears', async () => {
  const id = await sent()
  await settled(await publish(packageNotBuilt, { referralId: id, code: 'state_of_nationality' }))
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'state_of_nationality' })
  expect(await told(id)).toHaveLength(1)
})

test('what comes too late to matter changes no state', async () => {
  const id = await sent()
  await update(id, { version: 2, status: Status.ACCEPTED })
  await evidence(id, EvidenceKind.EXPIRED)
  expect((await read(id)).status).toBe('accepted')
})

test("the counterpart's steps are applied in their order, and none of them twice", async () => {
  const id = await sent()
  await update(id, { version: 3, status: Status.IN_PROGRESS })
  await update(id, { version: 2, status: Status.ACCEPTED })
  expect(await read(id)).toMatchObject({ status: 'in-progress', version: 2 })
  await update(id, { version: 4, status: Status.COMPLETED, outcome: 'services-provided' })
  expect(await read(id)).toMatchObject({ status: 'completed', outcome: 'services-provided', version: 3 })
  expect(await told(id)).toHaveLength(1)
})

test('a reason that is on no list is not kept', async () => {
  const id = await sent()
  await update(id, { version: 2, status: Status.REJECTED, reason: 'Maria is not welcome' })
  const view = await read(id)
  expect(view.status).toBe('rejected')
  expect(view.reason).toBeUndefined()
})

test.each([
  ['a third hub', 'XC', {}],
  ['the right hub, in the name of another agency', 'XB', { by: { ...PEER, agencyId: STRANGER.agencyId } }],
  ['the right hub, in our name', 'XB', { by: SENDER }],
  ['ourselves', 'XA', { by: SENDER }],
])('a step reported by %s is refused and kept for the operator', async (_, fromHub, changes) => {
  const id = await sent()
  expect(await update(id, { version: 2, status: Status.ACCEPTED, ...changes }, fromHub)).toBe('refused')
  expect((await read(id)).status).toBe('requested')
  expect(await rows('select 1 from dead_letter where code = $1', ['update_not_from_counterpart'])).not.toHaveLength(0)
})

test('a cancellation that overtakes its referral is not lost', async () => {
  const id = crypto.randomUUID()
  expect(await update(id, { version: 2, status: Status.CANCELLED, reason: 'person-withdrew' })).toBe('done')
  await settled(await publish(grantImported, imported(id)))
  expect(await read(id, RECIPIENT)).toMatchObject({ status: 'cancelled', reason: 'person-withdrew' })
})

test('but one that a third hub reports in advance stops nothing', async () => {
  const id = crypto.randomUUID()
  await update(id, { version: 2, status: Status.CANCELLED, by: { ...PEER, hub: 'XC' } }, 'XC')
  await settled(await publish(grantImported, imported(id)))
  expect((await read(id, RECIPIENT)).status).toBe('requested')
})

test('news that cannot be read are kept for the operator', async () => {
  const strange = imported("' or true")
  expect(await settled(await publish(grantImported, strange))).toBe('refused')
  expect(await update(crypto.randomUUID(), { version: 2, status: Status.UNSPECIFIED })).toBe('refused')
})

test('a refused consent of a child opens a draft of its agency, which goes out under its own id', async () => {
  const draftId = crypto.randomUUID()
  const news = { draftId, agencyId: SENDER.agencyId, userId: crypto.randomUUID(), subjectRef: CHILD }
  await settled(await publish(childConsentRefused, news))
  const drafts = (await get(SENDER, '/referrals?box=drafts')).body.items
  expect(drafts).toMatchObject([
    { id: draftId, status: 'draft', protocol: 'child-safeguarding', to: null, subjectRef: CHILD },
  ])
  expect((await get(SENDER, '/referrals?box=outbox&status=draft')).body.items).toEqual(drafts)
  const listed = (await get(SENDER, '/referrals?box=outbox')).body.items
  expect(listed.map((item: { id: string }) => item.id)).not.toContain(draftId)
  expect((await get(RECIPIENT, `/referrals/${draftId}`)).status).toBe(404)

  const form = { subjectRef: CHILD, protocol: 'child-safeguarding', draftId }
  expect((await submit(SENDER, { ...form, subjectRef: 'share-of-sender' })).status).toBe(404)
  const { status, body } = await submit(SENDER, form)
  expect([status, body.id, body.status, body.version]).toEqual([201, draftId, 'requested', 2])
  expect((await submit(SENDER, form)).body.code).toBe('step_not_allowed')
})

test('of all this nothing of the person was logged', () => {
  expect(lines.join('\n')).not.toMatch(/share-of|Maria|eyJ/)
})
