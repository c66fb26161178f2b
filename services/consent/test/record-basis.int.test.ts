import { hash, randomUUID } from 'node:crypto'
import { childConsentRefused, decodePayload } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { byGuardian, consentForm, courtOrder, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const { send, register, rows, state, lines } = await useConsent()
const officer = { agency: agencies.police, user: randomUUID() }
const HOUR = 3_600_000

afterEach(() => {
  state.ahead = 0
})

const record = (form: object, who: Parameters<typeof send>[0] = officer, key?: string) =>
  send(who, 'POST', '/consents', form, key)

describe('a consent in order', () => {
  test('is recorded, and the recording agency reads all of it', async () => {
    const subjectRef = register(agencies.police)
    const { status, body } = await record(consentForm(subjectRef))
    expect([status, body]).toEqual([201, { id: expect.any(String), basis: 'consent', status: 'in_force' }])

    const read = await send({ agency: agencies.police }, 'GET', `/consents/${body.id}`)
    expect(read.status).toBe(200)
    expect(read.body).toMatchObject({ ...consentForm(subjectRef), version: 1, endsAt: '2090-04-01T00:00:00.000Z' })
    const subjectId = state.people.get(subjectRef)?.subjectId ?? ''
    expect(read.text).not.toContain(subjectId)
  })

  test('is read back with how it was taken', async () => {
    const form = consentForm(register(agencies.police, { minor: true, guardianNamed: true }), {
      ...byGuardian,
      interpreter: true,
      signature: 'oral_with_witness',
      taken: { ...byGuardian.taken, interpreter: 'professional', witness: { from: 'legal_aid' }, viewsSought: true },
    })
    const { body } = await record(form)
    expect((await send(officer, 'GET', `/consents/${body.id}`)).body.taken).toEqual(form.taken)
  })

  test('names the text that was read, which anybody who records can look up', async () => {
    const { status, body } = await send(officer, 'GET', '/consent-forms')
    expect(status).toBe(200)
    const languages = body.items.map(({ language }: { language: string }) => language)
    expect(languages).toEqual(['spa', 'eng', 'fra', 'por'])
    for (const { text, sha256 } of body.items) expect(hash('sha256', text, 'hex')).toBe(sha256)
  })

  test('is recorded once, however often the request is repeated', async () => {
    const form = consentForm(register(agencies.police))
    const key = randomUUID()
    const [first, second] = [await record(form, officer, key), await record(form, officer, key)]
    expect(second.body).toEqual(first.body)
    expect(await rows('select id from basis where subject_ref = $1', [form.subjectRef])).toHaveLength(1)
    const other = await record(consentForm(register(agencies.police)), officer, key)
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused'])
  })
})

describe('a form', () => {
  test.each([
    ['a name as purpose', { purposes: ['Maria'] }, 'unknown_code', '/purposes/0'],
    ['a language that does not exist', { languageExplained: 'xxq' }, 'unknown_code', '/languageExplained'],
    ['words where none belong', { notes: 'she said' }, 'request_invalid', ''],
    ['no purpose', { purposes: [] }, 'request_invalid', '/purposes'],
    ['an exclusion of nobody', { excluded: [{ hub: 'XA' }] }, 'request_invalid', '/excluded/0'],
    ['a date that is none', { validUntil: '2030-02-30' }, 'request_invalid', '/validUntil'],
    [
      'an article in words',
      { justification: { reason: 'duty_to_report', article: 'art. 9' } },
      'request_invalid',
      '/justification/article',
    ],
  ])('with %s is refused at the field', async (_, change, code, pointer) => {
    const { status, body, text } = await record(consentForm(register(agencies.police), change))
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, code, pointer])
    expect(text).not.toMatch(/Maria|she said|art\. 9/)
  })

  test.each([
    ['consent_expired', { validUntil: '2024-11-30' }, {}, '/validUntil'],
    ['language_not_understood', {}, { languages: ['que'] }, '/languageExplained'],
    ['comprehension_not_checked', { comprehensionChecked: false }, {}, '/comprehensionChecked'],
    ['form_text_unknown', { taken: { formText: 'f'.repeat(64) } }, {}, '/taken/formText'],
    ['interpreter_not_independent', { interpreter: true }, {}, '/taken/interpreter'],
    ['guardian_authority_missing', { grantedBy: 'guardian' }, { guardianNamed: true }, '/taken/guardian'],
    ['signature_missing', { signature: 'oral' }, {}, '/priority'],
    ['guardian_not_named', { grantedBy: 'guardian' }, {}, '/grantedBy'],
    ['guardian_conflict', { grantedBy: 'guardian' }, { guardianNamed: true, guardianConflict: true }, '/grantedBy'],
    ['justification_missing', { basis: 'court_order' }, {}, '/justification'],
    ['not_a_child', { basis: 'child_safeguarding', justification: { reason: 'child_at_risk' } }, {}, '/basis'],
    [
      'compelled_data_missing',
      { basis: 'court_order', justification: { ...courtOrder, compels: undefined } },
      {},
      '/justification/compels',
    ],
    [
      'order_limit_missing',
      { basis: 'court_order', justification: { ...courtOrder, until: undefined } },
      {},
      '/justification/until',
    ],
  ])('is refused with %s', async (code, change, facts, pointer) => {
    const { status, body } = await record(consentForm(register(agencies.police, facts), change))
    expect([status, body.code, body.errors[0]]).toEqual([403, code, { pointer, code }])
    expect(body.refs).toBeUndefined()
  })

  test('about a person whom the agency does not have is about nobody', async () => {
    const other = register(agencies.shelter)
    const [refused, absent] = [await record(consentForm(other)), await record(consentForm('share-of-nobody'))]
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
    expect({ ...refused.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  })
})

describe('one officer alone', () => {
  test('acts at once after a fresh sign-in, and a second person is awaited', async () => {
    const { status, body } = await record(vitalForm(register(agencies.police)))
    expect(status).toBe(201)
    expect(body).toMatchObject({ basis: 'vital_interest', status: 'in_force' })
    const read = await send(officer, 'GET', `/consents/${body.id}`)
    const hoursAfter = (time: string) => (Date.parse(time) - Date.parse(read.body.grantedAt)) / HOUR
    expect([hoursAfter(body.confirmBy), hoursAfter(read.body.endsAt)]).toEqual([24, 72])
  })

  test.each([vitalForm, safeguardingForm])('signs in again when the last sign-in is over 5 minutes old', async form => {
    const stale = { ...officer, signedIn: 301 }
    const subjectRef = register(agencies.police, { minor: form === safeguardingForm })
    const { status, body, headers } = await record(form(subjectRef), stale)
    expect([status, body.code]).toEqual([401, 'step_up_required'])
    expect(headers['www-authenticate']).toContain('insufficient_user_authentication')
    expect((await record(consentForm(register(agencies.police)), stale)).status).toBe(201)
  })

  test('names one recipient', async () => {
    const recipients = [agencies.shelter, agencies.health].map(({ hub, type }) => ({ hub, agencyType: type }))
    const { body } = await record(vitalForm(register(agencies.police), { recipients }))
    expect(body.code).toBe('one_recipient_only')
  })
})

describe('a child whose consent is refused', () => {
  const draftsOf = (draftId: string) => rows('select * from outbox where aggregate_id = $1', [draftId])

  test.each([
    ['minor_without_guardian_or_safeguarding', { minor: true }, {}],
    ['guardian_conflict', { minor: true, guardianNamed: true, guardianConflict: true }, { grantedBy: 'guardian' }],
  ])('is not refused: a safeguarding draft opens (%s)', async (code, facts, change) => {
    const subjectRef = register(agencies.police, facts)
    const { status, body, headers } = await record(consentForm(subjectRef, change))
    expect([status, body.code]).toEqual([403, code])
    expect(headers['content-type']).toContain('application/problem+json')
    const [event, ...more] = await draftsOf(body.refs.draftId)
    expect(more).toEqual([])
    expect(event).toMatchObject({ type: 'consent.child-consent-refused.v1', aggregate_version: 1 })
    expect(decodePayload(childConsentRefused, event.payload)).toMatchObject({
      draftId: body.refs.draftId,
      agencyId: agencies.police.agencyId,
      userId: officer.user,
      subjectRef,
    })
  })

  test('has one draft that stands, however often the form is sent, also at once', async () => {
    const form = consentForm(register(agencies.police, { minor: true }))
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => record(form, officer, key)))
    const drafts = new Set(answers.map(({ body }) => body.refs.draftId))
    expect(drafts.size).toBe(1)
    for (const draftId of drafts) expect(await draftsOf(draftId)).toHaveLength(1)
    expect((await record(form)).body.refs.draftId).toBe([...drafts][0])
  })

  test('is safeguarded without anybody’s consent', async () => {
    const subjectRef = register(agencies.police, { minor: true, guardianNamed: true, guardianConflict: true })
    expect((await record(safeguardingForm(subjectRef))).status).toBe(201)
  })
})

test('no reference to a person reaches the log', () => {
  const told = lines.join('\n')
  for (const [subjectRef, { subjectId }] of state.people) {
    expect(told).not.toContain(subjectRef)
    expect(told).not.toContain(subjectId)
  }
  expect(told).toContain('basis.recorded')
})
