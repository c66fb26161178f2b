import { randomUUID } from 'node:crypto'
import {
  create,
  RequestStandingRequestSchema,
  RequestStandingSchema,
  requestDiscarded,
  requestSigned,
  requestStanding,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { AUTHORITY_XA, AUTHORITY_XB, COMPLETE, COURT, POLICE, PROSECUTION, useRequests } from './fixtures/requests.ts'

const { xa, xb, post, drafted, handedIn, sent, take, both } = await useRequests()

/** As redaction of that hub asks. */
async function standing(hub: TestHub, requestId: string, agency?: string, scope = 'evidence:request', sheet = '') {
  const token = agency === undefined ? '' : await hub.tokenOf(agency, scope)
  const request = create(RequestStandingRequestSchema, { nonce: randomUUID(), token, requestId, sheet })
  const asking = await hub.nats.as('redaction')
  const { standing: signed } = await asking.ask(requestStanding, request)
  await asking.close()
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
