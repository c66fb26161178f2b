import { randomUUID } from 'node:crypto'
import {
  create,
  RequestRefusal,
  RequestStandingRequestSchema,
  RequestStandingSchema,
  requestDiscarded,
  requestSigned,
  requestStanding,
  toBinary,
  useMoved,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import {
  AUTHORITY_XA,
  AUTHORITY_XB,
  COMPLETE,
  COURT,
  POLICE,
  POLICE_XB,
  PROSECUTION,
  REASONS,
  SHELTER,
  useRequests,
} from './fixtures/requests.ts'

const { xa, xb, post, drafted, handedIn, sent, take, both } = await useRequests()

/** As redaction of that hub asks. */
async function asked(hub: TestHub, requestId: string, agency?: string, scope = 'evidence:request', sheet = '') {
  const token = agency === undefined ? '' : await hub.tokenOf(agency, scope)
  const request = create(RequestStandingRequestSchema, { nonce: randomUUID(), token, requestId, sheet })
  const asking = await hub.nats.as('redaction')
  const answer = await asking.ask(requestStanding, request)
  await asking.close()
  return { request, answer }
}
async function standing(hub: TestHub, requestId: string, agency?: string, scope?: string, sheet?: string) {
  const { request, answer } = await asked(hub, requestId, agency, scope, sheet)
  const { standing: signed } = answer
  if (signed === undefined) return undefined
  const bound = { now: new Date(), requestHash: requestHash(toBinary(RequestStandingRequestSchema, request)) }
  return verifyStatement(RequestStandingSchema, 'request-standing.v1', signed, hub.trust.keyOf('exchange'), bound)
}
const texts = Object.entries(COMPLETE)
  .filter(([, value]) => typeof value === 'string' && value.length === 64)
  .map(([field, sha256]) => ({ field, sha256 }))
  .toSorted((a, b) => a.field.localeCompare(b.field))

describe('what an agency is to a request', () => {
  test('is stated of a draft to its drafter alone, with the texts that it names', async () => {
    const id = await drafted()
    const stated = await standing(xa, id, PROSECUTION)
    expect(stated).toMatchObject({ requestId: id, agencyId: PROSECUTION, role: 'drafter', open: true, toHub: 'XB' })
    expect(stated?.texts.map(({ field, sha256 }) => ({ field, sha256 }))).toEqual(texts)
    expect(stated?.sender).toBeUndefined()
    for (const stranger of [COURT, POLICE, AUTHORITY_XA]) expect(await standing(xa, id, stranger)).toBeUndefined()
  })
  test('is nothing without a scope, without a signature, or of a request that is not there', async () => {
    const id = await drafted()
    expect(await standing(xa, id, PROSECUTION, 'view:open')).toBeUndefined()
    expect(await standing(xa, id)).toBeUndefined()
    expect(await standing(xa, randomUUID(), PROSECUTION)).toBeUndefined()
    expect(await standing(xa, 'none', PROSECUTION)).toBeUndefined()
  })
  test('is nothing of a draft that was discarded, and redaction is told to destroy what it said', async () => {
    const id = await drafted()
    expect((await post(`/${id}/discarding`, { version: 1 }, PROSECUTION)).status).toBe(200)
    expect(await standing(xa, id, PROSECUTION)).toBeUndefined()
    expect((await xa.told(requestDiscarded)).at(-1)).toMatchObject({ requestId: id, agencyId: PROSECUTION })
    // Its page shows it still, and to nobody else.
    expect((await asked(xa, id, PROSECUTION)).answer.refusal).toBe(RequestRefusal.DISCARDED)
    const nothing = (await asked(xa, randomUUID(), PROSECUTION)).answer
    for (const other of [COURT, AUTHORITY_XA, undefined]) expect((await asked(xa, id, other)).answer).toEqual(nothing)
    for (const scope of ['evidence:decide', 'evidence:contact', 'view:open'])
      expect((await asked(xa, id, PROSECUTION, scope)).answer).toEqual(nothing)
    expect((await xa.get(`/evidence-requests/${id}`, PROSECUTION, 'evidence:request')).status).toBe(200)
  })
  test('is the review of the own central authority, which changes nothing', async () => {
    const id = await handedIn()
    expect(await standing(xa, id, AUTHORITY_XA, 'evidence:decide')).toMatchObject({ role: 'reviewer', open: false })
  })
  test('is, once it is signed, that of both central authorities; redaction is told to seal what it says', async () => {
    const id = await sent()
    await both(id, 'requested')
    expect((await xa.told(requestSigned)).at(-1)).toMatchObject({ requestId: id })
    const parties = { sender: { hub: 'XA', agencyId: AUTHORITY_XA }, recipient: { hub: 'XB', agencyId: AUTHORITY_XB } }
    expect(await standing(xb, id, AUTHORITY_XB)).toMatchObject({ role: 'recipient', ...parties })
    expect(await standing(xb, id)).toMatchObject({ role: '', userId: '', ...parties })
    expect((await standing(xb, id))?.texts).toHaveLength(texts.length)
    expect(await xb.told(requestSigned)).toEqual([])
  })
  test('names its annexes, in a draft too, and what was handed over, with handling code and evaluation', async () => {
    const codes = { kind: 'recording', handling: 'h1', source: 'source-b', information: 'information-2' }
    const annex = { item: randomUUID(), sha256: 'b'.repeat(64), ...codes }
    const id = await handedIn({ answers: { ...COMPLETE, annexes: [annex] } })
    const { kind: _, item: itemId, ...told } = annex
    const named = [{ itemId, ...told, victims: COMPLETE.victims, side: 'sender' }]
    const filesFor = async (hub: TestHub, agency?: string) =>
      (await standing(hub, id, agency))?.files.map(({ $typeName: __, $unknown: ___, ...file }) => file)
    expect(await filesFor(xa, AUTHORITY_XA)).toEqual(named)
    await post(`/${id}/signature`, { version: 2, to: AUTHORITY_XB }, AUTHORITY_XA)
    await both(id, 'requested')
    expect(await filesFor(xb)).toEqual(named)
    await take(xb, id, 'acknowledge')
    await take(xb, id, 'accept', { executedBy: 'police' })
    const item = { ...annex, item: randomUUID(), sha256: 'd'.repeat(64), handling: 'h3' }
    const thing = { ...codes, item: randomUUID(), kind: 'object' }
    expect(
      (await take(xb, id, 'execute', { extent: 'wholly', victims: 'no-victim', items: [item, thing] })).body['errors'],
    ).toEqual([{ pointer: '/data/items/1/sha256', code: 'required' }])
    // It is known by its record: a photograph, what it looks like, the number of its seal.
    const recorded = { ...thing, sha256: 'e'.repeat(64) }
    expect(
      (await take(xb, id, 'execute', { extent: 'wholly', victims: 'no-victim', items: [item, recorded] })).status,
    ).toBe(200)
    await both(id, 'executed')
    const handed = { victims: 'no-victim', side: 'recipient' }
    const handedOver = { ...named[0], itemId: item.item, sha256: item.sha256, handling: 'h3', ...handed }
    const ofThing = { ...named[0], itemId: recorded.item, sha256: recorded.sha256, ...handed }
    for (const hub of [xa, xb]) expect(await filesFor(hub)).toEqual([...named, handedOver, ofThing])
  })
  test('comes with what is to be printed of it for whoever asks for that: the same words in both hubs', async () => {
    const id = await sent()
    await both(id, 'requested')
    const sheetFor = async (hub: TestHub, agency: string) =>
      (await standing(hub, id, agency, undefined, 'request'))?.sheet
    const [here, there] = [await sheetFor(xa, AUTHORITY_XA), await sheetFor(xb, AUTHORITY_XB)]
    expect(there).toBe(here)
    const { languages, rows } = JSON.parse(here ?? '')
    expect(languages).toEqual(['es', 'pt'])
    expect(rows).toContainEqual({
      label: ['Delitos (Nassau 26(a))', 'Crimes (Nassau 26(a))'],
      said: [['Trata de personas', 'Tráfico de pessoas']],
    })
    expect((await standing(xa, id, AUTHORITY_XA))?.sheet).toBe('')
  })
})

describe('operational contact', () => {
  const set = (id: string, agencyId: string, open: boolean, agency = AUTHORITY_XB, hub = xb) =>
    post(`/${id}/contacts`, { agencyId, open }, agency, hub)
  const asContact = (id: string) => standing(xb, id, POLICE_XB, 'evidence:contact')
  const mine = async () => (await xb.get('/evidence-contacts', POLICE_XB, 'evidence:contact')).body['items']
  const moved = async () =>
    (await xb.told(useMoved)).map(({ requestId, step, about, to }) => [requestId, step, about, to?.agencyId])

  test('is opened and closed by the central authority that was asked, for an agency of its hub that executes', async () => {
    const id = await sent()
    await both(id, 'requested')
    expect(await asContact(id)).toBeUndefined()
    expect((await set(id, POLICE_XB, true)).status).toBe(200)
    // Once, however often it is said.
    expect((await set(id, POLICE_XB, true)).body['contacts']).toHaveLength(1)
    const stated = await asContact(id)
    expect(stated).toMatchObject({
      role: 'contact',
      texts: [],
      files: [],
      reasons: [],
      sender: { agencyId: AUTHORITY_XA },
    })
    expect(await standing(xb, id, POLICE_XB, 'view:open')).toBeUndefined()
    expect(await mine()).toMatchObject([
      { requestId: id, fromHub: 'XA', sender: { hub: 'XA', agencyId: AUTHORITY_XA } },
    ])
    // Of the request it sees nothing.
    expect((await xb.get(`/evidence-requests/${id}`, POLICE_XB, 'evidence:request')).status).toBe(404)
    const shown = async (hub: TestHub, agency: string) =>
      (await hub.get(`/evidence-requests/${id}`, agency, 'evidence:request')).body['contacts']
    expect(await shown(xb, AUTHORITY_XB)).toMatchObject([{ agencyId: POLICE_XB, closedAt: null }])
    expect(await shown(xa, AUTHORITY_XA)).toEqual([])

    expect((await set(id, POLICE_XB, false)).status).toBe(200)
    expect((await set(id, POLICE_XB, false)).body['contacts']).toMatchObject([{ closedAt: expect.any(String) }])
    expect(await asContact(id)).toBeUndefined()
    expect(await mine()).toEqual([])
    expect(await moved()).toEqual([
      [id, 'open-contact', 'police', POLICE_XB],
      [id, 'close-contact', 'police', POLICE_XB],
    ])
  })
  test('is nobody else’s to open, is for nobody else, and ends with the request', async () => {
    const id = await sent()
    await both(id, 'requested')
    expect((await set(id, POLICE, true, AUTHORITY_XA, xa)).status).toBe(404)
    for (const agencyId of [AUTHORITY_XB, SHELTER, POLICE, randomUUID()])
      expect(await set(id, agencyId, true)).toMatchObject({ status: 409, body: { code: 'contact_not_possible' } })
    await set(id, POLICE_XB, true)
    await take(xb, id, 'acknowledge')
    expect((await standing(xb, id, AUTHORITY_XB))?.over).toBe(false)
    await take(xb, id, 'refuse', { ground: 'political-offence', reasonsSent: true, reasons: REASONS })
    expect((await standing(xb, id, AUTHORITY_XB))?.over).toBe(true)
    expect(await asContact(id)).toBeUndefined()
    expect(await mine()).toEqual([])
    await set(id, POLICE_XB, false)
    expect((await set(id, POLICE_XB, true)).body['code']).toBe('contact_not_possible')
  })
})
