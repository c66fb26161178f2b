import { randomUUID } from 'node:crypto'
import { AgencyType } from '@amparo/contracts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { addVoidPermits, isVoid } from '../src/store/permits.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { consenting } from './fixtures/consenting.ts'
import { PEER } from './fixtures/neighbours.ts'
import { offering } from './fixtures/offering.ts'
import { useReferral } from './fixtures/service.ts'
import { standing } from './fixtures/standing.ts'

const service = await useReferral()
const { submit, step, post, rows, store, state } = service
const { view, sent, completed, declined, willing, reopen, open } = standing(service)
const consent = consenting(service)
const work = await offering(service, [{ ...STRANGER, type: AgencyType.SHELTER }])
afterAll(() => work.stop())
let since = new Date()
beforeEach(() => {
  since = new Date()
  consent.agree()
})

const REOPEN = { reason: 'needs-again' }
const count = async (): Promise<number> => (await rows('select count(*)::int as n from referral'))[0]?.['n']

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
    expect(await open(since)).toEqual([])
  })

  test('that is heard of after: it halts', async () => {
    const go = await begin()
    const done = await go()
    expect([200, 201]).toContain(done.status)
    expect((await view(done.body.id)).state).toBe('requested')
    await consent.withdraw()
    expect((await view(done.body.id)).state).toBe('halted')
    expect(await open(since)).toEqual([])
  })
})

test('a withdrawal that comes while it is being stored waits, and finds it', async () => {
  // Whoever stores comes to a stop with its id claimed and its permit looked at.
  await rows('begin')
  await rows('lock table delivery in share row exclusive mode')
  const going = submit(SENDER)
  await expect.poll(waiting).toBe(1)
  const told = consent.withdraw()
  await expect.poll(waiting).toBe(2)
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
  await expect.poll(waiting).toBe(1)
  service.clock.ahead = 60_000
  await rows('commit')
  const late = await going
  service.clock.ahead = 0
  expect([late.status, (await view(id)).state]).toEqual([503, 'completed'])
})

test('void permits are forgotten after a day, and not before', async () => {
  const now = Date.now()
  const [old, fresh] = [randomUUID(), randomUUID()]
  const hours = (ago: number) => new Date(now - ago * 3_600_000)
  await store.run(tx => addVoidPermits(tx, [old], hours(25)))
  await store.run(tx => addVoidPermits(tx, [fresh], hours(23)))
  await store.run(tx => addVoidPermits(tx, [], hours(0)))
  expect(await store.run(async tx => [await isVoid(tx, old), await isVoid(tx, fresh)])).toEqual([false, true])
})
