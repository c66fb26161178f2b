import { randomUUID } from 'node:crypto'
import { SUBMIT } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { importReferral } from '../src/commands/import-referral.ts'
import { linkReferrals } from '../src/commands/link-referrals.ts'
import { recordStep } from '../src/commands/record-steps.ts'
import { tellAcross } from '../src/commands/tell-across.ts'
import { withdraw } from '../src/commands/withdraw.ts'
import type { LinkKind } from '../src/domain/link.ts'
import { opening } from '../src/domain/open.ts'
import { toViewBy } from '../src/http/view.ts'
import { getDetail } from '../src/store/details.ts'
import { addReferral } from '../src/store/referrals.ts'
import { book } from './fixtures/book.ts'
import { useHubOfTwo } from './fixtures/hub-of-two.ts'

const FROM = { hub: 'XA', agencyId: randomUUID() }
const TO = { hub: 'XB', agencyId: randomUUID() }
/** To whom the recipient refers on, in its own hub. */
const OTHER = { hub: 'XB', agencyId: randomUUID() }
const xa = await useHubOfTwo('XA', FROM.agencyId)
const xb = await useHubOfTwo('XB', TO.agencyId)
type Hub = typeof xa

const PROTOCOL = 'oas-64-standard'
const SERVICES = ['housing', 'legal']

interface Between {
  readonly from?: { readonly hub: string; readonly agencyId: string }
  readonly to?: { readonly hub: string; readonly agencyId: string }
  readonly services?: readonly string[]
}

async function send(hub: Hub, { from = FROM, to = TO, services = SERVICES }: Between = {}): Promise<string> {
  const protocol = book.latest(PROTOCOL)
  if (protocol === undefined) throw new Error('no such protocol')
  const [id, at] = [randomUUID(), new Date()]
  const given = { id, from, to, services, minor: false, priority: 'urgent', purpose: 'shelter', quick: false }
  const referral = opening(book, protocol, { ...given, subjectRef: randomUUID(), submittedAt: at })
  const submit = { step: SUBMIT, side: 'sender', data: { version: protocol.version } } as const
  await hub.store.run(async tx => {
    await addReferral(tx, referral)
    const none = { referral, steps: [], run: undefined }
    await recordStep(tx, hub.hearing, none, submit, { at, correlationId: id, quiet: true })
  })
  return id
}

const arrive = (id: string, { from = FROM, to = TO, services = SERVICES }: Between = {}) => {
  const command = {
    ...{ referralId: id, packageId: 'p', from, to, services, minor: false, priority: 'urgent', purpose: 'shelter' },
    ...{
      quick: false,
      subjectRef: 'b',
      protocol: PROTOCOL,
      protocolVersion: book.latest(PROTOCOL)?.version ?? 0,
      family: PROTOCOL,
    },
  }
  return xb.store.run(tx => importReferral(xb.hearing)(tx, command, { at: new Date(), correlationId: id }))
}

const link = ({ deps, caller }: Hub, referralId: string, otherId: string, kind: LinkKind) =>
  linkReferrals(deps)({
    ...{ caller, referralId, otherId, kind, expectedVersion: undefined, correlationId: randomUUID() },
    replay: {
      ...{ user: caller.user, route: 'links', key: randomUUID(), fingerprint: '' },
      respond: () => ({ status: 200, body: {} }),
    },
  })

/** All that its clock and its workers would do. */
async function work(hub: Hub): Promise<void> {
  const tell = tellAcross({ ...hub.deps, log: hub.log })
  while (await tell());
}
const hear = async (from: Hub, to: Hub, id: string) => {
  const last = (await from.told(id)).at(-1)
  if (last !== undefined) await to.hear(last)
}
const seen = (hub: Hub, id: string, who: { hub: string; agencyId: string }) =>
  hub.store.read(async reader => {
    const viewer = { ...who, scopes: new Set<string>() }
    return toViewBy(book, () => new Date())(await getDetail(reader, book, id, viewer), viewer)
  })
const newsOf = async (hub: Hub, id: string, { agencyId }: { agencyId: string }) =>
  (
    await hub.admin.query('select kind from news where referral_id = $1 and agency_id = $2 order by tx, id', [
      id,
      agencyId,
    ])
  ).rows.map(({ kind }) => kind)
const taken = async (hub: Hub, id: string) => (await hub.copy(id)).steps.map(({ step }) => step)

/** Sent over the border, taken on there, and referred on there for a part of it. */
async function referredOn(services: readonly string[] = ['legal', 'mental_health']) {
  const first = await send(xa)
  await arrive(first)
  await xb.take(first, 'accept', {})
  const second = await send(xb, { from: TO, to: OTHER, services })
  await link(xb, second, first, 'sub-referral')
  await work(xb)
  await hear(xb, xa, first)
  return { first, second }
}

test('the first sender, in another hub, reads what came of a sub-referral and what it provided; not to whom it went', async () => {
  const { first, second } = await referredOn()
  const sub = { kind: 'sub-referral', services: ['legal'] }
  expect((await seen(xa, first, FROM)).passedOn).toEqual([{ ...sub, status: 'requested' }])
  for (const [step, status, data] of [
    ['accept', 'accepted', {}],
    ['start', 'in-progress', {}],
    ['complete', 'completed', { outcome: 'services-provided' }],
  ] as const) {
    await xb.take(second, step, data, OTHER.agencyId)
    await work(xb)
    await hear(xb, xa, first)
    const view = await seen(xa, first, FROM)
    expect(view.passedOn).toEqual([{ ...sub, status }])
    expect((await seen(xb, first, TO)).passedOn).toEqual(view.passedOn)
  }
  const view = await seen(xa, first, FROM)
  expect(view.plan).toEqual([
    { service: 'housing', state: 'accepted' },
    { service: 'legal', state: 'referred-out', became: 'provided' },
  ])
  expect(view.plan).toEqual((await seen(xb, first, TO)).plan)
  const { allowedActions: _, ...shown } = view
  const told = JSON.stringify([shown, await xb.told(first)], (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  for (const hidden of [second, OTHER.agencyId, 'mental_health'])
    expect([hidden, told.includes(hidden)]).toEqual([hidden, false])
})

test('each hub tells its own agency once, in the words of what happened', async () => {
  const { first, second } = await referredOn()
  for (const [step, data] of [
    ['accept', {}],
    ['complete', { outcome: 'services-provided' }],
  ] as const) {
    await xb.take(second, step, data, OTHER.agencyId)
    await work(xb)
    await hear(xb, xa, first)
  }
  // Sent, accepted, and that there is a sub-referral; then what came of it.
  expect((await newsOf(xa, first, FROM)).filter(kind => kind === 'linked-changed')).toHaveLength(2)
  expect((await newsOf(xb, first, TO)).filter(kind => kind === 'linked-changed')).toHaveLength(2)
})

test('it is told as it stands when it is told, once, whatever it was in between and with two instances at work', async () => {
  const { first, second } = await referredOn()
  await xb.take(second, 'accept', {}, OTHER.agencyId)
  await xb.take(second, 'start', {}, OTHER.agencyId)
  await Promise.all([work(xb), work(xb)])
  // One that died after it had told, or asked for once more.
  await xb.admin.query('insert into tell_across (referral_id) values ($1)', [first])
  await work(xb)
  expect((await taken(xb, first)).filter(step => step === 'onward')).toHaveLength(2)
  const [last] = (await xb.copy(first)).steps.filter(({ step }) => step === 'onward').slice(-1)
  expect(last?.data).toEqual({ which: 1, status: 'in-progress', services: ['legal'], provided: [] })
})

test('of several sub-referrals each keeps its number', async () => {
  const { first, second } = await referredOn(['legal'])
  const third = await send(xb, { from: TO, to: OTHER, services: ['housing'] })
  await link(xb, third, first, 'sub-referral')
  await xb.take(second, 'decline', { reason: 'at-capacity' }, OTHER.agencyId)
  await work(xb)
  await xb.take(third, 'accept', {}, OTHER.agencyId)
  await work(xb)
  await hear(xb, xa, first)
  expect((await seen(xa, first, FROM)).passedOn).toEqual([
    { kind: 'sub-referral', status: 'rejected', services: ['legal'] },
    { kind: 'sub-referral', status: 'accepted', services: ['housing'] },
  ])
})

test('the first sender hears also what comes after the first referral has ended', async () => {
  const { first, second } = await referredOn()
  await xb.take(first, 'complete', { outcome: 'referred-out' })
  await xb.take(second, 'accept', {}, OTHER.agencyId)
  await work(xb)
  await hear(xb, xa, first)
  const view = await seen(xa, first, FROM)
  expect([view.state, view.steps.at(-1)]).toMatchObject(['completed', { step: 'onward', effective: true }])
  expect(view.passedOn).toMatchObject([{ status: 'accepted' }])
})

test('nothing more is told once the consent was withdrawn', async () => {
  const { first, second } = await referredOn()
  const moment = { at: new Date(), correlationId: first }
  await xa.store.run(tx => withdraw(xa.hearing)(tx, { referralIds: [first], voidPermits: [] }, moment))
  await hear(xa, xb, first)
  await xb.take(second, 'accept', {}, OTHER.agencyId)
  await work(xb)
  expect((await taken(xb, first)).filter(step => step === 'onward')).toHaveLength(1)
})

test('a sub-referral that somebody else says there is, is told to nobody', async () => {
  const first = await send(xa)
  await arrive(first)
  const second = await send(xb, { from: OTHER, to: TO })
  await link(xb, second, first, 'sub-referral')
  await work(xb)
  expect(await taken(xb, first)).toEqual(['submit'])
})

test('within one hub nothing is told: both see it for themselves', async () => {
  const [first, second] = [await send(xb, { from: OTHER, to: TO }), await send(xb, { from: TO, to: OTHER })]
  await link(xb, second, first, 'sub-referral')
  await work(xb)
  expect(await taken(xb, first)).toEqual(['submit'])
})

test('a family that is sent over the border is a family there too, whichever side says so and whatever comes first', async () => {
  const [one, other] = [await send(xa), await send(xa)]
  await arrive(one)
  await link(xa, one, other, 'family')
  await work(xa)
  for (const id of [one, other]) await hear(xa, xb, id)
  // The other has not come: nobody there is told of a referral that there is not.
  expect((await seen(xb, one, TO)).links).toEqual([])
  await arrive(other)
  expect((await seen(xb, one, TO)).links).toEqual([{ referralId: other, kind: 'family', of: true }])
  expect((await seen(xb, other, TO)).links).toEqual([{ referralId: one, kind: 'family', of: false }])
  expect((await seen(xa, one, FROM)).links).toEqual((await seen(xb, one, TO)).links)
  expect(await newsOf(xb, one, TO)).toContain('linked')
  await link(xb, other, one, 'co-victim')
  await work(xb)
  for (const id of [one, other]) await hear(xb, xa, id)
  expect((await seen(xa, one, FROM)).links).toHaveLength(2)
  await work(xa)
  expect((await taken(xa, one)).filter(step => step === 'linked')).toHaveLength(2)
})

test('where the two do not go to the same agency, the other hub is not told', async () => {
  const third = { hub: 'XB', agencyId: randomUUID() }
  const [one, other] = [await send(xa), await send(xa, { to: third })]
  await link(xa, one, other, 'family')
  await work(xa)
  expect([...(await taken(xa, one)), ...(await taken(xa, other))]).toEqual(['submit', 'submit'])
})

test('a hub that says so of a referral of a third party shows nobody anything', async () => {
  const [one, foreign] = [await send(xa), await send(xb, { from: OTHER, to: TO })]
  await arrive(one)
  const other = await send(xa)
  await link(xa, one, other, 'family')
  await work(xa)
  const last = (await xa.told(one)).at(-1)
  if (last === undefined) throw new Error('nothing was told')
  const lied = last.steps.map(step => ({ ...step, data: step.data.replace(other, foreign) }))
  await xb.hear({ ...last, steps: lied })
  expect(await taken(xb, one)).toContain('linked')
  expect((await seen(xb, one, TO)).links).toEqual([])
})

test('one that cannot be told holds up no other', async () => {
  const { first, second } = await referredOn()
  await xb.admin.query("insert into tell_across (referral_id) values ('00000000-0000-4000-8000-000000000000')")
  await xb.take(second, 'accept', {}, OTHER.agencyId)
  await work(xb)
  await hear(xb, xa, first)
  expect((await seen(xa, first, FROM)).passedOn).toMatchObject([{ status: 'accepted' }])
  expect((await xb.admin.query('select 1 from tell_across')).rows).toEqual([])
})

test('one that could not be told, for whatever reason, is told later, with what was asked for meanwhile', async () => {
  const { first, second } = await referredOn()
  await xb.take(second, 'accept', {}, OTHER.agencyId)
  const broken = () => {
    throw new Error('no number to be had')
  }
  const failing = tellAcross({ ...xb.deps, log: xb.log, newId: broken })
  expect([await failing(), await failing()]).toEqual([true, false])
  const waiting = async () => (await xb.admin.query('select referral_id as id from tell_across')).rows
  expect(await waiting()).toEqual([{ id: first }])
  const later = tellAcross({ ...xb.deps, log: xb.log, now: () => new Date(Date.now() + 11 * 60_000) })
  expect([await later(), await later()]).toEqual([true, false])
  await hear(xb, xa, first)
  expect((await seen(xa, first, FROM)).passedOn).toMatchObject([{ status: 'accepted' }])
  expect(await waiting()).toEqual([])
})
