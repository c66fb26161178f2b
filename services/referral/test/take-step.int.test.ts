import { decodePayload, referralAssigned, referralChanged } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, post, get, rows } = await useReferral()

const fresh = async (): Promise<string> => (await submit(SENDER)).body.id
const colleague = (user: string): Who => ({ ...RECIPIENT, user })
const events = (id: string) =>
  rows('select type, aggregate_version, payload from outbox where aggregate_id = $1 order by position', [id])

test('from request to outcome: the sender reads each step, and events are numbered without a gap', async () => {
  const id = await fresh()
  const user = crypto.randomUUID()
  await post(colleague(user), `/referrals/${id}/assignment`)
  await post(RECIPIENT, `/referrals/${id}/acceptance`)
  await post(RECIPIENT, `/referrals/${id}/start`)
  await post(RECIPIENT, `/referrals/${id}/hold`, { reason: 'waitlisted' })
  await post(RECIPIENT, `/referrals/${id}/resumption`)
  const done = await post(RECIPIENT, `/referrals/${id}/completion`, { outcome: 'services-provided' })
  expect(done.body).toMatchObject({ status: 'completed', outcome: 'services-provided', version: 6, assignedTo: [user] })

  const { body } = await get(SENDER, `/referrals/${id}`)
  expect(body.steps.map((step: { status: string }) => step.status)).toEqual([
    'requested',
    'accepted',
    'in-progress',
    'on-hold',
    'in-progress',
    'completed',
  ])
  expect(body.steps[3]).toMatchObject({ reason: 'waitlisted', byAgency: RECIPIENT.agencyId })
  expect(body).toMatchObject({ assignedTo: [], allowedActions: [], subjectRef: 'share-of-sender' })
  const told = await events(id)
  expect(told.map(event => event['aggregate_version'])).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(told.map(event => event['type'].split('.')[1])).toEqual(['submitted', 'assigned', ...Array(5).fill('changed')])
  expect(decodePayload(referralChanged, told.at(-1)?.['payload'])).toMatchObject({
    version: 6,
    by: RECIPIENT,
    counterpart: SENDER,
    outcome: 'services-provided',
  })
})

test('two colleagues accept at once: one has done it, the other reads that it is done', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await fresh()
    const answers = await Promise.all(
      [1, 2, 3].map(() => post(colleague(crypto.randomUUID()), `/referrals/${id}/acceptance`)),
    )
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array(2).fill('step_not_allowed'),
    )
    expect(await events(id)).toHaveLength(2)
  }
})

test('accept against decline: one of the two stands', async () => {
  const id = await fresh()
  const answers = await Promise.all([
    post(RECIPIENT, `/referrals/${id}/acceptance`),
    post(RECIPIENT, `/referrals/${id}/decline`, { reason: 'at-capacity' }),
  ])
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
  const winner = answers.find(({ status }) => status === 200)
  expect((await get(SENDER, `/referrals/${id}`)).body.status).toBe(winner?.body.status)
})

test('accept against cancel: whoever comes first, it ends cancelled, and the log says in which order', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await fresh()
    const [accept, cancel] = await Promise.all([
      post(RECIPIENT, `/referrals/${id}/acceptance`),
      post(SENDER, `/referrals/${id}/cancellation`, { reason: 'person-withdrew' }),
    ])
    expect(cancel.status).toBe(200)
    const { body } = await get(SENDER, `/referrals/${id}`)
    const log = body.steps.map((step: { status: string }) => step.status)
    expect(log).toEqual(accept.status === 200 ? ['requested', 'accepted', 'cancelled'] : ['requested', 'cancelled'])
    expect(body).toMatchObject({ status: 'cancelled', reason: 'person-withdrew', version: log.length })
  }
})

test('a decision on an old version is refused, on the current one it is taken', async () => {
  const id = await fresh()
  const accepted = await post(RECIPIENT, `/referrals/${id}/acceptance`, undefined, { ifMatch: '"1"' })
  expect(accepted.headers['etag']).toBe('"2"')
  const stale = await post(SENDER, `/referrals/${id}/cancellation`, { reason: 'duplicate' }, { ifMatch: '"1"' })
  expect([stale.status, stale.body.code]).toEqual([409, 'version_changed'])
  const cancelled = await post(SENDER, `/referrals/${id}/cancellation`, { reason: 'duplicate' }, { ifMatch: '"2"' })
  expect(cancelled.status).toBe(200)
  expect((await get(SENDER, `/referrals/${id}`)).headers['etag']).toBe('"3"')
  const garbled = await post(SENDER, `/referrals/${id}/cancellation`, { reason: 'duplicate' }, { ifMatch: 'three' })
  expect([garbled.status, garbled.body.code]).toEqual([400, 'request_invalid'])
})

test('a repeated step gets the first answer and is told once', async () => {
  const id = await fresh()
  const who = colleague(crypto.randomUUID())
  const key = crypto.randomUUID()
  const [one, two] = await Promise.all([
    post(who, `/referrals/${id}/acceptance`, undefined, { key }),
    post(who, `/referrals/${id}/acceptance`, undefined, { key }),
  ])
  const three = await post(who, `/referrals/${id}/acceptance`, undefined, { key })
  expect([one.status, two.status, three.status]).toEqual([200, 200, 200])
  expect(three.text).toBe(one.text)
  expect(await events(id)).toHaveLength(2)
})

test('a step without its code, or with one that is on no list, is refused', async () => {
  const id = await fresh()
  const without = await post(RECIPIENT, `/referrals/${id}/decline`, {})
  expect([without.status, without.body.errors]).toEqual([400, [{ pointer: '/reason', code: 'required' }]])
  const unknown = await post(RECIPIENT, `/referrals/${id}/decline`, { reason: 'she said her name is Maria' })
  expect([unknown.status, unknown.body.code]).toEqual([400, 'unknown_code'])
  expect(unknown.text).not.toContain('Maria')
})

test('an assignment is announced once, with who made it', async () => {
  const id = await fresh()
  const [supervisor, assignee] = [crypto.randomUUID(), crypto.randomUUID()]
  const who = { ...colleague(supervisor), scope: 'referral:read referral:assign' }
  const first = await post(who, `/referrals/${id}/assignment`, { userId: assignee })
  const again = await post(who, `/referrals/${id}/assignment`, { userId: assignee })
  expect([first.body.assignedTo, again.body.assignedTo]).toEqual([[assignee], [assignee]])
  const told = (await events(id)).filter(event => event['type'] === referralAssigned.type)
  expect(told.map(event => decodePayload(referralAssigned, event['payload']))).toMatchObject([
    { referralId: id, agencyId: RECIPIENT.agencyId, userId: assignee, byUserId: supervisor },
  ])
})

test('nobody is assigned to what has ended', async () => {
  const id = await fresh()
  await post(RECIPIENT, `/referrals/${id}/decline`, { reason: 'at-capacity' })
  expect((await post(RECIPIENT, `/referrals/${id}/assignment`)).body.code).toBe('step_not_allowed')
})
