import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  childConsentRefused,
  create,
  MatchRequestSchema,
  match,
  PermitSchema,
  Purpose,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { byGuardian, consentForm, safeguardingForm, vitalForm } from './fixtures/forms.ts'
import { keptBy, reading, saidIn } from './fixtures/kept.ts'
import { attestation, TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, now, tokenOf, as, trust, told } = service
const { kept, explained } = keptBy(service)
const officer = { agency: agencies.shelter, user: randomUUID() }

afterEach(() => {
  Object.assign(state, { auditDown: false, instruments: [TREATY] })
  state.suspended.clear()
})

interface Asked {
  /** Undefined in the hub that is asked. */
  readonly subjectRef?: string
  readonly asker?: TestAgency
  readonly answerer?: TestAgency
  readonly purpose?: Purpose
  readonly reason?: string
  readonly scope?: string
  readonly attestedFor?: string
}

/** As redaction asks. */
async function ask({ subjectRef, ...asked }: Asked) {
  const { asker = agencies.shelter, answerer = agencies.shelterXB, scope = 'identity:custody' } = asked
  const user = randomUUID()
  const request = create(MatchRequestSchema, {
    ...{ nonce: randomUUID(), questionId: randomUUID(), reason: asked.reason ?? 'request_of_the_person' },
    ...{ asker: refOf(asker), answerer: refOf(answerer), purpose: asked.purpose ?? Purpose.SHELTER },
    ...(subjectRef !== undefined && {
      token: await tokenOf({ agency: asker, scope, user }),
      attestation: attestation(state, now(), { subjectRef, user: asked.attestedFor ?? user }),
    }),
  })
  const { decision } = await (await as('redaction')).ask(match, request)
  if (decision.case !== 'permit') {
    const { rule: code, code: told, decisionId, draftId } = decision.value ?? {}
    return { code, told, decisionId, draftId, request }
  }
  const hash = requestHash(toBinary(MatchRequestSchema, request))
  const signer = trust.keyOf('consent')
  const permit = verifyStatement(PermitSchema, 'permit.v1', decision.value, signer, { now: now(), requestHash: hash })
  return { code: 'permitted', decisionId: permit.permitId, permit, request }
}
const agreed = async (change: object = {}, facts: object = {}) => {
  const subjectRef = register(agencies.shelter, facts)
  const recipients = [{ hub: 'XB', agencyType: 'shelter' }]
  const form = consentForm(subjectRef, { recipients, ...change })
  expect((await send({ agency: agencies.shelter }, 'POST', '/consents', form)).status).toBe(201)
  return subjectRef
}

describe('another hub may be asked whether it knows a person', () => {
  test('on their consent, by a permit that is on record before it is signed', async () => {
    const subjectRef = await agreed()
    // By whoever keeps the vault, of whichever agency.
    const { permit, request } = await ask({ subjectRef, asker: agencies.central })
    expect(permit).toMatchObject({
      ...{ referralId: request.questionId, recipient: refOf(agencies.shelterXB), basis: Basis.CONSENT },
      ...{ subjectId: state.people.get(subjectRef)?.subjectId, instrumentId: TREATY.id, categories: [] },
    })
    expect(await rows('select * from match_permit where permit_id = $1', [permit?.permitId])).toMatchObject([
      { question_id: request.questionId, asker_hub: 'XA', answerer_hub: 'XB', basis_id: permit?.basisId },
    ])
    expect(await kept(permit?.permitId ?? '')).toMatchObject({
      ...{
        occasion: 'match',
        outcome: 'permit',
        basis_id: permit?.basisId,
        instrument_ids: [TREATY.id],
        categories: [],
      },
      ...{ asker_agency: agencies.central.agencyId, owner_agency: agencies.shelter.agencyId, purpose: 'shelter' },
      ...{ bases: [{ id: permit?.basisId }], attestation_hashes: [expect.stringMatching(/^[0-9a-f]{64}$/)] },
    })
  })
  test('and not a state that the person may fear; the denial is in the log', async () => {
    const subjectRef = await agreed({}, { nationalities: ['XB'] })
    const { code, request } = await ask({ subjectRef })
    expect(code).toBe('state_of_nationality')
    expect(state.entries.at(-1)).toMatchObject({
      ...{ action: Action.DISCLOSURE_DENIED, code, subjectRef, referralId: request.questionId },
    })
  })
  test('a refusal is kept, and explained to the custodians of both agencies', async () => {
    const subjectRef = await agreed({ recipients: [{ hub: 'XB', agencyType: 'health' }] })
    const { decisionId = '' } = await ask({ subjectRef, asker: agencies.central })
    const [{ id }] = await rows('select id from basis where subject_ref = $1', [subjectRef])
    expect(await kept(decisionId)).toMatchObject({
      ...{ occasion: 'match', outcome: 'denial', rule: 'recipient_outside_consent', basis_id: null },
      ...{ bases: [{ id }], struck: { recipient_outside_consent: [0] } },
    })
    const custody = (agency: TestAgency) => explained(decisionId, reading(agency, 'identity:custody'))
    const [asker, owner] = [await custody(agencies.central), await custody(agencies.shelter)]
    expect(saidIn(asker.body)).toContain('in another jurisdiction, if it knows a person')
    expect(saidIn(asker.body)).not.toContain(id)
    expect(saidIn(owner.body)).toContain(id)
    const others = [await custody(agencies.police), await explained(decisionId, reading(agencies.shelter))]
    expect(others.map(({ status }) => status)).toEqual([404, 404])
  })
  test('nor without a consent or an instrument, nor while the log cannot take the denial', async () => {
    expect((await ask({ subjectRef: register(agencies.shelter) })).code).toBe('no_lawful_basis')
    const subjectRef = await agreed()
    state.instruments = []
    expect((await ask({ subjectRef })).code).toBe('no_instrument')
    state.auditDown = true
    await expect(ask({ subjectRef })).rejects.toMatchObject({ kind: 'unavailable' })
  })
  test('nor of a child whose guardian may be part of the harm, by redaction’s word or an officer’s, but to keep it safe', async () => {
    const recipients = [{ hub: 'XB', agencyType: 'shelter' }]
    const inDanger = async () => {
      const subjectRef = register(agencies.shelter, { minor: true, guardianNamed: true })
      expect((await send(officer, 'POST', '/consents', vitalForm(subjectRef, { recipients }))).status).toBe(201)
      const asked = async () => (await ask({ subjectRef, reason: 'danger_to_life' })).code
      expect(await asked()).toBe('permitted')
      return { subjectRef, asked }
    }
    const [stated, found] = [await inDanger(), await inDanger()]
    const person = state.people.get(stated.subjectRef)
    if (person) state.people.set(stated.subjectRef, { ...person, guardianConflict: true })
    const guardian = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
    const form = consentForm(found.subjectRef, { ...byGuardian, taken: { ...byGuardian.taken, guardian } })
    expect((await send(officer, 'POST', '/consents', form)).body.code).toBe('guardian_conflict')
    for (const { subjectRef, asked } of [stated, found]) {
      expect(await asked()).toBe('guardian_conflict')
      const safeguarding = safeguardingForm(subjectRef, { recipients, purposes: ['child_protection'] })
      expect((await send(officer, 'POST', '/consents', safeguarding)).status).toBe(201)
      const reason = 'child_in_danger'
      expect((await ask({ subjectRef, reason, purpose: Purpose.CHILD_PROTECTION })).code).toBe('permitted')
    }
  })
  test('nor on what a guardian agreed to for a child; a safeguarding draft opens where the child is at home, once', async () => {
    const facts = { minor: true, guardianNamed: true }
    const draftsOf = async (subjectRef: string) =>
      (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    const subjectRef = await agreed(byGuardian, facts)
    const code = 'minor_without_guardian_or_safeguarding'
    // By a custodian of an agency whose child it is not, who hears of no draft.
    expect(await ask({ subjectRef, asker: agencies.central })).toMatchObject({ code, draftId: '' })
    const [draft] = await draftsOf(subjectRef)
    expect(draft).toMatchObject({ agencyId: agencies.shelter.agencyId, userId: '' })
    expect(await ask({ subjectRef })).toMatchObject({ code, draftId: draft?.draftId })
    expect(await draftsOf(subjectRef)).toHaveLength(1)
    // What is refused for another reason opens none.
    const outside = await agreed({ ...byGuardian, recipients: [{ hub: 'XB', agencyType: 'health' }] }, facts)
    expect((await ask({ subjectRef: outside, reason: 'danger_to_life' })).code).toBe('no_lawful_basis')
    expect(await draftsOf(outside)).toEqual([])
  })
  test('nor by somebody without the scope, under a statement for somebody else, or in the own hub', async () => {
    const subjectRef = await agreed()
    const refused = { code: 'question_unreadable' }
    await expect(ask({ subjectRef, scope: 'view:open' })).rejects.toMatchObject(refused)
    await expect(ask({ subjectRef, attestedFor: randomUUID() })).rejects.toMatchObject(refused)
    await expect(ask({ subjectRef, answerer: agencies.otherShelter })).rejects.toMatchObject(refused)
  })
})

describe('another hub is answered', () => {
  const asked = (change: Asked = {}) => ask({ asker: agencies.shelterXB, answerer: agencies.shelter, ...change })
  test('by who asks and why, of nobody in particular', async () => {
    const { permit } = await asked()
    expect(permit).toMatchObject({ subjectId: '', userId: '', recipient: refOf(agencies.shelter) })
    expect(await rows('select * from match_permit where permit_id = $1', [permit?.permitId])).toMatchObject([
      { subject_id: null, user_id: null, asker_hub: 'XB' },
    ])
    expect(await kept(permit?.permitId ?? '')).toMatchObject({
      ...{ occasion: 'match', subject_id: null, user_id: null, asker_agency: agencies.shelter.agencyId },
      ...{ owner_agency: null, bases: [], attestation_hashes: [] },
    })
  })
  test('under an instrument alone, and not by whoever is suspended or for another purpose', async () => {
    expect((await asked({ purpose: Purpose.MIGRATION_CONTROL })).code).toBe('purpose_outside_mandate')
    expect((await asked({ asker: agencies.consulateXB })).code).toBe('state_of_nationality')
    state.suspended.add(agencies.shelterXB.agencyId)
    expect((await asked()).code).toBe('sender_unknown')
    state.suspended.clear()
    state.instruments = []
    expect((await asked()).code).toBe('no_instrument')
  })
  test('not without a token for a question of this hub', async () => {
    await expect(ask({})).rejects.toMatchObject({ code: 'question_unreadable' })
  })
})
