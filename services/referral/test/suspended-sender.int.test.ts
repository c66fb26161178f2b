import { randomUUID } from 'node:crypto'
import {
  AgencyType,
  consentWithdrawn,
  create,
  directoryOffering,
  fromBinary,
  ReferralEscalatedSchema,
  ReferralTakenOverSchema,
  StandingRefusal,
  StandingRequestSchema,
  side,
  standing,
  suitable,
} from '@amparo/contracts'
import { messagingErrors } from '@amparo/messaging'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { tendSuspended } from '../src/commands/tend-suspended.ts'
import { startOffering } from '../src/daily-work.ts'
import { findAgency } from '../src/ports/agencies.ts'
import { findOffering } from '../src/ports/offering.ts'
import { mayTakeOver } from '../src/ports/taking-over.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { SUBJECT } from './fixtures/neighbours.ts'
import { putReferral, type ReferralColumns } from './fixtures/referral-row.ts'
import { useReferral } from './fixtures/service.ts'

const DAY_MS = 24 * 3_600_000
const SUPERVISOR = 'referral:read referral:assign'
const NEXT = { hub: 'XA', agencyId: randomUUID() }
const AUTHORITY = { hub: 'XA', agencyId: randomUUID() }
const PROTECTS_CHILDREN = { hub: 'XA', agencyId: randomUUID() }
const WILLING = { hub: 'XA', agencyId: randomUUID() }

const service = await useReferral()
const { state, clock, rows, as, get, step, submit, publish, settled, store, deps } = service
const OFFERED = [
  { ...AUTHORITY, type: AgencyType.IDENTIFICATION_AUTHORITY },
  { ...PROTECTS_CHILDREN, type: AgencyType.CHILD_PROTECTION },
  { ...WILLING, type: AgencyType.SHELTER },
]
let authorities = OFFERED
;(await as('directory')).answer(directoryOffering, async ({ types, services }) => ({
  agencies: authorities
    .filter(({ type }) => (types.length > 0 ? types.includes(type) : type === AgencyType.SHELTER))
    .map(({ hub, agencyId, type }) => ({
      ...{ ref: { hub, agencyId }, type, services: [...services], name: 'Fictional', issuer: 'https://issuer.example' },
    })),
}))
/** Of which consent gives no answer now. */
const unanswered = new Set<string>()
/** Milliseconds that go by until it does not. */
let slowBy = 0
;(await as('consent')).answer(suitable, async ({ referralId, candidates, takingOver }) => {
  if (unanswered.has(referralId)) {
    clock.ahead += slowBy
    throw messagingErrors.service_unavailable()
  }
  const isStated = takingOver !== undefined && Object.values(state.successors).includes(takingOver.agencyId)
  return { suitable: candidates, mayTakeOver: isStated && state.excludes.get(referralId) !== takingOver.agencyId }
})
const offering = startOffering({ ...deps, run: store.run, pollMs: 30 })
afterAll(() => offering.stop())

beforeEach(async () => {
  state.types[NEXT.agencyId] = AgencyType.POLICE
  await rows('truncate suspended_sender')
  await rows(`update referral set turn = null where status <> 'draft'`)
  await rows('update referral set successor_agency = null, successor_ref = null, taken_over_at = null')
  await rows('delete from news')
})
afterEach(() => {
  state.suspended = []
  state.successors = {}
  authorities = OFFERED
  clock.ahead = 0
})

const put = (columns: ReferralColumns = {}) => putReferral(rows, columns)
/** As the clock comes by the next time. */
const tending = () => {
  const asking = { findAgency: findAgency(deps.ask), findOffering: findOffering(deps.ask, 'XA') }
  return tendSuspended({ ...deps, ...asking, mayTakeOver: mayTakeOver(deps.ask, deps), read: store.read })
}
const tend = () => tending()()
const suspend = async (successor?: string) => {
  state.suspended = [SENDER.agencyId]
  if (successor !== undefined) state.successors = { [SENDER.agencyId]: successor }
  await tend()
}
const newsOf = async (agencyId: string) =>
  (await rows('select kind, referral_id, waiting from news where agency_id = $1 order by id', [agencyId])).map(
    ({ kind, referral_id: id, waiting }) => [kind, id ?? waiting],
  )
const told = async (referralId: string, type: string) =>
  rows(`select payload from outbox where aggregate_id = $1 and type = $2 order by position`, [referralId, type])
const seen = (agencyId: string, id: string) => get({ agencyId }, `/referrals/${id}`)
const offersOf = (id: string) => rows('select to_agency from offer where referral_id = $1', [id])

test('until somebody takes over, those responsible hear how much waits, and of whom no word; the recipient hears of its own', async () => {
  const ids = [await put({ status: 'rejected' }), await put({ status: 'failed' }), await put()]
  await tend()
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([])
  await suspend()
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([['sender-suspended', 3]])
  expect(await newsOf(PROTECTS_CHILDREN.agencyId)).toEqual([])
  expect((await newsOf(RECIPIENT.agencyId)).toSorted()).toEqual(ids.map(id => ['sender-suspended', id]).toSorted())
  const { body } = await get({ agencyId: AUTHORITY.agencyId, scope: SUPERVISOR }, '/suspended-senders')
  expect(body).toEqual({ items: [{ agencyId: SENDER.agencyId, waiting: 3, since: expect.any(String) }] })
  expect((await get({ agencyId: RECIPIENT.agencyId, scope: SUPERVISOR }, '/suspended-senders')).body.items).toEqual([])
  expect((await get({ agencyId: AUTHORITY.agencyId }, '/suspended-senders')).status).toBe(404)
  expect(await seen(AUTHORITY.agencyId, ids[0] ?? '')).toMatchObject({ status: 404 })
})

test('that it was said is on record; it is said each day until nothing waits', async () => {
  const id = await put({ status: 'rejected' })
  await suspend()
  await tend()
  const [entry] = await told(id, 'referral.escalated.v1')
  expect(fromBinary(ReferralEscalatedSchema, entry?.['payload'] as Uint8Array)).toMatchObject({
    ...{ deadline: 'sender-suspended', kind: 'supervisor', agencyId: AUTHORITY.agencyId },
  })
  expect(await newsOf(AUTHORITY.agencyId)).toHaveLength(1)
  clock.ahead += DAY_MS
  await tend()
  expect(await newsOf(AUTHORITY.agencyId)).toHaveLength(2)
  expect(await told(id, 'referral.escalated.v1')).toHaveLength(1)
  await rows('update referral set turn = null where id = $1', [id])
  clock.ahead += DAY_MS
  await tend()
  expect(await newsOf(AUTHORITY.agencyId)).toHaveLength(2)
  expect(await rows('select 1 from suspended_sender')).toEqual([])
})

test('of children those hear who protect them; where nobody is responsible, whoever has received the people', async () => {
  await put({ minor: true })
  await suspend()
  expect(await newsOf(PROTECTS_CHILDREN.agencyId)).toEqual([['sender-suspended', 1]])
  authorities = []
  clock.ahead += DAY_MS
  await tend()
  expect((await newsOf(RECIPIENT.agencyId)).filter(([, about]) => about === 1)).toHaveLength(1)
})

test('what was declined goes to the agency that the jurisdiction states, and is offered on by needs alone', async () => {
  const id = await put({ status: 'rejected' })
  await suspend(NEXT.agencyId)
  expect(await newsOf(NEXT.agencyId)).toContainEqual(['taken-over', id])
  expect(await newsOf(RECIPIENT.agencyId)).toContainEqual(['taken-over', id])
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([])
  await expect.poll(() => offersOf(id)).toEqual([{ to_agency: WILLING.agencyId }])
  const { body } = await seen(NEXT.agencyId, id)
  expect(body).toMatchObject({ status: 'rejected', from: SENDER, takenOver: { by: NEXT } })
  expect(body.subjectRef).not.toBe(`share-${id}`)
  expect(body.offers).toHaveLength(1)
  expect(JSON.stringify((await get({ agencyId: WILLING.agencyId }, '/offers')).body)).not.toContain(NEXT.agencyId)
  const [entry] = await told(id, 'referral.taken-over.v1')
  expect(fromBinary(ReferralTakenOverSchema, entry?.['payload'] as Uint8Array)).toMatchObject({
    ...{ referralId: id, fromAgencyId: SENDER.agencyId, agencyId: NEXT.agencyId, newSubjectRef: body.subjectRef },
  })
})

test('to exchange it stands in the place of the sender, which is a party no more', async () => {
  const id = await put({ status: 'failed' })
  await suspend(NEXT.agencyId)
  const placeOf = async (agencyId: string) => {
    const token = await service.token({ scope: 'referral:read', agency: agencyId })
    return (await (await as('exchange')).ask(side, { token, referralId: id })).agencyId
  }
  expect(await Promise.all([NEXT, SENDER, RECIPIENT].map(({ agencyId }) => placeOf(agencyId)))).toEqual([
    ...[SENDER.agencyId, '', RECIPIENT.agencyId],
  ])
})

test('what did not arrive is offered on too; what waits for its own agency is not', async () => {
  const [lost, waits] = [await put({ status: 'failed' }), await put()]
  await suspend(NEXT.agencyId)
  await expect.poll(() => offersOf(lost)).toEqual([{ to_agency: WILLING.agencyId }])
  expect(await rows('select 1 from offer_wanted where referral_id = $1', [waits])).toEqual([])
  expect((await seen(NEXT.agencyId, waits)).status).toBe(200)
})

test('it stands in the box of whoever took it over, and in no other', async () => {
  const id = await put({ status: 'rejected' })
  await suspend(NEXT.agencyId)
  const box = async (agencyId: string, asked = '') =>
    (await get({ agencyId }, `/referrals?box=outbox&limit=100${asked}`)).body.items.map((one: { id: string }) => one.id)
  expect(await box(NEXT.agencyId)).toEqual([id])
  expect(await box(NEXT.agencyId, '&assigned=none&turn=mine')).toEqual([id])
  const user = randomUUID()
  await service.post({ ...NEXT, user }, `/referrals/${id}/assignment`, {})
  expect(await box(NEXT.agencyId, '&assigned=none')).toEqual([])
  expect(await box(SENDER.agencyId)).not.toContain(id)
})

test('whoever took it over answers, and takes back; whose step it was stands in the log', async () => {
  const { body } = await submit(SENDER, { subjectRef: SUBJECT })
  const { id } = body
  expect((await step(RECIPIENT, id, 'ask', { about: ['medical-report'] })).status).toBe(200)
  await suspend(NEXT.agencyId)
  const asked = (await seen(NEXT.agencyId, id)).body
  const answer = asked.allowedActions.find(({ step: one }: { step: string }) => one === 'answer')
  expect(answer).toBeDefined()
  const answered = await step(NEXT, id, 'answer', { answered: ['medical-report'] })
  expect(answered).toMatchObject({ status: 200 })
  expect(answered.body.steps.at(-1)).toMatchObject({ step: 'answer', byAgency: NEXT.agencyId, side: 'sender' })
  expect((await step(SENDER, id, 'cancel', { reason: 'sent-in-error' })).status).toBe(404)
  expect((await step(NEXT, id, 'cancel', { reason: 'sent-in-error' })).status).toBe(200)
})

test('the recipient is told whom to turn to, until somebody takes over and then', async () => {
  const id = await put()
  state.types[AUTHORITY.agencyId] = AgencyType.IDENTIFICATION_AUTHORITY
  state.phones = { [AUTHORITY.agencyId]: '+59155500111', [NEXT.agencyId]: '+59155500112' }
  const instead = async (who = RECIPIENT) => (await get(who, `/referrals/${id}/duty`)).body.sender
  expect(await instead()).toBeNull()
  await suspend()
  expect(await instead()).toEqual({ waits: true, turnTo: [{ party: AUTHORITY, phone: '+59155500111' }] })
  await suspend(NEXT.agencyId)
  expect(await instead()).toEqual({ waits: false, turnTo: [{ party: NEXT, phone: '+59155500112' }] })
  expect(await instead(NEXT)).toBeNull()
})

test('one that took over and is suspended too is followed by another', async () => {
  const id = await put()
  await suspend(NEXT.agencyId)
  state.types[WILLING.agencyId] = AgencyType.POLICE
  state.suspended = [SENDER.agencyId, NEXT.agencyId]
  state.successors = { [SENDER.agencyId]: WILLING.agencyId, [NEXT.agencyId]: WILLING.agencyId }
  await tend()
  expect([(await seen(NEXT.agencyId, id)).status, (await seen(WILLING.agencyId, id)).status]).toEqual([404, 200])
})

test('nobody opens the person by it, assigned or not', async () => {
  const user = randomUUID()
  const { body } = await submit({ ...SENDER, user })
  await rows(`insert into assignment (referral_id, agency_id, user_id, by_user, at) values ($1, $2, $3, $3, now())`, [
    body.id,
    SENDER.agencyId,
    user,
  ])
  await suspend(NEXT.agencyId)
  expect(await rows('select 1 from assignment where referral_id = $1 and ended_at is null', [body.id])).toEqual([])
  const assigned = await service.post({ ...NEXT, user }, `/referrals/${body.id}/assignment`, {})
  expect(assigned).toMatchObject({ status: 200, body: { assignedTo: [user] } })
  const token = await service.token({ scope: 'view:open referral:read', agency: NEXT.agencyId, sub: user })
  const redaction = await as('redaction')
  const ask = create(StandingRequestSchema, { referralId: body.id, token, nonce: randomUUID() })
  const { standing: signed, refusal } = await redaction.ask(standing, ask)
  expect([signed, refusal]).toEqual([undefined, StandingRefusal.IN_PLACE])
  const former = await service.token({ scope: 'view:open referral:read', agency: SENDER.agencyId, sub: user })
  expect(await redaction.ask(standing, { ...ask, token: former })).toMatchObject({
    refusal: StandingRefusal.UNSPECIFIED,
  })
})

test('not whom the person excludes, nor what it has received itself; of that those responsible are called', async () => {
  const [excluded, own, other] = [await put(), await put({ to: NEXT }), await put()]
  state.excludes.set(excluded, NEXT.agencyId)
  await suspend(NEXT.agencyId)
  expect((await seen(NEXT.agencyId, excluded)).status).toBe(404)
  expect((await seen(NEXT.agencyId, other)).body.takenOver).toMatchObject({ by: NEXT })
  expect((await seen(NEXT.agencyId, own)).body.takenOver).toBeUndefined()
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([['sender-suspended', 2]])
})

test('one that cannot be taken over now holds up no other, and is called of meanwhile', async () => {
  const ids = [await put(), await put(), await put()].toSorted()
  const [stuck = '', ...others] = ids
  unanswered.add(stuck)
  await suspend(NEXT.agencyId)
  for (const id of others) expect((await seen(NEXT.agencyId, id)).status).toBe(200)
  expect((await seen(NEXT.agencyId, stuck)).status).toBe(404)
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([['sender-suspended', 1]])
  unanswered.delete(stuck)
  await tend()
  expect((await seen(NEXT.agencyId, stuck)).status).toBe(200)
})

test('nor do so many', async () => {
  const stuck = await Promise.all(Array.from({ length: 12 }, () => put()))
  for (const id of stuck) unanswered.add(id)
  const others = await Promise.all(Array.from({ length: 12 }, () => put()))
  await suspend(NEXT.agencyId)
  for (const id of others) expect((await seen(NEXT.agencyId, id)).status).toBe(200)
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([['sender-suspended', stuck.length]])
  unanswered.clear()
})

test('nor those of which it takes long to hear: the next time it goes on behind them, and then from the first again', async () => {
  const ids = (await Promise.all(Array.from({ length: 51 }, () => put()))).toSorted()
  const [last = '', ...stuck] = ids.toReversed()
  for (const id of stuck) unanswered.add(id)
  slowBy = 1_000
  state.suspended = [SENDER.agencyId]
  state.successors = { [SENDER.agencyId]: NEXT.agencyId }
  const again = tending()
  await again()
  expect((await seen(NEXT.agencyId, last)).status).toBe(404)
  slowBy = 0
  clock.ahead += 31_000
  await again()
  expect((await seen(NEXT.agencyId, last)).status).toBe(200)
  unanswered.clear()
  clock.ahead += 31_000
  await again()
  for (const id of stuck) expect((await seen(NEXT.agencyId, id)).status).toBe(200)
})

test('by nobody who is suspended too, or is no member', async () => {
  const id = await put()
  state.suspended = [SENDER.agencyId, NEXT.agencyId]
  state.successors = { [SENDER.agencyId]: NEXT.agencyId }
  await tend()
  state.suspended = [SENDER.agencyId]
  state.outside = [NEXT.agencyId]
  await tend()
  state.outside = []
  expect((await seen(NEXT.agencyId, id)).status).toBe(404)
})

test('when the suspension is lifted, what was taken over stays so; the rest the sender finds as it left it', async () => {
  const taken = await put({ status: 'rejected' })
  await suspend(NEXT.agencyId)
  state.successors = {}
  const left = await put()
  await tend()
  expect(await newsOf(AUTHORITY.agencyId)).toEqual([['sender-suspended', 1]])
  state.suspended = []
  await tend()
  expect(await rows('select 1 from suspended_sender')).toEqual([])
  expect([(await seen(SENDER.agencyId, taken)).status, (await seen(NEXT.agencyId, taken)).status]).toEqual([404, 200])
  expect([(await seen(SENDER.agencyId, left)).status, (await seen(NEXT.agencyId, left)).status]).toEqual([200, 404])
  expect((await seen(STRANGER.agencyId, taken)).status).toBe(404)
})

test('of an intake its agency counts whom another took over, and sees no more of them than that', async () => {
  const [taken, kept, intakeId] = [await put({ status: 'rejected' }), await put({ status: 'rejected' }), randomUUID()]
  await rows(
    `insert into intake (id, agency_id, protocol, people, by_user, at, due_at, call_at)
     values ($1, $2, 'oas-64-standard', 3, $3, now(), now(), null)`,
    [intakeId, SENDER.agencyId, randomUUID()],
  )
  for (const id of [taken, kept])
    await rows('insert into intake_referral (intake_id, referral_id) values ($1, $2)', [intakeId, id])
  const shown = { sent: 2, missing: 1, byStatus: { rejected: 1 }, referralIds: [kept] }
  state.excludes.set(kept, NEXT.agencyId)
  await suspend(NEXT.agencyId)
  state.suspended = []
  expect((await get(SENDER, `/intakes/${intakeId}`)).body).toMatchObject(shown)
  const { items } = (await get(SENDER, '/intakes')).body
  expect(items.find(({ id }: { id: string }) => id === intakeId)).toMatchObject(shown)
})

test('the person is sent on to whoever was willing by whoever took over', async () => {
  const id = await put({ status: 'rejected' })
  await suspend(NEXT.agencyId)
  await expect.poll(() => offersOf(id)).toHaveLength(1)
  const [offer] = await rows('select id from offer where referral_id = $1', [id])
  const willing = await service.post(WILLING, `/offers/${offer?.['id']}/answer`, { answer: 'willing' })
  expect(willing.status).toBe(200)
  expect(await newsOf(NEXT.agencyId)).toContainEqual(['offer-answered', id])
})

test('what halted since its recipient was suspended says so, and not that somebody took something back', async () => {
  const { body } = await submit(SENDER)
  const { id } = body
  const halted = { basisId: randomUUID(), agencyId: SENDER.agencyId, referralIds: [id], cause: 'suspended' }
  await settled(await publish(consentWithdrawn, halted))
  const last = (await seen(SENDER.agencyId, id)).body.steps.at(-1)
  expect(last).toMatchObject({ step: 'withdraw', cause: 'suspended', data: {} })
  expect(last.text.en).toContain('suspended')
  const other = (await submit(SENDER)).body.id
  await settled(await publish(consentWithdrawn, { ...halted, referralIds: [other], cause: '' }))
  const taken = (await seen(SENDER.agencyId, other)).body.steps.at(-1)
  expect(taken.cause).toBeUndefined()
  expect(taken.text.en).not.toContain('suspended')
})
