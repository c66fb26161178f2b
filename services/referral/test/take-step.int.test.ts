import {
  AgencyType,
  decodePayload,
  placed,
  referralAssigned,
  referralChanged,
  referralEnded,
  takenBack,
} from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, step, post, get, rows, publishAssessment, app, lines, state } = await useReferral()

const fresh = async (changes?: object): Promise<string> => (await submit(SENDER, changes)).body.id
const drill = () => fresh({ protocol: 'drill' })
const colleague = (user: string): Who => ({ ...RECIPIENT, user })
const events = (id: string) =>
  rows('select type, aggregate_version, payload from outbox where aggregate_id = $1 order by position', [id])
const stepsIn = (view: { steps: { step: string }[] }) => view.steps.map(({ step }) => step)
const open = (view: { allowedActions: { step: string }[] }) => view.allowedActions.map(({ step }) => step)

test('from request to outcome: the sender reads each step, and events are numbered without a gap', async () => {
  const id = await fresh()
  const user = crypto.randomUUID()
  await post(colleague(user), `/referrals/${id}/assignment`)
  await step(RECIPIENT, id, 'acknowledge')
  await step(RECIPIENT, id, 'accept')
  await step(RECIPIENT, id, 'start')
  await step(RECIPIENT, id, 'hold', { reason: 'awaiting-person' })
  await step(RECIPIENT, id, 'resume')
  const services = [{ service: 'housing', state: 'provided' }]
  const done = await step(RECIPIENT, id, 'complete', { outcome: 'services-provided', services })
  expect(done.body).toMatchObject({ status: 'completed', state: 'completed', outcome: 'services-provided', version: 7 })
  expect(done.body).toMatchObject({ turn: null, due: [], overdue: false, plan: services, assignedTo: [] })

  const { body } = await get(SENDER, `/referrals/${id}`)
  expect(stepsIn(body)).toEqual(['submit', 'acknowledge', 'accept', 'start', 'hold', 'resume', 'complete'])
  expect(body.steps[4]).toMatchObject({ data: { reason: 'awaiting-person' }, byAgency: RECIPIENT.agencyId, n: 5 })
  expect(body.steps[4]).toMatchObject({ state: 'on-hold', status: 'on-hold', effective: true, side: 'recipient' })
  expect(body).toMatchObject({ assignedTo: [], subjectRef: 'share-of-sender' })
  const told = await events(id)
  expect(told.map(event => event['aggregate_version'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  const types = ['submitted', 'assigned', ...Array(5).fill('changed'), 'ended', 'placed', 'changed']
  expect(told.map(event => event['type'].split('.')[1])).toEqual(types)
  const ends = told.filter(({ type }) => type === referralEnded.type)
  expect(ends.map(({ payload }) => decodePayload(referralEnded, payload))).toMatchObject([
    { referralId: id, state: 'completed' },
  ])
  const last = decodePayload(referralChanged, told.at(-1)?.['payload'])
  expect(last).toMatchObject({ by: RECIPIENT, counterpart: SENDER })
  expect(last.steps.map(({ number, seen, step }) => [number, seen, step])).toEqual(
    ['acknowledge', 'accept', 'start', 'hold', 'resume', 'complete'].map((name, index) => [index + 1, 1, name]),
  )
})

describe('a referral that its sender takes back', () => {
  const told = async (id: string) =>
    (await events(id))
      .filter(({ type }) => type === takenBack.type)
      .map(row => decodePayload(takenBack, row['payload']))

  test('is told to whoever carries or makes what goes with it, before the step is, and once', async () => {
    const id = await fresh()
    expect((await step(SENDER, id, 'cancel', { reason: 'wrong-recipient' })).status).toBe(200)
    expect(await told(id)).toMatchObject([{ referralId: id, recalled: false }])
    expect(
      (await events(id)).map(({ type }) => type).filter(type => type !== referralEnded.type && type !== placed.type),
    ).toEqual([...['referral.submitted.v1', takenBack.type, referralChanged.type]])
  })

  test('is one too where its recipient has yet to say what they did with it', async () => {
    state.types[RECIPIENT.agencyId] = AgencyType.PROSECUTION
    const itemCodes = { handling: 'h2', source: 'source-b', information: 'information-3' }
    const id = await fresh({ protocol: 'spontaneous-transmission', priority: 'normal', services: [], itemCodes })
    state.types[RECIPIENT.agencyId] = AgencyType.SHELTER
    expect((await step(SENDER, id, 'recall', { reason: 'danger-to-victim' })).status).toBe(200)
    expect((await step(SENDER, id, 'close-recall', { reason: 'confirmed-otherwise' })).status).toBe(200)
    expect(await told(id)).toMatchObject([{ referralId: id, recalled: true }])
  })

  test('is none that its recipient declines or ends', async () => {
    const [declined, done] = [await fresh(), await fresh()]
    await step(RECIPIENT, declined, 'decline', { reason: 'no-capacity' })
    for (const name of ['accept', 'start']) await step(RECIPIENT, done, name)
    const services = [{ service: 'housing', state: 'provided' }]
    await step(RECIPIENT, done, 'complete', { outcome: 'services-provided', services })
    expect((await get(SENDER, `/referrals/${done}`)).body.status).toBe('completed')
    for (const id of [declined, done]) expect(await told(id)).toEqual([])
  })
})

test('a page need not know the protocol: each action brings its words, its schema and the words of its codes', async () => {
  const { body } = await get(RECIPIENT, `/referrals/${await fresh()}`)
  const decline = body.allowedActions.find((action: { step: string }) => action.step === 'decline')
  expect(decline).toMatchObject({ grave: true, data: { required: ['reason'] } })
  expect(Object.keys(decline.text).sort()).toEqual(['en', 'es', 'fr', 'pt'])
  const codes: string[] = decline.data.properties.reason.enum
  expect(codes.map(code => Object.keys(decline.data.words[code] ?? {}).length)).toEqual(codes.map(() => 4))
})

test('what can be answered is what was asked, until it is answered', async () => {
  const id = await fresh()
  const choices = async (name: string): Promise<string[]> => {
    const { body } = await get(SENDER, `/referrals/${id}`)
    const answer = body.allowedActions.find((action: { step: string }) => action.step === name)
    return answer.data.properties.answered.items.enum
  }
  await step(RECIPIENT, id, 'ask', { about: ['languages', 'transport'] })
  expect(await choices('answer')).toEqual(['languages', 'transport'])
  await step(SENDER, id, 'answer', { answered: ['languages'] })
  await step(RECIPIENT, id, 'accept')
  await step(RECIPIENT, id, 'ask-later', { about: ['medical-report'] })
  expect(await choices('answer-later')).toEqual(['medical-report', 'transport'])
  await step(SENDER, id, 'answer-later', { answered: ['medical-report', 'transport'] })
  // What was asked in words alone.
  expect((await choices('answer-later')).length).toBe(11)
})

test('two colleagues accept at once: one has done it, the other reads that it is done and what may be done now', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await fresh()
    const answers = await Promise.all([1, 2, 3].map(() => step(colleague(crypto.randomUUID()), id, 'accept')))
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409])
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.code)).toEqual(Array(2).fill('step_not_allowed'))
    expect(refused[0]?.body.refs.allowed.split(',')).toContain('start')
    expect(refused[0]?.body.next).toContain('Begin to help')
    expect(await events(id)).toHaveLength(2)
  }
})

test('accept against decline: one of the two stands', async () => {
  const id = await fresh()
  const answers = await Promise.all([
    step(RECIPIENT, id, 'accept'),
    step(RECIPIENT, id, 'decline', { reason: 'at-capacity' }),
  ])
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
  const winner = answers.find(({ status }) => status === 200)
  expect((await get(SENDER, `/referrals/${id}`)).body.state).toBe(winner?.body.state)
})

test('accept against cancel: whoever comes first, it ends cancelled, and the log says in which order', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await fresh()
    const [accept, cancel] = await Promise.all([
      step(RECIPIENT, id, 'accept'),
      step(SENDER, id, 'cancel', { reason: 'person-withdrew' }),
    ])
    expect(cancel.status).toBe(200)
    const { body } = await get(SENDER, `/referrals/${id}`)
    const log = stepsIn(body)
    expect(log).toEqual(accept.status === 200 ? ['submit', 'accept', 'cancel'] : ['submit', 'cancel'])
    expect(body).toMatchObject({ status: 'cancelled', reason: 'person-withdrew', version: log.length })
  }
})

test('a decision on an old version is refused, on the current one it is taken', async () => {
  const id = await fresh()
  const reason = { reason: 'duplicate' }
  const accepted = await step(RECIPIENT, id, 'accept', undefined, { ifMatch: '"1"' })
  expect(accepted.headers['etag']).toBe('"2"')
  const stale = await step(SENDER, id, 'cancel', reason, { ifMatch: '"1"' })
  expect([stale.status, stale.body.code]).toEqual([409, 'version_changed'])
  expect((await step(SENDER, id, 'cancel', reason, { ifMatch: '"2"' })).status).toBe(200)
  expect((await get(SENDER, `/referrals/${id}`)).headers['etag']).toBe('"3"')
  const garbled = await step(SENDER, id, 'cancel', reason, { ifMatch: 'three' })
  expect([garbled.status, garbled.body.code]).toEqual([400, 'request_invalid'])
})

test('a repeated step gets the first answer and is told once', async () => {
  const id = await fresh()
  const who = colleague(crypto.randomUUID())
  const key = crypto.randomUUID()
  const [one, two] = await Promise.all([1, 2].map(() => step(who, id, 'accept', undefined, { key })))
  const three = await step(who, id, 'accept', undefined, { key })
  expect([one?.status, two?.status, three.status]).toEqual([200, 200, 200])
  expect(three.text).toBe(one?.text)
  expect(await events(id)).toHaveLength(2)
})

test.each([
  ['decline', {}, 'request_invalid', [{ pointer: '/data/reason', code: 'required' }]],
  [
    'decline',
    { reason: 'her name is Maria' },
    'request_invalid',
    [{ pointer: '/data/reason', code: 'not_on_the_list' }],
  ],
  ['accept', { note: 'Maria' }, 'request_invalid', [{ pointer: '/data', code: 'unknown_field' }]],
  ['accept', { Maria: null }, 'request_invalid', [{ pointer: '/data', code: 'unknown_field' }]],
  ['made-up', {}, 'unknown_code', [{ pointer: '/step', code: 'unknown_code' }]],
])('%s that says %o is refused, and what was said does not come back', async (name, data, code, errors) => {
  const { status, body, text } = await step(RECIPIENT, await fresh(), name, data)
  expect([status, body.code, body.errors]).toEqual([400, code, errors])
  expect(text).not.toContain('Maria')
})

test.each(['submit', 'fail', 'withdraw', 'assessed', 'message'])(
  '%s is nobody’s to take: the system does, when it is so',
  async name => {
    for (const who of [SENDER, RECIPIENT]) {
      const { status, body } = await step(who, await fresh(), name, {})
      expect([status, body.code === 'step_not_allowed' || body.code === 'unknown_code']).toEqual([
        name === 'submit' ? 400 : 409,
        true,
      ])
    }
  },
)

test('a step that needs a form answered is blocked until it is, by the right party, and says so', async () => {
  const id = await drill()
  await step(RECIPIENT, id, 'begin')
  const data = { when: '2026-12-01', how: 'bus' }
  const blocked = await step(RECIPIENT, id, 'travel', data)
  expect([blocked.status, blocked.body.code]).toEqual([409, 'step_blocked'])
  expect(blocked.body.refs).toEqual({ missing: 'form:risk-assessment' })
  const { body } = await get(RECIPIENT, `/referrals/${id}`)
  const travel = body.allowedActions.find((action: { step: string }) => action.step === 'travel')
  expect(travel.missing).toMatchObject([{ form: 'risk-assessment' }])
  await publishAssessment(id, RECIPIENT.agencyId)
  expect((await step(RECIPIENT, id, 'travel', data)).body.code).toBe('step_blocked')
  await publishAssessment(id, SENDER.agencyId)
  const travelled = await step(RECIPIENT, id, 'travel', data)
  expect(travelled.body).toMatchObject({ state: 'paused', turn: 'sender' })
  expect(travelled.body.assessed).toMatchObject([{ side: 'recipient' }, { side: 'sender', form: 'risk-assessment' }])
})

test('what stays inside an agency is not shown to the other, nor told', async () => {
  const id = await drill()
  const noted = await step(RECIPIENT, id, 'note')
  expect([stepsIn(noted.body), noted.body.version]).toEqual([['submit', 'note'], 2])
  expect(stepsIn((await get(SENDER, `/referrals/${id}`)).body)).toEqual(['submit'])
  expect(await events(id)).toHaveLength(1)
  await step(RECIPIENT, id, 'begin')
  const told = decodePayload(referralChanged, (await events(id)).at(-1)?.['payload'])
  // Numbers without a gap: the other hub cannot count what it was not told.
  expect(told.steps.map(({ number, step }) => [number, step])).toEqual([[1, 'begin']])
})

test.each([
  ['the recipient', RECIPIENT, SENDER],
  ['the sender', SENDER, RECIPIENT],
])('nothing that the other side can observe tells that %s did something inside', async (_, who, other) => {
  const id = await drill()
  const colleagueOfOther = { ...other, user: crypto.randomUUID() }
  const box = other === SENDER ? 'outbox' : 'inbox'
  const observed = async () => {
    const { body, headers } = await get(other, `/referrals/${id}`)
    const list = await get(other, `/referrals?box=${box}&limit=100`)
    const dues = await rows('select deadline, owner_agency, due_at from due where referral_id = $1 order by 1', [id])
    const news = await rows('select kind from news where agency_id = $1 and referral_id = $2', [other.agencyId, id])
    return { body, etag: headers['etag'], list: list.body, dues, news, told: await events(id) }
  }
  for (const [at, next] of [
    ['before', undefined],
    ['after', 'begin'],
  ] as const) {
    if (next) await step(RECIPIENT, id, next)
    const before = await observed()
    const own = (await get(who, `/referrals/${id}`)).body.version
    const noted = [await step(who, id, 'note'), await step(who, id, 'note')]
    expect([at, ...noted.map(({ body }) => body.version)]).toEqual([at, own + 1, own + 2])
    expect(await observed()).toEqual(before)
    // A decision on what they saw is taken.
    const ifMatch = String(before.etag)
    expect((await post(colleagueOfOther, `/referrals/${id}/assignment`, undefined, { ifMatch })).status).toBe(200)
    const answered = await step(other, id, 'note', undefined, { ifMatch })
    expect([answered.status, answered.body.version]).toEqual([200, before.body.version + 1])
  }
  const log = (await get(who, `/referrals/${id}`)).body.steps.map(({ step }: { step: string }) => step)
  expect(log).toEqual(['submit', 'note', 'note', 'begin', 'note', 'note'])
})

test('the own side’s decision on what it saw before a colleague’s note is refused', async () => {
  const id = await drill()
  const { headers } = await get(RECIPIENT, `/referrals/${id}`)
  await step(RECIPIENT, id, 'note')
  const stale = await step(RECIPIENT, id, 'begin', undefined, { ifMatch: String(headers['etag']) })
  expect([stale.status, stale.body.code]).toEqual([409, 'version_changed'])
})

test('of logs that were numbered with gaps, the next number goes on from the last', async () => {
  const id = await drill()
  await step(RECIPIENT, id, 'note')
  await rows("update step set number = 1, part = 0 where referral_id = $1 and side = 'recipient'", [id])
  await step(RECIPIENT, id, 'begin')
  const told = decodePayload(referralChanged, (await events(id)).at(-1)?.['payload'])
  expect(told.steps.map(({ number, step }) => [number, step])).toEqual([[2, 'begin']])
})

test('a running referral stays on its version until a supervisor says otherwise', async () => {
  const id = await drill()
  await rows('update step set data = \'{"version": 1}\' where referral_id = $1', [id])
  await rows('update referral set protocol_version = 1 where id = $1', [id])
  const supervisor = { ...RECIPIENT, scope: 'referral:read referral:assign' }
  expect((await get(RECIPIENT, `/referrals/${id}`)).body.protocolVersion).toBe(1)
  expect(open((await get(RECIPIENT, `/referrals/${id}`)).body)).not.toContain('migrate')
  expect(open((await get(supervisor, `/referrals/${id}`)).body)).toEqual(['migrate'])
  expect((await step(RECIPIENT, id, 'migrate', { version: 2 })).status).toBe(404)
  expect((await step(supervisor, id, 'migrate', { version: 7 })).body.code).toBe('request_invalid')
  await step(RECIPIENT, id, 'begin')
  const migrated = await step(supervisor, id, 'migrate', { version: 2 })
  expect(migrated.body).toMatchObject({ protocolVersion: 2, state: 'working' })
  const days = (Date.parse(migrated.body.due[0].at) - Date.parse(migrated.body.steps[1].at)) / 86_400_000
  expect(days).toBe(5)
  expect(open((await get(supervisor, `/referrals/${id}`)).body)).toEqual([])
  expect((await step(supervisor, id, 'migrate', { version: 2 })).body.code).toBe('no_newer_version')
  expect((await step(RECIPIENT, id, 'finish')).body.state).toBe('done')
})

test('a referral between two hubs goes over to no other version: the other hub may not have it', async () => {
  const id = await drill()
  await rows('update step set data = \'{"version": 1}\' where referral_id = $1', [id])
  await rows("update referral set protocol_version = 1, from_hub = 'XB' where id = $1", [id])
  const supervisor = { ...RECIPIENT, scope: 'referral:read referral:assign' }
  expect(open((await get(supervisor, `/referrals/${id}`)).body)).toEqual([])
  const refused = await step(supervisor, id, 'migrate', { version: 2 })
  expect([refused.status, refused.body.code]).toEqual([409, 'migration_across_hubs'])
  expect(stepsIn((await get(supervisor, `/referrals/${id}`)).body)).toEqual(['submit'])
})

test('a referral whose protocol is neither in the folder nor kept is said to be so at start, shown as it stands, and can be assigned', async () => {
  const id = await drill()
  await app.recallProtocols()
  expect(lines.join('')).not.toContain('referral.protocol_gone')
  await rows('update step set data = \'{"version": 7}\' where referral_id = $1', [id])
  await rows('update referral set protocol_version = 7 where id = $1', [id])
  await app.recallProtocols()
  const said = lines.map(line => JSON.parse(line)).filter(({ message }) => message === 'referral.protocol_gone')
  expect(said).toEqual([expect.objectContaining({ level: 50, protocol: 'drill', protocolVersion: 7 })])
  const plain = { id, state: 'waiting', stateText: { en: 'waiting' }, protocolVersion: 7, due: [], allowedActions: [] }
  expect((await get(RECIPIENT, `/referrals/${id}`)).body).toMatchObject(plain)
  const list = await get(RECIPIENT, '/referrals?protocol=drill&limit=100')
  expect(list.status).toBe(200)
  expect(list.body.items.find((item: { id: string }) => item.id === id)).toMatchObject(plain)
  const dueLater = await get(RECIPIENT, '/deadlines?limit=200')
  expect(dueLater.body.items.find((item: { referralId: string }) => item.referralId === id).text.en).toBe('begin')
  expect((await step(RECIPIENT, id, 'begin')).body.code).toBe('protocol_gone')
  const assigned = await post(RECIPIENT, `/referrals/${id}/assignment`)
  expect([assigned.status, assigned.body.assignedTo.length]).toEqual([200, 1])
  await rows('update step set data = \'{"version": 2}\' where referral_id = $1', [id])
  expect((await step(RECIPIENT, id, 'begin')).status).toBe(200)
})

test('an assignment is announced once, with who made it; when it ends it stays on record', async () => {
  const id = await fresh()
  const [supervisor, assignee] = [crypto.randomUUID(), crypto.randomUUID()]
  const who = { ...colleague(supervisor), scope: 'referral:read referral:assign' }
  const first = await post(who, `/referrals/${id}/assignment`, { userId: assignee })
  const again = await post(who, `/referrals/${id}/assignment`, { userId: assignee })
  expect([first.body.assignedTo, again.body.assignedTo]).toEqual([[assignee], [assignee]])
  const told = async () =>
    (await events(id))
      .filter(event => event['type'] === referralAssigned.type)
      .map(event => decodePayload(referralAssigned, event['payload']))
  const actor = {
    userId: supervisor,
    acr: 'urn:amparo:acr:mfa',
    scope: 'referral:read',
    roles: ['caseworker', 'supervisor'],
  }
  expect(await told()).toMatchObject([
    { referralId: id, agencyId: RECIPIENT.agencyId, userId: assignee, byUserId: supervisor, actor },
  ])
  const ended = await post(who, `/referrals/${id}/assignment-end`, { userId: assignee })
  expect(ended.body.assignedTo).toEqual([])
  expect((await told()).slice(1)).toMatchObject([{ userId: '', byUserId: supervisor, endedUserId: assignee }])
  await post(who, `/referrals/${id}/assignment`, { userId: assignee })
  const kept = await rows('select ended_by from assignment where referral_id = $1 order by at', [id])
  expect(kept.map(row => row['ended_by'])).toEqual([supervisor, null])
})

test('nobody is assigned to what has ended, and whoever was is freed', async () => {
  const id = await fresh()
  await post(RECIPIENT, `/referrals/${id}/assignment`)
  await step(RECIPIENT, id, 'accept')
  const done = await step(RECIPIENT, id, 'complete', { outcome: 'person-declined', services: [] })
  expect(done.body.assignedTo).toEqual([])
  expect((await post(RECIPIENT, `/referrals/${id}/assignment`)).body.code).toBe('step_not_allowed')
})
