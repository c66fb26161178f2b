import { randomUUID } from 'node:crypto'
import { AgencyType, consentWithdrawn, takenBack } from '@amparo/contracts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { ANOTHER, CHILD } from './fixtures/neighbours.ts'
import { offering } from './fixtures/offering.ts'
import { useReferral } from './fixtures/service.ts'

const service = await useReferral()
const { submit, step, post, get, rows, publish, settled, state } = service
const THIRD = { hub: 'XA', agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0007' }
state.types[THIRD.agencyId] = AgencyType.SHELTER
const work = await offering(service, [
  { ...RECIPIENT, type: AgencyType.SHELTER },
  { ...STRANGER, type: AgencyType.HEALTH },
  { ...THIRD, type: AgencyType.SHELTER },
])
afterAll(() => work.stop())
beforeEach(() => {
  service.clock.ahead = 0
})

const view = async (id: string, who = SENDER) => (await get(who, `/referrals/${id}`)).body
const offersOf = async (id: string, n = 1) => {
  await expect.poll(async () => (await view(id)).offers.length).toBe(n)
  return (await view(id)).offers
}
async function declined(changes: object = {}) {
  const id: string = (await submit(SENDER, changes)).body.id
  expect((await step(RECIPIENT, id, 'decline', { reason: 'at-capacity' })).status).toBe(200)
  return id
}
async function willing(changes: object = {}) {
  const id = await declined(changes)
  const [offer] = await offersOf(id)
  expect((await post(STRANGER, `/offers/${offer.id}/answer`, { answer: 'willing' })).status).toBe(200)
  return { id, offerId: offer.id as string }
}

test('declined, offered, willing, sent on: the loop is closed, and both parties of the new one see where it comes from', async () => {
  const { id, offerId } = await willing()
  expect((await view(id)).offers).toMatchObject([{ id: offerId, answer: 'willing', serves: true }])
  expect((await view(id, RECIPIENT)).offers).toBeUndefined()
  const sent = await submit(SENDER, { to: STRANGER, offerId })
  expect([sent.status, sent.body.links]).toEqual([201, [{ referralId: id, kind: 're-offer', of: true }]])
  // STRANGER is no party of the first, so to it there is no link.
  expect((await view(sent.body.id, STRANGER)).links).toEqual([])
  const again = await submit(SENDER, { to: STRANGER, offerId })
  expect([again.status, again.body.code]).toEqual([409, 'offer_not_sendable'])
})

test('an offer says what may be answered, and whoever decides on what it no longer is, is told so', async () => {
  const id = await declined()
  const [offer] = await offersOf(id)
  const path = `/offers/${offer.id}/answer`
  const late = await post(STRANGER, path, { answer: 'willing' }, { ifMatch: '"2"' })
  expect([late.status, late.body.code]).toEqual([409, 'offer_closed'])
  const seen = await get({ ...STRANGER, scope: 'referral:read' }, '/offers?answered=false')
  expect(seen.body.items.find((one: { id: string }) => one.id === offer.id)).toMatchObject({ allowedActions: [] })
  const taken = await post(STRANGER, path, { answer: 'willing' }, { ifMatch: '"1"' })
  expect([taken.status, taken.headers['etag']]).toEqual([200, '"2"'])
  expect(taken.body).toMatchObject({ version: 2, allowedActions: [] })
})

test('the re-offer is declined too: neither of the two is asked again', async () => {
  const { offerId } = await willing()
  const second = (await submit(SENDER, { to: STRANGER, offerId })).body.id
  await step(STRANGER, second, 'decline', { reason: 'not-eligible' })
  const [offer] = await offersOf(second)
  expect(offer.toAgency).toBe(THIRD.agencyId)
})

test.each([
  ['to another agency than the one that is willing', { to: THIRD }, 'offer_not_sendable'],
  [
    'by another protocol',
    { protocol: 'child-safeguarding', subjectRef: CHILD, services: ['housing'] },
    'offer_not_sendable',
  ],
  ['for more than was asked', { services: ['housing', 'legal'] }, 'offer_not_sendable'],
  ['with another person', { subjectRef: ANOTHER }, 'link_not_possible'],
])('a willing answer is not used %s; then nothing is sent', async (_, changes, code) => {
  const { offerId } = await willing()
  const before = await rows('select count(*) from referral')
  const refused = await submit(SENDER, { to: STRANGER, offerId, ...changes })
  expect(refused.body.code).toBe(code)
  expect(await rows('select count(*) from referral')).toEqual(before)
})

test('to any other agency there is no such offer, nor to the sender before it is answered anything to send', async () => {
  const { offerId } = await willing()
  const open = await declined()
  const [unanswered] = await offersOf(open)
  const early = await submit(SENDER, { to: STRANGER, offerId: unanswered.id })
  expect(early.body.code).toBe('offer_not_sendable')
  const none = await submit(SENDER, { to: STRANGER, offerId: randomUUID() })
  expect([none.status, none.body.code]).toEqual([404, 'not_found'])
  expect((await rows('select taken_by from offer where id = $1', [offerId]))[0]).toEqual({ taken_by: null })
})

test('two that use one answer at once: one is sent', async () => {
  const { offerId } = await willing()
  const both = await Promise.all([1, 2].map(() => submit(SENDER, { to: STRANGER, offerId })))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('after the consent is withdrawn nobody is asked any longer', async () => {
  const id = await declined()
  const [offer] = await offersOf(id)
  const withdrawn = { basisId: randomUUID(), agencyId: SENDER.agencyId, referralIds: [id] }
  await settled(await publish(consentWithdrawn, withdrawn))
  expect((await view(id)).offers).toMatchObject([{ answer: 'moved-on' }])
  const late = await post(STRANGER, `/offers/${offer.id}/answer`, { answer: 'willing' })
  expect([late.status, late.body.code]).toEqual([409, 'offer_closed'])
})

test('a person who is taken on after all is no longer offered', async () => {
  const id: string = (await submit(SENDER)).body.id
  const { wantOffer } = await import('../src/commands/want-offer.ts')
  await service.store.run(tx => wantOffer(tx, id, 'silence', new Date()))
  await offersOf(id)
  await step(RECIPIENT, id, 'accept')
  expect((await view(id)).offers).toMatchObject([{ answer: 'moved-on' }])
})

const HOUR = 3_600_000
/** Time goes by, and what falls due happens. */
async function later(hours: number) {
  service.clock.ahead += hours * HOUR
  while (await service.app.fireDue());
}
/** The silent one's needs go to STRANGER, who accepts them. */
async function servedElsewhere(id: string) {
  const [offer] = await offersOf(id)
  expect(offer.services).toEqual(['housing'])
  await post(STRANGER, `/offers/${offer.id}/answer`, { answer: 'willing' })
  // What redaction and consent sign here is of now.
  service.clock.ahead = 0
  const fresh = (await submit(SENDER, { to: STRANGER, offerId: offer.id, priority: 'emergency' })).body.id
  expect((await step(STRANGER, fresh, 'accept')).status).toBe(200)
  return fresh as string
}
const emergency = async () => (await submit(SENDER, { priority: 'emergency' })).body.id as string

test.each([
  ['never answers', [], 3],
  ['has accepted and does not begin', [['accept']], 29],
  ['has accepted and put the person off', [['accept'], ['hold', { reason: 'awaiting-person' }]], 29],
  ['asks one question after the other', [['ask', { about: ['transport'] }]], 3],
] as [string, [string, object?][], number][])(
  'of an agency that %s the next one is asked; once that has accepted, the silent one is out of it',
  async (_, did, hours) => {
    const id = await emergency()
    for (const [name, data] of did) expect((await step(RECIPIENT, id, name, data)).status).toBe(200)
    await later(hours)
    await servedElsewhere(id)
    expect(await view(id)).toMatchObject({ state: 'transferred', status: 'completed', due: [] })
  },
)

test('one agency takes on a part of it: the next is asked for the rest, and then the first is out of it', async () => {
  const id = await declined({ services: ['housing', 'legal'] })
  const [offer] = await offersOf(id)
  await post(STRANGER, `/offers/${offer.id}/answer`, { answer: 'willing' })
  const part = await submit(SENDER, { to: STRANGER, offerId: offer.id, services: ['housing'] })
  await step(STRANGER, part.body.id, 'accept')
  expect((await view(id)).state).toBe('rejected')
  const [, rest] = await offersOf(id, 2)
  expect([rest.toAgency, rest.services]).toEqual([THIRD.agencyId, ['legal']])
  await post(THIRD, `/offers/${rest.id}/answer`, { answer: 'willing' })
  const last = await submit(SENDER, { to: THIRD, offerId: rest.id, services: ['legal'] })
  await step(THIRD, last.body.id, 'accept')
  expect((await view(id)).state).toBe('transferred')
})

test('an agency that has begun late stays in charge of what it does, though another one was found', async () => {
  const id = await emergency()
  await step(RECIPIENT, id, 'accept')
  await later(29)
  const [offer] = await offersOf(id)
  await post(STRANGER, `/offers/${offer.id}/answer`, { answer: 'willing' })
  await step(RECIPIENT, id, 'start')
  // What redaction and consent sign here is of now.
  service.clock.ahead = 0
  const fresh = (await submit(SENDER, { to: STRANGER, offerId: offer.id, priority: 'emergency' })).body.id
  await step(STRANGER, fresh, 'accept')
  expect((await view(id)).state).toBe('in-progress')
})

test('what cannot be passed on when the next agency accepts is passed on when it can', async () => {
  const old = await accepted()
  await step(RECIPIENT, old, 'trafficked-again')
  const sent = await submit(SENDER, { to: STRANGER, links: [{ referralId: old, kind: 'transfer' }] })
  await step(STRANGER, sent.body.id, 'accept')
  expect((await view(old)).state).toBe('trafficked-again')
  expect((await step(RECIPIENT, old, 'protect', { measures: ['moved-to-safe-place'] })).status).toBe(200)
  expect((await view(old)).state).toBe('transferred')
})

async function accepted() {
  const id: string = (await submit(SENDER)).body.id
  const user = randomUUID()
  await post({ ...RECIPIENT, user }, `/referrals/${id}/assignment`)
  await step(RECIPIENT, id, 'accept')
  return id
}

test('a transfer: the first agency is in charge until the next has accepted, then its people are freed', async () => {
  const old = await accepted()
  const sent = await submit(SENDER, { to: STRANGER, links: [{ referralId: old, kind: 'transfer' }] })
  expect((await view(old)).state).toBe('accepted')
  await step(STRANGER, sent.body.id, 'accept')
  expect(await view(old)).toMatchObject({ state: 'transferred', status: 'completed', turn: null })
  expect((await view(old, RECIPIENT)).assignedTo).toEqual([])
  const told = await rows('select 1 as one from outbox where aggregate_id = $1 and type = $2', [old, takenBack.type])
  expect(told).toHaveLength(1)
})

test('a transfer that is called one after it was accepted passes the other on at once', async () => {
  const old = await accepted()
  const fresh = (await submit(SENDER, { to: STRANGER })).body.id
  await step(STRANGER, fresh, 'accept')
  await post(SENDER, `/referrals/${fresh}/links`, { referralId: old, kind: 'transfer' })
  expect((await view(old)).state).toBe('transferred')
})

test('a link to what one may not see sends nothing', async () => {
  const foreign = (await submit(SENDER)).body.id
  await rows('update referral set from_agency = $2 where id = $1', [foreign, THIRD.agencyId])
  const before = await rows('select count(*) from referral')
  const refused = await submit(SENDER, { to: STRANGER, links: [{ referralId: foreign, kind: 'family' }] })
  expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
  expect(await rows('select count(*) from referral')).toEqual(before)
})

test('forty people: each a referral of its own, all of one event, and the intake tells how far they are', async () => {
  const { body: intake } = await post(SENDER, '/intakes', { count: 40, protocol: 'oas-64-standard' })
  const sent: Awaited<ReturnType<typeof submit>>[] = []
  // As many at a time as a browser sends.
  while (sent.length < 40) {
    const six = Array.from({ length: Math.min(6, 40 - sent.length) }, (_, n) =>
      submit(SENDER, { intakeId: intake.id, ...(sent.length + n === 0 && { subjectRef: CHILD }) }),
    )
    sent.push(...(await Promise.all(six)))
  }
  expect(sent.map(({ status }) => status)).toEqual(Array(40).fill(201))
  const [first] = sent
  for (const { body } of sent.slice(0, 5)) await step(RECIPIENT, body.id, 'accept')
  const progress = (await get(SENDER, `/intakes/${intake.id}`)).body
  expect(progress).toMatchObject({ count: 40, sent: 40, missing: 0, byStatus: { requested: 35, accepted: 5 } })
  const links = (await view(first?.body.id, RECIPIENT)).links
  expect(links).toHaveLength(39)
  expect(new Set(links.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['same-event']))
})

test('an intake of another agency takes nobody in', async () => {
  const { body: intake } = await post(RECIPIENT, '/intakes', { count: 2, protocol: 'oas-64-standard' })
  const refused = await submit(SENDER, { intakeId: intake.id })
  expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
})

test('the calendar shows what a referral has to have by when, until it is done', async () => {
  const own = { hub: 'XA', agencyId: randomUUID() }
  state.types[own.agencyId] = AgencyType.SHELTER
  const id = (await submit(SENDER, { to: own, priority: 'emergency' })).body.id
  const names = async () =>
    (await get(own, '/deadlines')).body.items
      .filter(({ referralId }: { referralId: string }) => referralId === id)
      .map(({ deadline }: { deadline: string }) => deadline)
  expect(await names()).toEqual(['acknowledge', 'accept'])
  await step(own, id, 'accept')
  expect(await names()).not.toContain('accept')
})
