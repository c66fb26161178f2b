import { randomUUID } from 'node:crypto'
import { childConsentRefused } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { extensionUrl, SYSTEMS } from '../src/domain/fhir/names.ts'
import { example, schemaFaults } from './fixtures/fhir/hl7.ts'
import { byGuardian, consentForm, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const { send, register, http, rows, told, tokenOf, lines, state } = await useConsent()
const officer = { agency: agencies.police, user: randomUUID() }

const recorded = async (form: object): Promise<string> => {
  const { status, body } = await send(officer, 'POST', '/consents', form)
  expect(status).toBe(201)
  return body.id
}
const exported = (id: string, who = officer) => send(who, 'GET', `/consents/${id}/fhir`)
const imported = (resource: object, who = officer) => send(who, 'POST', '/consents/fhir', resource)
const withdrawn = (id: string) =>
  send(officer, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })

const rich = (subjectRef: string) =>
  consentForm(subjectRef, {
    recipients: [
      { hub: 'XA', agencyType: 'shelter', agencyId: agencies.shelter.agencyId },
      { hub: 'XB', agencyType: 'health' },
    ],
    excluded: [
      { hub: 'XA', agencyType: 'police', userId: randomUUID() },
      { hub: 'XB', agencyId: agencies.policeXB.agencyId },
    ],
    purposes: ['shelter', 'medical_care'],
    reportBack: true,
    actions: ['refer'],
    onward: true,
    protocol: 'oas-64-standard',
    selfIncriminating: { advisedBy: 'legal_aid', advisedOn: '2024-11-01' },
  })

describe('a recorded consent', () => {
  test('is given out as a FHIR R5 Consent, valid by the schema, with nobody in it', async () => {
    const subjectRef = register(agencies.police)
    const { status, headers, body, text } = await exported(await recorded(rich(subjectRef)))
    expect([status, headers['content-type']]).toEqual([200, 'application/fhir+json; charset=utf-8'])
    expect(schemaFaults(body)).toEqual([])
    expect(body).toMatchObject({ resourceType: 'Consent', status: 'active', decision: 'deny' })
    for (const hidden of [state.people.get(subjectRef)?.subjectId ?? '', officer.user])
      expect(text).not.toContain(hidden)
    expect(text).not.toContain('display')
  })

  test('given out, taken in and recorded again is the same, also whom it excludes', async () => {
    const first = await exported(await recorded(rich(register(agencies.police))))
    const draft = await imported(first.body)
    expect(draft.status).toBe(200)
    expect(draft.body.unmapped.every(({ reason }: { reason: string }) => reason === 'recorded_anew')).toBe(true)
    const again = await exported(await recorded(draft.body.form))
    const timeless = ({ id, identifier, date, period, ...same }: Record<string, unknown>) => same
    expect(timeless(again.body)).toEqual(timeless(first.body))
    expect(again.body.id).not.toBe(first.body.id)
  })

  test('that was withdrawn is inactive, and is not taken in', async () => {
    const id = await recorded(consentForm(register(agencies.police)))
    await withdrawn(id)
    const { body } = await exported(id)
    expect(body.status).toBe('inactive')
    const refused = await imported(body)
    expect([refused.status, refused.body.code]).toEqual([403, 'fhir_not_in_force'])
  })

  test('is none if another basis was recorded', async () => {
    const { status, body } = await exported(await recorded(vitalForm(register(agencies.police))))
    expect([status, body.code]).toEqual([409, 'fhir_consent_only'])
  })
})

describe('a FHIR Consent that is taken in', () => {
  const whole = async (form: object = consentForm(register(agencies.police))) =>
    (await exported(await recorded(form))).body

  test('records nothing: it is a draft, with what did not map', async () => {
    const resource = await whole()
    const before = await rows('select count(*) from basis')
    const { status, body, text } = await imported({ ...resource, text: { status: 'generated', div: 'Maria' } })
    expect(status).toBe(200)
    expect(body.unmapped).toContainEqual({ path: '/text/div', reason: 'free_text' })
    expect(await rows('select count(*) from basis')).toEqual(before)
    expect(text + lines.join('')).not.toContain('Maria')
  })

  test('may come as application/fhir+json', async () => {
    const answer = await http.inject({
      method: 'POST',
      url: '/consents/fhir',
      headers: {
        authorization: `Bearer ${await tokenOf(officer)}`,
        'idempotency-key': randomUUID(),
        'content-type': 'application/fhir+json',
      },
      payload: JSON.stringify(await whole()),
    })
    expect(answer.statusCode).toBe(200)
  })

  test.each([
    ['signature_missing', 'signature', '/extension:signature'],
    ['comprehension_not_checked', 'taken-comprehension', '/extension:taken-comprehension'],
  ])('is refused with %s as any form, at the element', async (code, name, pointer) => {
    const resource = await whole()
    const extension = resource.extension.filter(({ url }: { url: string }) => url !== extensionUrl(name))
    const { status, body } = await imported({ ...resource, extension })
    expect([status, body.code, body.errors]).toEqual([403, code, [{ pointer, code }]])
  })

  test('is refused in a language that the person does not speak', async () => {
    const resource = await whole()
    const subject = {
      identifier: { system: SYSTEMS.subject, value: register(agencies.police, { languages: ['que'] }) },
    }
    const { body } = await imported({ ...resource, subject, grantor: [subject] })
    expect([body.code, body.errors[0].pointer]).toEqual(['language_not_understood', '/extension:language-explained'])
  })

  test('without language, check and signature, as hospitals have it, is refused with all that is missing', async () => {
    const { controller: _, ...theirs } = example('pkb')
    const { status, body } = await imported({ ...theirs, provision: [{ period: { end: '2090-01-01' } }] })
    expect([status, body.code]).toEqual([403, 'fhir_incomplete'])
    const places = body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(places).toEqual(
      expect.arrayContaining(['/subject', '/grantor', '/verification', '/extension:language-explained']),
    )
  })

  test('that would permit more than it says is refused, and so is one given to another agency', async () => {
    const resource = await whole()
    const limited = { ...resource, provision: [{ ...resource.provision[0], dataPeriod: { end: '2024-01-01' } }] }
    expect((await imported(limited)).body).toMatchObject({
      code: 'fhir_would_widen',
      errors: [{ pointer: '/provision/0/dataPeriod' }],
    })
    const other = await imported(resource, { agency: agencies.otherPolice, user: randomUUID() })
    expect([other.status, other.body.code]).toEqual([403, 'fhir_other_controller'])
  })

  test('of somebody whom the agency does not know leads nowhere', async () => {
    const subject = { identifier: { system: SYSTEMS.subject, value: 'share-nobody' } }
    const { status, body } = await imported({ ...(await whole()), subject, grantor: [subject] })
    expect([status, body.code]).toEqual([404, 'not_found'])
  })

  test('of a child is refused, the child is not: a safeguarding draft opens, once', async () => {
    const child = register(agencies.police, { minor: true, guardianNamed: true, guardianConflict: true })
    const free = register(agencies.police, { minor: true, guardianNamed: true })
    const resource = await whole(consentForm(free, byGuardian))
    const subject = { identifier: { system: SYSTEMS.subject, value: child } }
    const key = randomUUID()
    const ask = () => send(officer, 'POST', '/consents/fhir', { ...resource, subject }, key)
    const [first, second] = [await ask(), await ask()]
    expect([first.status, first.body.code]).toEqual([403, 'guardian_conflict'])
    expect(second.body.refs.draftId).toBe(first.body.refs.draftId)
    const drafts = (await told(childConsentRefused)).filter(({ subjectRef }) => subjectRef === child)
    expect(drafts).toHaveLength(1)
  })

  test('that is something else, or nested without end, is refused as unreadable', async () => {
    const nested = JSON.parse('['.repeat(60) + ']'.repeat(60))
    for (const resource of [{ resourceType: 'Patient' }, {}, { resourceType: 'Consent', extension: nested }]) {
      expect((await imported(resource)).status).toBe(400)
    }
  })
})
