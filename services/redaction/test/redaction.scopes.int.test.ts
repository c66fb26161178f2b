import { randomUUID } from 'node:crypto'
import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { READER, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { http, send, sealed, register, refer, view, post, readMessages } = await useRedaction()
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
  [
    'recording a statement',
    '/statements',
    'referral:work',
    201,
    {
      ...{ lang: 'es', text: 'Trabajaba de noche.', place: 'shelter', takenAt: '2026-03-02T10:00:00Z' },
      ...{ interpreter: { mode: 'none' }, present: [], rights: { read: 'read' }, counsel: { mode: 'present' } },
    },
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

describe('releasing to the public', () => {
  const data = {
    kind: 'text',
    purpose: 'media',
    replyCertificate: 'none',
    lang: 'es',
    text: 'La casa.',
    subjectRefs: [],
  }
  const asked = async (who: Who) => post(who, '/public-releases', data)

  test('may: a custodian, with the scope and no other', async () => {
    // As far as the certificate, which is none.
    const answer = await asked({ ...CASEWORKER, scope: 'identity:custody' })
    expect(answer.body.code).toBe('certificate_not_trusted')
  })
  test('may not: anybody without it, for whom there is no such place', async () => {
    expect(shapeOf(await asked({ ...CASEWORKER, scope: without('identity:custody') }))).toEqual(nothingThere)
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

test('every route of this service is in this test, and without a token each answers 401', async () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  expect(routes.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
    'POST /assessments',
    'POST /message-views',
    'POST /messages',
    'POST /public-releases',
    'POST /statements',
    'POST /subjects',
    'POST /supplements',
    'POST /views',
  ])
  for (const { url } of routes) {
    const answer = await http.inject({ method: 'POST', url })
    expect([url, answer.statusCode]).toEqual([url, 401])
  }
})
