import { randomUUID } from 'node:crypto'
import { AgencyType } from '@amparo/contracts'
import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { aStatement } from './fixtures/forms.ts'
import { READER, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { aSheet } from './fixtures/request-sheet.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const {
  http,
  send,
  get,
  sealed,
  token,
  register,
  refer,
  view,
  post,
  readMessages,
  readReports,
  readTexts,
  printRequest,
  readContact,
  readLetters,
  state,
} = await useRedaction()
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

describe('what a request for evidence says', () => {
  const PROSECUTOR = { ...CASEWORKER, scope: 'evidence:request' }
  const aDraft = (): string => {
    const id = randomUUID()
    const roles = { [SENDER.agencyId]: 'drafter' }
    state.requests.set(id, { roles, open: true, draftedBy: SENDER, toHub: 'XB', texts: [], sheet: aSheet() })
    return id
  }
  const write = (who: Who, requestId: string) =>
    post(who, '/request-texts', { requestId, field: 'holder', lang: 'es', text: 'Banco Ficticio', attachments: [] })

  test('may be written and read: by its drafter, with that scope and no other', async () => {
    const id = aDraft()
    expect((await write(PROSECUTOR, id)).status).toBe(201)
    expect((await readTexts(id, PROSECUTOR)).status).toBe(200)
    expect((await printRequest(id, PROSECUTOR)).status).toBe(200)
  })
  test('may not: without it', async () => {
    const who = { ...PROSECUTOR, scope: without('evidence:request') }
    expect(shapeOf(await write(who, aDraft()))).toEqual(nothingThere)
    expect(shapeOf(await readTexts(aDraft(), who))).toEqual(nothingThere)
    expect(shapeOf(await printRequest(aDraft(), who))).toEqual(nothingThere)
  })
  test('must not even be known: to an agency that has nothing to do with it', async () => {
    const stranger = { agencyId: STRANGER.agencyId, user: READER, scope: everything }
    expect(shapeOf(await write(stranger, aDraft()))).toEqual(nothingThere)
    expect(shapeOf(await readTexts(aDraft(), stranger))).toEqual(nothingThere)
    expect(shapeOf(await printRequest(aDraft(), stranger))).toEqual(nothingThere)
    expect(shapeOf(await readTexts(randomUUID(), PROSECUTOR))).toEqual(nothingThere)
  })
})

describe('what authorities write to each other about a request', () => {
  const AUTHORITY = { ...CASEWORKER, scope: 'evidence:decide evidence:request' }
  const aRequest = (): string => {
    const id = randomUUID()
    const parties = { sender: SENDER, recipient: { hub: 'XB', agencyId: READER } }
    state.requests.set(id, {
      roles: { [SENDER.agencyId]: 'sender' },
      draftedBy: SENDER,
      toHub: 'XB',
      parties,
      texts: [],
    })
    return id
  }
  const write = (who: Who, requestId: string) =>
    post(who, '/request-letters', { requestId, victims: 'no-victim', lang: 'es', text: 'Recibido', attachments: [] })

  test('may be read by a party with the scope of requests, and written with that of decisions too', async () => {
    const id = aRequest()
    expect((await readLetters(id, { ...AUTHORITY, scope: 'evidence:request' })).status).toBe(200)
    expect((await write({ ...AUTHORITY, scope: 'evidence:request' }, id)).status).toBe(404)
    expect((await write({ ...AUTHORITY, scope: 'evidence:request evidence:decide' }, id)).body.code).toBe(
      'recipient_unknown',
    )
    const again = await send({ ...AUTHORITY, scope: 'evidence:decide' }, '/request-texts/sending', { requestId: id })
    expect(again.body.code).toBe('request_texts_not_to_send')
  })
  test('may not, and is not even known: without it, or to a stranger', async () => {
    const id = aRequest()
    const stranger = { agencyId: STRANGER.agencyId, user: READER, scope: everything }
    const again = (who: Who) => send(who, '/request-texts/sending', { requestId: id })
    const answers = [
      await again({ ...AUTHORITY, scope: without('evidence:decide') }),
      await again(stranger),
      await write({ ...AUTHORITY, scope: without('evidence:decide') }, id),
      await readLetters(id, { ...AUTHORITY, scope: without('evidence:request') }),
      ...[await write(stranger, id), await readLetters(id, stranger), await readLetters(randomUUID(), AUTHORITY)],
    ]
    for (const answer of answers) expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('in operational contact: read by whoever executes it with the scope of contact alone, and by nobody without', async () => {
    const id = aRequest()
    const unit = { agencyId: STRANGER.agencyId, user: READER, scope: 'evidence:contact' }
    const say = (who: Who) =>
      post(who, '/request-contact-messages', { requestId: id, victims: 'no-victim', lang: 'es', text: 'Mañana' })
    for (const answer of [await say(unit), await readContact(id, unit)]) expect(shapeOf(answer)).toEqual(nothingThere)
    const found = state.requests.get(id)
    if (found) state.requests.set(id, { ...found, roles: { ...found.roles, [unit.agencyId]: 'contact' } })
    expect((await readContact(id, unit)).status).toBe(200)
    const others = { ...unit, scope: without('evidence:contact') }
    for (const answer of [await say(others), await readContact(id, others)])
      expect(shapeOf(answer)).toEqual(nothingThere)
  })
})

describe('keeping a file', () => {
  const { begin, head, patch, content } = uploading({ http, token, post })
  const of = (scope: string) => ({ ...CASEWORKER, scope })
  const allOf = async (who: Who, fileId: string) => [
    (await head(fileId, who)).status,
    (await patch(fileId, 0, Buffer.of(1), who)).status,
    (await content(fileId, {}, who)).statusCode,
  ]

  test('may: whoever works on referrals, for a person of the own agency, with that scope and no other', async () => {
    const { status, body } = await begin(await register(), await prepared(Buffer.of(1)), {}, of('referral:work'))
    expect(status).toBe(201)
    expect(await allOf(of('referral:work'), body.fileId)).toEqual([204, 204, 409])
  })
  test('may not: anybody without it', async () => {
    const subjectRef = await register()
    const file = await prepared(Buffer.of(1))
    expect(shapeOf(await begin(subjectRef, file, {}, of(without('referral:work'))))).toEqual(nothingThere)
    const { body } = await begin(subjectRef, file)
    expect(await allOf(of(without('referral:work')), body.fileId)).toEqual([404, 404, 404])
  })
  test('must not even know: another agency with every scope, nor anybody of a file that is not there', async () => {
    const stranger = { agencyId: STRANGER.agencyId, user: WORKER, scope: everything }
    const { body } = await begin(await register(), await prepared(Buffer.of(1)))
    expect(await allOf(stranger, body.fileId)).toEqual([404, 404, 404])
    expect(await allOf(of(everything), randomUUID())).toEqual([404, 404, 404])
  })
})

describe('keeping a signed sheet', () => {
  const sheet = { mediaType: 'application/pdf', base64: Buffer.from('%PDF-1.4 a page').toString('base64') }
  const keep = async (who: Who, subjectRef: string) => post(who, '/consent-sheets', { subjectRef, ...sheet })

  test('may: whoever takes consents, for a person of the own agency, with that scope and no other', async () => {
    expect((await keep({ ...CASEWORKER, scope: 'consent:record' }, await register())).status).toBe(201)
  })
  test('may not: anybody without it', async () => {
    const answer = await keep({ ...CASEWORKER, scope: without('consent:record') }, await register())
    expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('must not even know: another agency, nor anybody of a person who is not there', async () => {
    const stranger = { agencyId: STRANGER.agencyId, user: WORKER, scope: everything }
    expect(shapeOf(await keep(stranger, await register()))).toEqual(nothingThere)
    expect(shapeOf(await keep({ ...CASEWORKER, scope: everything }, randomUUID()))).toEqual(nothingThere)
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
  ['recording a statement', '/statements', 'referral:work', 201, aStatement('Trabajaba de noche.')],
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

describe('reading what the recipient assessed', () => {
  const refered = async () => refer(await register(), { users: [READER, WORKER] })

  test('may: whoever of the sender it is assigned to, with the scope and no other', async () => {
    expect((await readReports(await refered(), { ...CASEWORKER, scope: 'view:open' })).status).toBe(200)
  })
  test('may not: that user without the scope', async () => {
    const answer = await readReports(await refered(), { ...CASEWORKER, scope: without('view:open') })
    expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('must not even know: the recipient, a colleague, a stranger, each with every scope', async () => {
    const referralId = await refered()
    const colleague = { ...CASEWORKER, user: randomUUID() }
    const stranger = { agencyId: STRANGER.agencyId, user: WORKER }
    for (const who of [SHELTER, colleague, stranger])
      expect(shapeOf(await readReports(referralId, { ...who, scope: everything }))).toEqual(nothingThere)
    expect(shapeOf(await readReports(randomUUID(), { ...CASEWORKER, scope: everything }))).toEqual(nothingThere)
  })
})

test('open to strangers are what comes with a link or a code sheet, and the certificates for it', () => {
  const open = listRoutes(http).filter(({ access, url }) => access === 'public' && /^\/(?:link|sheet)/.test(url))
  expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
    'GET /link-certificates',
    'POST /link-answers',
    'POST /link-views',
    'POST /sheet-views',
  ])
})

describe('finding people, and the way back to a name', () => {
  const custodian = (scope: string): Who => ({ ...CASEWORKER, user: randomUUID(), scope })
  const sought = { purpose: 'shelter', reason: 'duplicate_check', names: ['Nadie Inventado'] }
  const links = { pseudonyms: [randomUUID(), randomUUID()], reason: 'same_documents' }
  const matches = {
    ...{ subjectRef: randomUUID(), to: { hub: 'XB', agencyId: STRANGER.agencyId }, purpose: 'family_tracing' },
    ...{ reason: 'request_of_the_person', reference: 'EXP-1' },
  }
  const asks = { pseudonym: randomUUID(), reason: 'court_order', reference: 'EXP-1' }
  beforeAll(() => {
    state.types.set(CASEWORKER.agencyId, AgencyType.POLICE)
  })

  test('may: a custodian, with the scope and no other', async () => {
    const who = custodian('identity:custody')
    expect((await post(who, '/searches', sought)).status).toBe(200)
    for (const path of ['/duplicates', '/record-links', '/reidentifications', '/match-questions', '/match-evaluations'])
      expect((await get(who, path)).status).toBe(200)
  })
  test('may not: anybody without it, for whom there is no such place', async () => {
    const who = custodian(without('identity:custody'))
    const answers = [
      await post(who, '/searches', sought),
      await get(who, '/duplicates'),
      await get(who, '/reidentifications'),
      await get(who, '/record-links'),
      await get(who, '/match-questions'),
      await get(who, '/match-evaluations'),
      await send(who, '/match-questions', matches),
      await send(who, '/record-links', links),
      await send(who, `/record-links/${randomUUID()}/revocation`, { reason: 'linked_in_error' }),
      await send(who, `/record-link-requests/${randomUUID()}/confirmation`, {}),
      await send(who, '/reidentifications', asks),
      await send(who, `/reidentifications/${randomUUID()}/confirmation`, {}),
      await send(who, '/reidentification-views', { request: 'x' }),
    ]
    for (const answer of answers) expect(shapeOf(answer)).toEqual(nothingThere)
  })
  test('must not even know: a custodian of what another has searched for or asked', async () => {
    const who = custodian(everything)
    expect(shapeOf(await send(who, '/match-questions', matches))).toEqual(nothingThere)
    expect(shapeOf(await send(who, '/reidentifications', asks))).toEqual(nothingThere)
    expect(shapeOf(await send(who, '/record-links', links))).toEqual(nothingThere)
    expect(shapeOf(await send(who, `/record-link-requests/${randomUUID()}/confirmation`, {}))).toEqual(nothingThere)
    expect(shapeOf(await send(who, `/reidentifications/${randomUUID()}/confirmation`, {}))).toEqual(nothingThere)
  })
  test('an emergency is for whoever has its scope', async () => {
    const answer = await send(custodian(without('identity:emergency')), '/break-glass', {
      ...{ request: 'x', reason: 'danger_to_life' },
    })
    expect(shapeOf(answer)).toEqual(nothingThere)
  })
})

describe('looking at what is masked', () => {
  const reviewer = (scope: string): Who => ({ ...CASEWORKER, scope })
  const paths = ['/redactions', '/redaction-views', `/redactions/${randomUUID()}/review`]
  const bodies = { referralId: randomUUID(), source: 'narrative', profile: 'assistance' }
  beforeAll(() => {
    state.types.set(CASEWORKER.agencyId, AgencyType.POLICE)
  })

  test('may: whoever of the agency it is assigned to, with the scope and no other', async () => {
    const referralId = refer(await register(), { users: [WORKER] })
    const who = reviewer('redaction:review')
    expect((await send(who, '/redactions', { ...bodies, referralId })).status).toBe(201)
    expect((await get(who, '/redactions')).status).toBe(200)
  })
  test('may not: anybody without it, for whom there is no such place', async () => {
    const who = reviewer(without('redaction:review'))
    for (const path of paths) expect(shapeOf(await send(who, path, bodies))).toEqual(nothingThere)
    const confirmed = await send(who, `/redactions/${randomUUID()}/confirmation`, { diffSha256: 'ab'.repeat(32) })
    expect(shapeOf(confirmed)).toEqual(nothingThere)
    expect((await get(who, '/redactions')).status).toBe(404)
  })
  test('must not even know: the recipient, a colleague, a stranger, each with every scope', async () => {
    state.types.set(SHELTER.agencyId, AgencyType.SHELTER)
    state.types.set(STRANGER.agencyId, AgencyType.POLICE)
    const referralId = refer(await register(), { users: [READER, WORKER] })
    const colleague = { ...CASEWORKER, user: randomUUID() }
    for (const who of [SHELTER, colleague, { agencyId: STRANGER.agencyId, user: WORKER }]) {
      const answer = await send({ ...who, scope: everything }, '/redactions', { ...bodies, referralId })
      expect(shapeOf(answer)).toEqual(nothingThere)
    }
  })
  test('is for no migration enforcement, whatever rights its users were given', async () => {
    state.types.set(CASEWORKER.agencyId, AgencyType.MIGRATION_ENFORCEMENT)
    const referralId = refer(await register(), { users: [WORKER] })
    const answer = await send(reviewer(everything), '/redactions', { ...bodies, referralId })
    expect(shapeOf(answer)).toEqual(nothingThere)
    expect((await get(reviewer(everything), '/redactions')).status).toBe(404)
    state.types.set(CASEWORKER.agencyId, AgencyType.POLICE)
  })
})

test('every route of this service is named here; without a token each answers 401, and with every scope but its own what nothing answers', async () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  expect(routes.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
    'DELETE /files/:fileId/content',
    'DELETE /request-files/:fileId/content',
    'GET /duplicates',
    'GET /erasures',
    'GET /file-deliveries',
    'GET /files/:fileId',
    'GET /files/:fileId/content',
    'GET /legal-holds',
    'GET /links/:referralId',
    'GET /match-evaluations',
    'GET /match-questions',
    'GET /notices',
    'GET /notices/by-number/:number',
    'GET /record-links',
    'GET /record-sheets/:subjectRef',
    'GET /redactions',
    'GET /reidentifications',
    'GET /request-files',
    'GET /request-files/:fileId/content',
    'GET /secrecy-orders',
    'HEAD /files/:fileId/content',
    'HEAD /request-files/:fileId/content',
    'OPTIONS /files/:fileId/content',
    'OPTIONS /request-files/:fileId/content',
    'PATCH /files/:fileId/content',
    'PATCH /request-files/:fileId/content',
    'POST /assessment-views',
    'POST /assessments',
    'POST /break-glass',
    'POST /consent-sheet-views',
    'POST /consent-sheets',
    'POST /erasures',
    'POST /erasures/:id/call-back',
    'POST /erasures/:id/confirmation',
    'POST /file-deliveries',
    'POST /file-views',
    'POST /files',
    'POST /legal-holds',
    'POST /legal-holds/:id/release',
    'POST /links',
    'POST /links/:referralId/call-back',
    'POST /match-questions',
    'POST /message-views',
    'POST /messages',
    'POST /notice-views',
    'POST /notices',
    'POST /notices/:id/withdrawal',
    'POST /public-releases',
    'POST /received-file-views',
    'POST /record-link-requests/:id/confirmation',
    'POST /record-links',
    'POST /record-links/:id/revocation',
    'POST /record-sheets',
    'POST /record-sheets/:subjectRef/call-back',
    'POST /record-views',
    'POST /redaction-views',
    'POST /redactions',
    'POST /redactions/:id/confirmation',
    'POST /redactions/:id/review',
    'POST /reidentification-views',
    'POST /reidentifications',
    'POST /reidentifications/:id/confirmation',
    'POST /request-contact-messages',
    'POST /request-contact-views',
    'POST /request-documents',
    'POST /request-file-deliveries',
    'POST /request-file-views',
    'POST /request-files',
    'POST /request-letter-views',
    'POST /request-letters',
    'POST /request-texts',
    'POST /request-texts/sending',
    'POST /request-views',
    'POST /sealed-contents',
    'POST /sealed-files',
    'POST /sealed-request-items',
    'POST /searches',
    'POST /secrecy-orders',
    'POST /secrecy-orders/:id/lifting',
    'POST /statements',
    'POST /subjects',
    'POST /supplements',
    'POST /views',
  ])
  for (const { url, method, access } of routes) {
    const asked = { method: method as 'GET', url }
    expect([method, url, (await http.inject(asked)).statusCode]).toEqual([method, url, 401])
    const as = method === 'POST' ? 'POST' : 'GET'
    const others = { ...CASEWORKER, scope: without(access) }
    const answer = as === 'POST' ? await send(others, url, {}) : await get(others, url)
    // Of a file's content nothing but the bytes goes out of GET, and what is not there has no other shape.
    expect([url, shapeOf(answer)]).toEqual([url, nothingThere])
  }
})

describe('custody of the vault', () => {
  const custodian = { agencyId: STRANGER.agencyId, user: randomUUID(), scope: 'identity:custody' }
  const others = { ...custodian, scope: without('identity:custody') }
  const second = { ...custodian, user: randomUUID() }
  const erasing = (subjectRef: string) => ({ subjectRef, reason: 'asked_by_person' })
  const holding = (subjectRef: string) => ({
    ...{ subjectRef, authority: 'court', reference: 'XA-1', reviewOn: '2099-01-01' },
  })

  test('may: a custodian of the hub, of whatever agency, with that scope and no other', async () => {
    const subjectRef = await register()
    const { body } = await send(custodian, '/erasures', erasing(subjectRef))
    expect((await send(second, `/erasures/${body.erasureId}/confirmation`, {})).status).toBe(200)
    expect((await send(custodian, `/erasures/${body.erasureId}/call-back`, {})).status).toBe(200)
    const hold = await send(custodian, '/legal-holds', holding(subjectRef))
    expect((await send(second, `/legal-holds/${hold.body.holdId}/release`, {})).status).toBe(200)
    expect((await get(custodian, '/erasures')).status).toBe(200)
    expect((await get(custodian, '/legal-holds')).status).toBe(200)
  })
  test('may not: whoever has every other scope, for whom there is no such place', async () => {
    const subjectRef = await register()
    const { body } = await send(custodian, '/erasures', erasing(subjectRef))
    for (const [path, data] of [
      ['/erasures', erasing(subjectRef)],
      ['/legal-holds', holding(subjectRef)],
      [`/erasures/${body.erasureId}/confirmation`, {}],
      [`/erasures/${body.erasureId}/call-back`, {}],
    ] as const)
      expect(shapeOf(await send(others, path, data))).toEqual(nothingThere)
    for (const path of ['/erasures', '/legal-holds']) expect((await get(others, path)).status).toBe(404)
  })
  test('must not even know: a custodian who names nobody of this hub', async () => {
    expect(shapeOf(await send(custodian, '/erasures', erasing(randomUUID())))).toEqual(nothingThere)
    expect(shapeOf(await send(custodian, '/legal-holds', holding(randomUUID())))).toEqual(nothingThere)
    for (const path of [`/erasures/${randomUUID()}/confirmation`, `/erasures/${randomUUID()}/call-back`])
      expect(shapeOf(await send(custodian, path, {}))).toEqual(nothingThere)
  })
  test('asks whoever signed in long ago to do so again before anybody is erased', async () => {
    const subjectRef = await register()
    const old = { ...custodian, authTime: Math.floor(Date.now() / 1000) - 600 }
    expect((await send(old, '/erasures', erasing(subjectRef))).body.code).toBe('step_up_required')
  })
})
