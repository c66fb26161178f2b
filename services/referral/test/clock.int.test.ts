import { decodePayload, referralChanged, referralEscalated } from '@amparo/contracts'
import { openStore } from '@amparo/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fireDue } from '../src/commands/fire-due.ts'
import { entities } from '../src/store/rows.ts'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { PEER } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, get, rows, app, clock, deps, store, url, lines, publishAssessment } = await useReferral()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(() => rows('update referral set fire_at = null'))
afterEach(() => {
  clock.ahead = 0
})

/** remind after 30 minutes, supervisor after 60, phone after 90, the next agency after 120 */
const emergency = async (to: object = RECIPIENT): Promise<string> =>
  (await submit(SENDER, { protocol: 'drill', priority: 'emergency', to })).body.id
const atOnce = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work))
const run = async (fire = app.fireDue) => {
  let count = 0
  while (await fire()) count += 1
  return count
}
const CALLS = ['remind', 'supervisor', 'phone', 'offer-next']
const EVERY = CALLS.map(key => `begin ${key}`)
const firedOf = async (id: string) =>
  (
    await rows('select deadline, key from fired where referral_id = $1 order by at, array_position($2::text[], key)', [
      id,
      CALLS,
    ])
  ).map(row => `${row['deadline']} ${row['key']}`)
const told = async (id: string) =>
  (
    await rows('select payload from outbox where aggregate_id = $1 and type = $2 order by position', [
      id,
      referralEscalated.type,
    ])
  ).map(row => decodePayload(referralEscalated, row['payload']))
const newsOf = async (id: string) =>
  (
    await rows(
      "select agency_id, kind from news where referral_id = $1 and kind in ('remind', 'supervisor', 'phone') order by id",
      [id],
    )
  ).map(row => [row['agency_id'], row['kind']])

test('each escalation when it is due, in its order, told to whoever must meet the deadline', async () => {
  const id = await emergency()
  expect(await run()).toBe(0)
  clock.ahead = 31 * MINUTE
  expect(await run()).toBe(1)
  expect(await newsOf(id)).toEqual([[RECIPIENT.agencyId, 'remind']])
  clock.ahead = 3 * HOUR
  await run()
  expect(await firedOf(id)).toEqual(EVERY)
  expect((await newsOf(id)).map(([, kind]) => kind)).toEqual(['remind', 'supervisor', 'phone'])
  expect(
    (await told(id)).map(({ kind, deadline, agencyId }) => [kind, deadline, agencyId === RECIPIENT.agencyId]),
  ).toEqual(['remind', 'supervisor', 'phone', 'offer-next'].map(kind => [kind, 'begin', true]))
  expect(await rows('select why from offer_wanted where referral_id = $1', [id])).toEqual([{ why: 'silence' }])
})

test('what supervisors have been called of stands in a list of its own, until it is done', async () => {
  const id = await emergency()
  const called = async () =>
    (await get(RECIPIENT, '/deadlines?called=true&limit=200')).body.items
      .filter(({ referralId }: { referralId: string }) => referralId === id)
      .map(({ deadline }: { deadline: string }) => deadline)
  clock.ahead = 31 * MINUTE
  await run()
  expect(await called()).toEqual([])
  clock.ahead = 61 * MINUTE
  await run()
  expect(await called()).toEqual(['begin'])
  await step(RECIPIENT, id, 'note')
  expect(await called()).toEqual(['begin'])
  await step(RECIPIENT, id, 'begin')
  expect(await called()).toEqual([])
})

test('of a referral to another hub this one calls its own people only, and asks the next agency', async () => {
  const id = await emergency(PEER)
  clock.ahead = 3 * HOUR
  await run()
  expect((await told(id)).map(({ kind }) => kind)).toEqual(['offer-next'])
  expect(await newsOf(id)).toEqual([])
})

test('once, with four instances at work on the same rows, and again after a restart', async () => {
  const other = await openStore({ url, service: 'referral', entities, applicationName: 'second' })
  const ids = await atOnce(12, () => emergency())
  clock.ahead = 3 * HOUR
  const second = fireDue({ ...deps, run: other.run, now: () => new Date(Date.now() + clock.ahead) })
  await Promise.all([run(), run(second), run(), run(second)])
  await other.close()
  await run()
  for (const id of ids) {
    expect(await firedOf(id)).toEqual(EVERY)
    expect(await told(id)).toHaveLength(4)
  }
})

test('once, though instances die at any moment of it', async () => {
  const ids = await atOnce(8, () => emergency())
  clock.ahead = 3 * HOUR
  const now = () => new Date(Date.now() + clock.ahead)
  let done = false
  const survivor = async () => {
    while (!done) await run(fireDue({ ...deps, run: store.run, now })).catch(() => {})
  }
  const working = [survivor(), survivor()]
  for (let kill = 0; kill < 40; kill++) {
    await rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'referral' and state <> 'idle' and datname = current_database()`,
    )
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  done = true
  await Promise.all(working)
  await run()
  for (const id of ids) {
    expect(await firedOf(id)).toEqual(EVERY)
    expect((await told(id)).map(({ kind }) => kind)).toEqual(['remind', 'supervisor', 'phone', 'offer-next'])
  }
})

const again = async (id: string) => (await firedOf(id)).filter(key => key.startsWith('begin again'))

test('what nobody does after the last escalation is called of again each day, once, with four instances at work, until it is done', async () => {
  const other = await openStore({ url, service: 'referral', entities, applicationName: 'second' })
  const second = fireDue({ ...deps, run: other.run, now: () => new Date(Date.now() + clock.ahead) })
  const all = () => Promise.all([run(), run(second), run(), run(second)])
  const ids = await atOnce(4, () => emergency())
  clock.ahead = 3 * HOUR
  await all()
  // The last escalation was due after two hours.
  clock.ahead = 25 * HOUR
  await all()
  for (const id of ids) expect(await again(id)).toEqual([])
  for (const day of [1, 2]) {
    clock.ahead = (24 * day + 3) * HOUR
    await all()
    for (const id of ids) expect(await again(id)).toHaveLength(day)
  }
  await other.close()
  for (const id of ids) {
    const calls = (await newsOf(id)).filter(([, kind]) => kind === 'supervisor')
    expect(calls).toEqual(Array.from({ length: 3 }, () => [RECIPIENT.agencyId, 'supervisor']))
    expect((await told(id)).slice(-2)).toMatchObject([1, 2].map(() => ({ kind: 'supervisor', deadline: 'begin' })))
  }
  const [id = ''] = ids
  expect((await step(RECIPIENT, id, 'begin')).status).toBe(200)
  clock.ahead = 24 * 9 * HOUR
  await run()
  expect(await again(id)).toHaveLength(2)
})

test('a service that was away for days calls once for all of them, and the next day again', async () => {
  const id = await emergency()
  clock.ahead = 3 * HOUR
  await run()
  clock.ahead = (24 * 10 + 3) * HOUR
  await run()
  expect(await again(id)).toEqual(['begin again:10'])
  clock.ahead += 24 * HOUR
  await run()
  expect(await again(id)).toEqual(['begin again:10', 'begin again:11'])
  clock.ahead -= 24 * HOUR
  expect(await run()).toBe(0)
})

test('none again when the clock is set back, and forward again', async () => {
  const id = await emergency()
  clock.ahead = 65 * MINUTE
  expect(await run()).toBe(2)
  clock.ahead = -24 * HOUR
  expect(await run()).toBe(0)
  clock.ahead = 65 * MINUTE
  expect(await run()).toBe(0)
  clock.ahead = 95 * MINUTE
  expect(await run()).toBe(1)
  expect(await firedOf(id)).toEqual(EVERY.slice(0, 3))
})

test('clock against step: whichever is first, what is met calls nobody, and nothing is done twice', async () => {
  for (let round = 0; round < 6; round++) {
    clock.ahead = 0
    const id = await emergency()
    clock.ahead = 3 * HOUR
    const [, begun] = await Promise.all([run(), step(RECIPIENT, id, 'begin'), run()])
    expect(begun.status).toBe(200)
    await run()
    const fired = await firedOf(id)
    expect(fired).toEqual(EVERY.slice(0, fired.length))
    expect(await told(id)).toHaveLength(fired.length)
    const { body } = await get(SENDER, `/referrals/${id}`)
    expect(body).toMatchObject({
      state: 'working',
      due: expect.arrayContaining([expect.objectContaining({ deadline: 'finish' })]),
    })
  }
})

test('a step that the protocol leaves to the clock is taken in the right hub, once, and the other party hears', async () => {
  const id = await emergency()
  await step(RECIPIENT, id, 'begin')
  await publishAssessment(id, SENDER.agencyId)
  await step(RECIPIENT, id, 'travel', { when: '2026-12-01' })
  clock.ahead = 25 * HOUR
  await Promise.all([run(), run()])
  const { body } = await get(RECIPIENT, `/referrals/${id}`)
  expect(body).toMatchObject({ state: 'gone', due: [], turn: null })
  expect(
    body.steps.map((taken: { step: string }) => taken.step).filter((name: string) => name === 'lapse'),
  ).toHaveLength(1)
  const [last] = await rows('select payload from outbox where aggregate_id = $1 and type = $2 order by position desc', [
    id,
    referralChanged.type,
  ])
  expect(decodePayload(referralChanged, last?.['payload']).steps.at(-1)).toMatchObject({ step: 'lapse' })
  expect((await told(id)).map(({ kind }) => kind)).toEqual(['supervisor'])
})

test('a referral that cannot be read holds up no other, and the operator hears', async () => {
  const broken = await emergency()
  const fine = await emergency()
  await rows(`update step set data = '{"version": 99}' where referral_id = $1`, [broken])
  clock.ahead = 3 * HOUR
  await run()
  expect(await firedOf(fine)).toHaveLength(4)
  expect(lines.join()).toContain('referral.clock_failed')
  await rows(`update step set data = '{"version": 2}' where referral_id = $1`, [broken])
  clock.ahead += 11 * MINUTE
  await run()
  expect(await firedOf(broken)).toHaveLength(4)
})

test('an escalation that always fails is passed over after three tries: those after it are made', async () => {
  const id = await emergency()
  await rows(`create function fail_phone() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
  await rows(`create trigger fail_phone before insert on news for each row
    when (new.kind = 'phone' and new.referral_id = '${id}') execute function fail_phone()`)
  await rows('grant execute on function fail_phone to public')
  clock.ahead = 3 * HOUR
  await run()
  expect(await firedOf(id)).toEqual(EVERY.slice(0, 2))
  for (let n = 0; n < 2; n++) {
    clock.ahead += 11 * MINUTE
    await run()
  }
  expect(await firedOf(id)).toEqual(EVERY)
  expect((await newsOf(id)).map(([, kind]) => kind)).toEqual(['remind', 'supervisor'])
  expect(await rows('select why from offer_wanted where referral_id = $1', [id])).toEqual([{ why: 'silence' }])
  await rows('drop trigger fail_phone on news')
})
