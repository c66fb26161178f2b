import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AgencyType } from '@amparo/contracts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { addVoidPermits, isVoid } from '../src/store/permits.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { consenting } from './fixtures/consenting.ts'
import { PEER } from './fixtures/neighbours.ts'
import { offering } from './fixtures/offering.ts'
import { useReferral } from './fixtures/service.ts'

const service = await useReferral()
const { submit, step, post, get, rows, store, state } = service
const consent = consenting(service)
const work = await offering(service, [{ ...STRANGER, type: AgencyType.SHELTER }])
afterAll(() => work.stop())
beforeEach(() => consent.agree())

const view = async (id: string) => (await get(SENDER, `/referrals/${id}`)).body
const sent = async (changes: object = {}): Promise<string> => (await submit(SENDER, changes)).body.id
const count = async (): Promise<number> => (await rows('select count(*)::int as n from referral'))[0]?.['n']
async function completed(changes: object = {}): Promise<string> {
  const id = await sent(changes)
  for (const name of ['accept', 'start']) await step(RECIPIENT, id, name)
  expect((await step(RECIPIENT, id, 'complete', { outcome: 'services-provided' })).status).toBe(200)
  return id
}
const declined = async (): Promise<string> => {
  const id = await sent()
  await step(RECIPIENT, id, 'decline', { reason: 'at-capacity' })
  return id
}
const willing = async (id: string): Promise<string> => {
  await expect.poll(async () => (await view(id)).offers.length, { timeout: 10_000 }).toBe(1)
  const offerId: string = (await view(id)).offers[0].id
  await post(STRANGER, `/offers/${offerId}/answer`, { answer: 'willing' })
  return offerId
}
const REOPEN = { reason: 'needs-again' }
const reopen = (id: string) => step(SENDER, id, 'reopen', REOPEN)

describe('a referral that is opened again', () => {
  test('rests on a new permit: consent is asked as at first, for the same purpose', async () => {
    const id = await completed()
    state.decided.length = 0
    expect((await reopen(id)).body.state).toBe('requested')
    expect(state.decided).toMatchObject([{ referralId: id, sender: SENDER, recipient: RECIPIENT }])
    expect(state.decided[0]?.purpose).not.toBe(0)
    await consent.withdraw()
    expect((await view(id)).state).toBe('halted')
  })

  test.each(['consent_withdrawn', 'consent_expired'])('is refused with %s, and nothing has changed', async code => {
    const id = await completed()
    state.denial = code
    const refused = await reopen(id)
    expect([refused.status, refused.body.code]).toEqual([403, code])
    expect((await view(id)).state).toBe('completed')
    state.denial = undefined
    expect((await reopen(id)).status).toBe(200)
  })

  test('is not asked about for those who may not take the step, nor when it does not stand so', async () => {
    const id = await completed()
    const open = await sent()
    state.decided.length = 0
    state.denial = 'consent_withdrawn'
    const answers = [
      await step(STRANGER, id, 'reopen', REOPEN),
      await step({ ...SENDER, scope: 'referral:read' }, id, 'reopen', REOPEN),
      await step(SENDER, id, 'reopen', { reason: 'nonsense' }),
      await step(SENDER, id, 'reopen', REOPEN, { ifMatch: '"1"' }),
      await step(SENDER, open, 'reopen', REOPEN),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual([
      ...['not_found', 'not_found', 'request_invalid', 'version_changed', 'step_not_allowed'],
    ])
    expect(state.decided).toEqual([])
  })

  test('is not opened in another hub that holds a grant which was withdrawn, whatever the person says now', async () => {
    const id = await declined()
    await rows(
      `update referral set to_hub = $2, to_agency = $3, state = 'completed', status = 'completed' where id = $1`,
      [...[id, PEER.hub, PEER.agencyId]],
    )
    await rows(
      `update step set step = 'accept', data = '{}', by_hub = $2, by_agency = $3 where referral_id = $1 and side = 'recipient'`,
      [...[id, PEER.hub, PEER.agencyId]],
    )
    await rows(
      `insert into step (referral_id, side, number, seen, step, at, by_hub, by_agency, told, data, received_at)
       values ($1, 'recipient', 2, 1, 'start', now(), $2, $3, true, '{}', now()),
         ($1, 'recipient', 3, 1, 'complete', now(), $2, $3, true, '{"outcome":"services-provided"}', now())`,
      [id, PEER.hub, PEER.agencyId],
    )
    const mayReopen = async () =>
      (await view(id)).allowedActions.some((action: { step: string }) => action.step === 'reopen')
    expect(await mayReopen()).toBe(true)
    await consent.withdraw()
    const after = await view(id)
    expect([after.state, after.steps.at(-1)]).toMatchObject(['completed', { step: 'withdraw', effective: false }])
    consent.agree()
    expect(await mayReopen()).toBe(false)
    const refused = await reopen(id)
    expect([refused.status, refused.body.code]).toEqual([409, 'grant_withdrawn'])
  })
})

/** Everything that makes a referral stand on a permit, and how it is begun. */
const WAYS: readonly [string, () => Promise<() => ReturnType<typeof submit>>][] = [
  ['sending', async () => () => submit(SENDER)],
  ['sending to another hub', async () => () => submit(SENDER, { to: PEER })],
  [
    'a transfer',
    async () => {
      const id = await sent()
      return () => submit(SENDER, { to: STRANGER, links: [{ referralId: id, kind: 'transfer' }] })
    },
  ],
  [
    'sending on to a willing agency',
    async () => {
      const offerId = await willing(await declined())
      return () => submit(SENDER, { to: STRANGER, offerId })
    },
  ],
  [
    'one of an intake',
    async () => {
      const { body } = await post(SENDER, '/intakes', { count: 2, protocol: 'oas-64-standard' })
      return () => submit(SENDER, { intakeId: body.id })
    },
  ],
  [
    'opening again',
    async () => {
      const id = await completed()
      return () => reopen(id)
    },
  ],
]

describe.each(WAYS)('%s and a withdrawal', (_, begin) => {
  test('that is heard of before anything is stored: it is refused, and nothing is', async () => {
    const go = await begin()
    const before = await count()
    consent.betweenPermitAndStorage(consent.withdraw)
    const refused = await go()
    expect([refused.status, refused.body.code]).toEqual([403, 'consent_withdrawn'])
    expect(await count()).toBe(before)
    expect(await open()).toEqual([])
  })

  test('that is heard of after: it halts', async () => {
    const go = await begin()
    const done = await go()
    expect([200, 201]).toContain(done.status)
    expect((await view(done.body.id)).state).toBe('requested')
    await consent.withdraw()
    expect((await view(done.body.id)).state).toBe('halted')
    expect(await open()).toEqual([])
  })
})

test('a withdrawal that comes while it is being stored waits, and finds it', async () => {
  // Whoever stores comes to a stop with its id claimed and its permit looked at.
  await rows('begin')
  await rows('lock table delivery in share row exclusive mode')
  const going = submit(SENDER)
  await expect.poll(waiting, { timeout: 4_000 }).toBe(1)
  const told = consent.withdraw()
  await expect.poll(waiting, { timeout: 4_000 }).toBe(2)
  await rows('commit')
  const { status, body } = await going
  expect([status, await told]).toEqual([201, 'done'])
  expect((await view(body.id)).state).toBe('halted')
})
const waiting = async (): Promise<number> => {
  // Inside a transaction the first look would be kept.
  await rows('select pg_stat_clear_snapshot()')
  const [row] = await rows(
    `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'referral'
       and datname = current_database()`,
  )
  return row?.['n']
}

test('a permit that was held for too long before anything was stored is not believed: what is void is not remembered for ever', async () => {
  const id = await completed()
  await rows('begin')
  await rows('select 1 from referral where id = $1 for update', [id])
  const going = reopen(id)
  await expect.poll(waiting, { timeout: 4_000 }).toBe(1)
  service.clock.ahead = 60_000
  await rows('commit')
  const late = await going
  service.clock.ahead = 0
  expect([late.status, (await view(id)).state]).toEqual([503, 'completed'])
})

/** Those that stand on a permit and could go on. */
const open = async () =>
  rows(
    `select id, state from referral where status in ('requested', 'accepted', 'in-progress', 'rejected', 'failed')
       and submitted_at >= $1`,
    [since],
  )
let since = new Date()
beforeEach(() => {
  since = new Date()
})

test('a withdrawal against everything at once, again and again: nothing that rests on it is open afterwards', async () => {
  const outcomes = { stored: 0, refused: 0, halted: 0 }
  for (let round = 0; round < 30; round++) {
    consent.agree()
    since = new Date()
    const [waits, other, done, refused] = [await sent(), await sent(), await completed(), await declined()]
    const offerId = await willing(refused)
    const actions = [
      () => submit(SENDER),
      () => submit(SENDER, { to: PEER }),
      () => step(RECIPIENT, waits, 'accept'),
      () => step(RECIPIENT, other, 'decline', { reason: 'at-capacity' }),
      () => submit(SENDER, { to: STRANGER, links: [{ referralId: other, kind: 'transfer' }] }),
      () => reopen(done),
      () => submit(SENDER, { to: STRANGER, offerId }),
    ]
    const took = async (action: () => ReturnType<typeof submit>, at: number) => {
      await sleep(at)
      return action()
    }
    const withdrawn = sleep(Math.random() * 40).then(async () => {
      const permits = consent.takeBack()
      // News may be slower than what they are about.
      await sleep(Math.random() * 30)
      return consent.tell(permits)
    })
    const answers = await Promise.all(actions.map(action => took(action, Math.random() * 40)))
    expect(await withdrawn).toBe('done')
    for (const { status, body } of answers) {
      expect([200, 201, 403, 409]).toContain(status)
      if (status === 403) expect(body.code).toBe('consent_withdrawn')
      outcomes[status < 300 ? 'stored' : 'refused']++
    }
    expect([round, await open()]).toEqual([round, []])
    const halted = await rows(`select 1 from referral where state = 'halted' and submitted_at >= $1`, [since])
    outcomes.halted += halted.length
  }
  // Both orders came about.
  expect(Math.min(outcomes.stored, outcomes.refused, outcomes.halted)).toBeGreaterThan(10)
}, 120_000)

test('a withdrawal against all that is done with what rests on it: it ends in one of the two ways, and nobody who held it does so afterwards', async () => {
  const ends = new Set<string>()
  for (let round = 0; round < 12; round++) {
    consent.agree()
    since = new Date()
    const taken = async () => {
      const id = await sent()
      await step(RECIPIENT, id, 'accept')
      await post(RECIPIENT, `/referrals/${id}/assignment`)
      return id
    }
    const [waits, cancelled, refused] = [await sent(), await sent(), await declined()]
    const [one, other, third] = [await taken(), await taken(), await taken()]
    await expect.poll(async () => (await view(refused)).offers.length, { timeout: 10_000 }).toBe(1)
    const offerId: string = (await view(refused)).offers[0].id
    const [from, to] = [randomUUID(), randomUUID()]
    const boss = { ...RECIPIENT, scope: 'referral:read referral:assign referral:work' }
    await post(boss, `/referrals/${third}/assignment`, { userId: from })
    const actions = [
      () => step(RECIPIENT, waits, 'ask', { about: ['languages'] }),
      () => step(SENDER, cancelled, 'cancel', { reason: 'person-withdrew' }),
      () => step(RECIPIENT, one, 'complete', { outcome: 'services-provided' }),
      () => step(RECIPIENT, other, 'hand-back', { reason: 'at-capacity' }),
      () => step(RECIPIENT, third, 'start'),
      () => post(RECIPIENT, `/referrals/${waits}/assignment`),
      () => post(boss, '/handovers', { fromUserId: from, toUserId: to }),
      () => post(SENDER, `/referrals/${one}/links`, { referralId: other, kind: 'family' }),
      () => post(STRANGER, `/offers/${offerId}/answer`, { answer: 'willing' }),
    ]
    const clock = sleep(Math.random() * 40).then(service.app.fireDue)
    const withdrawn = sleep(Math.random() * 40).then(() => consent.tell(consent.takeBack()))
    const answers = await Promise.all(
      actions.map(async action => {
        await sleep(Math.random() * 40)
        return action()
      }),
    )
    expect(await withdrawn).toBe('done')
    await clock
    for (const { status } of answers) expect([200, 201, 409]).toContain(status)
    expect([round, await open()]).toEqual([round, []])
    // Whoever is assigned after it halted is to answer the withdrawal.
    const held = `select 1 from assignment join referral on referral.id = referral_id
      where submitted_at >= $1 and ended_at is null and assignment.agency_id = to_agency and not exists (
        select 1 from step where step.referral_id = referral.id and step = 'withdraw' and received_at <= assignment.at)`
    const asked = `select 1 from offer join referral on referral.id = referral_id where submitted_at >= $1 and answer is null`
    expect([round, await rows(held, [since]), await rows(asked, [since])]).toEqual([round, [], []])
    for (const id of [waits, cancelled, one, other, third, refused]) {
      const { state, steps } = await view(id)
      ends.add(state)
      expect(steps.filter(({ step }: { step: string }) => step === 'withdraw').length).toBeLessThanOrEqual(1)
    }
  }
  expect([...ends].toSorted()).toEqual(['cancelled', 'completed', 'halted'])
}, 120_000)

test('void permits are forgotten after a day, and not before', async () => {
  const now = Date.now()
  const [old, fresh] = [randomUUID(), randomUUID()]
  const hours = (ago: number) => new Date(now - ago * 3_600_000)
  await store.run(tx => addVoidPermits(tx, [old], hours(25)))
  await store.run(tx => addVoidPermits(tx, [fresh], hours(23)))
  await store.run(tx => addVoidPermits(tx, [], hours(0)))
  expect(await store.run(async tx => [await isVoid(tx, old), await isVoid(tx, fresh)])).toEqual([false, true])
})
