import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  AUTHORITY_XA,
  AUTHORITY_XB,
  COURT,
  everything,
  POLICE_XB,
  PROSECUTION,
  SHELTER,
  SUSPENDED,
  useRequests,
  without,
} from './fixtures/requests.ts'

const { xa, xb, drafted, handedIn, sent, both } = await useRequests()
const [DRAFTING, DECIDING, CONTACT] = ['evidence:request', 'evidence:decide', 'evidence:contact']

let draft = ''
let reviewed = ''
let signed = ''
beforeAll(async () => {
  draft = await drafted()
  reviewed = await handedIn()
  signed = await sent()
  await both(signed, 'requested')
})

type Hub = typeof xa
const get = (path: string, agency: string, scope = everything, hub: Hub = xa) =>
  hub.get(`/evidence-requests${path}`, agency, scope)
const post = (path: string, body: object, agency: string, scope = everything, hub: Hub = xa) =>
  hub.post(`/evidence-requests${path}`, body, { agency, scope })
/** What a stranger is told, but for the id of the request. */
const told = ({ status, body: { instance: _, ...body } }: Awaited<ReturnType<typeof get>>) => ({ status, body })
const nothing = async () => told(await get(`/${randomUUID()}`, SHELTER))

describe('looking at a request', () => {
  test('may: who drafted it; once it is handed in, the own central authority; once it is signed, that of the other hub', async () => {
    expect((await get(`/${draft}`, PROSECUTION, DRAFTING)).status).toBe(200)
    expect((await get(`/${reviewed}`, AUTHORITY_XA, DRAFTING)).status).toBe(200)
    expect((await get(`/${signed}`, AUTHORITY_XA, DRAFTING)).status).toBe(200)
    expect((await get(`/${signed}`, AUTHORITY_XB, DRAFTING, xb)).status).toBe(200)
  })

  test('may: each of them what was signed about all that was carried of it', async () => {
    const of = async (agency: string, hub: Hub = xa) => {
      const { body } = await get(`/${signed}/evidence`, agency, DRAFTING, hub)
      return (body['items'] as { issuer: string; kind: string; about: { carried: string } }[]).map(
        ({ issuer, kind, about }) => `${about.carried} ${kind} ${issuer}`,
      )
    }
    for (const agency of [PROSECUTION, AUTHORITY_XA]) expect(await of(agency)).toContain('request delivered XB')
    expect(await of(AUTHORITY_XB, xb)).toEqual(['request delivered XB'])
  })

  test('may not: anybody else, whatever their scopes, nor those without the scope: all are told the same', async () => {
    const answers = [
      // A draft is its drafter's alone.
      await get(`/${draft}`, AUTHORITY_XA),
      await get(`/${signed}`, COURT),
      await get(`/${signed}`, SHELTER),
      await get(`/${signed}`, SUSPENDED),
      await get(`/${signed}`, PROSECUTION, without(DRAFTING)),
      // An agency's id says nothing in another hub.
      await get(`/${signed}`, PROSECUTION, everything, xb),
      await get(`/${signed}`, AUTHORITY_XA, everything, xb),
      await get(`/${signed}/messages`, PROSECUTION),
      await get(`/${signed}/evidence`, COURT),
      await get(`/${signed}/evidence`, PROSECUTION, without(DRAFTING)),
      await get(`/${signed}/evidence`, PROSECUTION, everything, xb),
      await get(`/${signed}/messages`, AUTHORITY_XA, without(DECIDING)),
      await get('', SHELTER),
      await get('', PROSECUTION, without(DRAFTING)),
    ]
    for (const answer of answers) expect(told(answer)).toEqual(await nothing())
  })

  test('a list holds what one may look at, and nothing else', async () => {
    const ids = async (agency: string, hub: Hub = xa) => {
      const { body } = await get('', agency, DRAFTING, hub)
      return new Set((body['items'] as readonly { id: string }[]).map(({ id }) => id))
    }
    expect(await ids(PROSECUTION)).toEqual(new Set([draft, reviewed, signed]))
    expect(await ids(AUTHORITY_XA)).toEqual(new Set([reviewed, signed]))
    expect(await ids(AUTHORITY_XB, xb)).toEqual(new Set([signed]))
    expect(await ids(COURT)).toEqual(new Set())
  })

  test('calls are those of one’s own agency, and nobody else’s', async () => {
    expect((await get('/calls', PROSECUTION, DRAFTING)).status).toBe(200)
    expect(told(await get('/calls', PROSECUTION, without(DRAFTING)))).toEqual(await nothing())
    for (const agency of [SHELTER, SUSPENDED]) expect(told(await get('/calls', agency))).toEqual(await nothing())
  })

  test('operational contacts are those of one’s own agency, with that scope and no other', async () => {
    const contacts = (agency: string, scope: string) => xb.get('/evidence-contacts', agency, scope)
    const set = (open: boolean) =>
      post(`/${signed}/contacts`, { agencyId: POLICE_XB, open }, AUTHORITY_XB, DECIDING, xb)
    const idsOf = async (agency: string) =>
      ((await contacts(agency, CONTACT)).body['items'] as readonly { requestId: string }[]).map(one => one.requestId)
    expect((await set(true)).status).toBe(200)
    expect(await idsOf(POLICE_XB)).toEqual([signed])
    expect(await idsOf(AUTHORITY_XB)).toEqual([])
    expect(told(await contacts(POLICE_XB, without(CONTACT)))).toEqual(await nothing())
    expect((await set(false)).status).toBe(200)
    expect(await idsOf(POLICE_XB)).toEqual([])
  })

  test('a list goes on where its page ended', async () => {
    const { body } = await get('?limit=2', PROSECUTION, DRAFTING)
    const { before, beforeId } = body['next'] as { before: string; beforeId: string }
    const rest = await get(`?limit=2&before=${before}&beforeId=${beforeId}`, PROSECUTION, DRAFTING)
    const ids = [body, rest.body].flatMap(page => (page['items'] as readonly { id: string }[]).map(({ id }) => id))
    expect(new Set(ids)).toEqual(new Set([draft, reviewed, signed]))
    expect(rest.body['next']).toBeNull()
    expect((await get(`?before=${before}`, PROSECUTION, DRAFTING)).status).toBe(400)
  })
})

const seen = { version: 1 }
const atOnce = { version: 1, confirmedBy: AUTHORITY_XA, to: AUTHORITY_XB }
const toSign = { version: 2, to: AUTHORITY_XB }
const step = { version: 1, step: 'acknowledge', data: {} }
const contact = { agencyId: COURT, open: true }
const CHANGES = [
  ['POST /evidence-requests', () => '', { type: 'documents', to: 'XB' }, PROSECUTION, DRAFTING],
  ['POST /evidence-requests/:id/draft', () => `/${draft}/draft`, seen, PROSECUTION, DRAFTING],
  ['POST /evidence-requests/:id/discarding', () => `/${draft}/discarding`, seen, PROSECUTION, DRAFTING],
  ['POST /evidence-requests/:id/submission', () => `/${draft}/submission`, seen, PROSECUTION, DRAFTING],
  ['POST /evidence-requests/:id/expedited', () => `/${draft}/expedited`, atOnce, PROSECUTION, DRAFTING],
  [
    'POST /evidence-requests/:id/return',
    () => `/${reviewed}/return`,
    { version: 2, reason: 'not-clear' },
    AUTHORITY_XA,
    DECIDING,
  ],
  ['POST /evidence-requests/:id/contacts', () => `/${signed}/contacts`, contact, AUTHORITY_XA, DECIDING],
  ['POST /evidence-requests/:id/signature', () => `/${reviewed}/signature`, toSign, AUTHORITY_XA, DECIDING],
  ['POST /evidence-requests/:id/steps', () => `/${signed}/steps`, step, AUTHORITY_XA, DECIDING],
  ['POST /evidence-requests/:id/sending', () => `/${signed}/sending`, {}, AUTHORITY_XA, DECIDING],
] as const

describe.each(CHANGES)('%s', (_, path, body, whose, scope) => {
  test('may not: whose it is, without the scope; nor any other agency, whatever its scopes: all are told the same', async () => {
    const others = [SHELTER, SUSPENDED, ...[PROSECUTION, AUTHORITY_XA].filter(agency => agency !== whose)]
    const answers = [
      await post(path(), body, whose, without(scope)),
      ...(await Promise.all(others.map(agency => post(path(), body, agency)))),
    ]
    for (const answer of answers) expect(told(answer)).toEqual(await nothing())
  })
})

test('may: each what is its own', async () => {
  expect((await post('', { type: 'documents', to: 'XB' }, COURT, DRAFTING)).status).toBe(201)
  expect((await post(`/${draft}/draft`, seen, PROSECUTION, DRAFTING)).status).toBe(200)
  expect((await post(`/${draft}/discarding`, { version: 2 }, PROSECUTION, DRAFTING)).status).toBe(200)
  expect((await post(`/${reviewed}/signature`, toSign, AUTHORITY_XA, DECIDING)).status).toBe(200)
  expect((await post(`/${signed}/steps`, step, AUTHORITY_XB, DECIDING, xb)).status).toBe(200)
})

test('a repeated request is answered as the first was, and made once', async () => {
  const as = { agency: PROSECUTION, scope: DRAFTING ?? '', key: randomUUID() }
  const body = { type: 'documents', to: 'XB' }
  const [first, again] = [await xa.post('/evidence-requests', body, as), await xa.post('/evidence-requests', body, as)]
  expect(again).toEqual(first)
  expect(await xa.rows('select 1 from evidence_request where id = $1', [first.body['id']])).toHaveLength(1)
})
