import { randomUUID } from 'node:crypto'
import { childConsentRefused, consentWithdrawn, decodePayload } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { byGuardian, consentForm, courtOrder, SHEET, vitalForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, told } = service
const { submit } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const CHILD = { minor: true, guardianNamed: true }
const takenBack = { inPrivate: true, duressChecked: true, duress: 'none' }

const record = (subjectRef: string, change: object) =>
  send(officer, 'POST', '/consents', consentForm(subjectRef, change))
const recorded = async (subjectRef: string, change: object = {}): Promise<string> => {
  const { status, body } = await record(subjectRef, change)
  expect([status, body.code]).toEqual([201, undefined])
  return body.id
}
const statusOf = async (id: string) => (await send(officer, 'GET', `/consents/${id}`)).body.status
const takerOf = async (id: string) =>
  (await rows('select taken_back_by from basis where id = $1', [id]))[0]?.taken_back_by
const haltedBy = async (id: string) =>
  (await rows('select payload from outbox where aggregate_id = $1', [id])).flatMap(
    ({ payload }) => decodePayload(consentWithdrawn, payload).referralIds,
  )

/** All that a consent can allow. */
const ALL = {
  ...{ reportBack: true, onward: true, actions: ['refer', 'link'], validUntil: '2090-03-31' },
  ...{ selfIncriminating: { advisedBy: 'legal_aid', advisedOn: '2026-01-02' } },
}

describe('a consent in the place of another that leaves out something', () => {
  test.each([
    ['/purposes', { purposes: ['shelter'] }],
    ['/purposes', { purposes: ['legal_assistance', 'medical_care'] }],
    ['/recipients', { recipients: [{ hub: 'XA', agencyType: 'legal_aid' }] }],
    ['/recipients', { recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: agencies.shelter.agencyId }] }],
    ['/dataCategories', { dataCategories: ['identity', 'contact', 'risk'] }],
    ['/actions', { actions: ['refer'] }],
    ['/validUntil', { validUntil: '2090-03-30' }],
    ['/protocol', { protocol: 'oas-64-standard' }],
    ['/reportBack', { reportBack: false }],
    ['/onward', { onward: false }],
    ['/selfIncriminating', { selfIncriminating: undefined }],
    ['/sheet', { priority: 'emergency', sheet: undefined }],
  ])('takes that back, in private and after a check for duress (%s)', async (pointer, change) => {
    const subjectRef = register(agencies.police)
    const supersedes = await recorded(subjectRef, ALL)
    const less = { ...ALL, ...change, supersedes }
    const unsaid = await record(subjectRef, less)
    const errors = [{ pointer, code: 'less_than_before' }]
    expect(unsaid).toMatchObject({ status: 403, body: { code: 'less_than_before', errors } })
    for (const how of [{ inPrivate: true }, { ...takenBack, inPrivate: false }])
      expect((await record(subjectRef, { ...less, takenBack: how })).status).toBe(400)
    const pressed = await record(subjectRef, { ...less, takenBack: { ...takenBack, duress: 'suspected' } })
    expect(pressed).toMatchObject({ status: 403, body: { code: 'narrowed_under_duress' } })
    expect(await statusOf(supersedes)).toBe('in_force')
    await recorded(subjectRef, { ...less, takenBack })
    expect([await statusOf(supersedes), await takerOf(supersedes)]).toEqual(['withdrawn', 'self'])
  })

  test('halts what it does not reach any more', async () => {
    const subjectRef = register(agencies.police)
    const supersedes = await recorded(subjectRef)
    const { permit } = await submit({ subjectRef })
    await recorded(subjectRef, { recipients: [{ hub: 'XA', agencyType: 'legal_aid' }], supersedes, takenBack })
    expect(await haltedBy(supersedes)).toEqual([permit?.referralId])
  })

  test('an oral one, for which nothing stands but the hours of an emergency', async () => {
    const subjectRef = register(agencies.police)
    const supersedes = await recorded(subjectRef, { purposes: ['shelter'] })
    const oral = { purposes: ['shelter'], signature: 'oral', sheet: undefined, priority: 'emergency', supersedes }
    const { status, body } = await record(subjectRef, oral)
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      ...[403, ['/signature', '/validUntil']],
    ])
  })

  test('is not how anything is taken back where all of it is in it, and more', async () => {
    const subjectRef = register(agencies.police)
    const of = { recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: agencies.shelter.agencyId }] }
    const awaited = await recorded(subjectRef, {
      ...of,
      priority: 'emergency',
      sheet: undefined,
      protocol: 'oas-64-standard',
    })
    const wider = await recorded(subjectRef, { sheet: SHEET, supersedes: awaited })
    await recorded(subjectRef, {
      ...ALL,
      purposes: ['shelter', 'legal_assistance', 'medical_care'],
      supersedes: wider,
      actions: undefined,
    })
    expect([await takerOf(awaited), await takerOf(wider)]).toEqual([null, null])
  })
})

describe('a guardian', () => {
  const measure = {
    ...byGuardian,
    taken: { ...byGuardian.taken, guardian: { ...byGuardian.taken.guardian, authority: 'protective_measure' } },
  }

  test('replaces nothing that the person gave, with less or with more', async () => {
    const subjectRef = register(agencies.police, { guardianNamed: true })
    const supersedes = await recorded(subjectRef)
    const { permit } = await submit({ subjectRef })
    for (const change of [{ purposes: ['legal_assistance'], takenBack }, { onward: true }]) {
      const { status, body } = await record(subjectRef, { ...measure, ...change, supersedes })
      expect([status, body.code]).toEqual([403, 'guardian_may_not_withdraw'])
    }
    expect(await statusOf(supersedes)).toBe('in_force')
    expect((await submit({ subjectRef })).permit?.basisId).toBe(permit?.basisId)
    // Beside it a guardian agrees to what they may.
    await recorded(subjectRef, { ...measure, onward: true })
  })

  test('who leaves a child with less leaves them somebody: a draft opens, and the word is the guardian’s', async () => {
    const subjectRef = register(agencies.police, CHILD)
    const supersedes = await recorded(subjectRef, byGuardian)
    const drafts = async () => (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    const change = { ...byGuardian, recipients: [{ hub: 'XA', agencyType: 'legal_aid' }], supersedes }
    expect((await record(subjectRef, change)).body.code).toBe('less_than_before')
    expect(await drafts()).toEqual([])
    const { status, body } = await record(subjectRef, { ...change, takenBack })
    expect(status).toBe(201)
    expect(await drafts()).toMatchObject([{ draftId: body.draftId, userId: officer.user }])
    expect(await takerOf(supersedes)).toBe('guardian')
    const more = await record(subjectRef, { ...change, onward: true, supersedes: body.id })
    expect([more.status, 'draftId' in more.body]).toEqual([201, false])
    expect(await drafts()).toHaveLength(1)
  })

  test.each([
    ['replaced with less', { recipients: [{ hub: 'XA', agencyType: 'legal_aid' }], takenBack }],
    ['replaced with more, and took that back', { onward: true }],
  ])('who may be part of the harm, as is found later, stands in nobody’s way by what they %s', async (_, change) => {
    const subjectRef = register(agencies.police, CHILD)
    const before = await recorded(subjectRef, byGuardian)
    const next = await recorded(subjectRef, { ...byGuardian, ...change, supersedes: before })
    if ('onward' in change)
      await send(officer, 'POST', `/consents/${next}/withdrawal`, { ...takenBack, by: 'guardian' })
    const order = vitalForm(subjectRef, { basis: 'court_order', justification: courtOrder })
    const { id } = (await send(officer, 'POST', '/consents', order)).body
    const waits = async () => (await send(officer, 'GET', `/consents/${id}`)).body.replacesRefusal === true
    expect(await waits()).toBe(true)
    const found = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
    await record(subjectRef, { ...byGuardian, taken: { ...byGuardian.taken, guardian: found } })
    expect(await waits()).toBe(false)
    const again = (await send(officer, 'POST', '/consents', order)).body.id
    expect((await send(officer, 'GET', `/consents/${again}`)).body).not.toMatchObject({ replacesRefusal: true })
  })
})
