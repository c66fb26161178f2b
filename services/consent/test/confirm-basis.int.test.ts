import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { afterEach, expect, test } from 'vitest'
import { consentForm, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const { send, register, rows, state, lines } = await useConsent()
const officer = { agency: agencies.police, user: randomUUID() }
const colleague = { agency: agencies.police, user: randomUUID() }
const onDuty = { agency: agencies.shelter, user: randomUUID() }
const HOUR = 3_600_000
const { signs } = state

afterEach(() => {
  Object.assign(state, { ahead: 0, auditDown: false, onDuty: [], beforeDuty: undefined, signs })
})

const recorded = async (form = vitalForm): Promise<string> => {
  const { body } = await send(
    officer,
    'POST',
    '/consents',
    form(register(agencies.police, { minor: form === safeguardingForm })),
  )
  return body.id
}
const confirm = (id: string, who = colleague, key?: string) =>
  send(who, 'POST', `/consents/${id}/confirmation`, undefined, key)
/** By somebody else than who recorded it. */
const end = (id: string) => send(colleague, 'POST', `/consents/${id}/review`, { outcome: 'ends' })
const statusOf = async (id: string) => (await send(officer, 'GET', `/consents/${id}`)).body.status

test.each([
  ['a colleague on duty', colleague, [officer, colleague, onDuty], 'agency'],
  ["somebody of the hub's duty roster, where the agency has nobody but the officer", onDuty, [officer, onDuty], 'hub'],
  ['a colleague, where nobody is on duty', colleague, [], 'none'],
  ['anybody of the hub who may, where nobody but the officer is on duty', onDuty, [officer], 'none'],
])('%s confirms what one officer did alone', async (_, second, roster, from) => {
  state.onDuty = roster
  for (const form of [vitalForm, safeguardingForm]) {
    const id = await recorded(form)
    const { status, body } = await confirm(id, second)
    expect([status, body.status, body.confirmBy]).toEqual([200, 'in_force', undefined])
    const read = await send(officer, 'GET', `/consents/${id}`)
    expect(read.body).toMatchObject({ version: 2, confirmedAt: expect.any(String), confirmedRoster: from })
    const entry = state.entries.findLast(({ basisId }) => basisId === id)
    expect(entry).toMatchObject({ action: Action.BASIS_CONFIRMED, code: `confirmed_roster:${from}` })
  }
})

test.each([
  ['the agency has somebody else on duty', [colleague]],
  ['the hub has somebody on duty, and the agency nobody', [officer, onDuty]],
])('a colleague who is not on duty confirms nothing while %s', async (_, roster) => {
  const offDuty = { agency: agencies.police, user: randomUUID() }
  state.onDuty = roster
  const id = await recorded()
  const { status, body } = await confirm(id, offDuty)
  expect([status, body.code]).toEqual([403, 'second_person_not_on_duty'])
  expect((await send(officer, 'GET', `/consents/${id}`)).body.confirmedAt).toBeUndefined()
  // The way out: a supervisor puts them on the rota.
  state.onDuty = [...roster, offDuty]
  expect((await confirm(id, offDuty)).status).toBe(200)
})

test('somebody of another agency sees nothing while the agency has its own people on duty', async () => {
  const nothing = await confirm(randomUUID(), onDuty)
  state.onDuty = [colleague, onDuty]
  const { status, body } = await confirm(await recorded(), onDuty)
  expect([status, { ...body, instance: '' }]).toEqual([404, { ...nothing.body, instance: '' }])
})

test('who removes people, speaks for a foreign state or is excluded by the person stands behind nothing, also on duty', async () => {
  const subjectRef = register(agencies.police)
  const excluded = { agency: agencies.health, user: randomUUID() }
  await send(
    officer,
    'POST',
    '/consents',
    consentForm(subjectRef, { excluded: [{ hub: 'XA', userId: excluded.user }] }),
  )
  const { id } = (await send(officer, 'POST', '/consents', vitalForm(subjectRef))).body
  const barred = [agencies.enforcement, agencies.consulate].map(agency => ({ agency, user: randomUUID() }))
  const others = [...barred, excluded]
  state.onDuty = [officer, ...others, onDuty]
  for (const one of others) expect((await confirm(id, one)).status).toBe(404)
  expect((await confirm(id, onDuty)).status).toBe(200)
})

test('whom the person excludes while it is asked who is on duty stands behind nothing', async () => {
  const subjectRef = register(agencies.police)
  const { id } = (await send(officer, 'POST', '/consents', vitalForm(subjectRef))).body
  state.onDuty = [officer, onDuty]
  state.beforeDuty = async () => {
    state.beforeDuty = undefined
    const excluding = consentForm(subjectRef, { excluded: [{ hub: 'XA', userId: onDuty.user }] })
    expect((await send(officer, 'POST', '/consents', excluding)).status).toBe(201)
  }
  expect((await confirm(id, onDuty)).status).toBe(404)
  expect((await send(officer, 'GET', `/consents/${id}`)).body.confirmedAt).toBeUndefined()
})

test('a shift in one agency is none in another', async () => {
  state.onDuty = [{ user: colleague.user, agency: agencies.shelter }]
  expect((await confirm(await recorded())).body.code).toBe('second_person_not_on_duty')
})

test('that nobody was on duty is said in the log of the service', async () => {
  const id = await recorded()
  await confirm(id)
  expect(lines.filter(line => line.includes(id) && line.includes('basis.confirmed-off-duty'))).toHaveLength(1)
})

test('who is on duty is believed of nobody but the service that keeps the rotas', async () => {
  const id = await recorded()
  state.signs = { ...signs, referral: loadSigningKey(generateSigningKey().privateJwk) }
  expect((await confirm(id)).status).toBeGreaterThanOrEqual(500)
  state.signs = signs
  expect((await send(officer, 'GET', `/consents/${id}`)).body.confirmedAt).toBeUndefined()
})

test('nobody confirms their own', async () => {
  const id = await recorded()
  const { status, body } = await confirm(id, officer)
  expect([status, body.code]).toEqual([403, 'second_person_required'])
})

test('not even the database takes a confirmation by the same person', async () => {
  const id = await recorded()
  const own = rows('update basis set confirmed_at = granted_at, confirmed_by = user_id where id = $1', [id])
  await expect(own).rejects.toThrow(/check constraint/)
})

test('unconfirmed it lapses after 24 h, and cannot be confirmed any more', async () => {
  const id = await recorded()
  state.ahead = 24 * HOUR - 60_000
  expect(await statusOf(id)).toBe('in_force')
  state.ahead = 24 * HOUR
  expect(await statusOf(id)).toBe('lapsed')
  const { status, body } = await confirm(id)
  expect([status, body.code]).toEqual([403, 'confirmation_overdue'])
})

test('a vital interest that was confirmed ends after 72 h all the same', async () => {
  const id = await recorded()
  await confirm(id)
  state.ahead = 71 * HOUR
  expect(await statusOf(id)).toBe('in_force')
  state.ahead = 72 * HOUR
  expect(await statusOf(id)).toBe('expired')
})

test('it is in the access log before it counts: without the log there is no confirmation', async () => {
  const id = await recorded()
  state.auditDown = true
  const { status, body } = await confirm(id)
  expect([status, body.code]).toEqual([503, 'service_unavailable'])
  expect((await send(officer, 'GET', `/consents/${id}`)).body.confirmedAt).toBeUndefined()

  state.auditDown = false
  await confirm(id)
  expect(state.entries.at(-1)).toMatchObject({
    action: Action.BASIS_CONFIRMED,
    source: 'consent',
    userId: colleague.user,
    basisId: id,
    basisVersion: 2,
    authentication: 'urn:amparo:acr:mfa',
  })
})

test('two who confirm at once are one confirmation', async () => {
  const id = await recorded()
  const another = { agency: agencies.police, user: randomUUID() }
  const answers = await Promise.all([confirm(id), confirm(id, another)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('already_confirmed')
})

test("of another agency's bases the duty roster sees those that wait for it, and no others", async () => {
  const nothing = await confirm(randomUUID(), onDuty)
  const done = await recorded()
  await confirm(done)
  const ended = await recorded()
  await end(ended)
  for (const id of [done, ended, await recorded(consentForm)]) {
    const { status, body } = await confirm(id, onDuty)
    expect(status).toBe(404)
    expect({ ...body, instance: '' }).toEqual({ ...nothing.body, instance: '' })
  }
})

test('a repeated confirmation is the same one', async () => {
  const id = await recorded()
  const key = randomUUID()
  const [first, second] = [await confirm(id, colleague, key), await confirm(id, colleague, key)]
  expect(second.body).toEqual(first.body)
})

test('a consent needs no second person', async () => {
  const id = await recorded(consentForm)
  expect((await confirm(id)).body.code).toBe('confirmation_not_needed')
})

test('what was ended is not confirmed', async () => {
  const id = await recorded(safeguardingForm)
  await end(id)
  expect((await confirm(id)).body.code).toBe('already_withdrawn')
})
