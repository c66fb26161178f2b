import { randomUUID } from 'node:crypto'
import {
  Action,
  AskedBy,
  Basis,
  childConsentRefused,
  create,
  DataCategory,
  NoticeKind,
  NoticeRequestSchema,
  NoticesStandingRequestSchema,
  notice,
  noticesStanding,
  PermitSchema,
  Priority,
  Protocol,
  Purpose,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { byGuardian, consentForm, courtOrder, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { attestation } from './fixtures/neighbours.ts'
import { recordsAskedOf } from './fixtures/own-record.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { policy } from './fixtures/policy.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, now, tokenOf, as, trust, told } = service
const { submit } = questionsTo(service)
const { kept, explained } = keptBy(service)
const ask = recordsAskedOf(service)

afterEach(() => {
  state.auditDown = false
  state.suspended.clear()
})

const orderedForm = (subjectRef: string, change: object = {}) =>
  vitalForm(subjectRef, { basis: 'court_order', justification: courtOrder, ...change })

const record = (who: TestAgency, form: object) => send({ agency: who }, 'POST', '/consents', form)

describe('a person’s own record', () => {
  test('says what was agreed, with whom and until when, and what went to whom; that it was shown is on record', async () => {
    const subjectRef = register(agencies.police)
    const { id } = (await record(agencies.police, consentForm(subjectRef))).body
    const sent = await submit({ subjectRef })
    expect(sent.code).toBe('permitted')
    const { record: found, user } = await ask(subjectRef)
    expect(found?.bases).toMatchObject([
      { basisId: id, agency: refOf(agencies.police), purposes: [Purpose.SHELTER, Purpose.LEGAL_ASSISTANCE] },
    ])
    expect(found?.bases[0]?.withdrawnAt).toBeUndefined()
    expect(found?.disclosures).toMatchObject([
      { from: refOf(agencies.police), to: refOf(agencies.shelter), basisId: id, purpose: Purpose.SHELTER },
    ])
    expect(found?.disclosures[0]?.categories).toContain(DataCategory.IDENTITY)
    expect(await rows('select * from record_permit where permit_id = $1', [found?.permitId])).toMatchObject([
      { user_id: user, agency_id: agencies.police.agencyId, asked_by: 'person' },
    ])
    expect(await kept(found?.permitId ?? '')).toMatchObject({
      ...{
        occasion: 'record',
        outcome: 'permit',
        rule: 'permitted',
        referral_id: null,
        basis_id: null,
        owner_agency: null,
      },
      ...{ asker_agency: agencies.police.agencyId, user_id: user, bases: [{ id }], policy_hash: policy.hash },
    })
  })
  test('says of what was taken back whether its holder stopped, and on what it is kept; sent anew it is held anew', async () => {
    const subjectRef = register(agencies.police)
    const recorded = async () => (await record(agencies.police, consentForm(subjectRef))).body.id
    const id = await recorded()
    const { request } = await submit({ subjectRef })
    const referralId = request?.referralId ?? ''
    const became = async () => {
      const [line] = (await ask(subjectRef, { bySheet: true })).record?.disclosures ?? []
      return [line?.recalled, line?.retainedOn]
    }
    expect(await became()).toEqual(['', Basis.UNSPECIFIED])
    await send({ agency: agencies.police }, 'POST', `/consents/${id}/withdrawal`, {
      ...{ inPrivate: true, duressChecked: true },
    })
    expect(await became()).toEqual(['asked', Basis.UNSPECIFIED])
    const [recall] = (await send({ agency: agencies.shelter }, 'GET', '/recalls?limit=200')).body.items
    const said = { answer: 'retained', basis: 'court_order', reason: 'evidence_in_court' }
    await send({ agency: agencies.shelter }, 'POST', `/recalls/${recall.id}/answer`, said)
    expect(await became()).toEqual(['retained', Basis.COURT_ORDER])
    await recorded()
    expect((await submit({ subjectRef }, { referralId })).code).toBe('permitted')
    expect(await became()).toEqual(['', Basis.UNSPECIFIED])
  })
  test('is read also by whom no consent holds, through who recorded what does', async () => {
    const subjectRef = register(agencies.police)
    expect((await ask(subjectRef)).code).toBe('no_lawful_basis')
    await record(agencies.police, vitalForm(subjectRef))
    for (const forSheet of [false, true]) expect((await ask(subjectRef, { forSheet })).code).toBe('permitted')
    const named = register(agencies.shelter, { subjectId: state.people.get(subjectRef)?.subjectId ?? '' })
    expect((await ask(named, { agency: agencies.shelter })).code).toBe('no_lawful_basis')
  })
  test.each([
    ['danger', vitalForm, {}],
    ['safeguarding', safeguardingForm, { minor: true }],
    ['the order of a court', orderedForm, {}],
  ] as const)('is read also with whom received the person on %s, by the rules of a consent', async (_, form, facts) => {
    const subjectRef = register(agencies.police, facts)
    const { id } = (await record(agencies.police, form(subjectRef))).body
    const { subjectId = '' } = state.people.get(subjectRef) ?? {}
    const received = (agency: TestAgency) => register(agency, { ...facts, subjectId, received: true })
    const [theirs, others] = [received(agencies.shelter), received(agencies.otherShelter)]
    const agency = agencies.shelter
    expect((await ask(theirs, { agency })).code).toBe('no_lawful_basis')
    expect((await submit({ subjectRef }, { priority: Priority.EMERGENCY })).code).toBe('permitted')
    const { code, record: found } = await ask(theirs, { agency })
    expect(code).toBe('permitted')
    expect(found?.disclosures).toMatchObject([{ to: refOf(agency), basisId: id }])
    expect((await ask(others, { agency: agencies.otherShelter })).code).toBe('no_lawful_basis')
    expect((await ask(theirs, { agency, askedBy: AskedBy.GUARDIAN })).code).toBe('guardian_conflict')
    // Nobody agreed to it: whoever makes a sheet is not left alone with it.
    expect((await ask(theirs, { agency, forSheet: true })).record?.standByUntil).toBeDefined()
    await rows('update basis set withdrawn_at = now(), withdrawn_by = user_id, version = version + 1 where id = $1', [
      id,
    ])
    expect((await ask(theirs, { agency })).code).toBe('consent_withdrawn')
    expect((await ask(theirs, { agency, forSheet: true })).code).toBe('permitted')
  })
  test('is read there on what stands in the place of that, of the same agency, as long as it names it', async () => {
    const subjectRef = register(agencies.police)
    const { id } = (await record(agencies.police, vitalForm(subjectRef))).body
    await submit({ subjectRef }, { priority: Priority.EMERGENCY })
    const { subjectId = '' } = state.people.get(subjectRef) ?? {}
    const theirs = register(agencies.shelter, { subjectId, received: true })
    await rows("update basis set ends_at = now() - interval '1 minute', version = version + 1 where id = $1", [id])
    expect((await ask(theirs, { agency: agencies.shelter })).code).toBe('consent_expired')
    const to = (agencyType: string) => ({ recipients: [{ hub: 'XA', agencyType }] })
    await record(agencies.police, orderedForm(subjectRef, to('health')))
    expect((await ask(theirs, { agency: agencies.shelter })).code).toBe('consent_expired')
    await record(agencies.police, orderedForm(subjectRef, to('shelter')))
    expect((await ask(theirs, { agency: agencies.shelter })).code).toBe('permitted')
  })
  test('says nothing of a compartment, but which referrals are to be left out', async () => {
    const subjectRef = register(agencies.police)
    await record(agencies.police, consentForm(subjectRef))
    await submit({ subjectRef })
    const { subjectId } = state.people.get(subjectRef) ?? {}
    await rows("update permit set protocol = 'witness-protection' where subject_id = $1", [subjectId])
    const { record: found } = await ask(subjectRef)
    expect(found?.disclosures).toEqual([])
    expect(found?.hiddenReferrals).toHaveLength(1)
  })
  test('of what was withdrawn is read by the code sheet, and through a caseworker no more', async () => {
    const subjectRef = register(agencies.police)
    const { id } = (await record(agencies.police, consentForm(subjectRef))).body
    const taken = { inPrivate: true, duressChecked: true }
    await send({ agency: agencies.police }, 'POST', `/consents/${id}/withdrawal`, taken)
    expect((await ask(subjectRef)).code).toBe('consent_withdrawn')
    // To somebody who withdrew everything a sheet is given all the same, by whoever had it.
    expect((await ask(subjectRef, { forSheet: true })).code).toBe('permitted')
    const elsewhere = register(agencies.health, { subjectId: state.people.get(subjectRef)?.subjectId ?? '' })
    expect((await ask(elsewhere, { agency: agencies.health, forSheet: true })).code).toBe('no_lawful_basis')
    const { record: found } = await ask(subjectRef, { bySheet: true })
    expect(found?.bases[0]?.withdrawnAt).toBeDefined()
  })
  test('is not read without a consent that the agency recorded or that names it', async () => {
    const subjectRef = register(agencies.health)
    await record(agencies.police, consentForm(register(agencies.police)))
    const { code, decisionId } = await ask(subjectRef, { agency: agencies.health })
    expect(code).toBe('no_lawful_basis')
    expect(await kept(decisionId)).toMatchObject({ occasion: 'record', outcome: 'denial', bases: [] })
    const { body } = await explained(decisionId, reading(agencies.health), 'pt')
    expect(saidIn(body)).toContain('Esta instituição não tem nada registrado sobre a pessoa')
    expect(saidIn(body)).toContain('Se outra instituição a encaminhou à sua')
    expect(state.entries.at(-1)).toMatchObject({
      ...{ entryId: decisionId, action: Action.DISCLOSURE_DENIED },
      code: 'no_lawful_basis',
      subjectRef,
    })
  })
  test('is read neither through migration enforcement nor through a consulate, whatever was agreed', async () => {
    for (const [agency, code] of [
      [agencies.enforcement, 'migration_enforcement_firewall'],
      [agencies.consulate, 'state_of_nationality'],
    ] as const) {
      const subjectRef = register(agency)
      const recipients = [{ hub: 'XA', agencyType: agency.type }]
      await record(agency, consentForm(subjectRef, { recipients }))
      expect((await ask(subjectRef, { agency })).code).toBe(code)
      expect((await ask(subjectRef, { agency, bySheet: true })).code).toBe(code)
    }
  })
  test('is not given to a guardian who may be part of the harm, nor to one whom nobody has on record', async () => {
    const askedBy = AskedBy.GUARDIAN
    const facts = { minor: true, guardianNamed: true }
    const guarded = register(agencies.police, facts)
    await record(agencies.police, consentForm(guarded, byGuardian))
    expect((await ask(guarded, { askedBy })).code).toBe('permitted')
    state.people.set(guarded, { ...(state.people.get(guarded) ?? never()), guardianConflict: true })
    expect((await ask(guarded, { askedBy })).code).toBe('guardian_conflict')
    expect((await ask(guarded, { askedBy, bySheet: true })).code).toBe('guardian_conflict')
    // The child is not refused for what the guardian may have done.
    expect((await ask(guarded, { bySheet: true })).code).toBe('permitted')
    expect((await ask(register(agencies.police), { askedBy })).code).toBe('guardian_conflict')
  })
  test('of who came of age is not given to who spoke for the child, and the consent of that guardian carries nothing more', async () => {
    const askedBy = AskedBy.GUARDIAN
    const came = async (authority: string) => {
      const facts = { minor: true, guardianNamed: true }
      const subjectRef = register(agencies.police, facts)
      const guardian = { ...byGuardian.taken.guardian, authority }
      const form = consentForm(subjectRef, { ...byGuardian, taken: { ...byGuardian.taken, guardian } })
      expect((await record(agencies.police, form)).status).toBe(201)
      expect((await submit({ subjectRef })).code).toBe('permitted')
      expect((await ask(subjectRef, { askedBy })).code).toBe('permitted')
      state.people.set(subjectRef, { ...(state.people.get(subjectRef) ?? never()), minor: false })
      const [read, bySheet] = [await ask(subjectRef, { askedBy }), await ask(subjectRef, { askedBy, bySheet: true })]
      const { code } = await submit({ subjectRef })
      return { subjectRef, codes: [read.code, bySheet.code, code, (await record(agencies.police, form)).status] }
    }
    const { subjectRef, codes } = await came('parent')
    expect(codes).toEqual([...Array(3).fill('guardian_of_child_only'), 403])
    expect((await ask(subjectRef)).code).toBe('permitted')
    // Nor is a sheet left to whom the person has agreed to nothing with.
    expect((await ask(subjectRef, { forSheet: true })).record?.standByUntil).toBeDefined()
    // A court appoints guardians for children, too: what it ordered for the adult is recorded anew, and counts.
    const appointed = await came('court_appointed')
    expect(appointed.codes).toEqual([...Array(3).fill('guardian_of_child_only'), 201])
    expect((await ask(appointed.subjectRef, { askedBy })).code).toBe('permitted')
    expect((await submit({ subjectRef: appointed.subjectRef })).code).toBe('permitted')
    expect((await came('protective_measure')).codes).toEqual([...Array(3).fill('permitted'), 201])
  })
  test('is not read by an officer whom the person excludes, nor through an agency that is suspended', async () => {
    const subjectRef = register(agencies.police)
    const user = randomUUID()
    await record(agencies.police, consentForm(subjectRef, { excluded: [{ hub: 'XA', userId: user }] }))
    expect((await ask(subjectRef, { user })).code).toBe('recipient_excluded')
    expect((await ask(subjectRef)).code).toBe('permitted')
    state.suspended.add(agencies.police.agencyId)
    expect((await ask(subjectRef)).code).toBe('recipient_unknown')
  })
  test('is not asked for under a statement for somebody else, and a denial is not told while it cannot be logged', async () => {
    const subjectRef = register(agencies.police)
    await expect(ask(subjectRef, { attestedFor: randomUUID() })).rejects.toMatchObject({ code: 'question_unreadable' })
    await expect(ask(subjectRef, { askedBy: AskedBy.UNSPECIFIED })).rejects.toMatchObject({
      code: 'question_unreadable',
    })
    state.auditDown = true
    await expect(ask(subjectRef)).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

const never = (): never => {
  throw new Error('nobody under this reference')
}

describe('a code sheet', () => {
  const withdraw = (id: string) =>
    send({ agency: agencies.police }, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })
  const standBy = (permitId: string, agency = agencies.police, user: string = randomUUID()) =>
    send({ agency, user }, 'POST', `/record-sheet-permits/${permitId}/stand-by`, { spokenAlone: true })
  const opens = async (subjectRef: string, madeOn: string) => (await ask(subjectRef, { bySheet: true, madeOn })).code
  /** Of somebody who has taken everything back. */
  async function afterWithdrawal() {
    const subjectRef = register(agencies.police)
    await withdraw((await record(agencies.police, consentForm(subjectRef))).body.id)
    return { subjectRef, ...(await ask(subjectRef, { forSheet: true })) }
  }

  test('needs nobody else while the person has a consent in force with the agency', async () => {
    const subjectRef = register(agencies.police)
    await record(agencies.police, consentForm(subjectRef))
    const { record: made, decisionId } = await ask(subjectRef, { forSheet: true })
    expect([made?.standByUntil, made?.afterWithdrawal]).toEqual([undefined, false])
    expect(await opens(subjectRef, decisionId)).toBe('permitted')
    expect((await standBy(decisionId)).body.code).toBe('not_found')
  })
  test('on any other basis opens only once a second officer has spoken with the person alone', async () => {
    const subjectRef = register(agencies.police)
    await record(agencies.police, vitalForm(subjectRef))
    const { record: made, decisionId, user } = await ask(subjectRef, { forSheet: true })
    expect(made).toMatchObject({ standByUntil: expect.anything(), afterWithdrawal: false })
    expect(await opens(subjectRef, decisionId)).toBe('confirmation_overdue')
    expect((await standBy(decisionId, agencies.police, user)).body.code).toBe('second_person_required')
    const alone = { agency: agencies.police }
    expect((await send(alone, 'POST', `/record-sheet-permits/${decisionId}/stand-by`, {})).status).toBe(400)
    const second = randomUUID()
    expect((await standBy(decisionId, agencies.police, second)).status).toBe(200)
    expect(state.entries.at(-1)).toMatchObject({
      ...{ action: Action.RECORD_SHEET_CONFIRMED, userId: second, subjectRef },
      code: expect.stringMatching(/^confirmed_roster:/),
    })
    expect(await opens(subjectRef, decisionId)).toBe('permitted')
    expect((await standBy(decisionId)).body.code).toBe('already_confirmed')
    expect((await standBy(decisionId, agencies.shelter)).body.code).toBe('not_found')
  })
  test('after a withdrawal opens only once somebody of another agency has', async () => {
    const { subjectRef, record: made, decisionId, user } = await afterWithdrawal()
    expect(made).toMatchObject({ afterWithdrawal: true })
    // Whoever made it is not sent to a colleague, who may not either.
    expect((await standBy(decisionId, agencies.police, user)).body.code).toBe('independent_officer_required')
    expect(await opens(subjectRef, decisionId)).toBe('confirmation_overdue')
    expect((await standBy(decisionId)).body.code).toBe('independent_officer_required')
    expect((await standBy(decisionId, agencies.shelter)).status).toBe(200)
    expect(await opens(subjectRef, decisionId)).toBe('permitted')
  })
  test('is stood by for a day, by whoever is on duty; nothing opens another’s', async () => {
    const { subjectRef, decisionId } = await afterWithdrawal()
    state.onDuty = [{ user: randomUUID(), agency: agencies.health }]
    expect((await standBy(decisionId, agencies.shelter)).body.code).toBe('second_person_not_on_duty')
    state.onDuty = []
    for (const madeOn of [randomUUID(), (await afterWithdrawal()).decisionId, 'no-id'])
      expect(await opens(subjectRef, madeOn)).toBe('confirmation_overdue')
    state.ahead = 24 * 3_600_000
    expect((await standBy(decisionId, agencies.shelter)).body.code).toBe('not_found')
    expect((await standBy(decisionId)).body.code).toBe('independent_officer_required')
    state.ahead = 0
  })
  test('is stood by neither by migration enforcement nor by a consulate, nor by an officer whom the person excludes', async () => {
    const subjectRef = register(agencies.police)
    const officer = randomUUID()
    const form = consentForm(subjectRef, { excluded: [{ hub: 'XA', userId: officer }] })
    await withdraw((await record(agencies.police, form)).body.id)
    const { decisionId } = await ask(subjectRef, { forSheet: true })
    for (const [agency, user] of [
      [agencies.enforcement, randomUUID()],
      [agencies.consulate, randomUUID()],
      [agencies.shelter, officer],
    ] as const)
      expect((await standBy(decisionId, agency, user)).body.code).toBe('not_found')
    expect((await standBy(decisionId, agencies.shelter)).status).toBe(200)
  })
  test('is not said to be read on a permit by whoever is signed in, nor made by nobody', async () => {
    const { subjectRef, decisionId } = await afterWithdrawal()
    for (const asked of [{ madeOn: decisionId }, { bySheet: true, forSheet: true }])
      await expect(ask(subjectRef, asked)).rejects.toMatchObject({ code: 'question_unreadable' })
  })
  test('is one of before where it says no permit', async () => {
    const { subjectRef } = await afterWithdrawal()
    expect(await opens(subjectRef, '')).toBe('permitted')
  })
})

describe('a notice', () => {
  const issuer = agencies.identification
  const AGREED = {
    purposes: ['non_removal'],
    recipients: [{ hub: 'XA', agencyType: 'migration_enforcement' }],
    dataCategories: ['identity', 'documents', 'health'],
  }
  async function askNotice(
    subjectRef: string,
    change: { by?: TestAgency; from?: TestAgency; to?: TestAgency; user?: string; noticeId?: string } = {},
  ) {
    const {
      by = issuer,
      from = issuer,
      to = agencies.enforcement,
      user = randomUUID(),
      noticeId = randomUUID(),
    } = change
    const request = create(NoticeRequestSchema, {
      ...{ nonce: randomUUID(), noticeId, kind: NoticeKind.NON_REMOVAL },
      ...{ issuer: refOf(from), recipient: refOf(to), token: await tokenOf({ agency: by, user }) },
      attestation: attestation(state, now(), { subjectRef, user, agency: from.agencyId }),
    })
    const { decision } = await (await as('redaction')).ask(notice, request)
    if (decision.case === 'denial') {
      const { rule: code, code: told, decisionId } = decision.value
      return { code, told, decisionId, request }
    }
    const about = { now: now(), requestHash: requestHash(toBinary(NoticeRequestSchema, request)) }
    const permit = verifyStatement(PermitSchema, 'permit.v1', decision.value, trust.keyOf('consent'), about)
    return { code: 'permitted', decisionId: permit.permitId, permit, request, user }
  }

  test('is issued and shown to enforcement on a consent for exactly that, until it is withdrawn', async () => {
    const subjectRef = register(issuer)
    const { id } = (await record(issuer, consentForm(subjectRef, AGREED))).body
    const { permit, request, user } = await askNotice(subjectRef)
    expect(permit).toMatchObject({
      ...{ referralId: request.noticeId, userId: user, basisId: id, purpose: Purpose.NON_REMOVAL },
      categories: [DataCategory.IDENTITY, DataCategory.DOCUMENTS],
    })
    expect(await rows('select * from notice_permit where permit_id = $1', [permit?.permitId])).toMatchObject([
      { kind: 'non_removal', notice_id: request.noticeId, basis_id: id },
    ])
    expect(await kept(permit?.permitId ?? '')).toMatchObject({
      ...{ occasion: 'notice', outcome: 'permit', referral_id: request.noticeId, basis_id: id, purpose: 'non_removal' },
      ...{ owner_agency: issuer.agencyId, bases: [{ id }], categories: ['identity', 'documents'] },
    })
    expect((await askNotice(subjectRef, { by: agencies.enforcement })).code).toBe('permitted')
    const taken = { inPrivate: true, duressChecked: true }
    await send({ agency: issuer }, 'POST', `/consents/${id}/withdrawal`, taken)
    const { code, decisionId } = await askNotice(subjectRef, { by: agencies.enforcement })
    expect(code).toBe('consent_withdrawn')
    expect(await kept(decisionId)).toMatchObject({ occasion: 'notice', struck: { consent_withdrawn: [0] } })
    const [owner, asker] = [issuer, agencies.enforcement].map(agency => explained(decisionId, reading(agency), 'fr'))
    expect(saidIn((await owner)?.body)).toContain(id)
    expect(saidIn((await asker)?.body)).not.toContain(id)
    expect(state.entries.at(-1)).toMatchObject({
      action: Action.DISCLOSURE_DENIED,
      code: 'consent_withdrawn',
      subjectRef,
    })
  })
  test('that was issued stands though the agency that issued it is suspended since; none is issued anew', async () => {
    const subjectRef = register(issuer)
    const { id } = (await record(issuer, consentForm(subjectRef, AGREED))).body
    const { noticeId } = (await askNotice(subjectRef)).request
    state.suspended.add(issuer.agencyId)
    const read = async () => (await askNotice(subjectRef, { by: agencies.enforcement, noticeId })).code
    expect(await read()).toBe('permitted')
    expect((await askNotice(subjectRef)).code).toBe('sender_unknown')
    state.suspended.clear()
    const taken = { inPrivate: true, duressChecked: true }
    await send({ agency: issuer }, 'POST', `/consents/${id}/withdrawal`, taken)
    state.suspended.add(issuer.agencyId)
    expect(await read()).toBe('consent_withdrawn')
  })
  test.each([
    ['an officer finds that the guardian may be part of the harm', 'guardian_conflict'],
    ['the child comes of age', 'basis_not_for_recipient'],
  ])('that was issued stands when %s, until it is taken back; none is issued anew', async (_, code) => {
    const subjectRef = register(issuer, { minor: true, guardianNamed: true })
    const form = consentForm(subjectRef, { ...AGREED, ...byGuardian })
    const { id } = (await record(issuer, form)).body
    const { noticeId } = (await askNotice(subjectRef)).request
    if (code === 'guardian_conflict') {
      const guardian = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
      expect((await record(issuer, { ...form, taken: { ...byGuardian.taken, guardian } })).body.code).toBe(code)
    } else state.people.set(subjectRef, { ...(state.people.get(subjectRef) ?? never()), minor: false })
    for (const by of [agencies.enforcement, issuer])
      expect((await askNotice(subjectRef, { by, noticeId })).code).toBe('permitted')
    const others = [await askNotice(subjectRef), await askNotice(register(issuer), { noticeId })]
    expect(others.map(other => other.code)).toEqual([code, 'no_lawful_basis'])
    await send({ agency: issuer }, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })
    expect((await askNotice(subjectRef, { by: agencies.enforcement, noticeId })).code).toBe('consent_withdrawn')
  })
  test('that is refused because of the guardian opens a safeguarding draft for the child, once', async () => {
    const subjectRef = register(issuer, { minor: true, guardianNamed: true })
    await record(issuer, consentForm(subjectRef, { ...AGREED, ...byGuardian }))
    state.people.set(subjectRef, { ...(state.people.get(subjectRef) ?? never()), guardianConflict: true })
    for (const _ of [1, 2]) expect((await askNotice(subjectRef)).code).toBe('guardian_conflict')
    const drafts = (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    expect(drafts).toMatchObject([{ agencyId: issuer.agencyId }])
  })
  describe('in a list', () => {
    const listed = async (...noticeIds: string[]) => {
      const request = create(NoticesStandingRequestSchema, { nonce: randomUUID(), noticeIds })
      return (await (await as('redaction')).ask(noticesStanding, request)).standing
    }
    const narrowed = async (...noticeIds: string[]) => {
      const request = create(NoticesStandingRequestSchema, { nonce: randomUUID(), noticeIds })
      const answer = await (await as('redaction')).ask(noticesStanding, request)
      return answer.narrowed.map(({ noticeId, categories }) => ({ noticeId, categories }))
    }
    const issued = async (change: object = {}) => {
      const subjectRef = register(issuer)
      const { id } = (await record(issuer, consentForm(subjectRef, { ...AGREED, ...change }))).body
      return { subjectRef, id, noticeId: (await askNotice(subjectRef)).request.noticeId }
    }
    const takeBack = (id: string) =>
      send({ agency: issuer }, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })

    test('stands as long as the person agrees, and is asked about without a decision or an entry', async () => {
      const [first, second] = [await issued(), await issued()]
      const before = [state.entries.length, (await rows('select count(*) from decision'))[0].count]
      expect(await listed(first.noticeId, second.noticeId, randomUUID())).toEqual(
        [first.noticeId, second.noticeId].toSorted(),
      )
      expect([state.entries.length, (await rows('select count(*) from decision'))[0].count]).toEqual(before)
      await takeBack(first.id)
      expect(await listed(first.noticeId, second.noticeId)).toEqual([second.noticeId])
    })
    test('stands on a consent that has taken the place of the first, and no more once that has ended', async () => {
      const { subjectRef, id, noticeId } = await issued()
      const next = (await record(issuer, consentForm(subjectRef, { ...AGREED, supersedes: id }))).body.id
      expect(await listed(noticeId)).toEqual([noticeId])
      const takenBack = { inPrivate: true, duressChecked: true, duress: 'none' }
      const recipients = [{ hub: 'XA', agencyType: 'shelter' }]
      const other = { ...AGREED, purposes: ['shelter'], recipients, takenBack }
      expect((await record(issuer, consentForm(subjectRef, { ...other, supersedes: next }))).status).toBe(201)
      expect(await listed(noticeId)).toEqual([])
    })
    test('says of a narrowed consent what it shows still, and no more once that is nothing', async () => {
      const { id, noticeId } = await issued()
      expect([await listed(noticeId), await narrowed(noticeId)]).toEqual([[noticeId], []])
      const narrow = async (basisId: string, dataCategories: string[]) => {
        const how = { inPrivate: true, duressChecked: true, dataCategories }
        return (await send({ agency: issuer }, 'POST', `/consents/${basisId}/narrowing`, how)).body.id
      }
      const next = await narrow(id, ['identity', 'health'])
      expect([await listed(noticeId), await narrowed(noticeId)]).toEqual([
        [noticeId],
        [{ noticeId, categories: [DataCategory.IDENTITY] }],
      ])
      await narrow(next, ['health'])
      expect([await listed(noticeId), await narrowed(noticeId)]).toEqual([[], []])
    })
    test('stands no more once the consent expires, or the person excludes whom it is addressed to', async () => {
      const [expiring, excluding] = [await issued(), await issued()]
      await record(
        issuer,
        consentForm(excluding.subjectRef, {
          excluded: [{ hub: 'XA', agencyId: agencies.enforcement.agencyId }],
        }),
      )
      expect(await listed(expiring.noticeId, excluding.noticeId)).toEqual([expiring.noticeId])
      await rows('update basis set ends_at = now(), version = version + 1 where id = $1', [expiring.id])
      expect(await listed(expiring.noticeId)).toEqual([])
    })
    test('stands though the guardian may be part of the harm, as it does where it is shown', async () => {
      const subjectRef = register(issuer, { minor: true, guardianNamed: true })
      const form = consentForm(subjectRef, { ...AGREED, ...byGuardian })
      await record(issuer, form)
      const { noticeId } = (await askNotice(subjectRef)).request
      const guardian = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
      await record(issuer, { ...form, taken: { ...byGuardian.taken, guardian } })
      expect(await listed(noticeId)).toEqual([noticeId])
    })
    test('is asked about by ids, and not by more than a list has', async () => {
      for (const ids of [['nobody'], Array.from({ length: 201 }, () => randomUUID())])
        await expect(listed(...ids)).rejects.toMatchObject({ code: 'question_unreadable' })
    })
  })
  test('is not shown to an officer whom the person excludes, and is to the colleagues', async () => {
    const subjectRef = register(issuer)
    const [officer, by] = [randomUUID(), agencies.enforcement]
    await record(issuer, consentForm(subjectRef, { ...AGREED, excluded: [{ hub: 'XA', userId: officer }] }))
    expect((await askNotice(subjectRef, { by, user: officer })).code).toBe('recipient_excluded')
    expect((await askNotice(subjectRef, { by })).code).toBe('permitted')
  })
  test('is not issued on a consent whose signed sheet is awaited, nor on one that lapsed without it', async () => {
    const subjectRef = register(issuer)
    const form = { ...consentForm(subjectRef, AGREED), priority: 'emergency', sheet: undefined }
    expect((await record(issuer, form)).body).toMatchObject({ sheetBy: expect.any(String) })
    expect((await askNotice(subjectRef)).code).toBe('signed_sheet_missing')
    state.ahead = 73 * 3_600_000
    expect((await askNotice(subjectRef)).code).toBe('signed_sheet_overdue')
    state.ahead = 0
  })
  test('does not open anything else to enforcement: a referral there is refused as ever', async () => {
    const subjectRef = register(issuer)
    await record(issuer, consentForm(subjectRef, AGREED))
    for (const protocol of [
      Protocol.OAS_64_STANDARD,
      Protocol.FORMAL_IDENTIFICATION,
      Protocol.SPONTANEOUS_TRANSMISSION,
    ])
      for (const purpose of [Purpose.NON_REMOVAL, Purpose.MIGRATION_CONTROL, Purpose.UNSPECIFIED]) {
        const asked = await submit({ subjectRef, from: issuer, to: agencies.enforcement }, { protocol, purpose })
        expect(asked.code).toBe('migration_enforcement_firewall')
      }
  })
  test('is asked for by its two agencies alone', async () => {
    const subjectRef = register(issuer)
    await record(issuer, consentForm(subjectRef, AGREED))
    await expect(askNotice(subjectRef, { by: agencies.police })).rejects.toMatchObject({ code: 'question_unreadable' })
    expect((await askNotice(register(agencies.police), { from: agencies.police, by: agencies.police })).code).toBe(
      'purpose_outside_mandate',
    )
  })
})

test('permits are never changed', async () => {
  const subjectRef = register(agencies.police)
  await record(agencies.police, consentForm(subjectRef))
  await ask(subjectRef)
  await expect(rows("update record_permit set asked_by = 'guardian'")).rejects.toThrow('never changed')
  await expect(rows('delete from record_permit')).rejects.toThrow('never changed')
})
