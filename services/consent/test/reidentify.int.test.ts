import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  childConsentRefused,
  create,
  DataCategory,
  decodePayload,
  exclusionsRecorded,
  PermitSchema,
  ReidentifyRequestSchema,
  reidentify,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm, vitalForm } from './fixtures/forms.ts'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { attestation } from './fixtures/neighbours.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, now, tokenOf, as, trust, told } = service
const { kept, explained } = keptBy(service)

afterEach(() => {
  Object.assign(state, { auditDown: false, ahead: 0 })
  state.suspended.clear()
})

interface Asked {
  readonly agency?: TestAgency
  readonly reason?: string
  readonly user?: string
  readonly confirmedBy?: string
  readonly scope?: string
  readonly attestedFor?: string
  readonly recipient?: TestAgency
}

/** As redaction asks for a custodian, once another has confirmed it. */
async function ask(subjectRef: string, asked: Asked = {}) {
  const { agency = agencies.police, user = randomUUID(), scope = 'identity:custody' } = asked
  const request = create(ReidentifyRequestSchema, {
    nonce: randomUUID(),
    token: await tokenOf({ agency, user, scope }),
    requestId: randomUUID(),
    reason: asked.reason ?? 'court_order',
    confirmedBy: asked.confirmedBy ?? randomUUID(),
    recipient: refOf(asked.recipient ?? agency),
    attestation: attestation(state, now(), { subjectRef, user: asked.attestedFor ?? user }),
  })
  const { decision } = await (await as('redaction')).ask(reidentify, request)
  if (decision.case === 'denial') {
    const { rule: code, code: told, decisionId } = decision.value
    return { code, told, decisionId, request, user }
  }
  const hash = requestHash(toBinary(ReidentifyRequestSchema, request))
  const signer = trust.keyOf('consent')
  const permit = verifyStatement(PermitSchema, 'permit.v1', decision.value, signer, { now: now(), requestHash: hash })
  return { code: 'permitted', decisionId: permit.permitId, permit, request, user }
}

/** What the bases of the table are recorded with, for the police. */
const FORMS = {
  court_order: {
    ...{ reason: 'court_ordered', authority: 'court', document: 'c'.repeat(64) },
    ...{ compels: ['identity'], until: '2090-01-31' },
  },
  vital_interest: { reason: 'danger_to_life' },
  child_safeguarding: { reason: 'child_at_risk' },
  legal_obligation: {
    ...{ reason: 'duty_to_report', personTold: 'told', compels: ['identity', 'exploitation'] },
    article: { law: 'mutual_assistance_treaty', number: 18 },
  },
} as const

/** By the agency that has the person, or by the custodian's. */
async function recorded(
  subjectRef: string,
  basis: keyof typeof FORMS = 'court_order',
  change: object = {},
  by = agencies.police,
) {
  const form = vitalForm(subjectRef, {
    ...{ basis, purposes: ['formal_identification'], recipients: [{ hub: 'XA', agencyType: 'police' }] },
    ...{ dataCategories: ['identity'], justification: FORMS[basis], ...change },
  })
  const { status, body } = await send({ agency: by }, 'POST', '/consents', form)
  expect([status, body.code]).toEqual([201, undefined])
  return String(body.id)
}
const forTheirs = (type: string) => ({ recipients: [{ hub: 'XA', agencyType: type }] })

describe('a custodian may be told who stands behind a pseudonym', () => {
  test('by a permit for identity alone, on the basis that is on record, before it is signed', async () => {
    const subjectRef = register(agencies.police)
    const basisId = await recorded(subjectRef)
    const { permit, request, user } = await ask(subjectRef)
    expect(permit).toMatchObject({
      ...{ referralId: request.requestId, userId: user, basis: Basis.COURT_ORDER, codeNameOnly: false },
      ...{ subjectId: state.people.get(subjectRef)?.subjectId, categories: [DataCategory.IDENTITY] },
      ...{ basisId, basisVersion: 1, basisHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(await rows('select * from reidentification_permit where permit_id = $1', [permit?.permitId])).toMatchObject([
      {
        ...{ user_id: user, confirmed_by: request.confirmedBy, reason: 'court_order', table_hash: permit?.policyHash },
        ...{ basis_id: basisId, basis_version: 1 },
      },
    ])
    expect(await kept(permit?.permitId ?? '')).toMatchObject({
      ...{ occasion: 'reidentification', outcome: 'permit', basis_id: basisId, protocol: null, owner_agency: null },
      ...{ referral_id: request.requestId, asker_agency: agencies.police.agencyId, bases: [{ id: basisId }] },
    })
  })
  test('on what the agency that has the person has recorded for the custodian’s', async () => {
    const subjectRef = register(agencies.shelter)
    const basisId = await recorded(subjectRef, 'court_order', {}, agencies.shelter)
    const police = register(agencies.police, { subjectId: state.people.get(subjectRef)?.subjectId ?? '' })
    expect((await ask(police)).permit).toMatchObject({ basisId })
  })
  test('on what a caseworker of the custodian’s agency has recorded under the number of the request, for that agency alone', async () => {
    const subjectId = `subject-${randomUUID()}`
    const unknown = { subjectId, received: true }
    const requestRef = register(agencies.police, { ...unknown, asksForName: true })
    const { agencyId } = agencies.police
    const own = { recipients: [{ hub: 'XA', agencyType: 'police', agencyId }] }
    const basisId = await recorded(requestRef, 'court_order', own)
    expect((await ask(requestRef)).permit).toMatchObject({ basisId, subjectId })
    expect((await ask(requestRef, { agency: agencies.otherPolice })).code).toBe('no_lawful_basis')
    const record = async (ref: string, form: object) =>
      (await send({ agency: agencies.police }, 'POST', '/consents', { ...vitalForm(ref), ...form })).body.code
    expect(await record(requestRef, { recipients: [{ hub: 'XA', agencyType: 'police' }] })).toBe('onward_not_permitted')
    expect(await record(requestRef, consentForm(requestRef, own))).toBe('onward_not_permitted')
    expect(await record(register(agencies.police, unknown), own)).toBe('onward_not_permitted')
  })
  test.each([
    ['court_order', agencies.police, 'court_order', 'permitted'],
    ['court_order', agencies.shelter, 'court_order', 'no_lawful_basis'],
    ['court_order', agencies.enforcement, 'court_order', 'no_lawful_basis'],
    ['danger_to_life', agencies.shelter, 'vital_interest', 'permitted'],
    ['danger_to_life', agencies.enforcement, 'vital_interest', 'no_lawful_basis'],
    ['danger_to_life', agencies.consulate, 'vital_interest', 'no_lawful_basis'],
    ['child_in_danger', agencies.police, 'child_safeguarding', 'permitted'],
    ['child_in_danger', agencies.health, 'child_safeguarding', 'no_lawful_basis'],
    ['duty_to_identify', agencies.identification, 'legal_obligation', 'permitted'],
    ['duty_to_identify', agencies.police, 'legal_obligation', 'no_lawful_basis'],
    ['curiosity', agencies.police, 'court_order', 'no_lawful_basis'],
    ['constructor', agencies.police, 'court_order', 'no_lawful_basis'],
  ] as const)('for %s, by an agency of the kind %o, with a %s on record: %s', async (reason, agency, basis, code) => {
    const subjectRef = register(agencies.police, { minor: basis === 'child_safeguarding' })
    await recorded(subjectRef, basis, forTheirs(agency.type))
    expect((await ask(subjectRef, { reason, agency })).code).toBe(code)
  })
})

test('whom it keeps safe as a child is told no more once they came of age; of a name that is asked for nobody knows it before', async () => {
  const subjectId = `subject-${randomUUID()}`
  const requestRef = register(agencies.police, { subjectId, received: true, asksForName: true })
  const { agencyId } = agencies.police
  await recorded(requestRef, 'child_safeguarding', {
    recipients: [{ hub: 'XA', agencyType: 'police', agencyId }],
  })
  const asked = (minor: boolean) => {
    state.people.set(requestRef, { agency: agencies.police, subjectId, asksForName: true, minor })
    return ask(requestRef, { reason: 'child_in_danger' })
  }
  expect((await asked(true)).code).toBe('permitted')
  expect((await asked(false)).code).toBe('not_a_child')
})

test('of a child whose guardian may be part of the harm it is refused, and a safeguarding draft opens, once', async () => {
  const subjectRef = register(agencies.police, { minor: true, guardianNamed: true })
  await recorded(subjectRef, 'vital_interest')
  const person = state.people.get(subjectRef)
  if (person) state.people.set(subjectRef, { ...person, guardianConflict: true })
  for (const _ of [1, 2]) expect((await ask(subjectRef, { reason: 'danger_to_life' })).code).toBe('guardian_conflict')
  const drafts = (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
  expect(drafts).toMatchObject([{ agencyId: agencies.police.agencyId }])
})

describe('a reason gives no right by itself', () => {
  test('nothing on record: it is refused, and says what to do', async () => {
    const { code, decisionId, request, user } = await ask(register(agencies.police))
    expect(code).toBe('no_lawful_basis')
    expect(state.entries.at(-1)).toMatchObject({
      entryId: decisionId,
      code,
      userId: user,
      referralId: request.requestId,
    })
    const { body } = await explained(decisionId, reading(agencies.police, 'identity:custody'))
    expect(saidIn(body)).toContain('Have the order, the danger or the duty recorded, naming your agency')
    expect((await explained(decisionId, reading(agencies.police))).status).toBe(404)
  })
  test.each<[string, object]>([
    ['no_lawful_basis', forTheirs('shelter')],
    ['no_lawful_basis', { recipients: [{ hub: 'XA', agencyType: 'police', agencyId: agencies.otherPolice.agencyId }] }],
    ['purpose_outside_consent', { purposes: ['shelter'] }],
    ['nothing_to_disclose', { dataCategories: ['contact'] }],
    ['nothing_to_disclose', { justification: { ...FORMS.court_order, compels: ['exploitation'] } }],
  ])('%s: an order with %o', async (code, change) => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, 'court_order', change)
    expect((await ask(subjectRef)).code).toBe(code)
  })
  test('a basis of another kind, or of another person, carries nothing', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, 'vital_interest')
    await recorded(register(agencies.police))
    expect((await ask(subjectRef)).code).toBe('no_lawful_basis')
  })
  test('an article that compels no identity carries none', async () => {
    const subjectRef = register(agencies.police)
    const article = { law: 'criminal_procedure_code', number: 264 }
    const justification = { ...FORMS.legal_obligation, article }
    await recorded(subjectRef, 'legal_obligation', { ...forTheirs('identification_authority'), justification })
    const asked = { reason: 'duty_to_identify', agency: agencies.identification }
    expect((await ask(subjectRef, asked)).code).toBe('nothing_to_disclose')
  })
  test('nor does it once somebody else has ended it, its time is over, or nobody has confirmed it in time', async () => {
    const [ended, old] = [register(agencies.police), register(agencies.police)]
    const id = await recorded(ended)
    const found = { outcome: 'ends' }
    expect((await send({ agency: agencies.police }, 'POST', `/consents/${id}/review`, found)).status).toBe(200)
    expect((await ask(ended)).code).toBe('consent_withdrawn')
    await recorded(old, 'vital_interest')
    const danger = { reason: 'danger_to_life' }
    expect((await ask(old, danger)).code).toBe('permitted')
    state.ahead = 25 * 3_600_000
    expect((await ask(old, danger)).code).toBe('confirmation_overdue')
    state.ahead = 73 * 3_600_000
    expect((await ask(old, danger)).code).toBe('consent_expired')
  })
  test('a vital interest goes to one recipient: the first that was told', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, 'vital_interest')
    const danger = { reason: 'danger_to_life' }
    expect((await ask(subjectRef, { ...danger, agency: agencies.otherPolice })).code).toBe('permitted')
    expect((await ask(subjectRef, { ...danger, agency: agencies.police })).code).toBe('no_lawful_basis')
    expect((await ask(subjectRef, { ...danger, agency: agencies.otherPolice })).code).toBe('permitted')
  })
})

describe('a custodian is not told', () => {
  test('of a person who excludes the agency, the kind of agency or the officer; the denial is in the log', async () => {
    const barred = randomUUID()
    for (const excluded of [
      { hub: 'XA', agencyId: agencies.police.agencyId },
      { hub: 'XA', agencyType: 'police' },
      { hub: 'XA', userId: barred },
    ]) {
      const subjectRef = register(agencies.police)
      await recorded(subjectRef)
      const officer = { agency: agencies.police, user: randomUUID() }
      const { status } = await send(officer, 'POST', '/consents', consentForm(subjectRef, { excluded: [excluded] }))
      expect(status).toBe(201)
      const { code, request } = await ask(subjectRef, { user: barred })
      expect(code).toBe('recipient_excluded')
      expect(state.entries.at(-1)).toMatchObject({
        ...{ action: Action.DISCLOSURE_DENIED, code, userId: barred, referralId: request.requestId },
      })
    }
  })
  test('to an agency whose accreditation has lapsed: it has nobody yet whom it would learn to know', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    state.accreditedUntil.set(agencies.police.agencyId, new Date(0))
    expect((await ask(subjectRef)).code).toBe('recipient_accreditation_lapsed')
    state.accreditedUntil.clear()
  })
  test('without the scope, or by an agency that is suspended', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    expect((await ask(subjectRef, { scope: 'view:open' })).code).toBe('no_lawful_basis')
    state.suspended.add(agencies.police.agencyId)
    expect((await ask(subjectRef)).code).toBe('recipient_unknown')
  })
  test('by their own confirmation, under a statement for somebody else, or for another agency', async () => {
    const subjectRef = register(agencies.police)
    const user = randomUUID()
    const refused = { code: 'question_unreadable' }
    await expect(ask(subjectRef, { user, confirmedBy: user })).rejects.toMatchObject(refused)
    await expect(ask(subjectRef, { attestedFor: randomUUID() })).rejects.toMatchObject(refused)
    await expect(ask(subjectRef, { recipient: agencies.shelter })).rejects.toMatchObject(refused)
  })
  test('why, while the log cannot take the denial', async () => {
    state.auditDown = true
    await expect(ask(register(agencies.police), { reason: 'curiosity' })).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('of who came from another hub', () => {
  const HOUR_MS = 3_600_000
  const { police, otherPolice } = agencies
  /** In the vault of this hub, on a grant of XB for the police; and an order is on record here, for every police. */
  async function came(change: object = {}) {
    const referralId = randomUUID()
    const subjectRef = register(police, { received: true, asksForName: true })
    const subjectId = state.people.get(subjectRef)?.subjectId ?? ''
    const grant = {
      ...{
        grant_id: randomUUID(),
        referral_id: referralId,
        package_id: randomUUID(),
        subject_id: subjectId,
        subject_ref: subjectRef,
      },
      ...{ from_hub: 'XB', from_agency: agencies.policeXB.agencyId, to_hub: 'XA', to_agency: police.agencyId },
      ...{ protocol: 'oas-64-standard', priority: 'urgent', purpose: 'criminal_investigation', basis: 'consent' },
      ...{
        basis_id: randomUUID(),
        purposes: '{criminal_investigation}',
        categories: '{identity,needs}',
        code_name_only: false,
      },
      ...{
        instrument_id: 'XA-XB-assistance',
        valid_from: now(),
        valid_until: new Date(now().getTime() + 500 * HOUR_MS),
      },
      ...{ grant_bytes: '', signature: '', imported_at: now(), report_back: false, ...change },
    }
    const names = Object.keys(grant)
    const values = names.map((_, n) => `$${n + 1}`)
    await rows(`insert into imported_grant (${names}) values (${values})`, Object.values(grant))
    for (const { agencyId } of [police, otherPolice]) {
      const ref =
        agencyId === police.agencyId
          ? subjectRef
          : register(otherPolice, { subjectId, received: true, asksForName: true })
      const by = agencyId === police.agencyId ? police : otherPolice
      await recorded(ref, 'court_order', { recipients: [{ hub: 'XA', agencyType: 'police', agencyId }] }, by)
    }
    return { subjectRef, subjectId, referralId, grantId: grant.grant_id }
  }

  test('the agency to which they were sent is told, on what is on record here', async () => {
    const { subjectRef } = await came()
    expect((await ask(subjectRef)).code).toBe('permitted')
  })
  test('no other agency is, whatever it has recorded here; it hears whom to ask', async () => {
    const { subjectRef } = await came()
    const { code, decisionId } = await ask(subjectRef, { agency: otherPolice })
    expect(code).toBe('onward_not_permitted')
    const { body } = await explained(decisionId, reading(otherPolice, 'identity:custody'))
    expect(saidIn(body)).toContain('the jurisdiction that sent them')
  })
  test.each<[string, object]>([
    ['has ended', { valid_until: new Date(Date.now() - HOUR_MS) }],
    ['gave no name', { code_name_only: true }],
    ['gave nothing that names', { categories: '{needs}' }],
  ])('nobody is on a grant that %s', async (_, change) => {
    expect((await ask((await came(change)).subjectRef)).code).toBe('onward_not_permitted')
  })
  test('nobody is once it was recalled, left out of a list, or nothing was heard of it for a day', async () => {
    const [recalled, unlisted, silent] = [await came(), await came(), await came()]
    await rows(
      `insert into recall (recall_id, kind, referral_id, from_hub, from_agency, to_hub, to_agency, recalled_at, answer_by, state, asked_again_at)
       values (gen_random_uuid(), 'withdrawn', $1, 'XB', $2, 'XA', $3, $4, $4, 'views_stopped', $4)`,
      [recalled.referralId, agencies.policeXB.agencyId, police.agencyId, new Date(now().getTime() + 1_000)],
    )
    await rows('insert into grant_status (grant_id, as_of, in_force) values ($1, $2, false)', [unlisted.grantId, now()])
    for (const { subjectRef } of [recalled, unlisted]) expect((await ask(subjectRef)).code).toBe('onward_not_permitted')
    expect((await ask(silent.subjectRef)).code).toBe('permitted')
    state.ahead = 25 * HOUR_MS
    expect((await ask(silent.subjectRef)).code).toBe('onward_not_permitted')
  })
})

test('whom a person excludes, redaction hears of, in the transaction that records it', async () => {
  const subjectRef = register(agencies.police)
  const userId = randomUUID()
  const excluded = [
    { hub: 'XA', agencyType: 'police' },
    { hub: 'XA', userId },
  ]
  await send({ agency: agencies.police }, 'POST', '/consents', consentForm(subjectRef, { excluded }))
  const told = await rows('select payload from outbox where type = $1 order by position', [exclusionsRecorded.type])
  expect(decodePayload(exclusionsRecorded, told.at(-1).payload)).toMatchObject({
    subjectId: state.people.get(subjectRef)?.subjectId,
    exclusions: [
      { hub: 'XA', agencyId: '', userId: '' },
      { hub: 'XA', agencyType: 0, userId },
    ],
  })
})
