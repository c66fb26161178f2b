import { randomUUID } from 'node:crypto'
import { recordsLinked } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm, SHEET } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, state, publish } = service
const officer = { agency: agencies.police, user: randomUUID() }
const clinic = { agency: agencies.health, user: randomUUID() }
const HOUR = 3_600_000
afterEach(() => {
  state.ahead = 0
})

const URGENT = { priority: 'emergency', purposes: ['shelter'], sheet: undefined }
const ORAL = { ...URGENT, signature: 'oral' }
const WITNESSED = {
  ...{ ...URGENT, signature: 'oral_with_witness' },
  taken: { ...consentForm('').taken, witness: { from: 'no_agency' } },
}
const record = (subjectRef: string, change: object, who = officer) =>
  send(who, 'POST', '/consents', consentForm(subjectRef, change))
const codeOf = async (sent: ReturnType<typeof record>) => {
  const { status, body } = await sent
  return status === 201 ? 'recorded' : body.code
}
const AGAIN = 'witness_or_sheet_first'

describe('in an emergency, what nothing shows but an officer’s word', () => {
  test.each([
    ['given by word alone', ORAL, '/signature'],
    ['signed on a sheet that never came', URGENT, '/sheet'],
  ])('suffices for 72 h (%s): what is said behind them needs a witness or the sheet', async (_, given, pointer) => {
    const subjectRef = register(agencies.police)
    expect(await codeOf(record(subjectRef, given))).toBe('recorded')
    // The agency it was for cannot help: another is asked at once.
    state.ahead = 71 * HOUR
    expect(await codeOf(record(subjectRef, given))).toBe('recorded')
    state.ahead = 73 * HOUR
    const next = await record(subjectRef, given)
    expect(next).toMatchObject({ status: 403, body: { code: AGAIN, errors: [{ pointer, code: AGAIN }] } })
    for (const other of [ORAL, URGENT]) expect(await codeOf(record(subjectRef, other))).toBe(AGAIN)
    for (const shown of [WITNESSED, { ...URGENT, sheet: SHEET }, { ...URGENT, signature: 'pictogram' }])
      expect(await codeOf(record(subjectRef, shown))).toBe('recorded')
  })

  test('is another for another purpose, and of another person', async () => {
    const subjectRef = register(agencies.police)
    await record(subjectRef, ORAL)
    state.ahead = 73 * HOUR
    expect(await codeOf(record(subjectRef, { ...ORAL, purposes: ['medical_care'] }))).toBe('recorded')
    expect(await codeOf(record(subjectRef, { ...ORAL, purposes: ['medical_care', 'shelter'] }))).toBe(AGAIN)
    expect(await codeOf(record(register(agencies.police), ORAL))).toBe('recorded')
  })

  test('is the same in the place of the first, by linked records and though it was taken back; another agency hears for itself', async () => {
    const [subjectRef, same] = [register(agencies.police), register(agencies.police)]
    const { id } = (await record(subjectRef, ORAL)).body
    state.ahead = 73 * HOUR
    expect(await codeOf(record(subjectRef, { ...ORAL, supersedes: id }))).toBe(AGAIN)
    state.ahead = 1 * HOUR
    await send(officer, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })
    state.ahead = 73 * HOUR
    expect(await codeOf(record(subjectRef, ORAL))).toBe(AGAIN)
    await publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [same] })
    expect(await codeOf(record(same, ORAL))).toBe(AGAIN)
    const theirs = register(agencies.health, { subjectId: state.people.get(subjectRef)?.subjectId ?? '' })
    expect(await codeOf(record(theirs, ORAL, clinic))).toBe('recorded')
  })

  test('begins anew once they agreed before a witness or on a sheet', async () => {
    const [witnessed, signed] = [register(agencies.police), register(agencies.police)]
    await record(witnessed, ORAL)
    state.ahead = 1 * HOUR
    expect(await codeOf(record(witnessed, WITNESSED))).toBe('recorded')
    const { id } = (await record(signed, URGENT)).body
    expect((await send(officer, 'POST', `/consents/${id}/sheet`, SHEET)).status).toBe(200)
    state.ahead = 100 * HOUR
    for (const subjectRef of [witnessed, signed]) expect(await codeOf(record(subjectRef, ORAL))).toBe('recorded')
    state.ahead = 173 * HOUR
    expect(await codeOf(record(signed, ORAL))).toBe(AGAIN)
  })
})
