import { randomBytes, randomUUID } from 'node:crypto'
import {
  AgencyRefSchema,
  create,
  decodePayload,
  EvidenceKind,
  evidenceReceived,
  FallbackChannel,
  grantImported,
  paperNumber,
  referralEscalated,
  referralSubmitted,
  referralUpdateReceived,
  StaffRole,
  StepSchema,
  timestampDate,
  timestampFromDate,
} from '@amparo/contracts'
import { SCOPES } from '@amparo/http'
import { afterEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { imported } from './fixtures/imported.ts'
import { PEER } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, get, rows, app, clock, publish, settled, state } = await useReferral()
const PHONE = '+99955501'
state.phones = { [RECIPIENT.agencyId]: PHONE, [PEER.agencyId]: PHONE }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const newNumber = () => paperNumber(randomBytes(11))
const byPhone = (ms: number, changes: object = {}) => ({
  fallback: { channel: 'phone', number: newNumber(), happenedAt: ago(ms), ...changes },
})

afterEach(() => {
  clock.ahead = 0
})

test('a referral that was made by phone says so to both, with both times, and is overdue at once if it is', async () => {
  const fallback = byPhone(5 * HOUR, { acknowledgedBy: 'duty_officer' })
  const { status, body } = await submit(SENDER, { ...fallback, priority: 'emergency' })
  expect(status).toBe(201)
  for (const view of [body, (await get(RECIPIENT, `/referrals/${body.id}`)).body]) {
    expect(view.fallback).toEqual({ ...fallback.fallback, enteredAt: body.submittedAt })
    expect(Math.abs(Date.parse(view.fallback.enteredAt) - Date.now())).toBeLessThan(MINUTE)
    expect(view.steps[0]).toMatchObject({ step: 'submit', at: fallback.fallback.happenedAt, knownAt: body.submittedAt })
    expect(view.overdue).toBe(true)
    expect(view.due[0]).toMatchObject({ deadline: 'acknowledge', overdue: true })
    expect(Date.parse(view.due[0].at) - Date.parse(fallback.fallback.happenedAt)).toBe(15 * MINUTE)
  }
})

test('what is usual says nothing of it', async () => {
  const { body } = await submit(SENDER)
  expect(body).not.toHaveProperty('fallback')
  expect(body.steps[0]).not.toHaveProperty('knownAt')
})

test('a time ahead, one from too long ago, a number misread and a name in place of a role are refused by field', async () => {
  const fields = async (fallback: object) =>
    (await submit(SENDER, fallback)).body.errors?.map(
      (e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`,
    )
  expect(await fields(byPhone(-HOUR))).toEqual(['/fallback/happenedAt in_the_future'])
  expect(await fields(byPhone(30 * DAY + HOUR))).toEqual(['/fallback/happenedAt too_long_ago'])
  expect(await fields(byPhone(HOUR, { number: '7K3M-9QXA-T2BD' }))).toEqual(['/fallback/number paper_number_misread'])
  expect(await fields(byPhone(HOUR, { acknowledgedBy: 'Maria' }))).toEqual(['/fallback/acknowledgedBy unknown_code'])
  expect(await fields(byPhone(HOUR, { note: 'free text' }))).toEqual(['/fallback unexpected_field'])
})

test('a form that was entered is not entered again: its own agency reads which referral it is', async () => {
  const fallback = byPhone(HOUR)
  const { body } = await submit(SENDER, fallback)
  const again = await submit(SENDER, fallback)
  expect([again.status, again.body.code, again.body.refs]).toEqual([409, 'paper_number_taken', { referralId: body.id }])
  expect(await rows('select referral_id from paper_number where number = $1', [fallback.fallback.number])).toEqual([
    { referral_id: body.id },
  ])
})

test('of two who enter one form at the same time, one does; and a request that is repeated gets its first answer', async () => {
  const fallback = byPhone(HOUR)
  const both = await Promise.all([submit(SENDER, fallback), submit(SENDER, fallback)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  const [key, other] = [randomUUID(), byPhone(HOUR)]
  const who = { ...SENDER, user: randomUUID() }
  const first = await submit(who, other, { key })
  const repeated = await submit(who, other, { key })
  expect([repeated.status, repeated.body.id]).toEqual([201, first.body.id])
})

test('what lies in the compartment is not named to a colleague who is outside it', async () => {
  const fallback = byPhone(HOUR)
  const inside = { ...SENDER, scope: SCOPES.join(' ') }
  expect((await submit(inside, { ...fallback, protocol: 'hidden' })).status).toBe(201)
  const again = await submit(SENDER, fallback)
  expect([again.body.code, again.body.refs]).toEqual(['paper_number_taken', undefined])
})

test('a supervisor finds what came this way in either box', async () => {
  const { body } = await submit(SENDER, byPhone(HOUR))
  const usual = await submit(SENDER)
  for (const [who, box] of [[SENDER, 'outbox'] as const, [RECIPIENT, 'inbox'] as const]) {
    const found = (await get(who, `/referrals?box=${box}&fallback=true&limit=100`)).body.items
    const ids = found.map(({ id }: { id: string }) => id)
    expect(ids).toContain(body.id)
    expect(ids).not.toContain(usual.body.id)
  }
})

test('the recipient enters what it did by phone with its time, and what follows runs from then', async () => {
  const { body } = await submit(SENDER, byPhone(5 * HOUR))
  const take = (happenedAt: string) => step(RECIPIENT, body.id, 'accept', undefined, { happenedAt })
  expect((await take(ago(6 * HOUR))).body.errors).toEqual([{ pointer: '/happenedAt', code: 'before_what_it_follows' }])
  expect((await take(ago(-HOUR))).body.errors).toEqual([{ pointer: '/happenedAt', code: 'in_the_future' }])
  const at = ago(4 * HOUR)
  const taken = await take(at)
  expect(taken.status).toBe(200)
  expect(taken.body.steps[1]).toMatchObject({ step: 'accept', at })
  expect(Math.abs(Date.parse(taken.body.steps[1].knownAt) - Date.now())).toBeLessThan(MINUTE)
  // What comes next is of now.
  expect((await step(RECIPIENT, body.id, 'start')).body.steps[2]).not.toHaveProperty('knownAt')
})

test('a step of a referral that came as usual has the time at which it is taken', async () => {
  const { body } = await submit(SENDER)
  const taken = await step(RECIPIENT, body.id, 'accept', undefined, { happenedAt: ago(HOUR) })
  expect(taken.body.errors).toEqual([{ pointer: '/happenedAt', code: 'not_allowed' }])
})

test('another hub hears how it was made; what comes from one is believed within bounds', async () => {
  const fallback = byPhone(DAY, { channel: 'paper' })
  const { body } = await submit(SENDER, { ...fallback, to: PEER })
  const [event] = await rows('select payload from outbox where aggregate_id = $1 and type = $2', [
    body.id,
    referralSubmitted.type,
  ])
  const told = decodePayload(referralSubmitted, event?.['payload']).fallback
  expect(told).toMatchObject({ channel: FallbackChannel.PAPER, number: fallback.fallback.number })
  expect(told?.happenedAt && timestampDate(told.happenedAt).toISOString()).toBe(fallback.fallback.happenedAt)

  const arrived = async (happenedAt: Date) => {
    const id = randomUUID()
    await settled(await publish(grantImported, imported(id, madeByPhone(happenedAt))))
    return (await get(RECIPIENT, `/referrals/${id}`)).body
  }
  const near = await arrived(new Date(Date.now() - DAY))
  expect(near.fallback).toMatchObject({ channel: 'phone', acknowledgedBy: 'reception' })
  expect(near.overdue).toBe(true)
  const far = await arrived(new Date(Date.now() - 300 * DAY))
  expect(Date.now() - Date.parse(far.fallback.happenedAt)).toBeLessThan(14 * DAY + MINUTE)
  const ahead = await arrived(new Date(Date.now() + 300 * DAY))
  expect(Date.parse(ahead.fallback.happenedAt)).toBeLessThan(Date.now() + MINUTE)
})

const madeByPhone = (happenedAt: Date) => ({
  fallback: {
    ...{ channel: FallbackChannel.PHONE, number: newNumber(), acknowledgedBy: StaffRole.RECEPTION },
    happenedAt: timestampFromDate(happenedAt),
  },
})

const calls = async (id: string) => {
  const told = await rows('select payload from outbox where aggregate_id = $1 and type = $2 order by position', [
    id,
    referralEscalated.type,
  ])
  const events = told.map(row => decodePayload(referralEscalated, row['payload']))
  return events.flatMap(({ deadline, kind, agencyId }) =>
    kind === 'phone' && agencyId === SENDER.agencyId ? [deadline] : [],
  )
}
const lookAround = async () => {
  while (await app.callForDelivery()) {}
}
const stated = async (referralId: string, kind: EvidenceKind) =>
  settled(await publish(evidenceReceived, { referralId, kind }))

test('an emergency of which the other hub states nothing: the sender is told to use the phone, once for each time', async () => {
  const { body } = await submit(SENDER, { to: PEER, priority: 'emergency' })
  const whom = async () => (await get(SENDER, `/referrals/${body.id}/duty`)).body.calls
  expect(await whom()).toEqual([])
  await lookAround()
  expect(await calls(body.id)).toEqual([])
  clock.ahead = 6 * MINUTE
  await lookAround()
  await lookAround()
  expect(await calls(body.id)).toEqual(['delivered'])
  expect((await get(SENDER, `/referrals/${body.id}`)).body.call).toEqual({ agency: PEER, why: ['delivered'] })
  expect(await whom()).toEqual([{ party: PEER, phone: PHONE, deadlines: [], unstated: ['delivered'] }])
  await stated(body.id, EvidenceKind.DELIVERED)
  clock.ahead = 31 * MINUTE
  await lookAround()
  await lookAround()
  expect(await calls(body.id)).toEqual(['delivered', 'retrieved'])
})

test('one that was delivered and opened in time calls nobody, nor does one that is answered', async () => {
  const opened = (await submit(SENDER, { to: PEER, priority: 'emergency' })).body.id
  await stated(opened, EvidenceKind.DELIVERED)
  await stated(opened, EvidenceKind.RETRIEVED)
  const answered = (await submit(SENDER, { to: PEER, priority: 'emergency' })).body.id
  const acknowledged = { number: 1, seen: 1, step: 'acknowledge', at: timestampFromDate(new Date()), data: '{}' }
  const update = { referralId: answered, by: create(AgencyRefSchema, PEER), steps: [create(StepSchema, acknowledged)] }
  await settled(await publish(referralUpdateReceived, { fromHub: 'XB', update }))
  clock.ahead = 40 * MINUTE
  await lookAround()
  expect([await calls(opened), await calls(answered)]).toEqual([[], []])
  expect(await rows('select 1 from delivery_watch where referral_id = any ($1::uuid[])', [[opened, answered]])).toEqual(
    [],
  )
})

test('one that is sent again is watched anew: what was stated of the first sending silences no phone', async () => {
  const { id } = (await submit(SENDER, { to: PEER, priority: 'emergency' })).body
  const { EXPIRED, DELIVERED, RETRIEVED } = EvidenceKind
  for (const kind of [EXPIRED, DELIVERED, RETRIEVED]) await stated(id, kind)
  const again = await step(SENDER, id, 'reopen', { reason: 'sent-again' })
  expect(Object.keys(again.body.delivery)).toEqual(['submitted'])
  clock.ahead = 6 * MINUTE
  await lookAround()
  expect(await calls(id)).toEqual(['delivered'])
  await stated(id, DELIVERED)
  clock.ahead = 31 * MINUTE
  await lookAround()
  expect(await calls(id)).toEqual(['delivered', 'retrieved'])
})

test('an ordinary one that is sent again calls nobody for what was not stated of the first sending', async () => {
  const { id } = (await submit(SENDER, { to: PEER })).body
  const { NOT_DELIVERED, NOT_RETRIEVED, EXPIRED } = EvidenceKind
  for (const kind of [NOT_DELIVERED, NOT_RETRIEVED, EXPIRED]) await stated(id, kind)
  const again = await step(SENDER, id, 'reopen', { reason: 'sent-again' })
  expect([again.body.status, again.body.call]).toEqual(['requested', undefined])
})

test('the phone of an agency that is silent is shown to the two parties, and to nobody else', async () => {
  const { body } = await submit(SENDER, { priority: 'emergency' })
  clock.ahead = 21 * MINUTE
  const path = `/referrals/${body.id}/duty`
  const calls = [{ party: RECIPIENT, phone: PHONE, deadlines: [{ deadline: 'acknowledge' }], unstated: [] }]
  for (const party of [SENDER, RECIPIENT]) expect((await get(party, path)).body.calls).toMatchObject(calls)
  const why = async (who: typeof SENDER) => (await get(who, `/referrals/${body.id}`)).body.call?.why
  expect([await why(SENDER), await why(RECIPIENT)]).toEqual([['acknowledge'], undefined])
  expect((await get({ ...STRANGER, scope: SCOPES.join(' ') }, path)).status).toBe(404)
})

test('a paper form says the times of its protocol and the duty phones that were asked for, of agencies it may go to', async () => {
  const call = [RECIPIENT, PEER, { hub: 'XA', agencyId: randomUUID() }].map(({ hub, agencyId }) => `${hub}:${agencyId}`)
  const { status, body } = await get(SENDER, `/protocols/oas-64-standard/paper-form?call=${call.join(',')}`)
  expect(status).toBe(200)
  expect(body.deadlines[0]).toMatchObject({
    deadline: 'acknowledge',
    owner: 'recipient',
    emergency: 'PT15M',
    urgent: 'PT24H',
  })
  expect(body.deadlines.map(({ deadline }: { deadline: string }) => deadline)).not.toContain('answer')
  expect(body.call.map(({ agencyId, phone }: { agencyId: string; phone: string }) => [agencyId, phone])).toEqual([
    [RECIPIENT.agencyId, PHONE],
    [PEER.agencyId, PHONE],
  ])
  expect(Object.keys(body.name).sort()).toEqual(['en', 'es', 'fr', 'pt'])
  expect((await get(SENDER, '/protocols/hidden/paper-form')).status).toBe(404)
  expect((await get({ ...SENDER, scope: SCOPES.join(' ') }, '/protocols/hidden/paper-form')).status).toBe(200)
})
