import { randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  AttestationSchema,
  Basis,
  create,
  DataCategory,
  EntrySchema,
  fromBinary,
  Purpose,
  Relation,
  timestampFromDate,
} from '@amparo/contracts'
import { generateCertificate, openViewAnswer, sealForm } from '@amparo/crypto'
import { SCOPES } from '@amparo/http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withSubject } from './fixtures/forms.ts'
import { linkingIn } from './fixtures/linked.ts'
import { DECIDED } from './fixtures/neighbours.ts'
import { kin, RECIPIENT, SENDER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { http, send, get, register, session, rows, state, certificates, everything, refer, view, subjectOf } =
  await useRedaction()
const link = linkingIn({ rows, subjectOf })
const reply = await generateCertificate({ userId: 'browser', profile: 'modern' })
const custodian: Who = { agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:custody' }
const WORKER: Who = { ...CASEWORKER, scope: 'view:open' }
const subjectRef = await register()

beforeEach(() => {
  Object.assign(state, { denial: undefined, ownRecord: {}, staff: [] })
  state.away.clear()
  state.entries.length = 0
  state.recordsAsked.length = 0
  state.recordDenials.clear()
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
  test('where nothing is on record, or it has ended, is refused with what can be done there, and the decision', async () => {
    for (const [denial, code, next] of [
      ['no_lawful_basis', 'own_record_not_held', 'Whom another agency referred to yours'],
      ['consent_withdrawn', 'own_record_ended', 'Make the person a code sheet'],
      ['consent_expired', 'own_record_ended', 'Make the person a code sheet'],
    ] as const) {
      state.denial = denial
      const refused = await read(subjectRef)
      expect([...codeOf(refused), refused.body.refs]).toEqual([403, code, { decisionId: DECIDED }])
      expect(JSON.stringify(refused.body)).toContain(next)
      expect(codeOf(await makeSheet())).toEqual([403, code])
    }
  })
  test('is not shown while consent or the log is away', async () => {
    for (const away of ['consent', 'audit'] as const) {
      state.away.add(away)
      expect((await read(subjectRef)).status).toBe(503)
      state.away.clear()
    }
  })
})

test('that a record or its sheet was for a relative of the caseworker stands in the log; the person by their sheet is none', async () => {
  const ref = await register()
  state.staff = kin(WORKER.user ?? '')
  const { number, code } = await makeSheet(ref)
  await read(ref)
  await bySheet(number, code)
  const flags = state.entries.flatMap(({ action, relations }) =>
    action === Action.RECORD_SHOWN || action === Action.RECORD_SHEET_MADE ? [[action, relations]] : [],
  )
  const related = [Relation.SAME_FAMILY_NAME]
  expect(flags).toEqual([
    [Action.RECORD_SHEET_MADE, related],
    [Action.RECORD_SHOWN, related],
    [Action.RECORD_SHOWN, []],
  ])
})

describe('who looked', () => {
  test('stands there with what was seen, for what, on which basis, and of an emergency why', async () => {
    const ref = await register()
    await view(refer(ref))
    state.entries.push(
      create(EntrySchema, {
        ...{ action: Action.GLASS_BROKEN, agency: RECIPIENT, subjectRef: ref, code: 'medical_emergency' },
        ...{
          basis: Basis.VITAL_INTEREST,
          categories: [DataCategory.HEALTH],
          occurredAt: timestampFromDate(new Date()),
        },
      }),
    )
    const { number, code } = await makeSheet(ref)
    const { looks } = (await bySheet(number, code)).opened
    const by = (what: string) => looks.find((line: { what: string }) => line.what === what)
    expect(by('looked')).toMatchObject({ basis: 'consent', purpose: 'shelter', reason: null })
    expect(by('looked').categories).toContain('needs')
    expect(by('looked_in_emergency')).toMatchObject({
      ...{ basis: 'vital_interest', categories: ['health'], reason: 'medical_emergency' },
    })
    expect(by('made_sheet')).toMatchObject({ basis: null, categories: [], reason: null })
  })
})

describe('two records that two custodians have said to be one person’s', () => {
  beforeEach(() => state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER))
  afterEach(() => state.types.delete(RECIPIENT.agencyId))
  const elsewhere: Who = { ...SHELTER, scope: 'subject:register view:open' }
  async function linked(data?: object) {
    const one = await register()
    const other = await register(elsewhere, data && { data })
    await link(one, other)
    // Somebody of the other agency looks at what it has.
    await read(other, { who: elsewhere })
    return { one, other }
  }
  const looksIn = (opened: Json) => opened.looks.map((line: Json) => line.agency.kind)
  const bySheetOf = async (ref: string) => {
    const { number, code } = await makeSheet(ref)
    state.recordsAsked.length = 0
    return (await bySheet(number, code)).opened
  }

  test('are read as one by the code sheet, each asked of consent by who registered it and logged in its own trail', async () => {
    const { one, other } = await linked()
    state.ownRecord = AGREED
    const opened = await bySheetOf(one)
    expect(opened.holders.map((line: Json) => line.agency.kind)).toEqual([null, 'shelter'])
    expect(opened.agreed).toHaveLength(2)
    expect(looksIn(opened)).toContain('shelter')
    expect(state.recordsAsked.map(({ agency, token }) => [agency?.agencyId, token])).toEqual([
      [SENDER.agencyId, ''],
      [RECIPIENT.agencyId, ''],
    ])
    const shown = state.entries
      .slice(-2)
      .map(({ action, agency, subjectRef }) => [action, agency?.agencyId, subjectRef])
    expect(shown).toEqual([one, other].map(ref => [Action.RECORD_SHOWN, SENDER.agencyId, ref]))
  })
  test('through a caseworker are one only where the same agency has both', async () => {
    const { one } = await linked()
    expect(looksIn((await read(one)).opened)).not.toContain('shelter')
    expect(state.recordsAsked.at(-1)?.agency?.agencyId).toBe(SENDER.agencyId)
    const again = await register()
    await link(one, again)
    const { opened } = await read(one)
    expect(opened.holders).toHaveLength(2)
  })
  test('stay apart where the other may not be read so, or is of a compartment', async () => {
    const { one, other } = await linked()
    state.recordDenials.set(await subjectOf(other), 'guardian_conflict')
    expect(looksIn(await bySheetOf(one))).not.toContain('shelter')
    state.recordDenials.clear()
    expect(looksIn(await bySheetOf(one))).toContain('shelter')
    await rows('update indexed set barred = true where subject_id = $1', [await subjectOf(other)])
    expect(looksIn(await bySheetOf(one))).not.toContain('shelter')
    expect(state.recordsAsked).toHaveLength(1)
  })
  test('are not there for a guardian who is in conflict by either, which consent is told of both', async () => {
    const guardian = { name: 'Bonifacio Ficticio', relation: 'empleador', phone: null, informed: true }
    const { one } = await linked(JSON.parse(JSON.stringify(withSubject({ guardian }))))
    const conflicts = () =>
      state.recordsAsked.map(
        ({ attestation }) => fromBinary(AttestationSchema, attestation?.payload ?? new Uint8Array()).guardianConflict,
      )
    for (const asked of [{ askedBy: 'guardian' }, {}] as const) {
      state.recordsAsked.length = 0
      await read(one, asked)
      expect(conflicts()).toEqual([true])
    }
  })
  test('are under secrecy together', async () => {
    const { one, other } = await linked()
    const reviewOn = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 10)
    const order = { authority: 'court', reference: 'XA-2026/115', agencyId: RECIPIENT.agencyId, reviewOn }
    const { body } = await send(custodian, '/secrecy-orders', { ...order, subjectRef: other })
    expect(looksIn(await bySheetOf(one))).not.toContain('shelter')
    await send(custodian, `/secrecy-orders/${body.orderId}/lifting`, {})
    expect(looksIn(await bySheetOf(one))).toContain('shelter')
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
  test('is made on consent’s permit, which is asked about when it is read; that it was made is in the log, and no look', async () => {
    const ref = await register()
    const permitId = randomUUID()
    state.ownRecord = { permitId }
    state.entries.length = 0
    const made = await makeSheet(ref)
    expect(made.standBy).toBeNull()
    expect(state.recordsAsked.at(-1)).toMatchObject({ forSheet: true, madeOn: '' })
    expect(state.entries).toMatchObject([{ action: Action.RECORD_SHEET_MADE, code: '', subjectRef: ref }])
    await bySheet(made.number, made.code)
    expect(state.recordsAsked.at(-1)).toMatchObject({ forSheet: false, madeOn: permitId })
    expect((await get(WORKER, `/record-sheets/${ref}`)).body.items).toMatchObject([{ standByUntil: null }])
  })
  test('says that a second officer has to stand by, with what and until when, and the log that it does', async () => {
    const until = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 86_400_000)
    for (const [afterWithdrawal, code] of [
      [false, 'stand_by'],
      [true, 'after_withdrawal'],
    ] as const) {
      const permitId = randomUUID()
      state.ownRecord = { permitId, standByUntil: timestampFromDate(until), afterWithdrawal }
      const made = await makeSheet()
      expect(made.standBy).toEqual({ id: permitId, until: until.toISOString(), afterWithdrawal })
      expect(state.entries.at(-1)).toMatchObject({ action: Action.RECORD_SHEET_MADE, code })
      const { body } = await get(WORKER, `/record-sheets/${subjectRef}`)
      expect(body.items[0]).toMatchObject({ standByUntil: until.toISOString() })
    }
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
    expect(codeOf(await makeSheet(subjectRef, elsewhere))).toEqual([404, 'not_found'])
    expect((await send(elsewhere, `/record-sheets/${subjectRef}/call-back`, {})).status).toBe(404)
    expect((await get(elsewhere, `/record-sheets/${subjectRef}`)).status).toBe(404)
  })
  test('is called back once by one key, and answered as it was', async () => {
    await makeSheet()
    const [path, key] = [`/record-sheets/${subjectRef}/call-back`, randomUUID()]
    const answers = [await send(WORKER, path, {}, { key }), await send(WORKER, path, {}, { key })]
    expect(answers.map(({ body }) => body)).toEqual([{ calledBack: 1 }, { calledBack: 1 }])
    expect((await send(WORKER, path, {})).body).toEqual({ calledBack: 0 })
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
  beforeEach(() => state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER))
  afterEach(() => state.types.delete(RECIPIENT.agencyId))

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
  test('is for custodians alone, of people and orders that there are', async () => {
    const order = {
      subjectRef,
      authority: 'court',
      reference: 'XA-1',
      agencyId: SENDER.agencyId,
      reviewOn: '2099-01-01',
    }
    const others = { ...custodian, scope: SCOPES.filter(scope => scope !== 'identity:custody').join(' ') }
    const nothing = (await send(others, '/nothing', {})).body
    const answers = [
      await send(others, '/secrecy-orders', order),
      await get(others, '/secrecy-orders'),
      await send(others, `/secrecy-orders/${randomUUID()}/lifting`, {}),
      await send(custodian, '/secrecy-orders', { ...order, subjectRef: randomUUID() }),
      await send(custodian, `/secrecy-orders/${randomUUID()}/lifting`, {}),
    ]
    for (const { status, body } of answers)
      expect({ status, ...body, instance: '' }).toEqual({ status: 404, ...nothing, instance: '' })
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
