import { randomUUID } from 'node:crypto'
import {
  AgencyType,
  AgeRequestSchema,
  age,
  create,
  grantImported,
  type OfferingRequest,
  recordCompleted,
  supplementStored,
} from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { imported } from './fixtures/imported.ts'
import { CHILD, SUBJECT } from './fixtures/neighbours.ts'
import { offering } from './fixtures/offering.ts'
import { useReferral } from './fixtures/service.ts'

const service = await useReferral()
const { submit, step, post, get, rows, publish, settled, state, as } = service
const asked: OfferingRequest[] = []
const work = await offering(service, [{ ...STRANGER, type: AgencyType.HEALTH }], asked)
afterAll(() => work.stop())
const signs = { ...state.signs }
beforeEach(() => {
  state.children.clear()
  state.children.add(CHILD)
  state.unknown.clear()
  Object.assign(state, { away: false, tamperAge: () => ({}), signs: { ...signs } })
})

const sent = async (changes: object = {}): Promise<string> => (await submit(SENDER, changes)).body.id
const isMinor = async (id: string) => (await rows('select minor from referral where id = $1', [id]))[0].minor
const open = async (id: string, who = SENDER) =>
  (await get(who, `/referrals/${id}`)).body.allowedActions.map(({ step }: { step: string }) => step)
/** The record was corrected, and redaction has told. */
const corrected = async (referralId: string) =>
  settled(await publish(recordCompleted, { referralId, agencyId: SENDER.agencyId }))

test('what redaction attests when it is sent is kept: a yes or no', async () => {
  expect([await isMinor(await sent()), await isMinor(await sent({ subjectRef: CHILD }))]).toEqual([false, true])
})

test('of a child’s transfer, sub-referral and place in an intake as well, each by its own person’s record', async () => {
  const child = await sent({ subjectRef: CHILD })
  const intakeId = (await post(SENDER, '/intakes', { count: 2, protocol: 'oas-64-standard' })).body.id
  const linked = (kind: string) => ({ links: [{ referralId: child, kind }] })
  const ids = [
    await sent({ subjectRef: CHILD, to: STRANGER, ...linked('transfer') }),
    await sent({ subjectRef: CHILD, to: STRANGER, ...linked('sub-referral') }),
    await sent({ to: STRANGER, ...linked('dependant') }),
    await sent({ subjectRef: CHILD, intakeId }),
    await sent({ intakeId }),
  ]
  const kept = []
  for (const id of ids) kept.push(await isMinor(id))
  expect(kept).toEqual([true, true, false, true, false])
})

test('a child that was declined under the standard protocol is offered to those who take children, and to them only', async () => {
  const id = await sent({ subjectRef: CHILD })
  await step(RECIPIENT, id, 'decline', { reason: 'at-capacity' })
  await expect
    .poll(async () => (await rows('select minors from offer where referral_id = $1', [id]))[0])
    .toEqual({
      minors: true,
    })
  expect(asked.at(-1)).toMatchObject({ minor: true })
})

test('who was willing to take on a child is sent the child', async () => {
  const id = await sent({ subjectRef: CHILD })
  await step(RECIPIENT, id, 'decline', { reason: 'at-capacity' })
  const offersOf = async () => (await get(SENDER, `/referrals/${id}`)).body.offers
  await expect.poll(async () => (await offersOf()).length).toBe(1)
  const [{ id: offerId }] = await offersOf()
  await post(STRANGER, `/offers/${offerId}/answer`, { answer: 'willing' })
  const following = await submit(SENDER, { subjectRef: CHILD, to: STRANGER, offerId })
  expect([following.status, await isMinor(following.body.id)]).toEqual([201, true])
})

const taken = async (subjectRef: string) => {
  const referralId = randomUUID()
  const outcome = settled(await publish(grantImported, imported(referralId, { subjectRef })))
  return { referralId, outcome }
}

test('of what comes from another hub the own vault says it, and nobody known is a child', async () => {
  const [adult, child, nobody] = [randomUUID(), randomUUID(), randomUUID()]
  state.children.add(child)
  state.unknown.add(nobody)
  for (const [ref, minor] of [
    [adult, false],
    [child, true],
    [nobody, true],
  ] as const) {
    const { referralId, outcome } = await taken(ref)
    expect([await outcome, await isMinor(referralId)]).toEqual(['done', minor])
  }
})

test('a supplement of another hub that makes a child of the person is heard here', async () => {
  const ref = randomUUID()
  const { referralId, outcome } = await taken(ref)
  await outcome
  state.children.add(ref)
  expect(await settled(await publish(supplementStored, { packageId: 'p', referralId, fromHub: 'XB' }))).toBe('done')
  expect(await isMinor(referralId)).toBe(true)
})

test('a completed record changes the answer, both ways; what is told of it tells no age', async () => {
  const id = await sent()
  const news = async () => (await get(RECIPIENT, `/referrals/${id}`)).text
  state.children.add(SUBJECT)
  await corrected(id)
  expect([await isMinor(id), (await news()).includes('minor')]).toEqual([true, false])
  state.children.delete(SUBJECT)
  await corrected(id)
  expect(await isMinor(id)).toBe(false)
})

/** Under way to another country, still being prepared. */
const preparing = async (changes: object = {}) => {
  const id = await sent({ protocol: 'cross-border-transfer', ...changes })
  expect((await step(RECIPIENT, id, 'accept')).status).toBe(200)
  return id
}

test('an adult is confirmed; a child, or somebody whose age is in doubt, is not: nobody can say so against the record', async () => {
  const adult = await preparing()
  expect(await open(adult)).toContain('confirm-adult')
  expect((await step(SENDER, adult, 'confirm-adult')).status).toBe(200)
  const child = await preparing({ subjectRef: CHILD })
  expect(await open(child)).not.toContain('confirm-adult')
  const { status, body } = await step(SENDER, child, 'confirm-adult')
  expect([status, body.code]).toEqual([409, 'person_is_child'])
  expect(body.next).toContain('corrects it first')
})

test('nor does a child travel alone by own choice', async () => {
  const [adult, child] = [await preparing(), await preparing({ subjectRef: CHILD })]
  const alone = { escort: 'alone-by-choice' }
  expect((await step(SENDER, adult, 'arrange-escort', alone)).status).toBe(200)
  expect((await step(SENDER, child, 'arrange-escort', alone)).body.code).toBe('person_is_child')
  expect((await step(SENDER, child, 'arrange-escort', { escort: 'guardian-escort' })).status).toBe(200)
})

test('it is the record of this moment that counts, before its news has come, and after', async () => {
  const id = await preparing()
  state.children.add(SUBJECT)
  expect((await step(SENDER, id, 'confirm-adult')).body.code).toBe('person_is_child')
  state.children.delete(SUBJECT)
  expect((await step(SENDER, id, 'confirm-adult')).status).toBe(200)
  const child = await preparing({ subjectRef: CHILD })
  state.children.delete(CHILD)
  expect((await step(SENDER, child, 'confirm-adult')).status).toBe(200)
  expect(await isMinor(child)).toBe(false)
})

test('who was taken for an adult and is a child does not depart on that', async () => {
  const id = await preparing()
  await step(SENDER, id, 'confirm-adult')
  const missing = async () => {
    const { body } = await step(SENDER, id, 'depart', { expectedAt: '2030-01-01T00:00:00Z' })
    expect(body.code).toBe('step_blocked')
    return body.refs.missing.split(',')
  }
  expect(await missing()).not.toContain('form:best-interests')
  state.children.add(SUBJECT)
  expect(await missing()).toContain('form:best-interests')
  await corrected(id)
  const action = (await get(SENDER, `/referrals/${id}`)).body.allowedActions.find(
    (one: { step: string }) => one.step === 'depart',
  )
  expect(action.missing).toContainEqual(expect.objectContaining({ form: 'best-interests' }))
  expect(JSON.stringify(action.missing)).not.toContain('confirm-adult')
})

test('protection of a child ends by no agency’s word against the record', async () => {
  const to = { hub: 'XA', agencyId: RECIPIENT.agencyId }
  const id = await sent({ protocol: 'child-safeguarding', subjectRef: CHILD, to, services: ['case_management'] })
  await step(RECIPIENT, id, 'accept')
  const data = { shown: 'by-documents' }
  expect(await open(id, RECIPIENT)).not.toContain('establish-adult')
  expect((await step(RECIPIENT, id, 'establish-adult', data)).body.code).toBe('person_is_child')
  state.children.delete(CHILD)
  await corrected(id)
  expect(await open(id, RECIPIENT)).toContain('establish-adult')
  expect((await step(RECIPIENT, id, 'establish-adult', data)).body).toMatchObject({ status: 'completed' })
})

test('while redaction cannot answer, or another signs for it, nobody is taken for an adult; other steps go on', async () => {
  const id = await preparing()
  const { version } = (await get(SENDER, `/referrals/${id}`)).body
  const refused = async () => (await step(SENDER, id, 'confirm-adult')).status
  state.away = true
  expect(await refused()).toBe(503)
  expect((await step(SENDER, id, 'welfare-check', { safe: 'yes', spoken: 'in-private' })).status).toBe(200)
  state.away = false
  state.tamperAge = () => ({ requestHash: 'ab'.repeat(32) })
  expect(await refused()).toBeGreaterThanOrEqual(500)
  state.tamperAge = () => ({ subjectRef: 'share-of-somebody-else' })
  expect(await refused()).toBeGreaterThanOrEqual(500)
  state.tamperAge = () => ({})
  state.signs = { ...signs, redaction: loadSigningKey(generateSigningKey().privateJwk) }
  expect(await refused()).toBeGreaterThanOrEqual(500)
  expect((await get(SENDER, `/referrals/${id}`)).body.version).toBe(version + 1)
})

test('a stranger learns of no age: to them there is no referral, whether redaction answers or not', async () => {
  const id = await preparing({ subjectRef: CHILD })
  const there = await step(STRANGER, id, 'confirm-adult')
  state.away = true
  const away = await step(STRANGER, id, 'confirm-adult')
  const nothing = await step(STRANGER, randomUUID(), 'confirm-adult')
  for (const { status, body } of [there, away]) expect([status, body.code]).toEqual([nothing.status, nothing.body.code])
})

test('no other service may ask how old somebody is', async () => {
  const request = create(AgeRequestSchema, { nonce: 'n', subjectRef: SUBJECT })
  await expect((await as('exchange')).ask(age, request)).rejects.toThrow()
})
