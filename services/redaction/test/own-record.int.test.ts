import { randomUUID } from 'node:crypto'
import { Action, Basis, DataCategory, Purpose, timestampFromDate } from '@amparo/contracts'
import { generateCertificate, openViewAnswer, sealForm } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { DECIDED } from './fixtures/neighbours.ts'
import { RECIPIENT, SENDER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { http, send, get, register, session, rows, state, certificates, everything, refer, view } = await useRedaction()
const reply = await generateCertificate({ userId: 'browser', profile: 'modern' })
const custodian: Who = { agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:custody' }
const WORKER: Who = { ...CASEWORKER, scope: 'view:open' }
const subjectRef = await register()

beforeEach(() => {
  Object.assign(state, { denial: undefined, ownRecord: {} })
  state.away.clear()
  state.entries.length = 0
  state.recordsAsked.length = 0
})

type Json = ReturnType<typeof JSON.parse>

async function read(ref: string, options: { who?: Who; askedBy?: string } = {}) {
  const { who = WORKER, askedBy } = options
  const request = await session.request(ref, new Date(), 'POST /record-views')
  const answer = await send(who, '/record-views', { request, ...(askedBy && { askedBy }) }, { jkt: session.jkt })
  const opened: Json = answer.status === 200 ? await session.open(answer.body.sealed, 'POST /record-views') : undefined
  return { ...answer, opened }
}

async function makeSheet(ref = subjectRef, who = WORKER): Promise<Json> {
  const request = await session.request(ref, new Date(), 'POST /record-sheets')
  const answer = await send(who, '/record-sheets', { request }, { jkt: session.jkt })
  return answer.status === 200 ? session.open(answer.body.sealed, 'POST /record-sheets') : answer
}

/** As a browser of nobody's does. */
async function bySheet(number: string, code: string, changes: object = {}) {
  const request = await sealForm(certificates.seal.armored, {
    ...{ v: 1, hub: 'XA', route: 'POST /sheet-views', agency: 'link', user: 'link' },
    ...{ nonce: randomUUID(), issuedAt: new Date().toISOString() },
    ...{ data: { number, code, replyCertificate: reply.certificate }, ...changes },
  })
  const response = await http.inject({ method: 'POST', url: '/sheet-views', payload: { sealed: request } })
  const { instance: _, ...body } = response.json()
  const opened: Json =
    response.statusCode === 200
      ? await openViewAnswer(body.sealed, {
          ...{ hub: 'XA', route: 'POST /sheet-views', request, privateKey: reply.privateKey, now: new Date() },
          signer: { certificate: certificates.packageSign.armored, fingerprint: certificates.packageSign.fingerprint },
        })
      : undefined
  return { status: response.statusCode, body, opened }
}
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const codeOf = ({ status, body }: { status: number; body: Json }) => [status, body.code]
const AGREED = {
  bases: [
    {
      ...{ basisId: randomUUID(), basis: Basis.CONSENT, agency: SENDER, purposes: [Purpose.SHELTER] },
      ...{ categories: [DataCategory.IDENTITY], recipients: [] },
      ...{ grantedAt: timestampFromDate(new Date()), endsAt: timestampFromDate(new Date()) },
    },
  ],
}

describe('a person’s own record, through a caseworker', () => {
  test('says what consent has of it and who looked, logged first, and holds no identity', async () => {
    const ref = await register()
    await view(refer(ref))
    state.ownRecord = AGREED
    const { opened } = await read(ref)
    expect(opened).toMatchObject({ referralId: ref, whole: false, notice: 'may be incomplete' })
    expect(opened.agreed).toMatchObject([{ by: { name: 'Policía' }, purposes: ['shelter'], withdrawnAt: null }])
    expect(opened.holders[0].agency.name).toBe('Policía')
    expect(state.entries.at(-1)).toMatchObject({ action: Action.RECORD_SHOWN, subjectRef: ref, code: 'person' })
    for (const name of ['Quillahuaman', 'Yaneth']) expect(JSON.stringify(opened)).not.toContain(name)
  })
  test('is not there for another agency, and refused in consent’s own words to the one whose reference it is', async () => {
    expect(codeOf(await read(subjectRef, { who: { ...SHELTER, scope: 'view:open' } }))).toEqual([404, 'not_found'])
    expect(codeOf(await read(randomUUID()))).toEqual([404, 'not_found'])
    expect(state.recordsAsked).toEqual([])
    state.denial = 'guardian_conflict'
    const refused = await read(subjectRef, { askedBy: 'guardian' })
    expect([...codeOf(refused), refused.body.refs]).toEqual([403, 'guardian_conflict', { decisionId: DECIDED }])
  })
  test('is not shown while consent or the log is away', async () => {
    for (const away of ['consent', 'audit'] as const) {
      state.away.add(away)
      expect((await read(subjectRef)).status).toBe(503)
      state.away.clear()
    }
  })
})

describe('the code sheet', () => {
  test('lets the person read the whole without an account, again and again, each time logged', async () => {
    const ref = await register()
    await view(refer(ref))
    state.ownRecord = AGREED
    const { number, code } = await makeSheet(ref)
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(code).toMatch(/^\d{6}$/)
    for (const typed of [number, number.toLowerCase().replaceAll('-', ' ')]) {
      const { opened } = await bySheet(typed, code)
      expect(opened).toMatchObject({ whole: true, agreed: [{ by: { name: 'Policía' } }] })
      expect(state.recordsAsked.at(-1)?.token).toBe('')
      expect(state.entries.at(-1)).toMatchObject({
        ...{ action: Action.RECORD_SHOWN, userId: '', authentication: 'sheet', subjectRef: ref },
      })
    }
    const { body } = await get(WORKER, `/record-sheets/${ref}`)
    expect(body.items).toMatchObject([{ state: 'open', lastReadAt: expect.any(String) }])
  })
  test('leaves neither number nor code in the vault or the log lines', async () => {
    const { number, code } = await makeSheet()
    await bySheet(number, code)
    const all = await everything()
    expect(all).not.toContain(number)
    expect(all).not.toMatch(new RegExp(`\\b${code}\\b`))
  })
  test('tells nothing by a wrong code or number, and closes after five, for the right code too', async () => {
    const { number, code } = await makeSheet()
    const gone = { status: 404, body: (await bySheet('0000-0000-0000', '000000')).body }
    for (let i = 0; i < 5; i++) expect(await bySheet(number, wrongFor(code))).toMatchObject(gone)
    expect(await bySheet(number, code)).toMatchObject(gone)
    expect((await get(WORKER, `/record-sheets/${subjectRef}`)).body.items[0].state).toBe('closed')
  })
  test('does not open where consent denies it, and a failure on this side takes no try away', async () => {
    const { number, code } = await makeSheet()
    state.denial = 'guardian_conflict'
    expect(codeOf(await bySheet(number, code))).toEqual([404, 'not_found'])
    state.denial = undefined
    state.away.add('audit')
    for (let i = 0; i < 6; i++) expect((await bySheet(number, code)).status).toBe(503)
    state.away.clear()
    expect((await bySheet(number, code)).status).toBe(200)
  })
  test('is called back by the agency that gave it, and by a newer one', async () => {
    const first = await makeSheet()
    const second = await makeSheet()
    expect((await bySheet(first.number, first.code)).status).toBe(404)
    expect((await bySheet(second.number, second.code)).status).toBe(200)
    expect((await send(WORKER, `/record-sheets/${subjectRef}/call-back`, {})).body).toEqual({ calledBack: 1 })
    expect((await bySheet(second.number, second.code)).status).toBe(404)
    const elsewhere = { ...SHELTER, scope: 'view:open' }
    expect((await send(elsewhere, `/record-sheets/${subjectRef}/call-back`, {})).status).toBe(404)
    expect((await get(elsewhere, `/record-sheets/${subjectRef}`)).status).toBe(404)
  })
  test('expires', async () => {
    const { number, code } = await makeSheet()
    await rows("update record_sheet set made_at = now() - interval '2 days', expires_at = now() - interval '1 second'")
    expect((await bySheet(number, code)).status).toBe(404)
  })
  test('is not made where the record may not be read', async () => {
    state.denial = 'migration_enforcement_firewall'
    expect(codeOf(await makeSheet())).toEqual([403, 'migration_enforcement_firewall'])
  })
})

describe('judicial secrecy', () => {
  test('keeps one agency’s part out of the record until its day of review, or until it is lifted', async () => {
    const ref = await register()
    state.ownRecord = AGREED
    const tomorrow = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 10)
    const order = { subjectRef: ref, authority: 'court', reference: 'XA-2026/114', agencyId: SENDER.agencyId }
    const placed = await send(custodian, '/secrecy-orders', { ...order, reviewOn: tomorrow })
    expect(placed).toMatchObject({ status: 201, body: { subjectRef: ref, reviewOn: tomorrow } })
    expect(state.entries.at(-1)).toMatchObject({ action: Action.SECRECY_ORDERED, code: 'court', subjectRef: ref })
    expect((await read(ref)).opened).toMatchObject({ agreed: [], holders: [], looks: [], notice: 'may be incomplete' })
    await rows('update secrecy_order set review_on = current_date')
    expect((await read(ref)).opened.agreed).toHaveLength(1)
    await rows('update secrecy_order set review_on = current_date + 5')
    expect((await get(custodian, '/secrecy-orders')).body.secrecyOrders).toHaveLength(1)
    await send(custodian, `/secrecy-orders/${placed.body.orderId}/lifting`, {})
    expect((await read(ref)).opened.agreed).toHaveLength(1)
    expect((await send(custodian, `/secrecy-orders/${placed.body.orderId}/lifting`, {})).status).toBe(404)
  })
  test('is not ordered until a day that is past', async () => {
    const order = {
      subjectRef,
      authority: 'court',
      reference: 'XA-1',
      agencyId: SENDER.agencyId,
      reviewOn: '2020-01-01',
    }
    expect(codeOf(await send(custodian, '/secrecy-orders', order))).toEqual([400, 'review_in_the_past'])
  })
})
