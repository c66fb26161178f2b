import {
  childConsentRefused,
  decodePayload,
  directoryOffering,
  draftEnded,
  EvidenceKind,
  evidenceReceived,
  FallbackChannel,
  glassBroken,
  grantImported,
  holderNews,
  messageStored,
  Protocol,
  packageNotBuilt,
  placed,
  referralChanged,
  referralEnded,
  referralReceived,
  referralRefused,
  referralSubmitted,
  referralUpdateReceived,
  requestNews,
  timestampFromDate,
} from '@amparo/contracts'
import { hashOf } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { newsAfter } from '../src/store/news.ts'
import { stepsOf as storedSteps } from '../src/store/steps.ts'
import { book } from './fixtures/book.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { imported } from './fixtures/imported.ts'
import { CHILD, PEER } from './fixtures/neighbours.ts'
import { fillLog } from './fixtures/referral-row.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, step, get, publish, settled, rows, lines, app, clock, as, store } = await useReferral()

const sent = async (): Promise<string> => (await submit(SENDER, { to: PEER })).body.id
const read = async (id: string, who: Who = SENDER) => (await get(who, `/referrals/${id}`)).body
const told = (id: string) => rows('select type, payload from outbox where aggregate_id = $1 order by position', [id])

/** What consent heard of the end of a draft. */
const ends = async (id: string) =>
  (await told(id))
    .filter(({ type }) => type === draftEnded.type)
    .map(({ payload }) => ({ draftId: decodePayload(draftEnded, payload).draftId }))

const evidence = async (referralId: string, kind: EvidenceKind, code = '', madeAt?: Date) =>
  settled(
    await publish(evidenceReceived, {
      ...{ packageId: 'p', referralId, kind, code },
      ...(madeAt && { madeAt: timestampFromDate(madeAt) }),
    }),
  )

const received = async (): Promise<string> => {
  const id = crypto.randomUUID()
  await settled(await publish(grantImported, imported(id)))
  return id
}
interface Said {
  readonly number: number
  readonly step: string
  readonly seen?: number
  readonly data?: object | string
  readonly at?: Date
}
/** What another hub says that one side has done so far. */
const update = async (referralId: string, steps: Said[], { fromHub = 'XB', by = PEER, protocolHash = '' } = {}) => {
  const told = steps.map(({ data = {}, seen = 1, at = new Date(), ...step }) => ({
    ...{ ...step, seen, at: timestampFromDate(at) },
    data: typeof data === 'string' ? data : JSON.stringify(data),
  }))
  return settled(
    await publish(referralUpdateReceived, { fromHub, update: { referralId, by, steps: told, protocolHash } }),
  )
}
const ACCEPT = { number: 1, step: 'accept' }
const START = { number: 2, step: 'start' }
const CANCEL = { number: 2, step: 'cancel', seen: 0, data: { reason: 'person-withdrew' } }
const stepsOf = async (id: string, who: Who = SENDER) =>
  (await read(id, who)).steps.map(({ step }: { step: string }) => step)

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
  expect((await step(RECIPIENT, id, 'accept')).status).toBe(200)
  expect(decodePayload(referralChanged, (await told(id)).at(-1)?.['payload'])).toMatchObject({
    by: RECIPIENT,
    counterpart: PEER,
    steps: [{ number: 1, seen: 1, step: 'accept', data: '{}' }],
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

test('the same import twice, under two events, is one referral; the sender is answered twice', async () => {
  const id = await received()
  expect(await settled(await publish(grantImported, imported(id, { packageId: 'p-2' })))).toBe('done')
  expect(await stepsOf(id, RECIPIENT)).toEqual(['submit'])
  const answered = (await told(id)).map(({ payload }) => decodePayload(referralReceived, payload).packageId)
  expect(answered).toEqual(['p-1', 'p-2'])
})

test('what did not reach the other hub goes there anew when it is opened again', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.REFUSED, 'certificate_missing')
  const again = await step(SENDER, id, 'reopen', { reason: 'sent-again' })
  expect(again.body).toMatchObject({ state: 'requested', status: 'requested' })
  const types = (await told(id)).map(({ type }) => type)
  expect(types.filter(type => type === referralSubmitted.type)).toHaveLength(2)
})

test('once it was opened again the other hub hears that it came to nothing, and of why no more than it may know', async () => {
  const id = await sent()
  await settled(await publish(packageNotBuilt, { referralId: id, code: 'state_of_nationality' }))
  await step(SENDER, id, 'reopen', { reason: 'sent-again' })
  await evidence(id, EvidenceKind.REFUSED, 'no_instrument')
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'no_instrument' })
  const last = (await told(id)).findLast(({ type }) => type === referralChanged.type)
  const { steps } = decodePayload(referralChanged, last?.['payload'])
  expect(steps.map(({ step: name, data }) => [name, JSON.parse(data)])).toEqual([
    ['fail', { code: 'expired' }],
    ['reopen', { reason: 'sent-again' }],
    ['fail', { code: 'expired' }],
  ])
})

test('what was stated before it was sent again does not count for what is stated after', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.EXPIRED)
  await evidence(id, EvidenceKind.DELIVERED)
  await step(SENDER, id, 'reopen', { reason: 'sent-again' })
  await evidence(id, EvidenceKind.DELIVERED)
  await evidence(id, EvidenceKind.REFUSED, 'package_replayed')
  expect(await read(id)).toMatchObject({ status: 'requested' })
})

test('nor does what is stated only then, late, of the package that was sent before', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.EXPIRED)
  await step(SENDER, id, 'reopen', { reason: 'sent-again' })
  const before = new Date(Date.now() - 2 * 3_600_000)
  await evidence(id, EvidenceKind.DELIVERED, '', before)
  await evidence(id, EvidenceKind.REFUSED, 'no_instrument', before)
  const { status, delivery } = await read(id)
  expect({ status, stated: Object.keys(delivery) }).toEqual({ status: 'requested', stated: ['submitted'] })
  await evidence(id, EvidenceKind.REFUSED, 'no_instrument', new Date())
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'no_instrument' })
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
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'no_instrument', turn: 'sender' })
  // No other hub hears.
  expect((await told(id)).map(({ type }) => type)).toEqual([referralSubmitted.type, placed.type])
  const second = await sent()
  await evidence(second, EvidenceKind.REFUSED, 'Her name is Maria')
  expect(await read(second)).toMatchObject({ status: 'failed', reason: 'refused' })
})

test('a refusal of what follows a referral that is there ends nothing', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.DELIVERED)
  await evidence(id, EvidenceKind.REFUSED, 'package_replayed')
  expect(await read(id)).toMatchObject({ status: 'requested' })
})

test('silence ends it too, and the other hub hears, for it may hold the referral', async () => {
  const id = await sent()
  await evidence(id, EvidenceKind.EXPIRED)
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'expired' })
  expect(decodePayload(referralChanged, (await told(id)).at(-1)?.['payload'])).toMatchObject({
    counterpart: PEER,
    steps: [{ number: 2, seen: 0, step: 'fail', data: '{"code":"expired"}' }],
  })
})

test('a package that was not built fails the referral, and no other hub hears', async () => {
  const id = await sent()
  await settled(await publish(packageNotBuilt, { referralId: id, code: 'state_of_nationality' }))
  expect(await read(id)).toMatchObject({ status: 'failed', reason: 'state_of_nationality' })
  expect((await told(id)).map(({ type }) => type)).toEqual([referralSubmitted.type, placed.type])
})

test('what comes too late to matter changes no state', async () => {
  const id = await sent()
  await update(id, [ACCEPT])
  await evidence(id, EvidenceKind.EXPIRED)
  expect((await read(id)).status).toBe('accepted')
})

test("the counterpart's steps: each report holds all of them, so what is lost or overtaken is made good", async () => {
  const id = await sent()
  await update(id, [ACCEPT, START])
  await update(id, [ACCEPT])
  expect(await read(id)).toMatchObject({ state: 'in-progress', version: 3 })
  const complete = { number: 5, step: 'complete', data: { outcome: 'services-provided', services: [] } }
  await update(id, [ACCEPT, START, { number: 4, step: 'hold', data: { reason: 'awaiting-person' } }, complete])
  expect(await read(id)).toMatchObject({ status: 'completed', outcome: 'services-provided', version: 5 })
  // It was sent, and it has ended; the counterpart's own steps are not told back to it.
  expect((await told(id)).map(({ type }) => type)).toEqual([
    ...[referralSubmitted.type, referralEnded.type, placed.type],
  ])
})

test.each<[string, Said]>([
  ['that the protocol does not have', { number: 1, step: 'drop-table' }],
  ['of ours, in its name', { number: 1, step: 'cancel', data: { reason: 'duplicate' } }],
  ['of our system, in its name', { number: 1, step: 'withdraw' }],
  [
    'that stays inside its agency',
    { number: 1, step: 'record-contact', data: { channel: 'sms', outcome: 'reached', safely: 'yes' } },
  ],
  ['with a text for a reason', { number: 1, step: 'decline', data: { reason: 'Maria is not welcome' } }],
  ['with a field of text', { number: 1, step: 'accept', data: { note: 'Maria' } }],
  ['with what is no object', { number: 1, step: 'accept', data: '["Maria"]' }],
  ['with what cannot be read', { number: 1, step: 'accept', data: 'Maria' }],
  ['that says it was done before there was anything to do', { number: 1, step: 'accept', at: new Date('2000-01-01') }],
  ['that knows nothing of what was sent', { number: 1, step: 'accept', seen: 0 }],
  ['that knows what we have not done yet', { number: 1, step: 'accept', seen: 7 }],
  ['of tomorrow', { number: 1, step: 'accept', at: new Date(Date.now() + 86_400_000) }],
])('a step %s is left out, and nothing of it is kept', async (_, said) => {
  const id = await sent()
  const before = lines.length
  expect(await update(id, [said])).toBe('done')
  expect(lines.slice(before).join()).toContain('referral.counterpart_step_ignored')
  expect(await read(id)).toMatchObject({ state: 'requested', version: 1 })
  expect(JSON.stringify(await rows('select * from step'))).not.toMatch(/Maria|drop/)
})

test('what was said is not said otherwise: it stands as it was first, loudly, and what follows it counts', async () => {
  const id = await sent()
  const [at, later] = [new Date(), new Date(Date.now() + 1)]
  const [accept, start] = [
    { ...ACCEPT, at },
    { ...START, at: later },
  ]
  await update(id, [accept])
  const before = lines.length
  await update(id, [accept, start])
  expect(lines.slice(before).join()).not.toContain('said_otherwise')
  const declined = { ...accept, step: 'decline', data: { reason: 'at-capacity' } }
  expect(await update(id, [declined, start, { number: 4, step: 'hold', data: { reason: 'awaiting-person' } }])).toBe(
    'done',
  )
  expect(await read(id)).toMatchObject({ state: 'on-hold', version: 4 })
  const alarm = lines.slice(before).filter(line => line.includes('referral.counterpart_said_otherwise'))
  expect(alarm.map(line => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 50, referralId: id, fromHub: 'XB', number: ACCEPT.number }),
  ])
})

test('history is not written afterwards: what lies before a step that is known was known, or is a lie', async () => {
  const id = await sent()
  await update(id, [{ ...ACCEPT, number: 3 }])
  await update(id, [
    { number: 2, step: 'decline', data: { reason: 'at-capacity' } },
    { ...ACCEPT, number: 3 },
  ])
  expect(await read(id)).toMatchObject({ state: 'accepted', version: 2 })
})

test('a recipient that accepts while we cancel: what it did without knowing comes first, and both stand in the log', async () => {
  const id = await sent()
  await step(SENDER, id, 'cancel', { reason: 'needs-changed' })
  await update(id, [ACCEPT])
  expect(await stepsOf(id)).toEqual(['submit', 'accept', 'cancel'])
  expect(await read(id)).toMatchObject({ state: 'cancelled' })
})

test('a recipient that completed before it knew of our cancellation: it is done, and the cancellation is on record', async () => {
  const id = await sent()
  await step(SENDER, id, 'cancel', { reason: 'needs-changed' })
  await update(id, [ACCEPT, { number: 2, step: 'complete', data: { outcome: 'services-provided' } }])
  const view = await read(id)
  expect(view).toMatchObject({ state: 'completed', outcome: 'services-provided' })
  expect(view.steps.at(-1)).toMatchObject({ step: 'cancel', effective: false })
})

test.each([
  ['a third hub', 'XC', {}],
  ['the right hub, in the name of another agency', 'XB', { by: { ...PEER, agencyId: STRANGER.agencyId } }],
  ['the right hub, in our name', 'XB', { by: SENDER }],
  ['ourselves', 'XA', { by: SENDER }],
])('a step reported by %s is refused and kept for the operator', async (_, fromHub, changes) => {
  const id = await sent()
  expect(await update(id, [ACCEPT], { fromHub, ...changes })).toBe('refused')
  expect((await read(id)).status).toBe('requested')
  expect(await rows('select 1 from dead_letter where code = $1', ['update_not_from_counterpart'])).not.toHaveLength(0)
})

test('a cancellation that overtakes its referral is not lost', async () => {
  const id = crypto.randomUUID()
  expect(await update(id, [{ ...CANCEL, step: 'ask-news', data: {} }])).toBe('done')
  expect(
    await update(id, [
      { ...CANCEL, step: 'ask-news', data: {} },
      { ...CANCEL, number: 3 },
    ]),
  ).toBe('done')
  await settled(await publish(grantImported, imported(id)))
  expect(await read(id, RECIPIENT)).toMatchObject({ status: 'cancelled', reason: 'person-withdrew', version: 3 })
  expect(await rows('select 1 from early')).toEqual([])
})

test('of a referral that has not come not much is kept', async () => {
  const id = crypto.randomUUID()
  const many = Array.from({ length: 51 }, (_, index) => ({ ...CANCEL, number: index + 2 }))
  expect(await update(id, many)).toBe('refused')
  expect(await rows('select 1 from early where referral_id = $1', [id])).toEqual([])
})

test('nor of many referrals that have not come, and not for ever', async () => {
  const put = (count: number, days: number) =>
    rows(
      `insert into early (referral_id, from_hub, by_agency, number, steps, at)
       select gen_random_uuid(), 'XB', 'a', 2, '[]', now() - make_interval(days => $2) from generate_series(1, $1)`,
      [count, days],
    )
  const report = async () => update(crypto.randomUUID(), [CANCEL])
  await put(999, 1)
  expect(await report()).toBe('done')
  expect(await report()).toBe('refused')
  await rows("update early set at = now() - interval '31 days'")
  expect(await report()).toBe('done')
  expect(await rows('select 1 from early')).toHaveLength(1)
  await rows('delete from early')
})

test('however many steps a report brings, the news of them is one', async () => {
  const id = await sent()
  const changes = () => rows("select id from news where referral_id = $1 and kind = 'changed'", [id])
  const before = await changes()
  await update(id, [ACCEPT, START, { number: 3, step: 'ask', data: { about: ['languages'] } }])
  expect(await changes()).toHaveLength(before.length + 1)
})

test('a log is read in a time that grows with its length, and no faster', async () => {
  const id = await sent()
  await fillLog(rows, id, 40_000, 'XB')
  const start = performance.now()
  const steps = await store.run(tx => storedSteps(tx, [id]))
  expect(steps.get(id)).toHaveLength(40_001)
  expect(performance.now() - start).toBeLessThan(20_000)
  await rows("delete from step where step = 'made-up'")
})

test('but one that a third hub reports in advance stops nothing', async () => {
  const id = crypto.randomUUID()
  await update(id, [CANCEL], { fromHub: 'XC', by: { ...PEER, hub: 'XC' } })
  await settled(await publish(grantImported, imported(id)))
  expect((await read(id, RECIPIENT)).status).toBe('requested')
})

test('nor does one that another agency of its sender’s hub has reported: it is let go of', async () => {
  const id = crypto.randomUUID()
  expect(await update(id, [CANCEL], { by: { ...PEER, agencyId: crypto.randomUUID() } })).toBe('done')
  expect(await settled(await publish(grantImported, imported(id)))).toBe('done')
  expect((await read(id, RECIPIENT)).status).toBe('requested')
  expect(await rows('select 1 from early where referral_id = $1', [id])).toEqual([])
})

test('news that cannot be read are kept for the operator', async () => {
  const strange = imported("' or true")
  expect(await settled(await publish(grantImported, strange))).toBe('refused')
  const noTime = { referralId: await sent(), by: PEER, steps: [{ number: 1, step: 'accept', data: '{}' }] }
  expect(await settled(await publish(referralUpdateReceived, { fromHub: 'XB', update: noTime }))).toBe('refused')
})

test('a refused consent of a child opens a draft of its agency, which goes out under its own id', async () => {
  const draftId = crypto.randomUUID()
  const news = { draftId, agencyId: SENDER.agencyId, userId: crypto.randomUUID(), subjectRef: CHILD }
  await settled(await publish(childConsentRefused, news))
  expect(await ends(draftId)).toEqual([])
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
  expect([status, body.id, body.status, body.version]).toEqual([201, draftId, 'requested', 1])
  expect((await submit(SENDER, form)).body.code).toBe('step_not_allowed')
  expect(await ends(draftId)).toEqual([{ draftId }])
})

test('a draft can be thrown away, and then nothing more', async () => {
  const draftId = crypto.randomUUID()
  const news = { draftId, agencyId: SENDER.agencyId, userId: crypto.randomUUID(), subjectRef: CHILD }
  await settled(await publish(childConsentRefused, news))
  expect(await read(draftId)).toMatchObject({ allowedActions: [{ step: 'discard' }], turn: 'sender' })
  expect((await read(draftId)).due).toMatchObject([{ deadline: 'draft', owner: 'sender', overdue: false }])
  expect((await step(SENDER, draftId, 'accept')).body.code).toBe('step_not_allowed')
  const { body } = await step(SENDER, draftId, 'discard')
  expect(body).toMatchObject({ status: 'cancelled', state: 'discarded', allowedActions: [], turn: null })
  expect((await step(SENDER, draftId, 'discard')).body.code).toBe('step_not_allowed')
  expect((await submit(SENDER, { subjectRef: CHILD, protocol: 'child-safeguarding', draftId })).status).toBe(409)
  expect(await ends(draftId)).toEqual([{ draftId }])
})

test('a draft that lies for an hour is not forgotten: the supervisor hears, once a day until it is sent', async () => {
  const draftId = crypto.randomUUID()
  const news = { draftId, agencyId: SENDER.agencyId, userId: crypto.randomUUID(), subjectRef: CHILD }
  await settled(await publish(childConsentRefused, news))
  clock.ahead = 61 * 60_000
  await rows('update referral set fire_at = null where id <> $1', [draftId])
  expect([await app.fireDue(), await app.fireDue()]).toEqual([true, false])
  expect((await read(draftId)).overdue).toBe(true)
  clock.ahead = 26 * 3_600_000
  expect([await app.fireDue(), await app.fireDue()]).toEqual([true, false])
  clock.ahead = 0
  const kinds = await rows('select kind from news where referral_id = $1 order by id', [draftId])
  expect(kinds.map(row => row['kind'])).toEqual(['changed', 'supervisor', 'supervisor'])
  await submit(SENDER, { subjectRef: CHILD, protocol: 'child-safeguarding', draftId })
  expect(await rows("select 1 from due where referral_id = $1 and deadline = 'draft'", [draftId])).toEqual([])
})

test('child protection hears at once that a child waits, once, by id alone; while the directory is away it is not forgotten', async () => {
  await rows('delete from child_alert')
  const draftId = crypto.randomUUID()
  const news = { draftId, agencyId: SENDER.agencyId, userId: crypto.randomUUID(), subjectRef: CHILD }
  await settled(await publish(childConsentRefused, news))
  const [authority, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const told = () => rows("select agency_id from news where referral_id = $1 and kind = 'child-waits'", [draftId])
  expect(await app.alertChildProtection()).toBe(true)
  expect(await told()).toEqual([])
  const directory = await as('directory')
  directory.answer(directoryOffering, async ({ types }) => ({
    agencies: [
      { ref: { hub: 'XA', agencyId: authority }, type: types[0] ?? 0, name: 'Fictional', issuer: 'https://issuer' },
    ],
    // Whatever is stated of its ages.
    others: [{ ref: { hub: 'XA', agencyId: other }, type: types[0] ?? 0, name: 'Fictional', issuer: 'https://issuer' }],
  }))
  expect(await app.alertChildProtection()).toBe(false)
  clock.ahead = 6_000
  await Promise.all([app.alertChildProtection(), app.alertChildProtection()])
  clock.ahead = 0
  expect((await told()).map(row => row['agency_id']).sort()).toEqual([authority, other].sort())
  expect(await rows('select 1 from child_alert')).toEqual([])
  expect((await get({ agencyId: authority }, `/referrals/${draftId}`)).status).toBe(404)
  const position = { tx: '0', id: '0' }
  const heard = async () => {
    const news = await store.read(reader =>
      newsAfter(reader, {
        ...{ agencyId: authority, userId: draftId, inside: false, supervises: false, referrals: true },
        after: position,
        limit: 9,
      }),
    )
    return news.map(({ about }) => about)
  }
  // News are not read past a transaction that still runs, be it of another test on the same server.
  await expect.poll(heard).toEqual([{ referralId: draftId, from: SENDER }])
})

/** What redaction, consent and exchange hear of a package, less the name of the message. */
const refused = async (packageId: string) =>
  (await told(packageId)).map(({ payload }) => {
    const { $typeName: _, ...said } = decodePayload(referralRefused, payload)
    return said
  })

test('a protocol that this hub does not have: nothing is kept, and the sender hears why', async () => {
  const id = crypto.randomUUID()
  for (const change of [{ protocolId: 'made-up' }, { protocolVersion: 9 }, { protocol: Protocol.WITNESS_PROTECTION }]) {
    const other = crypto.randomUUID()
    expect(await settled(await publish(grantImported, imported(other, change)))).toBe('done')
    expect((await get(RECIPIENT, `/referrals/${other}`)).status).toBe(404)
    expect(await told(other)).toEqual([])
  }
  const packageId = crypto.randomUUID()
  await settled(await publish(grantImported, imported(id, { packageId, protocolVersion: 9 })))
  expect(await refused(packageId)).toEqual([{ packageId, referralId: id, fromHub: PEER.hub, code: 'protocol_unknown' }])

  const ours = await sent()
  await update(ours, [{ number: 1, step: 'protocol-unknown' }])
  expect(await read(ours)).toMatchObject({ status: 'failed', reason: 'protocol_unknown' })
})

const FALLBACK = { channel: FallbackChannel.PHONE, number: '7K3M-9QXA-T2BA', happenedAt: timestampFromDate(new Date()) }
test.each<[string, object]>([
  ['a service that this hub does not know', { services: [99] }],
  ['a priority that this hub does not know', { priority: 99 }],
  ['a way it was made first that this hub does not know', { fallback: { ...FALLBACK, channel: 99 } }],
  ['no time at which it was made first', { fallback: { ...FALLBACK, happenedAt: undefined } }],
])('what this hub cannot read is refused, nothing of it is kept, and the sender hears why: %s', async (_, change) => {
  const [id, packageId] = [crypto.randomUUID(), crypto.randomUUID()]
  expect(await settled(await publish(grantImported, imported(id, { packageId, ...change })))).toBe('done')
  expect((await get(RECIPIENT, `/referrals/${id}`)).status).toBe(404)
  const code = 'referral_unreadable'
  expect(await refused(packageId)).toEqual([{ packageId, referralId: id, fromHub: PEER.hub, code }])
})

const standard = book.latest('oas-64-standard')
const OWN_HASH = standard === undefined ? '' : hashOf(standard)
const OTHER_HASH = 'ab'.repeat(32)

test('a protocol that says something else here than in the sender’s hub: nothing is kept, and the sender hears why', async () => {
  const [id, same, packageId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const other = imported(id, { packageId, protocolHash: OTHER_HASH })
  expect(await settled(await publish(grantImported, other))).toBe('done')
  expect((await get(RECIPIENT, `/referrals/${id}`)).status).toBe(404)
  expect(await rows('select 1 from step where referral_id = $1', [id])).toEqual([])
  expect(await refused(packageId)).toMatchObject([{ referralId: id, code: 'protocol_differs' }])
  await settled(await publish(grantImported, imported(same, { protocolHash: OWN_HASH })))
  expect((await read(same, RECIPIENT)).status).toBe('requested')

  const ours = await sent()
  await update(ours, [{ number: 1, step: 'protocol-differs' }])
  expect(await read(ours)).toMatchObject({ status: 'failed', reason: 'protocol_differs' })
})

test('what was done under another meaning of the version is not kept: the sender’s side fails, or the sender’s hub hears why', async () => {
  const [ours, theirs] = [await sent(), await received()]
  await update(ours, [ACCEPT], { protocolHash: OTHER_HASH })
  expect(await read(ours)).toMatchObject({ status: 'failed', reason: 'protocol_differs' })
  expect((await read(ours)).steps.map((taken: { step: string }) => taken.step)).toEqual(['submit', 'fail'])
  await update(theirs, [CANCEL], { protocolHash: OTHER_HASH })
  expect((await read(theirs, RECIPIENT)).status).toBe('requested')
  const answers = (await told(theirs)).filter(({ type }) => type === referralChanged.type)
  expect(answers.map(({ payload }) => decodePayload(referralChanged, payload).steps[0]?.step)).toEqual([
    'protocol-differs',
  ])
  await update(theirs, [CANCEL], { protocolHash: OWN_HASH })
  expect((await read(theirs, RECIPIENT)).status).toBe('cancelled')
})

test('what goes to another hub says what is meant by the version', async () => {
  const id = await sent()
  await step(SENDER, id, 'cancel', { reason: 'person-withdrew' })
  const events = await told(id)
  const [submitted] = events.filter(({ type }) => type === referralSubmitted.type)
  const [cancelled] = events.filter(({ type }) => type === referralChanged.type)
  expect(decodePayload(referralSubmitted, submitted?.payload).protocolHash).toBe(OWN_HASH)
  expect(decodePayload(referralChanged, cancelled?.payload).protocolHash).toBe(OWN_HASH)
})

test('of a message for which there is no room any more the agency’s supervisor hears', async () => {
  const id = await received()
  await fillLog(rows, id, 899)
  const message = { messageId: crypto.randomUUID(), referralId: id, from: RECIPIENT, to: PEER }
  const supervised = () => rows("select agency_id from news where referral_id = $1 and kind = 'supervisor'", [id])
  const messages = async () => (await read(id, RECIPIENT)).messages
  await settled(await publish(messageStored, message))
  expect([await messages(), await supervised()]).toEqual([1, []])
  expect((await read(id, RECIPIENT)).steps.at(-1)).toMatchObject({
    step: 'message',
    data: { message: message.messageId },
  })
  await settled(await publish(messageStored, message))
  expect([await messages(), await supervised()]).toEqual([1, [{ agency_id: RECIPIENT.agencyId }]])
})

test('what an agency of another hub wrote about a referral is news of the agency here, once however often it is told', async () => {
  const [theirs, ours] = [await received(), await sent()]
  const wrote = (number: number, seen: number) => [
    { number, seen, step: 'message', data: { message: crypto.randomUUID() } },
  ]
  const heard = (id: string) => rows("select agency_id from news where referral_id = $1 and kind = 'message'", [id])
  const [asked, answered] = [wrote(2, 0), wrote(1, 1)]
  for (let times = 0; times < 2; times++) {
    await update(theirs, asked)
    await update(ours, answered)
    expect(await heard(theirs)).toEqual([{ agency_id: RECIPIENT.agencyId }])
    expect(await heard(ours)).toEqual([{ agency_id: SENDER.agencyId }])
  }
  // What is written about a request for evidence is no step of a referral's.
  const text = { messageId: crypto.randomUUID(), referralId: theirs, from: RECIPIENT, to: PEER }
  await settled(await publish(messageStored, { ...text, field: 'letter', sha256: 'a'.repeat(64) }))
  expect((await read(theirs, RECIPIENT)).messages).toBe(1)
})

test('of all this nothing of the person was logged', () => {
  expect(lines.join('\n')).not.toMatch(/share-of|Maria|eyJ/)
})

test('supervisors hear that somebody of their agency opened an identity alone; of a referral that is not here nobody does', async () => {
  const id = await sent()
  const opened = (referralId: string) =>
    publish(glassBroken, {
      ...{ glassId: crypto.randomUUID(), referralId, agencyId: SENDER.agencyId, userId: crypto.randomUUID() },
      reason: 'danger_to_life',
    })
  expect(await settled(await opened(id))).toBe('done')
  expect(await settled(await opened(crypto.randomUUID()))).toBe('done')
  const kinds = await rows("select agency_id, users from news where referral_id = $1 and kind = 'identity-opened'", [
    id,
  ])
  expect(kinds).toEqual([{ agency_id: SENDER.agencyId, users: [] }])
  const heardBy = async (supervises: boolean) => {
    const who = { agencyId: SENDER.agencyId, userId: crypto.randomUUID(), inside: false, referrals: true, supervises }
    const told = await store.read(reader => newsAfter(reader, { ...who, after: { tx: '0', id: '0' }, limit: 1000 }))
    return told.some(
      ({ kind, about }) => kind === 'identity-opened' && 'referralId' in about && about.referralId === id,
    )
  }
  // News are read once nothing older is still being written.
  await expect.poll(() => heardBy(true)).toBe(true)
  expect(await heardBy(false)).toBe(false)
})

test('whoever has to answer a recall hears of it, and nobody of one whose referral is not here; what nobody knows is refused', async () => {
  const id = await sent()
  const told = (referralId: string, what: string) =>
    publish(holderNews, { agencyId: SENDER.agencyId, referralId, what })
  for (const what of [
    'recall',
    'recall-answered',
    'recall-overdue',
    'welfare-check',
    'order-check',
    'status-stale',
    'holder-suspended',
  ])
    expect(await settled(await told(id, what))).toBe('done')
  expect(await settled(await told(crypto.randomUUID(), 'recall'))).toBe('done')
  expect(await settled(await told(id, 'some-words'))).toBe('refused')
  const kinds = await rows(
    "select kind from news where referral_id = $1 and kind ~ '^(recall|welfare|order|status|holder)' order by id",
    [id],
  )
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'recall',
    'recall-answered',
    'recall-overdue',
    'welfare-check',
    'order-check',
    'status-stale',
    'holder-suspended',
  ])
})

test('what waits about a request for evidence is news of its agency, by the id of the request alone', async () => {
  const requestId = crypto.randomUUID()
  const tell = (what: string) => publish(requestNews, { agencyId: SENDER.agencyId, requestId, what })
  for (const what of ['request-changed', 'request-called', 'request-written'])
    expect(await settled(await tell(what))).toBe('done')
  expect(await settled(await tell('some-words'))).toBe('refused')
  const found = async (agencyId: string) => {
    const reading = { agencyId, userId: requestId, inside: false, supervises: false, referrals: true, limit: 1_000 }
    const news = await store.read(reader => newsAfter(reader, { ...reading, after: { tx: '0', id: '0' } }))
    return news.filter(({ about }) => 'requestId' in about && about.requestId === requestId)
  }
  const heard = async () => (await found(SENDER.agencyId)).map(({ kind, about }) => ({ kind, about }))
  // News are not read past a transaction that still runs, be it of another test on the same server.
  await expect.poll(heard).toEqual([
    { kind: 'request-changed', about: { requestId } },
    { kind: 'request-called', about: { requestId } },
    { kind: 'request-written', about: { requestId } },
  ])
  expect(await found(RECIPIENT.agencyId)).toEqual([])
})
