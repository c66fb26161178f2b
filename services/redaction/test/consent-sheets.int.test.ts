import { createHash, randomUUID } from 'node:crypto'
import {
  Action,
  AttestationSchema,
  AttestRequestSchema,
  attest,
  create,
  DataCategory,
  decodePayload,
  Priority,
  Protocol,
  Purpose,
  Relation,
  referralSubmitted,
  ServiceCategory,
  sheetMoved,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { kin, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { register, refer, publish, view, post, send, session, rows, everything, state, as, token, trust } =
  await useRedaction()
const consent = await as('consent')
const scope = 'consent:record'
const OFFICER: Who = { ...CASEWORKER, scope }
const subjectRef = await register()

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`)
const SIGNED = pdf('firma de Yaneth Quillahuaman')
const HASH = createHash('sha256').update(SIGNED).digest('hex')
const aSheet = (changes: object = {}) => ({
  ...{ subjectRef, mediaType: 'application/pdf', base64: SIGNED.toString('base64') },
  ...changes,
})
const keep = (changes: object = {}, who = OFFICER, options: { key?: string } = {}) =>
  post(who, '/consent-sheets', aSheet(changes), options)
const show = async (sheetId: string, who = OFFICER, of = subjectRef) => {
  const request = await session.request(of, new Date(), 'POST /consent-sheet-views')
  return send(who, '/consent-sheet-views', { request, sheetId }, { jkt: session.jkt })
}
/** What redaction tells consent of a sheet, asked by somebody of that agency. */
const isHeld = async (sheet: { sheetId: string; sha256: string }, of = subjectRef, agency = SENDER.agencyId) => {
  const bearer = await token({ scope, agency, sub: WORKER })
  const about = { subjectRef: of, sheetId: sheet.sheetId, sheetSha256: sheet.sha256 }
  const request = create(AttestRequestSchema, { nonce: randomUUID(), token: bearer, ...about })
  const { attestation } = await consent.ask(attest, request)
  const hash = requestHash(toBinary(AttestRequestSchema, request))
  const expected = { now: new Date(), requestHash: hash }
  return verifyStatement(AttestationSchema, 'attestation.v1', attestation, trust.keyOf('redaction'), expected).sheetHeld
}

/** They are referred inside the hub. */
async function referred(of: string) {
  const referralId = refer(of)
  const event = { referralId, from: SENDER, to: RECIPIENT, subjectRef: of, protocol: Protocol.OAS_64_STANDARD }
  const rest = { priority: Priority.URGENT, services: [ServiceCategory.HOUSING], purpose: Purpose.SHELTER }
  const file = { protocolId: 'oas-64-standard', protocolVersion: 3, quick: false }
  expect(await publish(referralSubmitted, { ...event, ...rest, ...file })).toBe('done')
}

/** What consent hears of sheets. */
const moves = async () =>
  (await rows('select payload from outbox where type = $1', [sheetMoved.type])).map(({ payload }) =>
    decodePayload(sheetMoved, payload),
  )

afterEach(() => {
  state.away.clear()
  state.entries.length = 0
})

describe('a signed sheet', () => {
  test('is answered with a name and its hash, stands in the log, and nothing of it stands anywhere in clear', async () => {
    const { status, body } = await keep()
    expect([status, body]).toEqual([201, { sheetId: expect.any(String), sha256: HASH }])
    expect(state.entries.at(-1)).toMatchObject({
      ...{ action: Action.CONSENT_SHEET_KEPT, code: body.sheetId, subjectRef, userId: WORKER },
    })
    const stored = await everything()
    for (const canary of ['Quillahuaman', SIGNED.toString('base64').slice(20, 60)]) expect(stored).not.toContain(canary)
  })

  test('is not kept when it cannot be in the log', async () => {
    const [before] = await rows('select count(*) from consent_sheet')
    state.away.add('audit')
    expect((await keep()).status).toBe(503)
    expect((await rows('select count(*) from consent_sheet'))[0]).toEqual(before)
  })

  test('sent twice under one key is kept once', async () => {
    const key = randomUUID()
    const first = await keep({}, OFFICER, { key })
    expect(first.status).toBe(201)
    const sealed = await keep({}, OFFICER, { key })
    expect(sealed.body.code).toBe('idempotency_key_reused')
  })

  test.each([
    ['something else than it says', { mediaType: 'image/png' }, 'sheet_unfit'],
    ['a text', { base64: Buffer.from('Yaneth').toString('base64') }, 'sheet_unfit'],
    [
      'larger than a page',
      { base64: Buffer.concat([SIGNED, Buffer.alloc(700_000)]).toString('base64') },
      'sheet_too_large',
    ],
    ['of a kind that nobody prints', { mediaType: 'text/html' }, 'unknown_code'],
  ])('is refused if it is %s', async (_, changes, code) => {
    const { status, body } = await keep(changes)
    expect([status, body.code]).toEqual([400, code])
  })

  test('is never changed: not by the service, not by the owner of the table', async () => {
    await keep()
    const grants = await rows(
      `select privilege_type from information_schema.role_table_grants
       where grantee = 'redaction_app' and table_name = 'consent_sheet' order by 1`,
    )
    expect(grants.map(row => row.privilege_type)).toEqual(['INSERT', 'SELECT'])
    for (const sql of [
      `update consent_sheet set by_agency = 'x'`,
      'delete from consent_sheet',
      'truncate consent_sheet',
    ])
      await expect(rows(sql)).rejects.toThrow('a signed sheet is never changed')
  })

  test('is nobody else’s from the beginning: each person signs for themselves', async () => {
    const file = { base64: pdf('one page for all').toString('base64') }
    const [one, third] = [await register(), await register()]
    expect((await keep({ subjectRef: one, ...file })).status).toBe(201)
    const { status, body } = await keep({ subjectRef: third, ...file })
    expect([status, body.code]).toEqual([409, 'sheet_of_another'])
    expect((await keep({ subjectRef: one, ...file })).status).toBe(201)
    const own = { base64: pdf('another page').toString('base64') }
    expect((await keep({ subjectRef: third, ...own })).status).toBe(201)
    // Two records that are linked are one person's.
    const order = 'select subject_id as id from share where share_id = any ($1::uuid[]) order by subject_id'
    const [first, second] = (await rows(order, [[one, third]])).map(row => row.id)
    await rows('insert into record_link (link_id, one, other, linked_at) values ($1, $2, $3, now())', [
      ...[randomUUID(), first, second],
    ])
    expect((await keep({ subjectRef: third, ...file })).status).toBe(201)
  })

  test('of two people at once is kept for one', async () => {
    const file = { base64: pdf('two at once').toString('base64') }
    const people = await Promise.all([register(), register(), register()])
    const answers = await Promise.all(people.map(one => keep({ subjectRef: one, ...file })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  test('moves with a person whose form was put right, does for the earlier record no more, and consent is told', async () => {
    const file = { base64: pdf('put right').toString('base64') }
    const [before, after] = [await register(), await register()]
    const first = (await keep({ subjectRef: before, ...file })).body
    expect(await isHeld(first, before)).toBe(true)
    const second = (await keep({ subjectRef: after, ...file, replaces: [before] })).body
    expect([await isHeld(first, before), await isHeld(second, after)]).toEqual([false, true])
    const [told] = (await moves()).filter(({ sheetId }) => sheetId === first.sheetId)
    const [{ subject_id: id }] = await rows('select subject_id from share where share_id = $1', [before])
    expect(told).toMatchObject({ subjectId: id, sheetId: first.sheetId })
    // It is the newer record's alone, also for whoever names another.
    const third = await register()
    expect((await keep({ subjectRef: third, ...file, replaces: [before] })).body.code).toBe('sheet_of_another')
  })

  test.each([
    ['somebody who was referred', async (ref: string) => referred(ref)],
    ['nobody', async () => {}],
  ])('does not move from %s', async (who, happens) => {
    const file = { base64: pdf(`stays with ${who}`).toString('base64') }
    const [one, other] = [await register(), await register()]
    await keep({ subjectRef: one, ...file })
    await happens(one)
    const replaces = who === 'nobody' ? [randomUUID()] : [one]
    expect((await keep({ subjectRef: other, ...file, replaces })).body.code).toBe('sheet_of_another')
  })

  test('goes with its person, when they are erased', async () => {
    const other = await register()
    const { body } = await keep({ subjectRef: other, base64: pdf('erased').toString('base64') })
    await rows('delete from subject where id = (select subject_id from share where share_id = $1)', [other])
    expect(await rows('select 1 from consent_sheet where sheet_id = $1', [body.sheetId])).toEqual([])
  })
})

describe('that a sheet is held', () => {
  test('is stated of this person, to this agency, with this hash, and of nothing else', async () => {
    const { body } = await keep()
    expect(await isHeld(body)).toBe(true)
    expect(await isHeld({ ...body, sha256: 'e'.repeat(64) })).toBe(false)
    expect(await isHeld({ ...body, sheetId: randomUUID() })).toBe(false)
    expect(await isHeld({ ...body, sheetId: 'Yaneth' })).toBe(false)
    expect(await isHeld({ sheetId: '', sha256: '' })).toBe(false)
    expect(await isHeld(body, await register())).toBe(false)
  })

  test('is not said under a reference that is for reading only, nor to who received the person', async () => {
    const { body } = await keep()
    const opened = await session.open((await view(refer(subjectRef))).body.sealed)
    expect(await isHeld(body, opened.subjectRef, RECIPIENT.agencyId)).toBe(false)
  })
})

describe('a sheet that is kept', () => {
  test('is shown as it was to the agency that keeps it, sealed, and in the log first', async () => {
    const { body } = await keep()
    state.staff = kin(WORKER)
    const shown = await session.open((await show(body.sheetId)).body.sealed, 'POST /consent-sheet-views')
    expect(shown).toMatchObject({ sheetId: body.sheetId, sha256: HASH, mediaType: 'application/pdf' })
    expect(Buffer.from(shown.base64, 'base64')).toEqual(SIGNED)
    expect(state.entries.at(-1)).toMatchObject({
      action: Action.CONSENT_SHEET_SHOWN,
      ...{ code: body.sheetId, categories: [DataCategory.IDENTITY, DataCategory.DOCUMENTS] },
      ...{ subjectRef, agency: SENDER, recipient: SENDER },
      relations: [Relation.SAME_FAMILY_NAME],
    })
  })

  test('is not shown when that cannot be in the log', async () => {
    const { body } = await keep()
    state.away.add('audit')
    expect((await show(body.sheetId)).status).toBe(503)
  })

  test('is not there for anybody else, nor under another person’s reference', async () => {
    const { body } = await keep()
    const none = await show(randomUUID())
    expect([none.status, none.body.code]).toEqual([404, 'not_found'])
    const recipient: Who = { ...SHELTER, scope }
    const stranger: Who = { agencyId: STRANGER.agencyId, user: WORKER, scope }
    for (const who of [recipient, stranger]) expect((await show(body.sheetId, who)).status).toBe(404)
    expect((await show(body.sheetId, OFFICER, await register())).status).toBe(404)
  })

  test('is in no view: whoever receives the person sees neither sheet nor hash', async () => {
    const { body } = await keep()
    const all = [...state.categories]
    state.categories = Object.values(DataCategory).filter(category => typeof category === 'number')
    const seen = JSON.stringify(await session.open((await view(refer(subjectRef))).body.sealed))
    state.categories = all
    for (const hidden of [HASH, body.sheetId, SIGNED.toString('base64')]) expect(seen).not.toContain(hidden)
  })
})
