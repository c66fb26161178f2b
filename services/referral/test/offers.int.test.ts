import { randomUUID } from 'node:crypto'
import { AgencyType, ServiceCategory } from '@amparo/contracts'
import { beforeEach, expect, test } from 'vitest'
import { attach } from '../src/commands/attach.ts'
import { keepMinor } from '../src/commands/keep-minor.ts'
import { wantOffer } from '../src/commands/want-offer.ts'
import { markTaken } from '../src/store/offers.ts'
import { claimWanted, endWanted } from '../src/store/offers-wanted.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { EVERYTHING, useDaily } from './fixtures/daily.ts'
import { pagesOf } from './fixtures/pages.ts'

const { state, clock, rows, until, get, post, put, store, lines, deps } = await useDaily()

const shelter = () => ({ agencyId: randomUUID(), type: AgencyType.SHELTER })
let [first, second, third] = [shelter(), shelter(), shelter()]
beforeEach(() => {
  ;[first, second, third] = [shelter(), shelter(), shelter()]
  Object.assign(state, { agencies: [first, second, third], excluded: [], within: [], unserving: [], away: false })
  clock.ahead = 0
})

const want = (id: string, why: 'declined' | 'silence' = 'declined') =>
  store.run(tx => wantOffer(tx, id, why, new Date()))
/** The n-th offer of a referral, once it has been made. */
const offer = (id: string, n = 1) =>
  until(async () => (await rows('select * from offer where referral_id = $1 order by made_at', [id]))[n - 1])
const escalated = (id: string) =>
  until(async () => (await rows(`select * from news where referral_id = $1 and kind = 'no-agency-left'`, [id]))[0])
async function offered(columns: Parameters<typeof put>[0] = {}) {
  const id = await put({ status: 'rejected', ...columns })
  await want(id)
  return { id, offer: await offer(id) }
}

test('a declined referral is offered to the next agency: needs, and neither person, nor sender, nor referral', async () => {
  const { id, offer } = await offered({ services: ['housing', 'legal'], priority: 'emergency', subjectRef: 'share-x' })
  const { body } = await get(first, '/offers')
  expect(body.items).toEqual([
    {
      id: offer.id,
      protocol: 'oas-64-standard',
      protocolVersion: 1,
      priority: 'emergency',
      services: ['housing', 'legal'],
      minors: false,
      madeAt: expect.any(String),
      expiresAt: expect.any(String),
      version: 1,
      allowedActions: [
        { step: 'willing', text: expect.anything() },
        { step: 'declined', text: expect.anything(), data: expect.objectContaining({ required: ['reason'] }) },
      ],
    },
  ])
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`${id}|share-x|${SENDER.agencyId}`))
  const news = await rows('select kind, referral_id, offer_id from news where agency_id = $1', [first.agencyId])
  expect(news).toEqual([{ kind: 'offered', referral_id: null, offer_id: offer.id }])
  expect(await rows('select 1 from offer_wanted where referral_id = $1', [id])).toEqual([])
})

test('directory is asked for what is needed, and of the person no more than whether it is a child', async () => {
  await offered({ services: ['medical_and_dental'] })
  expect(state.asked.at(-1)).toMatchObject({ minor: false })
  expect(state.asked.at(-1)?.services).toHaveLength(1)
})

test('for a child under the standard protocol those are asked who take children, and are told that it is one', async () => {
  const { offer } = await offered({ minor: true })
  expect(state.asked.at(-1)).toMatchObject({ minor: true })
  expect(offer.minors).toBe(true)
  expect((await get(first, '/offers')).body.items).toMatchObject([{ minors: true }])
})

test('of what was referred before anybody kept it, the age is in doubt', async () => {
  const id = await put({ status: 'rejected' })
  await rows('update referral set minor = default where id = $1', [id])
  await want(id)
  expect((await offer(id)).minors).toBe(true)
})

const called = async (id: string) =>
  (await rows(`select kind from news where referral_id = $1 and kind like 'no-agency-%' order by tx, id`, [id])).map(
    ({ kind }) => kind,
  )
const decline = (who: typeof first, id: string) =>
  post(who, `/offers/${id}/answer`, { answer: 'declined', reason: 'at-capacity' })

test('who is not for such a person is not asked while somebody is, nor if they have most room or the basis reaches them', async () => {
  Object.assign(state, { unserving: [first.agencyId], within: [first.agencyId], agencies: [first, second] })
  const { id, offer: one } = await offered()
  expect([one.to_agency, one.serves]).toEqual([second.agencyId, true])
  await decline(second, one.id)
  // Of an adult the supervisor decides then: nobody is offered a man who is for women.
  await until(async () => ((await called(id)).length > 0 ? true : undefined))
  expect(await called(id)).toEqual(['no-agency-left'])
  expect(await rows('select to_agency from offer where referral_id = $1', [id])).toHaveLength(1)
})

test('nor an adult an authority that is for children', async () => {
  state.agencies = [{ ...first, ofAge: false }, second]
  expect((await offered()).offer.to_agency).toBe(second.agencyId)
})

test('nobody is lost for want of an entry that fits: all are asked, and the sender’s supervisor hears it, once', async () => {
  Object.assign(state, { unserving: [first.agencyId], agencies: [{ ...second, ofAge: false }, first] })
  const { id, offer: one } = await offered()
  expect([one.to_agency, one.serves]).toEqual([first.agencyId, false])
  expect(await called(id)).toEqual(['no-agency-serves'])
  await decline(first, one.id)
  const two = await offer(id, 2)
  expect([two.to_agency, two.serves]).toEqual([second.agencyId, false])
  await decline(second, two.id)
  await until(async () => ((await called(id)).length > 1 ? true : undefined))
  expect(await called(id)).toEqual(['no-agency-serves', 'no-agency-left'])
})

test('a child is never left without somebody to ask: once those who take children were, the others are', async () => {
  state.agencies = [{ ...first, ofAge: false }, second]
  const { id, offer: one } = await offered({ minor: true })
  expect([one.to_agency, one.serves]).toEqual([second.agencyId, true])
  await decline(second, one.id)
  const two = await offer(id, 2)
  expect([two.to_agency, two.minors, two.serves]).toEqual([first.agencyId, true, false])
  expect(await called(id)).toEqual(['no-agency-serves'])
})

test('whoever is asked who is not for such a person is told no more of the person than anybody else', async () => {
  Object.assign(state, { unserving: [first.agencyId], agencies: [first] })
  await offered()
  expect((await get(first, '/offers')).body.items[0]).not.toHaveProperty('serves')
})

const corrected = (id: string, minor: boolean) =>
  store.run(tx => keepMinor({ hub: 'XA', book: deps.book })(tx, id, minor, { at: new Date() }))

test('it comes to light that it is a child: who was asked about an adult is asked no more, and another is, about a child', async () => {
  const { id, offer: one } = await offered()
  await corrected(id, true)
  const two = await offer(id, 2)
  expect([two.to_agency, two.minors]).toEqual([second.agencyId, true])
  expect((await post(first, `/offers/${one.id}/answer`, { answer: 'willing' })).body.code).toBe('offer_closed')
  // Said again, nothing changes.
  await corrected(id, true)
  expect((await post(second, `/offers/${two.id}/answer`, { answer: 'willing' })).status).toBe(200)
})

test('nor is a child sent to who was willing to take on an adult: somebody else is asked', async () => {
  const { id, offer: one } = await offered()
  await post(first, `/offers/${one.id}/answer`, { answer: 'willing' })
  await corrected(id, true)
  expect((await offer(id, 2)).minors).toBe(true)
  const following = await put({ to: { hub: 'XA', agencyId: first.agencyId }, minor: true })
  await rows('update referral set subject_ref = (select subject_ref from referral where id = $1) where id = $2', [
    id,
    following,
  ])
  const by = { asker: { ...SENDER, scopes: new Set<string>() }, user: randomUUID(), at: new Date() }
  const attached = store.run(tx => attach(tx, following, { offerId: one.id }, by))
  await expect(attached).rejects.toMatchObject({ code: 'offer_not_sendable' })
  // Said once more, whoever is asked about the child is asked still.
  await corrected(id, true)
  const answers = await rows('select answer from offer where referral_id = $1 order by made_at', [id])
  expect(answers).toEqual([{ answer: 'moved-on' }, { answer: null }])
})

test('the sender, the recipient and those asked before are passed over, and so are those of the referral that this re-offers', async () => {
  const id = await put({ status: 'rejected', to: { hub: 'XA', agencyId: first.agencyId } })
  state.agencies = [{ ...SENDER, type: AgencyType.POLICE }, first, second, third]
  await want(id)
  expect((await offer(id)).to_agency).toBe(second.agencyId)
  const again = await put({ status: 'rejected', to: { hub: 'XA', agencyId: second.agencyId } })
  await rows(`insert into link values ($1, $2, 're-offer', 'x', $3, now())`, [again, id, randomUUID()])
  await want(again)
  expect((await offer(again)).to_agency).toBe(third.agencyId)
})

test('whom the person excludes is not asked, and those come first whom the person has agreed to', async () => {
  state.excluded = [first.agencyId]
  state.within = [third.agencyId]
  const { offer } = await offered()
  expect([offer.to_agency, offer.within_basis]).toEqual([third.agencyId, true])
})

test('migration enforcement is never asked, whatever directory and consent say', async () => {
  state.agencies = [{ ...first, type: AgencyType.MIGRATION_ENFORCEMENT }, second]
  state.within = [first.agencyId]
  expect((await offered()).offer.to_agency).toBe(second.agencyId)
})

test('an answer about agencies that were not asked about offers nothing to them', async () => {
  state.agencies = []
  const id = await put({ status: 'rejected' })
  await want(id)
  await escalated(id)
  expect(await rows('select 1 from offer where referral_id = $1', [id])).toEqual([])
})

test('declined: the next agency is asked; when none is left the supervisor of the sender hears, once', async () => {
  state.agencies = [first, second]
  const { id, offer: one } = await offered()
  const declined = await post(first, `/offers/${one.id}/answer`, { answer: 'declined', reason: 'at-capacity' })
  expect(declined.body).toMatchObject({ answer: 'declined', reason: 'at-capacity' })
  const two = await offer(id, 2)
  expect(two.to_agency).toBe(second.agencyId)
  await post(second, `/offers/${two.id}/answer`, { answer: 'declined', reason: 'not-eligible' })
  expect((await escalated(id)).agency_id).toBe(SENDER.agencyId)
  const events = await rows(`select 1 from outbox where aggregate_id = $1 and type = 'referral.escalated.v1'`, [id])
  expect(events).toHaveLength(1)
  const kinds = await rows('select kind from news where referral_id = $1 order by tx, id', [id])
  expect(kinds.map(({ kind }) => kind)).toEqual(['offer-answered', 'offer-answered', 'no-agency-left'])
})

test('silence: after its time an offer goes to the next agency, and can no longer be answered', async () => {
  const { id, offer: one } = await offered({ priority: 'emergency' })
  clock.ahead = 16 * 60_000
  expect((await offer(id, 2)).to_agency).toBe(second.agencyId)
  const late = await post(first, `/offers/${one.id}/answer`, { answer: 'willing' })
  expect([late.status, late.body.code]).toEqual([409, 'offer_closed'])
  expect((await get(first, '/offers?answered=true')).body.items).toMatchObject([{ answer: 'expired' }])
})

test('willing: the sender hears; a second answer, and one that comes at the same time, is refused', async () => {
  const { id, offer: one } = await offered()
  const path = `/offers/${one.id}/answer`
  const answers = await Promise.all([
    post(first, path, { answer: 'willing' }),
    post(first, path, { answer: 'declined', reason: 'at-capacity' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const news = await rows(`select agency_id from news where referral_id = $1 and kind = 'offer-answered'`, [id])
  expect(news).toEqual([{ agency_id: SENDER.agencyId }])
})

test('nobody else answers it, nor hears that it is there', async () => {
  const { offer: one } = await offered()
  for (const other of [SENDER, RECIPIENT, STRANGER]) {
    const who = { ...other, scope: EVERYTHING }
    const ask = async (id: string) => {
      const { status, body } = await post(who, `/offers/${id}/answer`, { answer: 'willing' })
      return { status, ...body, instance: '' }
    }
    expect(await ask(one.id)).toEqual(await ask(randomUUID()))
    expect(await ask(one.id)).toMatchObject({ status: 404 })
  }
  expect((await post(first, `/offers/${one.id}/answer`, { answer: 'willing' })).status).toBe(200)
})

test('a retry of an answer gets the first one again', async () => {
  const { offer: one } = await offered()
  const key = randomUUID()
  const who = { ...first, user: randomUUID() }
  const path = `/offers/${one.id}/answer`
  const [a, b] = [await post(who, path, { answer: 'willing' }, key), await post(who, path, { answer: 'willing' }, key)]
  expect([a.status, b.status, b.body]).toEqual([200, 200, a.body])
})

test('what nobody can be asked about yet is not lost: directory is away, and comes back', async () => {
  state.away = true
  const id = await put({ status: 'rejected' })
  await want(id)
  const waiting = await until(
    async () => (await rows('select * from offer_wanted where referral_id = $1 and attempts > 0', [id]))[0],
  )
  expect(waiting.next_at.getTime()).toBeGreaterThan(Date.now())
  await until(async () => (lines.join('').includes('referral.offer_delayed') ? true : undefined))
  state.away = false
  clock.ahead = 10 * 60_000
  expect((await offer(id)).to_agency).toBe(first.agencyId)
})

test('a worker that dies between asking and offering loses nothing: another takes it up, and the first can no longer end it', async () => {
  const id = await put({ status: 'rejected' })
  const at = new Date(Date.now() + 3_600_000)
  const dead = await store.run(async tx => {
    await wantOffer(tx, id, 'declined', new Date(0))
    return claimWanted(tx, new Date(1), () => at)
  })
  expect(dead?.referralId).toBe(id)
  expect(await rows('select 1 from offer where referral_id = $1', [id])).toEqual([])
  clock.ahead = 2 * 3_600_000
  await offer(id)
  expect(await store.run(tx => endWanted(tx, dead ?? { referralId: id, attempts: 1 }))).toBe(false)
})

test('a willing answer that nobody follows is called, once, and not after it was followed', async () => {
  const { id, offer: one } = await offered({ priority: 'emergency' })
  await post(first, `/offers/${one.id}/answer`, { answer: 'willing' })
  const { id: other, offer: two } = await offered({ priority: 'emergency' })
  await post(first, `/offers/${two.id}/answer`, { answer: 'willing' })
  await store.run(tx => markTaken(tx, two.id, other))
  clock.ahead = 16 * 60_000
  const called = (referral: string) =>
    rows(`select agency_id from news where referral_id = $1 and kind = 'supervisor'`, [referral])
  await until(async () => (await called(id))[0])
  clock.ahead = 60 * 60_000
  await offered()
  expect(await called(id)).toEqual([{ agency_id: SENDER.agencyId }])
  expect(await called(other)).toEqual([])
})

test('wanted twice, and by two workers, is offered once', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => put({ status: 'rejected' })))
  await Promise.all(ids.flatMap(id => [want(id), want(id, 'silence')]))
  for (const id of ids) await offer(id)
  const left = () => rows('select 1 from offer_wanted where referral_id = any ($1)', [ids])
  await until(async () => ((await left()).length === 0 ? true : undefined))
  expect(await rows('select 1 from offer where referral_id = any ($1)', [ids])).toHaveLength(20)
})

test('what somebody has taken on meanwhile is offered to nobody', async () => {
  for (const status of ['accepted', 'completed', 'cancelled', 'failed']) {
    const id = await put({ status })
    await want(id)
    await until(async () =>
      (await rows('select 1 from offer_wanted where referral_id = $1', [id]))[0] ? undefined : true,
    )
    expect(await rows('select 1 from offer where referral_id = $1', [id])).toEqual([])
  }
  const { id, offer: one } = await offered()
  await rows(
    `insert into step (referral_id, side, number, seen, step, at, by_hub, by_agency, told, data, received_at)
     values ($1, 'sender', 2, 1, 'cancel', now(), 'XA', 'x', true, '{}', now())`,
    [id],
  )
  expect((await post(first, `/offers/${one.id}/answer`, { answer: 'willing' })).body.code).toBe('offer_closed')
})

test('of a partial acceptance only the rest is offered', async () => {
  const services = ['housing', 'legal', 'medical_and_dental']
  const id = await put({ status: 'accepted', services, log: [['recipient', 'accept-part', { services: ['legal'] }]] })
  await want(id)
  expect((await offer(id)).services).toEqual(['housing', 'medical_and_dental'])
})

test('a partial acceptance that came too late, or from before it was opened again, leaves nobody out', async () => {
  const services = ['housing', 'legal']
  const part = ['recipient', 'accept-part', { services: ['legal'] }] as const
  const late = await put({ status: 'accepted', services, log: [['recipient', 'accept'], part] })
  await want(late)
  await until(async () =>
    (await rows('select 1 from offer_wanted where referral_id = $1', [late]))[0] ? undefined : true,
  )
  expect(await rows('select 1 from offer where referral_id = $1', [late])).toEqual([])
  const back = ['recipient', 'hand-back', { reason: 'at-capacity' }] as const
  const reopened = ['sender', 'reopen', { reason: 'place-free' }] as const
  const log = [part, back, reopened, ['recipient', 'accept'] as const]
  const again = await put({ status: 'accepted', services, log })
  await want(again)
  await until(async () =>
    (await rows('select 1 from offer_wanted where referral_id = $1', [again]))[0] ? undefined : true,
  )
  expect(await rows('select 1 from offer where referral_id = $1', [again])).toEqual([])
})

test('where no agency has room for all, one is asked for what it has, all of it before a part', async () => {
  const services = ['housing', 'legal', 'language']
  const part = { ...first, services: [ServiceCategory.LEGAL] }
  const more = { ...second, services: [ServiceCategory.HOUSING, ServiceCategory.LEGAL] }
  Object.assign(state, { agencies: [part, more], within: [part.agencyId] })
  const { id, offer: one } = await offered({ services })
  expect([one.to_agency, one.services]).toEqual([second.agencyId, ['housing', 'legal']])
  await post(second, `/offers/${one.id}/answer`, { answer: 'declined', reason: 'at-capacity' })
  expect((await offer(id, 2)).services).toEqual(['legal'])
})

test('nothing of a compartment is offered to anybody: its supervisor has to find an agency', async () => {
  const id = await put({ status: 'rejected', compartment: true })
  const asked = state.asked.length
  await want(id)
  expect((await escalated(id)).compartment).toBe(true)
  expect(state.asked).toHaveLength(asked)
})

test('pages of offers hold each one once, newest first', async () => {
  state.agencies = [first]
  for (let n = 0; n < 5; n++) await offered()
  const found: string[] = []
  for await (const { items } of pagesOf(get, first, '/offers?limit=2'))
    found.push(...items.map((item: { madeAt: string }) => item.madeAt))
  expect(found).toHaveLength(5)
  expect(found).toEqual(found.toSorted().reverse())
})

const shapeOf = ({ status, body }: Awaited<ReturnType<typeof get>>) => ({ status, ...body, instance: '' })

test('may: the agency that was asked, with no more scope than it needs; to all others there is no such offer', async () => {
  const { offer: one } = await offered()
  const path = `/offers/${one.id}/answer`
  const nothing = shapeOf(
    await post({ ...STRANGER, scope: EVERYTHING }, `/offers/${randomUUID()}/answer`, { answer: 'willing' }),
  )
  expect(nothing).toMatchObject({ status: 404, code: 'not_found' })
  for (const who of [STRANGER, SENDER, RECIPIENT]) {
    expect(shapeOf(await post({ ...who, scope: EVERYTHING }, path, { answer: 'willing' }))).toEqual(nothing)
    expect((await get({ ...who, scope: EVERYTHING }, '/offers')).body.items).toEqual([])
  }
  const without = { ...first, scope: EVERYTHING.replace('referral:decide', '') }
  expect(shapeOf(await post(without, path, { answer: 'willing' }))).toEqual(nothing)
  expect(shapeOf(await get({ ...first, scope: 'referral:decide' }, '/offers'))).toEqual(nothing)
  expect((await post({ ...first, scope: 'referral:decide' }, path, { answer: 'willing' })).status).toBe(200)
})

test.each([
  [{ answer: 'declined' }, 400],
  [{ answer: 'declined', reason: 'because' }, 400],
  [{ answer: 'willing', note: 'Maria' }, 400],
  [{ answer: 'expired' }, 400],
])('%j is refused', async (body, status) => {
  const { offer: one } = await offered()
  expect((await post(first, `/offers/${one.id}/answer`, body)).status).toBe(status)
})

const intakeOf = async (count: number) =>
  (await post(SENDER, '/intakes', { count, protocol: 'oas-64-standard' })).body as { id: string; dueAt: string }
const callsOf = (intakeId: string) => rows('select agency_id, kind from news where intake_id = $1', [intakeId])
const DAY = 24 * 3_600_000

test('of an intake that is not complete after a day its agency hears, day after day, for a week; it stands in a list', async () => {
  const { id, dueAt } = await intakeOf(2)
  expect(Date.parse(dueAt) - Date.now()).toBeGreaterThan(DAY - 60_000)
  await rows('insert into intake_referral (intake_id, referral_id) values ($1, $2)', [id, await put()])
  const listed = async () =>
    (await get(SENDER, '/intakes')).body.items.find((item: { id: string }) => item.id === id) as object
  expect(await listed()).toMatchObject({ missing: 1, overdue: false })
  for (let day = 1; day <= 7; day++) {
    clock.ahead = day * DAY + 60_000 * day
    await until(async () => ((await callsOf(id)).length === day ? true : undefined))
  }
  expect(await callsOf(id)).toEqual(Array(7).fill({ agency_id: SENDER.agencyId, kind: 'intake-incomplete' }))
  expect((await rows('select call_at from intake where id = $1', [id]))[0]).toEqual({ call_at: null })
})

test('of one that is complete nobody is called, and it stands in no list', async () => {
  const { id } = await intakeOf(2)
  for (let n = 0; n < 2; n++)
    await rows('insert into intake_referral (intake_id, referral_id) values ($1, $2)', [id, await put()])
  clock.ahead = DAY + 60_000
  await until(async () => (await rows('select 1 from intake where id = $1 and call_at is null', [id]))[0])
  expect(await callsOf(id)).toEqual([])
  expect(JSON.stringify((await get(SENDER, '/intakes')).body)).not.toContain(id)
  expect((await get({ ...RECIPIENT, scope: EVERYTHING }, '/intakes')).body.items).toEqual([])
})

test('pages of intakes hold each one once, the first that is due first', async () => {
  const own = { hub: 'XA', agencyId: randomUUID() }
  const ids: string[] = []
  for (let n = 0; n < 5; n++)
    ids.push((await post(own, '/intakes', { count: 2, protocol: 'oas-64-standard' })).body.id as string)
  const found: string[] = []
  for await (const { items } of pagesOf(get, own, '/intakes?limit=2'))
    found.push(...items.map((item: { id: string }) => item.id))
  expect(found.toSorted()).toEqual(ids.toSorted())
  expect((await get(own, '/intakes?cursor=abc')).status).toBe(400)
})

test('an intake by a protocol that there is not is refused', async () => {
  const refused = await post(SENDER, '/intakes', { count: 3, protocol: 'made-up' })
  expect([refused.status, refused.body.code]).toEqual([400, 'unknown_code'])
})
