import { randomUUID } from 'node:crypto'
import { AgencyType, DataCategory, Protocol, Purpose } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm, safeguardingForm } from './fixtures/forms.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, state } = service
const { submit, view, pack, handOver } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }

const SHELTERS = ['XA', 'XB'].map(hub => ({ hub, agencyType: 'shelter' }))

afterEach(() => {
  Object.assign(state, { ahead: 0, instruments: [TREATY] })
  state.suspended.clear()
  state.accreditedUntil.clear()
})

/** A referral from police to a shelter, and the reference under which the shelter knows the person. */
async function submitted(change = {}) {
  const subjectRef = register(agencies.police)
  const { status } = await send(officer, 'POST', '/consents', consentForm(subjectRef, change))
  expect(status).toBe(201)
  const { permit } = await submit({ subjectRef })
  if (!permit) throw new Error('not permitted')
  const readersRef = register(agencies.shelter, { subjectId: permit.subjectId })
  return { referralId: permit.referralId, subjectRef, readersRef, permit }
}

describe('a reader', () => {
  test('is permitted what the referral was permitted for, in its own name', async () => {
    const { referralId, readersRef, permit } = await submitted()
    const user = randomUUID()
    const seen = await view({ subjectRef: readersRef, user }, { referralId })
    expect(seen.permit).toMatchObject({ referralId, userId: user, purpose: Purpose.SHELTER, basisId: permit.basisId })
    expect(seen.permit?.categories).toEqual(permit.categories)
    expect(seen.permit?.permitId).not.toBe(permit.permitId)
  })

  test('is told of as what it is, and that the person agreed to nothing that incriminates them unless they did', async () => {
    const plain = await submitted()
    expect((await view({ subjectRef: plain.readersRef }, { referralId: plain.referralId })).permit).toMatchObject({
      ...{ recipientType: AgencyType.SHELTER, selfIncriminatingAgreed: false },
    })
    const selfIncriminating = { advisedBy: 'legal_aid', advisedOn: '2026-01-02' }
    const agreed = await submitted({ selfIncriminating })
    const seen = await view({ subjectRef: agreed.readersRef }, { referralId: agreed.referralId })
    expect(seen.permit?.selfIncriminatingAgreed).toBe(true)
    const { body } = await send(officer, 'GET', `/consents/${agreed.permit.basisId}`)
    expect(body.selfIncriminating).toEqual(selfIncriminating)
  })

  test('may be shown under the reference by which the sender knows the person', async () => {
    const { referralId, subjectRef } = await submitted()
    expect((await view({ subjectRef }, { referralId })).code).toBe('permitted')
  })

  test('is judged by the referral as it was submitted, whatever the question leaves out', async () => {
    const { referralId, readersRef } = await submitted({ purposes: ['shelter', 'medical_care'] })
    const { permit } = await view({ subjectRef: readersRef }, { referralId, services: [] })
    expect(permit?.purpose).toBe(Purpose.SHELTER)
  })

  test('still sees the person when the sender is suspended, and nothing when its own agency is', async () => {
    const { referralId, readersRef } = await submitted()
    state.suspended.add(agencies.police.agencyId)
    expect((await view({ subjectRef: readersRef }, { referralId })).code).toBe('permitted')
    state.suspended.add(agencies.shelter.agencyId)
    expect((await view({ subjectRef: readersRef }, { referralId })).code).toBe('recipient_unknown')
  })

  test('still sees the person, and both read and hand over, when the accreditation of both has lapsed since', async () => {
    const { referralId, readersRef, subjectRef } = await submitted()
    for (const { agencyId } of [agencies.shelter, agencies.police]) state.accreditedUntil.set(agencyId, new Date(0))
    expect((await view({ subjectRef: readersRef }, { referralId })).code).toBe('permitted')
    const toSender = { from: agencies.shelter, to: agencies.police }
    expect((await view({ subjectRef, ...toSender }, { referralId })).code).toBe('permitted')
    expect((await handOver({ subjectRef }, { referralId })).code).toBe('permitted')
  })

  test('abroad is not sent what was not packed before either lapsed; what is written after it goes on', async () => {
    const subjectRef = register(agencies.police)
    const recipients = SHELTERS
    await send(officer, 'POST', '/consents', consentForm(subjectRef, { recipients }))
    const sent = async () => (await submit({ subjectRef, to: agencies.shelterXB })).permit?.referralId ?? ''
    const [packed, waiting] = [await sent(), await sent()]
    const packs = async (referralId: string) => (await pack({ subjectRef }, { referralId })).code
    expect(await packs(packed)).toBe('permitted')
    state.accreditedUntil.set(agencies.shelterXB.agencyId, new Date(0))
    expect([await packs(packed), await packs(waiting)]).toEqual(['permitted', 'recipient_accreditation_lapsed'])
    state.accreditedUntil.clear()
    state.accreditedUntil.set(agencies.police.agencyId, new Date(0))
    expect([await packs(packed), await packs(waiting)]).toEqual(['permitted', 'sender_accreditation_lapsed'])
    state.accreditedUntil.clear()
  })

  test('whom the person excluded sees nothing, although the agency may', async () => {
    const barred = randomUUID()
    const { referralId, readersRef } = await submitted({ excluded: [{ hub: 'XA', userId: barred }] })
    const seenBy = async (user: string) => (await view({ subjectRef: readersRef, user }, { referralId })).code
    expect(await seenBy(barred)).toBe('recipient_excluded')
    expect(await seenBy(randomUUID())).toBe('permitted')
  })

  test('sees no more of a child who came of age on what kept the child safe, and nothing more goes out on it', async () => {
    const subjectRef = register(agencies.police, { minor: true })
    const form = safeguardingForm(subjectRef, { recipients: SHELTERS })
    expect((await send(officer, 'POST', '/consents', form)).status).toBe(201)
    const { permit } = await submit({ subjectRef })
    const { referralId = '', subjectId = '' } = permit ?? {}
    const abroad = await submit({ subjectRef, to: agencies.shelterXB })
    const ofAbroad = { referralId: abroad.request?.referralId ?? '' }
    const readersRef = register(agencies.shelter, { subjectId, minor: true })
    const outcomes = async () => [
      (await view({ subjectRef: readersRef }, { referralId })).code,
      (await submit({ subjectRef })).code,
      (await pack({ subjectRef }, ofAbroad)).code,
    ]
    expect(await outcomes()).toEqual(['permitted', 'permitted', 'permitted'])
    for (const ref of [subjectRef, readersRef]) {
      const person = state.people.get(ref)
      if (person) state.people.set(ref, { ...person, minor: false })
    }
    expect(await outcomes()).toEqual(['not_a_child', 'not_a_child', 'not_a_child'])
  })

  test('sees no more once the consent has ended', async () => {
    const inThreeDays = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString().slice(0, 10)
    const { referralId, readersRef } = await submitted({ validUntil: inThreeDays })
    state.ahead = 5 * 24 * 3_600_000
    expect((await view({ subjectRef: readersRef }, { referralId })).code).toBe('consent_expired')
  })
})

describe('nothing permits', () => {
  test('a referral that nobody was permitted to submit', async () => {
    const { readersRef } = await submitted()
    expect((await view({ subjectRef: readersRef })).code).toBe('no_lawful_basis')
  })

  test('another purpose or protocol than that of the submission', async () => {
    const { referralId, readersRef } = await submitted({ purposes: ['shelter', 'medical_care'] })
    const asked = (change: object) => view({ subjectRef: readersRef }, { referralId, ...change })
    expect((await asked({ purpose: Purpose.MEDICAL_CARE })).code).toBe('no_lawful_basis')
    expect((await asked({ protocol: Protocol.CHILD_SAFEGUARDING })).code).toBe('no_lawful_basis')
    expect((await asked({ purpose: Purpose.SHELTER })).code).toBe('permitted')
  })

  test('another person under the id of the referral', async () => {
    const { referralId } = await submitted()
    const another = register(agencies.shelter)
    expect((await view({ subjectRef: another }, { referralId })).code).toBe('no_lawful_basis')
  })

  test('an agency that the referral is not addressed to', async () => {
    const { referralId, permit } = await submitted()
    const theirs = register(agencies.otherShelter, { subjectId: permit.subjectId })
    const asked = view({ subjectRef: theirs, to: agencies.otherShelter }, { referralId })
    expect((await asked).code).toBe('no_lawful_basis')
    // Nor when it says that the referral is addressed to the agency that it is addressed to.
    const pretending = view(
      { subjectRef: theirs, to: agencies.otherShelter },
      { referralId, recipient: refOf(agencies.shelter) },
    )
    expect((await pretending).code).toBe('no_lawful_basis')
  })

  test('a caller without the scope', async () => {
    const { referralId, readersRef } = await submitted()
    const { code } = await view({ subjectRef: readersRef, scope: 'referral:submit' }, { referralId })
    expect(code).toBe('no_lawful_basis')
  })
})

test('withheld is the same for whoever seeks protection and whoever does not', async () => {
  const withheldFor = async (protectionSeeker: boolean) => {
    const { referralId, permit } = await submitted()
    const readersRef = register(agencies.shelter, { subjectId: permit.subjectId, protectionSeeker })
    const seen = await view({ subjectRef: readersRef }, { referralId })
    return seen.permit?.withheld.filter(w => w.category === DataCategory.MIGRATION_STATUS)
  }
  expect(await withheldFor(true)).toEqual(await withheldFor(false))
})

describe('whoever hands a file over within the hub', () => {
  test('is permitted what its reader would be, and nothing once the consent is withdrawn', async () => {
    const { referralId, subjectRef, permit } = await submitted()
    const given = await handOver({ subjectRef }, { referralId })
    expect(given.permit).toMatchObject({ referralId, basisId: permit.basisId, recipientType: AgencyType.SHELTER })
    expect((await handOver({ subjectRef, to: agencies.health }, { referralId })).code).toBe('no_lawful_basis')
    const ended = await send(officer, 'POST', `/consents/${permit.basisId}/withdrawal`, {
      inPrivate: true,
      duressChecked: true,
    })
    expect(ended.status).toBe(200)
    expect((await handOver({ subjectRef }, { referralId })).code).toBe('consent_withdrawn')
  })

  test('gives back to its sender only where the person said that it may report', async () => {
    const { referralId, readersRef } = await submitted()
    const back = { subjectRef: readersRef, from: agencies.shelter, to: agencies.police }
    expect((await handOver(back, { referralId, report: true })).code).toBe('action_outside_consent')
    const told = await submitted({ reportBack: true })
    const reported = await handOver(
      { ...back, subjectRef: told.readersRef },
      { referralId: told.referralId, report: true },
    )
    expect(reported.permit).toMatchObject({ recipientType: AgencyType.POLICE })
  })
})
