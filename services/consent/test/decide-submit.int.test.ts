import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  childConsentRefused,
  DataCategory,
  HandlingCode,
  Matter,
  Occasion,
  Priority,
  Protocol,
  Purpose,
} from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { byGuardian, consentForm, safeguardingForm, toXB, vitalForm } from './fixtures/forms.ts'
import { attestation, TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { policy } from './fixtures/policy.ts'
import { type QuestionChange, questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, told, state, now } = service
const { submit, view, attested } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const signs = { ...state.signs }

afterEach(() => {
  Object.assign(state, { ahead: 0, auditDown: false, instruments: [TREATY], signs: { ...signs } })
  state.suspended.clear()
})

const recorded = async (subjectRef: string, form = consentForm, change = {}) => {
  const { status, body } = await send(officer, 'POST', '/consents', form(subjectRef, change))
  if (status !== 201) throw new Error(body.code)
  return body.id
}

describe('a permit', () => {
  test('says who, what, why and on which basis, under the policy in force', async () => {
    const subjectRef = register(agencies.police)
    const id = await recorded(subjectRef)
    const { permit, request } = await submit({ subjectRef })
    expect(permit).toMatchObject({
      referralId: request?.referralId,
      subjectId: state.people.get(subjectRef)?.subjectId,
      recipient: refOf(agencies.shelter),
      purpose: Purpose.SHELTER,
      basis: Basis.CONSENT,
      basisId: id,
      basisVersion: 1,
      basisHash: (await send(officer, 'GET', `/consents/${id}`)).body.hash,
      categories: [DataCategory.IDENTITY, DataCategory.CONTACT, DataCategory.RISK, DataCategory.NEEDS],
      codeNameOnly: false,
      policyHash: policy.hash,
      handlingCode: HandlingCode.H2,
      instrumentId: '',
    })
    const silent = permit?.withheld.filter(w => w.silent).map(w => w.category)
    expect(silent).toContain(DataCategory.HEALTH)
    const [row] = await rows('select * from permit where permit_id = $1', [permit?.permitId])
    expect(row).toMatchObject({ occasion: 'submit', basis_id: id, policy_hash: policy.hash })
  })

  test('of a vital interest is for a code name, and for one recipient: the first', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, vitalForm)
    const answers = await Promise.all(
      [agencies.shelter, agencies.otherShelter, agencies.shelter].map(to => submit({ subjectRef, to })),
    )
    const permitted = answers.filter(({ code }) => code === 'permitted')
    expect(permitted.length).toBeGreaterThan(0)
    expect(new Set(permitted.map(({ permit }) => permit?.recipient?.agencyId)).size).toBe(1)
    expect(answers.filter(({ code }) => code !== 'permitted')[0]?.code).toBe('recipient_outside_consent')
    expect(permitted[0]?.permit).toMatchObject({ codeNameOnly: true, basis: Basis.VITAL_INTEREST })
    expect(permitted[0]?.permit?.categories).not.toContain(DataCategory.IDENTITY)
  })

  test('across a border names its instrument', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, consentForm, toXB)
    const { permit } = await submit({ subjectRef, to: agencies.shelterXB })
    expect(permit?.instrumentId).toBe(TREATY.id)
  })
})

describe('denied is', () => {
  test('everything of which nothing is on record', async () => {
    expect((await submit({ subjectRef: register(agencies.police) })).code).toBe('no_lawful_basis')
  })

  test('a recipient that the directory does not know, or has suspended', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    const stranger = { ...agencies.shelter, agencyId: randomUUID() }
    expect((await submit({ subjectRef, to: stranger })).code).toBe('recipient_unknown')
    state.suspended.add(agencies.shelter.agencyId)
    expect((await submit({ subjectRef })).code).toBe('recipient_unknown')
    state.suspended.clear()
    state.suspended.add(agencies.police.agencyId)
    expect((await submit({ subjectRef })).code).toBe('sender_unknown')
  })

  test('what would go to or come from an agency whose accreditation has lapsed, from the moment that it does', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    const lapses = async (agency: TestAgency, inMs: number) => {
      state.accreditedUntil.set(agency.agencyId, new Date(Date.now() + inMs))
      const { code } = await submit({ subjectRef })
      state.accreditedUntil.clear()
      return code
    }
    for (const agency of [agencies.shelter, agencies.police]) expect(await lapses(agency, 3_600_000)).toBe('permitted')
    expect(await lapses(agencies.shelter, -1)).toBe('recipient_accreditation_lapsed')
    expect(await lapses(agencies.police, -1)).toBe('sender_accreditation_lapsed')
  })

  test('not what is recorded of a danger to life, or to keep a child safe, by a sender whose accreditation has lapsed', async () => {
    const [endangered, child] = [register(agencies.police), register(agencies.police, { minor: true })]
    await recorded(endangered, vitalForm)
    await recorded(child, safeguardingForm)
    const lapsed = async (subjectRef: string, agency: TestAgency) => {
      state.accreditedUntil.set(agency.agencyId, new Date(Date.now() - 1))
      const { code } = await submit({ subjectRef }, { priority: Priority.EMERGENCY })
      state.accreditedUntil.clear()
      return code
    }
    for (const subjectRef of [endangered, child]) {
      expect(await lapsed(subjectRef, agencies.police)).toBe('permitted')
      expect(await lapsed(subjectRef, agencies.shelter)).toBe('recipient_accreditation_lapsed')
    }
  })

  test('whom the person excluded, also on a form that was withdrawn since', async () => {
    const subjectRef = register(agencies.police)
    const excluded = [{ hub: 'XA', agencyId: agencies.shelter.agencyId }]
    const id = await recorded(subjectRef, consentForm, { excluded })
    await send(officer, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })
    await recorded(subjectRef)
    expect((await submit({ subjectRef })).code).toBe('recipient_excluded')
    expect((await submit({ subjectRef, to: agencies.otherShelter })).code).toBe('permitted')
  })

  test('migration enforcement, although the form is in order', async () => {
    const subjectRef = register(agencies.police)
    const recipients = [{ hub: 'XA', agencyType: 'migration_enforcement' }]
    await recorded(subjectRef, consentForm, { recipients, purposes: ['migration_control'] })
    const { code } = await submit({ subjectRef, to: agencies.enforcement })
    expect(code).toBe('migration_enforcement_firewall')
    // Nor does it send: it would hear what help is given.
    const found = register(agencies.enforcement)
    expect((await submit({ subjectRef: found, from: agencies.enforcement })).code).toBe(
      'migration_enforcement_firewall',
    )
  })

  test('a child for whom nobody may speak, once or however often; a safeguarding draft opens, one for the person and reason', async () => {
    const draftsOf = async (subjectRef: string) =>
      (await told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
    const alone = register(agencies.police, { minor: true })
    const [first, again] = [await submit({ subjectRef: alone }), await submit({ subjectRef: alone })]
    expect(first).toMatchObject({ code: 'minor_without_guardian_or_safeguarding', draftId: expect.any(String) })
    expect(again.draftId).toBe(first.draftId)
    expect(await draftsOf(alone)).toMatchObject([{ draftId: first.draftId, agencyId: agencies.police.agencyId }])

    const child = register(agencies.police, { minor: true, guardianNamed: true })
    await recorded(child, consentForm, byGuardian)
    const { request } = await submit({ subjectRef: child })
    const person = state.people.get(child)
    if (person) state.people.set(child, { ...person, guardianConflict: true })
    const conflicted = { minor: true, guardianNamed: true, guardianConflict: true, received: true }
    const readersRef = register(agencies.shelter, { ...conflicted, subjectId: person?.subjectId ?? '' })
    const seen = await view({ subjectRef: readersRef }, { referralId: request?.referralId ?? '' })
    expect(seen).toMatchObject({ code: 'guardian_conflict', draftId: undefined })
    const [draft] = await draftsOf(child)
    expect(draft).toMatchObject({ agencyId: agencies.police.agencyId })
    expect(await submit({ subjectRef: child })).toMatchObject({ code: 'guardian_conflict', draftId: draft?.draftId })
    expect(await draftsOf(child)).toHaveLength(1)
    expect((await submit({ subjectRef: register(agencies.police) })).draftId).toBeUndefined()
  })

  test('the state of nationality of whoever was not asked in private', async () => {
    const subjectRef = register(agencies.police, { nationalities: ['XB'] })
    await recorded(subjectRef, consentForm, toXB)
    expect((await submit({ subjectRef, to: agencies.shelterXB })).code).toBe('state_of_nationality')
    const asked = register(agencies.police, { nationalities: ['XB'], fearOfReturnAsked: true })
    await recorded(asked, consentForm, toXB)
    expect((await submit({ subjectRef: asked, to: agencies.shelterXB })).code).toBe('permitted')
  })

  test('any other hub for whom no nationality is known, until they were asked in private; inside the hub nothing changes', async () => {
    const unknown = { nationalities: [] }
    const unasked = register(agencies.police, unknown)
    const asked = register(agencies.police, { ...unknown, fearOfReturnAsked: true })
    for (const subjectRef of [unasked, asked]) await recorded(subjectRef, consentForm, toXB)
    expect((await submit({ subjectRef: unasked, to: agencies.shelterXB })).code).toBe('state_of_nationality')
    expect((await submit({ subjectRef: asked, to: agencies.shelterXB })).code).toBe('permitted')
    const here = register(agencies.police, unknown)
    await recorded(here, consentForm)
    expect((await submit({ subjectRef: here, to: agencies.shelter })).code).toBe('permitted')
  })

  test('the state of nationality also when the attestation was made for another recipient', async () => {
    const [user, subjectRef] = [randomUUID(), register(agencies.police, { nationalities: ['XB'] })]
    await recorded(subjectRef, consentForm, toXB)
    const elsewhere = attestation(state, now(), { subjectRef, user, recipientHub: 'XC' })
    const { code } = await submit({ subjectRef, user, to: agencies.shelterXB }, { attestation: elsewhere })
    expect(code).toBe('state_of_nationality')
  })

  test('another hub without an instrument for this kind of matter', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, consentForm, toXB)
    state.instruments = [{ ...TREATY, matter: Matter.CRIMINAL }]
    expect((await submit({ subjectRef, to: agencies.shelterXB })).code).toBe('no_instrument')
  })

  test('a protocol that is not for these agencies', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    const protocol = Protocol.SPONTANEOUS_TRANSMISSION
    expect((await submit({ subjectRef }, { protocol })).code).toBe('protocol_not_for_agency')
  })

  test('a basis that nobody confirmed within 24 h', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef, vitalForm)
    state.ahead = 24 * 3_600_000
    expect((await submit({ subjectRef })).code).toBe('confirmation_overdue')
  })

  test('what another agency recorded, and what another agency has on record', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    const subjectId = state.people.get(subjectRef)?.subjectId ?? ''
    const theirs = register(agencies.otherPolice, { subjectId })
    expect((await submit({ subjectRef: theirs, from: agencies.otherPolice })).code).toBe('no_lawful_basis')
    expect((await submit({ subjectRef, from: agencies.otherPolice })).code).toBe('no_lawful_basis')
  })

  test('a referral that changes its person or its parties under way', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    const { request } = await submit({ subjectRef })
    const referralId = request?.referralId ?? ''
    expect((await submit({ subjectRef }, { referralId })).code).toBe('permitted')
    expect((await submit({ subjectRef, to: agencies.otherShelter }, { referralId })).code).toBe('no_lawful_basis')
    const another = register(agencies.police)
    await recorded(another)
    expect((await submit({ subjectRef: another }, { referralId })).code).toBe('no_lawful_basis')
  })

  test('a caller without the scope', async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    expect((await submit({ subjectRef, scope: 'referral:read view:open' })).code).toBe('no_lawful_basis')
  })
})

describe('a denial', () => {
  test('is in the access log before the asker hears of it', async () => {
    const [user, subjectRef] = [randomUUID(), register(agencies.police)]
    await submit({ subjectRef, user })
    expect(state.entries.at(-1)).toMatchObject({
      action: Action.DISCLOSURE_DENIED,
      source: 'consent',
      userId: user,
      agency: refOf(agencies.police),
      recipient: refOf(agencies.shelter),
      subjectRef,
      code: 'no_lawful_basis',
      policyHash: policy.hash,
    })
    expect(JSON.stringify(state.entries, bigints)).not.toContain(state.people.get(subjectRef)?.subjectId)
  })

  test('that cannot be logged is not told, and nothing is permitted', async () => {
    state.auditDown = true
    await expect(submit({ subjectRef: register(agencies.police) })).rejects.toMatchObject({
      code: 'service_unavailable',
      kind: 'unavailable',
    })
  })
})

describe('no answer is given to a question', () => {
  const known = async () => {
    const subjectRef = register(agencies.police)
    await recorded(subjectRef)
    return subjectRef
  }

  test('with a token that is none', async () => {
    const asked = submit({ subjectRef: await known() }, { token: 'a.b.c' })
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('without a token', async () => {
    await expect(submit({ subjectRef: await known() }, { token: '' })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('with an attestation that redaction did not sign', async () => {
    const subjectRef = await known()
    state.signs.redaction = loadSigningKey(generateSigningKey().privateJwk)
    await expect(submit({ subjectRef })).rejects.toMatchObject({ code: 'statement_invalid' })
  })

  test('with an attestation that is over 30 s old', async () => {
    const subjectRef = await known()
    const user = randomUUID()
    const old = attested(subjectRef, user)
    state.ahead = 31_000
    await expect(submit({ subjectRef, user }, { attestation: old })).rejects.toMatchObject({
      code: 'statement_invalid',
    })
  })

  test('with the attestation of another user', async () => {
    const subjectRef = await known()
    const { code } = await submit({ subjectRef }, { attestation: attested(subjectRef, randomUUID()) })
    expect(code).toBe('no_lawful_basis')
  })

  test.each<[string, QuestionChange]>([
    ['an occasion of another service', { occasion: Occasion.VIEW }],
    ['no occasion', { occasion: Occasion.UNSPECIFIED }],
    ['a protocol that nobody knows', { protocol: 99 as Protocol }],
    ['a purpose that nobody knows', { purpose: 99 as Purpose }],
    ['no priority', { priority: 0 }],
    ['no referral', { referralId: '' }],
    ['no recipient', { recipient: { hub: 'XA', agencyId: '' } }],
  ])('with %s', async (_, change) => {
    await expect(submit({ subjectRef: await known() }, change)).rejects.toMatchObject({ code: 'question_unreadable' })
  })
})

const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)
