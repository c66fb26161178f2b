import { randomUUID } from 'node:crypto'
import { consentWithdrawn } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { consentForm } from './fixtures/forms.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, carry, officer, referred, readXB, withdraw, holders, newsOf } = await useReferredAbroad()

afterEach(() => {
  for (const { state } of [xa, xb]) for (const struck of [state.suspended, state.leftOut]) struck.clear()
})

const suspend = async (agency: TestAgency) => {
  for (const { state } of [xa, xb]) state.suspended.add(agency.agencyId)
  await xa.tendRecalls()
}
const leaveOut = async (agency: TestAgency) => {
  for (const { state } of [xa, xb]) state.leftOut.add(agency.agencyId)
  await xa.tendRecalls()
}
const recallsOf = (referralId: string) =>
  xa.rows('select kind, state, basis_id from recall where referral_id = $1', [referralId])
const halted = async (referralId: string) =>
  (await xa.told(consentWithdrawn)).filter(({ referralIds }) => referralIds.includes(referralId)).length

/** By an agency of the hub, within it. */
async function here({ from = agencies.police, to = agencies.shelter }: Sending = {}) {
  const subjectRef = xa.register(from)
  const who = { agency: from, user: randomUUID() }
  const recipients = [{ ...refOf(to), agencyType: to.type }]
  const { body } = await xa.send(who, 'POST', '/consents', consentForm(subjectRef, { recipients }))
  const submit = async () => (await questionsTo(xa).submit({ subjectRef, user: who.user, from, to })).permit?.referralId
  return { subjectRef, basisId: body.id as string, submit, referralId: (await submit()) ?? 'not permitted' }
}

interface Sending {
  readonly from?: TestAgency
  readonly to?: TestAgency
}

describe('of an agency that is suspended', () => {
  test('what it has is recalled, its referrals halt, and whoever sent the person hears at once; what they agreed to stands', async () => {
    const [{ referralId, basisId }, other] = [await here(), await here({ to: agencies.otherShelter })]
    await xa.tendRecalls()
    expect(await recallsOf(referralId)).toEqual([])
    await suspend(agencies.shelter)
    expect(await recallsOf(referralId)).toEqual([{ kind: 'suspended', state: 'views_stopped', basis_id: basisId }])
    expect(await halted(referralId)).toBe(1)
    expect(await newsOf(xa, referralId)).toContain(`${agencies.police.agencyId} holder-suspended`)
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'suspended' })
    expect((await xa.send(officer, 'GET', `/consents/${basisId}`)).body.status).toBe('in_force')
    expect([await recallsOf(other.referralId), await halted(other.referralId)]).toEqual([[], 0])
  })

  test('it is done once, also when the agency comes back and goes again; what it was sent meanwhile goes too', async () => {
    const { referralId, submit } = await here()
    await suspend(agencies.shelter)
    await xa.tendRecalls()
    xa.state.suspended.clear()
    await xa.tendRecalls()
    const meanwhile = (await submit()) ?? 'not permitted'
    await suspend(agencies.shelter)
    expect([await halted(referralId), await halted(meanwhile)]).toEqual([1, 1])
    expect((await recallsOf(meanwhile)).map(({ kind }) => kind)).toEqual(['suspended'])
  })

  test('whoever sent it the person says what became of that, since nobody signs in for it', async () => {
    const { referralId } = await here()
    await suspend(agencies.shelter)
    const { items } = (await xa.send(officer, 'GET', '/recalls?limit=200')).body
    const { id } = items.find((one: { referralId: string }) => one.referralId === referralId)
    const said = (who: TestAgency) => xa.send({ agency: who }, 'POST', `/recalls/${id}/answer`, { answer: 'stopped' })
    // A token of before lives on for minutes.
    for (const who of [agencies.health, agencies.shelter]) expect((await said(who)).status).toBe(404)
    expect(await said(agencies.police)).toMatchObject({ status: 200, body: { state: 'stopped' } })
  })

  test('what was taken back before is not recalled another time', async () => {
    const { referralId, basisId } = await here()
    await withdraw(basisId)
    await suspend(agencies.shelter)
    expect((await recallsOf(referralId)).map(({ kind }) => kind)).toEqual(['withdrawn'])
    expect(await halted(referralId)).toBe(1)
  })

  test('what was answered for, and is taken back then, is recalled again, and that recall is the one that is shown', async () => {
    const { referralId, basisId } = await here()
    await suspend(agencies.shelter)
    const { items } = (await xa.send(officer, 'GET', '/recalls?limit=200')).body
    const { id } = items.find((one: { referralId: string }) => one.referralId === referralId)
    await xa.send(officer, 'POST', `/recalls/${id}/answer`, { answer: 'stopped' })
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'suspended', state: 'stopped' })
    await withdraw(basisId)
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'withdrawn', state: 'views_stopped' })
  })

  test('in another hub: its hub shows nothing any more by that referral', async () => {
    const { there, referralId, basisId } = await referred()
    expect((await readXB(there)).code).toBe('permitted')
    await suspend(agencies.shelterXB)
    for (const { state } of [xa, xb]) state.suspended.clear()
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'suspended', state: 'views_stopped' })
    expect(await newsOf(xa, referralId)).toContain(`${agencies.police.agencyId} holder-suspended`)
  })

  test('whoever it referred the person to within the hub goes on helping', async () => {
    const { subjectId } = xa.state.people.get((await here()).subjectRef) ?? { subjectId: '' }
    const first = (
      await xa.rows('select referral_id as id, basis_id from permit where subject_id = $1', [subjectId])
    )[0]
    const onward = randomUUID()
    await xa.rows(
      `insert into permit (permit_id, occasion, referral_id, subject_id, sender_hub, sender_agency, recipient_hub,
         recipient_agency, recipient_type, user_id, protocol, priority, purpose, basis, basis_id, basis_version, categories,
         code_name_only, instrument_id, policy_hash, issued_at)
       select gen_random_uuid(), 'submit', $1, subject_id, 'XA', $2, 'XA', $3, 'health', user_id, protocol, priority, purpose,
         basis, basis_id, basis_version, categories, false, '', policy_hash, now() from permit where referral_id = $4`,
      [onward, agencies.shelter.agencyId, agencies.health.agencyId, first.id],
    )
    await suspend(agencies.shelter)
    expect([await halted(first.id), await halted(onward)]).toEqual([1, 0])
    expect(await recallsOf(onward)).toEqual([])
  })
})

describe('of an agency that a newer statement of the jurisdiction leaves out', () => {
  test('what it has is recalled as if it were suspended, its referrals halt, and whoever sent the person hears', async () => {
    const { referralId, basisId } = await here()
    await leaveOut(agencies.shelter)
    expect(await recallsOf(referralId)).toEqual([{ kind: 'suspended', state: 'views_stopped', basis_id: basisId }])
    expect(await halted(referralId)).toBe(1)
    expect(await newsOf(xa, referralId)).toContain(`${agencies.police.agencyId} holder-suspended`)
  })

  test('whoever sent it the person finds that in the list, and says what became of what it has', async () => {
    const { referralId } = await here()
    await leaveOut(agencies.shelter)
    const { items } = (await xa.send(officer, 'GET', '/recalls?limit=200')).body
    const { id } = items.find((one: { referralId: string }) => one.referralId === referralId)
    const answer = (who: TestAgency) => xa.send({ agency: who }, 'POST', `/recalls/${id}/answer`, { answer: 'stopped' })
    expect((await answer(agencies.health)).status).toBe(404)
    expect(await answer(agencies.police)).toMatchObject({ status: 200, body: { state: 'stopped' } })
  })

  test('in another hub: its hub shows nothing any more by that referral', async () => {
    const { there, referralId } = await referred()
    await leaveOut(agencies.shelterXB)
    for (const { state } of [xa, xb]) state.leftOut.clear()
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
    expect((await recallsOf(referralId)).map(({ kind }) => kind)).toEqual(['suspended'])
  })
})

test('an agency whose accreditation has lapsed keeps whom it has: nothing is recalled by a date', async () => {
  const { referralId } = await here()
  xa.state.accreditedUntil.set(agencies.shelter.agencyId, new Date(0))
  await xa.tendRecalls()
  xa.state.accreditedUntil.clear()
  expect([await recallsOf(referralId), await halted(referralId)]).toEqual([[], 0])
})
