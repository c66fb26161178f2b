import { afterEach, beforeEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { PEER } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, post, get, rows, app, clock, state } = await useReferral()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(async () => {
  await rows('update referral set fire_at = null')
  await rows('update rota set removed_at = now(), removed_by = by_user')
})
afterEach(() => {
  clock.ahead = 0
  state.phones = {}
})

const supervisor = { ...RECIPIENT, scope: 'referral:read referral:assign' }
/** On duty from now for some hours, as hours go by the test's clock. */
const onDuty = async (userId: string, hours = 8, more: object = {}) => {
  const from = new Date(Date.now() - MINUTE).toISOString()
  const to = new Date(Date.now() + hours * HOUR).toISOString()
  expect((await post(supervisor, '/rota', { userId, from, to, ...more })).status).toBe(201)
}
/** remind after 30 minutes, supervisor after 60, phone after 90, the next agency after 120 */
const emergency = async (changes: object = {}): Promise<string> =>
  (await submit(SENDER, { protocol: 'drill', priority: 'emergency', ...changes })).body.id
const called = async (id: string, after: number) => {
  clock.ahead = after * MINUTE
  while (await app.fireDue());
  const found = await rows(
    `select kind, users from news where referral_id = $1 and kind in ('remind', 'supervisor', 'phone') order by id`,
    [id],
  )
  return Object.fromEntries(found.map(row => [row['kind'], row['users']]))
}

test('without a rota everybody of the agency is called, as ever', async () => {
  expect(await called(await emergency(), 95)).toEqual({ remind: null, supervisor: null, phone: null })
})

test('whoever is on duty then is reminded of what nobody has; who was earlier is not', async () => {
  const [early, now, chief] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await onDuty(early, 0.1)
  await onDuty(now)
  await onDuty(chief, 8, { supervises: true })
  expect(await called(await emergency(), 95)).toEqual({
    remind: expect.toSatisfy((users: string[]) => users.toSorted().join() === [now, chief].toSorted().join()),
    supervisor: [chief],
    phone: null,
  })
})

test('whoever has it is reminded; those on duty besides, if it is in the hands of one who is off', async () => {
  const [mine, night] = [crypto.randomUUID(), crypto.randomUUID()]
  await onDuty(night)
  const off = await emergency()
  await post({ ...RECIPIENT, user: mine }, `/referrals/${off}/assignment`)
  expect((await called(off, 35)).remind).toEqual([mine, night])
  clock.ahead = 0
  await onDuty(mine)
  const on = await emergency()
  await post({ ...RECIPIENT, user: mine }, `/referrals/${on}/assignment`)
  expect((await called(on, 35)).remind).toEqual([mine])
})

test('the rota of an agency steers its own calls alone', async () => {
  await onDuty(crypto.randomUUID())
  const sender = { ...SENDER, scope: 'referral:read referral:assign' }
  const theirs = crypto.randomUUID()
  const times = { from: new Date(Date.now() - MINUTE).toISOString(), to: new Date(Date.now() + HOUR).toISOString() }
  await post(sender, '/rota', { userId: theirs, ...times })
  expect((await called(await emergency(), 35)).remind).not.toContain(theirs)
})

test('in a compartment all who are inside are called', async () => {
  await onDuty(crypto.randomUUID(), 8, { supervises: true })
  const scope = 'referral:submit referral:read protection:work'
  const { body } = await submit({ ...SENDER, scope }, { protocol: 'hidden', priority: 'emergency' })
  const kinds = await called(body.id, 24 * 60)
  expect(Object.keys(kinds)).toContain('remind')
  expect(Object.values(kinds).every(users => users === null)).toBe(true)
})

test('once the protocol has come to the telephone both agencies read the number of the silent one, and who is on duty', async () => {
  state.phones = { [RECIPIENT.agencyId]: '+99 555 0100' }
  const [chief, theirs] = [crypto.randomUUID(), crypto.randomUUID()]
  await onDuty(chief, 8, { supervises: true })
  await rows(
    `insert into rota (id, agency_id, user_id, starts_at, ends_at, by_user, at)
     values (gen_random_uuid(), $1, $2, now() - interval '1 hour', now() + interval '9 hours', $2, now())`,
    [SENDER.agencyId, theirs],
  )
  const id = await emergency()
  const duty = async (who: typeof SENDER) => (await get(who, `/referrals/${id}/duty`)).body
  expect(await duty(SENDER)).toEqual({ calls: [], onDuty: [{ userId: theirs, supervises: false }], sender: null })
  clock.ahead = 91 * MINUTE
  const calls = [
    {
      party: RECIPIENT,
      phone: '+99 555 0100',
      unstated: [],
      deadlines: [expect.objectContaining({ deadline: 'begin', owner: 'recipient', overdue: true })],
    },
  ]
  expect(await duty(SENDER)).toEqual({ calls, onDuty: [{ userId: theirs, supervises: false }], sender: null })
  expect(await duty(RECIPIENT)).toEqual({ calls, onDuty: [{ userId: chief, supervises: true }], sender: null })
  await step(RECIPIENT, id, 'begin')
  expect((await duty(SENDER)).calls).toEqual([])
})

test('across a border too, though this hub does not call there; an agency without a number is named', async () => {
  const id = await emergency({ to: PEER })
  clock.ahead = 91 * MINUTE
  expect((await get(SENDER, `/referrals/${id}/duty`)).body.calls).toMatchObject([{ party: PEER, phone: null }])
})
