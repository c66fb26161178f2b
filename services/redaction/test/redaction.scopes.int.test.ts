import { randomUUID } from 'node:crypto'
import { AgencyType } from '@amparo/contracts'
import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { READER, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { http, send, sealed, register, refer, view, post, readMessages, state, token } = await useRedaction()
const everything = SCOPES.join(' ')
const without = (scope: string) => SCOPES.filter(other => other !== scope).join(' ')

/** All of an answer but the id of the request. */
const shapeOf = ({ status, body }: Awaited<ReturnType<typeof send>>) => ({ status, ...body, instance: '' })
let nothingThere: ReturnType<typeof shapeOf>
beforeAll(async () => {
  nothingThere = shapeOf(await send({ ...CASEWORKER, scope: everything }, '/nothing', {}))
  expect(nothingThere).toMatchObject({ status: 404, code: 'not_found' })
})

describe('registering a person', () => {
  const post = async (who: Who) => send(who, '/subjects', { sealed: await sealed(who) })

  test('may: whoever has the scope, and no other scope', async () => {
    expect((await post({ ...CASEWORKER, scope: 'subject:register' })).status).toBe(201)
  })
  test('may not: anybody without it, for whom there is no such place', async () => {
    expect(shapeOf(await post({ ...CASEWORKER, scope: without('subject:register') }))).toEqual(nothingThere)
  })
})

describe('opening a view', () => {
  test('may: the user to whom the referral is assigned, with the scope and no other', async () => {
    expect((await view(refer(await register()), { ...SHELTER, scope: 'view:open' })).status).toBe(200)
  })
  test('may not: that user without the scope', async () => {
    const answer = await view(refer(await register()), { ...SHELTER, scope: without('view:open') })
    expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('must not even know: a colleague, the sender, a stranger, each with every scope', async () => {
    const referralId = refer(await register(), { users: [READER, WORKER] })
    const colleague = { ...SHELTER, user: randomUUID(), scope: everything }
    const sender = { agencyId: SENDER.agencyId, user: WORKER, scope: everything }
    const stranger = { agencyId: STRANGER.agencyId, user: READER, scope: everything }
    for (const who of [colleague, sender, stranger]) expect(shapeOf(await view(referralId, who))).toEqual(nothingThere)
    expect(shapeOf(await view(randomUUID(), { ...SHELTER, scope: everything }))).toEqual(nothingThere)
  })
})

/** What each party sends about a referral, and what nobody else may. */
describe.each([
  ['writing a message', '/messages', 'referral:work', 201, { lang: 'es', text: 'Llegó bien.', attachments: [] }],
  [
    'recording an assessment',
    '/assessments',
    'referral:work',
    201,
    { form: 'risks', version: 1, answers: { followed: 'no', alone: 'no' } },
  ],
  ['completing a record', '/supplements', 'subject:register', 200, { subject: { languages: ['spa'] } }],
])('%s', (_, path, scope, status, fields) => {
  const sentBy = async (who: Who, referralId?: string) => {
    const known = referralId ?? refer(await register(), { users: [READER, WORKER] })
    return post(who, path, { referralId: known, ...fields })
  }
  const worker = (with_: string) => ({ ...CASEWORKER, scope: with_ })

  test('may: a user of the sender to whom the referral is assigned, with the scope and no other', async () => {
    expect((await sentBy(worker(scope))).status).toBe(status)
  })
  test('may not: that user without the scope', async () => {
    expect(shapeOf(await sentBy(worker(without(scope))))).toEqual(nothingThere)
  })
  test('must not even know: a colleague or a stranger with every scope, nor anybody of a referral that is not there', async () => {
    const colleague = { ...CASEWORKER, user: randomUUID(), scope: everything }
    const stranger = { agencyId: STRANGER.agencyId, user: WORKER, scope: everything }
    for (const who of [colleague, stranger]) expect(shapeOf(await sentBy(who))).toEqual(nothingThere)
    expect(shapeOf(await sentBy(worker(everything), randomUUID()))).toEqual(nothingThere)
  })
})

describe('reading messages', () => {
  const refered = async () => refer(await register(), { users: [READER, WORKER] })

  test('may: whoever the referral is assigned to, of either agency, with the scope and no other', async () => {
    const referralId = await refered()
    for (const who of [SHELTER, CASEWORKER])
      expect((await readMessages(referralId, { ...who, scope: 'view:open' })).status).toBe(200)
  })
  test('may not: that user without the scope', async () => {
    const answer = await readMessages(await refered(), { ...SHELTER, scope: without('view:open') })
    expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('must not even know: a colleague, a stranger, each with every scope', async () => {
    const referralId = await refered()
    const colleague = { ...SHELTER, user: randomUUID(), scope: everything }
    const stranger = { agencyId: STRANGER.agencyId, user: READER, scope: everything }
    for (const who of [colleague, stranger]) expect(shapeOf(await readMessages(referralId, who))).toEqual(nothingThere)
    expect(shapeOf(await readMessages(randomUUID(), { ...SHELTER, scope: everything }))).toEqual(nothingThere)
  })
})

describe('finding people, and the way back to a name', () => {
  const custodian = (scope: string): Who => ({ ...CASEWORKER, user: randomUUID(), scope })
  const sought = { purpose: 'shelter', reason: 'duplicate_check', names: ['Nadie Inventado'] }
  const asks = { pseudonym: randomUUID(), reason: 'court_order', reference: 'EXP-1' }
  const read = async (path: string, { agencyId, user, scope = '' }: Who) => {
    const bearer = await token({ scope, agency: agencyId, sub: user })
    const answer = await http.inject({ url: path, headers: { authorization: `Bearer ${bearer}` } })
    return { status: answer.statusCode, body: answer.json(), text: answer.body }
  }
  beforeAll(() => {
    state.types.set(CASEWORKER.agencyId, AgencyType.POLICE)
  })

  test('may: a custodian, with the scope and no other', async () => {
    const who = custodian('identity:custody')
    expect((await post(who, '/searches', sought)).status).toBe(200)
    for (const path of ['/duplicates', '/reidentifications']) expect((await read(path, who)).status).toBe(200)
  })
  test('may not: anybody without it, for whom there is no such place', async () => {
    const who = custodian(without('identity:custody'))
    const answers = [
      await post(who, '/searches', sought),
      await read('/duplicates', who),
      await read('/reidentifications', who),
      await send(who, '/reidentifications', asks),
      await send(who, `/reidentifications/${randomUUID()}/confirmation`, {}),
      await send(who, '/reidentification-views', { request: 'x' }),
    ]
    for (const answer of answers) expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('must not even know: a custodian of what another has searched for or asked', async () => {
    const who = custodian(everything)
    expect(shapeOf(await send(who, '/reidentifications', asks))).toEqual(nothingThere)
    expect(shapeOf(await send(who, `/reidentifications/${randomUUID()}/confirmation`, {}))).toEqual(nothingThere)
  })
  test('an emergency is for whoever has its scope', async () => {
    const answer = await send(custodian(without('identity:emergency')), '/break-glass', {
      ...{ request: 'x', reason: 'danger_to_life' },
    })
    expect(shapeOf(answer)).toEqual(nothingThere)
  })
})

test('every route of this service is in this test, and without a token each answers 401', async () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  expect(routes.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
    'GET /duplicates',
    'GET /reidentifications',
    'POST /assessments',
    'POST /break-glass',
    'POST /message-views',
    'POST /messages',
    'POST /reidentification-views',
    'POST /reidentifications',
    'POST /reidentifications/:id/confirmation',
    'POST /searches',
    'POST /subjects',
    'POST /supplements',
    'POST /views',
  ])
  for (const { method, url } of routes) {
    const answer = await http.inject({ method: method === 'POST' ? 'POST' : 'GET', url })
    expect([url, answer.statusCode]).toEqual([url, 401])
  }
})
