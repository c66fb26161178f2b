import { randomUUID } from 'node:crypto'
import { basisDue, consentWithdrawn, fromBinary, GrantSchema, Priority, sheetMoved } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm, SHEET, toXB } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, tellDue, told, publish } = service
const { submit, pack } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const colleague = { agency: agencies.police, user: randomUUID() }
const TAKEN = { inPrivate: true, duressChecked: true }
const HOUR = 3_600_000
const EMERGENCY = { priority: Priority.EMERGENCY }

afterEach(() => {
  state.ahead = 0
})

const record = (form: object) => send(officer, 'POST', '/consents', form)
/** Signed tonight, and nothing to scan it with. */
const unscanned = (subjectRef: string, change: object = {}) =>
  consentForm(subjectRef, { sheet: undefined, priority: 'emergency', ...change })
const pending = async (subjectRef = register(agencies.police)) => {
  const { status, body } = await record(unscanned(subjectRef))
  expect(status).toBe(201)
  return { id: body.id as string, subjectRef }
}
const add = (id: string, sheet: object = SHEET, who = colleague) => send(who, 'POST', `/consents/${id}/sheet`, sheet)
const read = async (id: string) => (await send(officer, 'GET', `/consents/${id}`)).body

describe('a consent that was signed', () => {
  test.each(['signed', 'thumbprint'])('(%s) is not recorded without its sheet', async signature => {
    const { status, body } = await record(consentForm(register(agencies.police), { signature, sheet: undefined }))
    expect([status, body.code, body.errors]).toEqual([
      403,
      'signed_sheet_missing',
      [{ pointer: '/sheet', code: 'signed_sheet_missing' }],
    ])
  })

  test('is not recorded on the word of whoever sends it: redaction has to hold the sheet, of this person, with this hash', async () => {
    const subjectRef = register(agencies.police, { sheets: [] })
    for (const form of [
      consentForm(subjectRef),
      consentForm(register(agencies.police), { sheet: { ...SHEET, sha256: 'e'.repeat(64) } }),
      consentForm(register(agencies.police), { sheet: { ...SHEET, id: randomUUID() } }),
    ]) {
      const { status, body } = await record(form)
      expect([status, body.code]).toEqual([403, 'signed_sheet_unknown'])
    }
  })

  test('names its sheet to the agency that recorded it', async () => {
    const { body } = await record(consentForm(register(agencies.police)))
    expect(body).not.toHaveProperty('sheetBy')
    expect(await read(body.id)).toMatchObject({ sheet: SHEET, status: 'in_force' })
  })

  test('ends when its sheet is kept for the record that was put right; what was given otherwise stands', async () => {
    const subjectId = `subject-${randomUUID()}`
    const subjectRef = register(agencies.police, { subjectId })
    const { body } = await record(consentForm(subjectRef))
    const other = (await record(consentForm(subjectRef, { signature: 'pictogram', sheet: undefined }))).body
    await publish(sheetMoved, { subjectId, sheetId: randomUUID() })
    expect((await read(body.id)).status).toBe('in_force')
    await publish(sheetMoved, { subjectId, sheetId: SHEET.id })
    expect([(await read(body.id)).status, (await read(other.id)).status]).toEqual(['withdrawn', 'in_force'])
    expect((await told(consentWithdrawn)).filter(({ basisId }) => basisId === body.id)).toHaveLength(1)
  })

  test('and narrowed keeps its sheet', async () => {
    const { body } = await record(consentForm(register(agencies.police)))
    const less = await send(officer, 'POST', `/consents/${body.id}/narrowing`, { ...TAKEN, purposes: ['shelter'] })
    expect(await read(less.body.id)).toMatchObject({ sheet: SHEET, status: 'in_force' })
  })

  test('is the only basis that has a sheet', async () => {
    const form = { ...consentForm(register(agencies.police)), basis: 'court_order' }
    const { status, body } = await record(form)
    expect([status, body.errors]).toEqual([400, [{ pointer: '/sheet', code: 'not_allowed' }]])
  })
})

describe('a consent that was signed in an emergency', () => {
  test('may be recorded before its sheet, and carries emergencies alone until it comes', async () => {
    const { id, subjectRef } = await pending()
    const { sheetBy, status } = await read(id)
    expect(status).toBe('in_force')
    expect(Date.parse(sheetBy) - Date.now()).toBeGreaterThan(71.9 * HOUR)
    expect(Date.parse(sheetBy) - Date.now()).toBeLessThanOrEqual(72 * HOUR)
    expect((await submit({ subjectRef })).code).toBe('signed_sheet_missing')
    expect((await submit({ subjectRef }, EMERGENCY)).code).toBe('permitted')
  })

  test('carries everything once the sheet has come, and its history tells who brought it', async () => {
    const { id, subjectRef } = await pending()
    const { status, body } = await add(id)
    expect([status, body.status, body.sheetBy]).toEqual([200, 'in_force', undefined])
    expect((await submit({ subjectRef })).code).toBe('permitted')
    state.ahead = 100 * HOUR
    expect((await submit({ subjectRef })).code).toBe('permitted')
    const { items } = (await send(officer, 'GET', `/consents/${id}/history`)).body
    expect(items.map(({ what, by }: { what: string; by: string }) => [what, by])).toEqual([
      ['recorded', officer.user],
      ['sheet_added', colleague.user],
    ])
  })

  test('permits nothing any more when the sheet did not come in time, and is not revived', async () => {
    const { id, subjectRef } = await pending()
    state.ahead = 72 * HOUR + 1_000
    expect((await submit({ subjectRef }, EMERGENCY)).code).toBe('signed_sheet_overdue')
    expect((await read(id)).status).toBe('lapsed')
    const late = await add(id)
    expect([late.status, late.body.code]).toEqual([403, 'signed_sheet_overdue'])
    const again = await record(consentForm(subjectRef, { supersedes: id }))
    expect(again.status).toBe(201)
    expect((await submit({ subjectRef })).code).toBe('permitted')
  })

  test('takes no sheet that redaction does not hold, and none twice', async () => {
    const { id } = await pending()
    const wrong = await add(id, { ...SHEET, sha256: 'e'.repeat(64) })
    expect([wrong.status, wrong.body.code]).toEqual([403, 'signed_sheet_unknown'])
    expect((await add(id)).status).toBe(200)
    const again = await add(id)
    expect([again.status, again.body.code]).toEqual([409, 'signed_sheet_not_awaited'])
  })

  test('that is withdrawn takes none either', async () => {
    const { id } = await pending()
    await send(officer, 'POST', `/consents/${id}/withdrawal`, TAKEN)
    expect((await add(id)).body.code).toBe('already_withdrawn')
  })

  test('does not begin its 72 h anew by being narrowed', async () => {
    const { id } = await pending()
    const { sheetBy } = await read(id)
    state.ahead = HOUR
    const { body } = await send(officer, 'POST', `/consents/${id}/narrowing`, { ...TAKEN, purposes: ['shelter'] })
    expect((await read(body.id)).sheetBy).toBe(sheetBy)
  })

  test('stands in the list, and warns once, a day before it lapses', async () => {
    const { id } = await pending()
    const { id: scanned } = await pending()
    await add(scanned)
    const listed = async () =>
      (await send(officer, 'GET', '/bases?sheet=awaited&limit=200')).body.items.map((item: { id: string }) => item.id)
    expect(await listed()).toContain(id)
    expect(await listed()).not.toContain(scanned)
    const warnings = async () => (await told(basisDue)).filter(due => due.kind === 'sheet').map(due => due.basisId)
    await tellDue()
    expect(await warnings()).not.toContain(id)
    state.ahead = 49 * HOUR
    await tellDue()
    await tellDue()
    expect((await warnings()).filter(basisId => basisId === id)).toHaveLength(1)
    expect(await warnings()).not.toContain(scanned)
  })
})

test('what is on record for a person is listed to the agency that recorded it, and to nobody else', async () => {
  const { id, subjectRef } = await pending()
  const listed = async (agency = agencies.police) =>
    (await send({ agency }, 'GET', `/consents?subjectRef=${subjectRef}`)).body.items
  expect(await listed()).toMatchObject([{ id, signature: 'signed', sheetBy: expect.any(String) }])
  expect(await listed(agencies.otherPolice)).toEqual([])
})

test('the grant of a package says that the sheet is held, and nothing else of it', async () => {
  const subjectRef = register(agencies.police)
  await record(consentForm(subjectRef, toXB))
  const to = agencies.shelterXB
  const { request } = await submit({ subjectRef, to })
  const { grant } = await pack({ subjectRef, to }, { referralId: request?.referralId ?? '' })
  const bytes = grant?.grant ?? new Uint8Array()
  expect(fromBinary(GrantSchema, bytes).sheetHeld).toBe(true)
  for (const hidden of [SHEET.id, SHEET.sha256]) expect(Buffer.from(bytes).toString('latin1')).not.toContain(hidden)
})

test('the database itself takes no sheet that came late', async () => {
  const { id } = await pending()
  const late = `update basis set sheet_id = $2, sheet_sha256 = $3, sheet_added_by = 'x', sheet_added_at = sheet_by where id = $1`
  await expect(rows(late, [id, SHEET.id, SHEET.sha256])).rejects.toThrow('check constraint')
})
