import { randomUUID } from 'node:crypto'
import { childConsentRefused, guardianshipChanged, recordsLinked, statementMade } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { byGuardian, consentForm, safeguardingForm, toXB } from './fixtures/forms.ts'
import { agencies, type TestPerson } from './fixtures/parties.ts'
import type { Hub } from './fixtures/wire.ts'

const { xa, xb, xc, carry, officer, referred, readXB } = await useReferredAbroad()
const CHILD = { minor: true, guardianNamed: true }
const HOUR_MS = 3_600_000

// No list is believed that is older than the last: each begins after the one before.
let begin = -200
const at = (hours: number) => {
  for (const { state } of [xa, xb, xc]) state.ahead = (begin + hours) * HOUR_MS
}
beforeEach(() => {
  begin += 200
  at(0)
})

/** A child of whom XB reads on their guardian's word, and was told so; signed so long ago that no list can miss it. */
async function readThere(change: object = byGuardian, facts: Partial<TestPerson> = CHILD) {
  const made = await referred(change, {}, facts)
  at(0.05)
  await carry()
  const codeThere = async () => (await readXB(made.there)).code
  expect(await codeThere()).toBe('permitted')
  return { ...made, codeThere }
}

/** An officer who asks for consent finds that the guardian may be part of the harm. */
const find = async (hub: Hub, who: typeof officer, subjectRef: string) => {
  const guardian = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
  const form = consentForm(subjectRef, { ...byGuardian, taken: { ...byGuardian.taken, guardian } })
  return (await hub.send(who, 'POST', '/consents', form)).body.code
}
/** What redaction states of them from now on. */
function change(hub: Hub, ref: string, facts: Partial<TestPerson>) {
  const person = hub.state.people.get(ref)
  if (person === undefined) throw new Error('nobody')
  hub.state.people.set(ref, { ...person, ...facts })
  return person.subjectId
}

describe('what left on the word of a guardian', () => {
  // First: what needs a fresh sign-in is recorded by a clock that no test has moved ahead far.
  test('is read in another hub no more as soon as an officer found that they may be part of the harm; nobody is recalled', async () => {
    const { subjectRef, referralId, codeThere } = await readThere()
    expect(await find(xa, officer, subjectRef)).toBe('guardian_conflict')
    await carry()
    expect(await codeThere()).toBe('consent_withdrawn')
    expect(await xa.rows('select 1 from recall where referral_id = $1', [referralId])).toEqual([])
    // The consent is refused, the child is not: what keeps them safe carries on what it covers whole.
    const safe = { ...toXB, purposes: ['shelter', 'legal_assistance'] }
    expect((await xa.send(officer, 'POST', '/consents', safeguardingForm(subjectRef, safe))).status).toBe(201)
    at(6)
    await carry()
    expect(await codeThere()).toBe('permitted')
  })

  test('also when it was found at another agency, by a record that is linked', async () => {
    const clinic = { agency: agencies.health, user: randomUUID() }
    const { subjectRef, codeThere } = await readThere()
    const other = xa.register(agencies.health, CHILD)
    await xa.publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [other] })
    await carry()
    expect(await codeThere()).toBe('permitted')
    await find(xa, clinic, other)
    await carry()
    expect(await codeThere()).toBe('consent_withdrawn')
  })

  test('also when it was found before the records were linked', async () => {
    const clinic = { agency: agencies.health, user: randomUUID() }
    const { subjectRef, codeThere } = await readThere()
    const other = xa.register(agencies.health, CHILD)
    await find(xa, clinic, other)
    await carry()
    expect(await codeThere()).toBe('permitted')
    await xa.publish(recordsLinked, { linkId: randomUUID(), one: [subjectRef], other: [other] })
    await carry()
    expect(await codeThere()).toBe('consent_withdrawn')
  })

  test.each<[string, Partial<TestPerson>]>([
    ['that they may be part of the harm', { guardianConflict: true }],
    ['nobody as guardian any more', { guardianNamed: false }],
  ])('as soon as the record says %s; and again when that is put right', async (_, facts) => {
    const { subjectRef, codeThere } = await readThere()
    const subjectId = change(xa, subjectRef, facts)
    await xa.publish(guardianshipChanged, { subjectId })
    await carry()
    expect(await codeThere()).toBe('consent_withdrawn')
    change(xa, subjectRef, { ...CHILD, guardianConflict: false })
    await xa.publish(guardianshipChanged, { subjectId })
    await carry()
    expect(await codeThere()).toBe('permitted')
  })

  test('by the next list, when nobody has said so', async () => {
    const { subjectRef, codeThere } = await readThere()
    change(xa, subjectRef, { guardianConflict: true })
    await carry()
    expect(await codeThere()).toBe('permitted')
    at(6)
    await carry()
    expect(await codeThere()).toBe('consent_withdrawn')
  })

  test('and what a child was taken to agree to alone', async () => {
    const { subjectRef, codeThere } = await readThere({}, {})
    const subjectId = change(xa, subjectRef, CHILD)
    await xa.publish(guardianshipChanged, { subjectId })
    await carry()
    expect(await codeThere()).toBe('consent_withdrawn')
  })

  test('says nothing to hubs that have nothing of them', async () => {
    await readThere()
    const subjectRef = xa.register(agencies.police, CHILD)
    const before = (await xa.told(statementMade)).length
    await find(xa, officer, subjectRef)
    await carry()
    expect((await xa.told(statementMade)).length).toBe(before)
  })
})

describe('what an officer of the hub that received a child found of their guardian', () => {
  const shelterXB = { agency: agencies.shelterXB, user: randomUUID() }
  const drafts = async (subjectRef: string) =>
    (await xa.told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)
  const findings = (subjectId: string) =>
    xa.rows('select found_hub, agency_id, user_id from guardian_finding where subject_id = $1', [subjectId])

  test('counts where they came from: nobody reads on the guardian’s word, here or there, and one draft opens, for that', async () => {
    const { subjectRef, there, codeThere } = await readThere()
    const { subjectId = '' } = xa.state.people.get(subjectRef) ?? {}
    for (const _ of [1, 2]) expect(await find(xb, shelterXB, there.subjectRef)).toBe('guardian_conflict')
    await carry()
    const { agencyId: agency_id } = agencies.shelterXB
    expect(await findings(subjectId)).toEqual([{ found_hub: 'XB', agency_id, user_id: 'another-hub' }])
    expect(await drafts(subjectRef)).toMatchObject([{ agencyId: agencies.police.agencyId, userId: '' }])
    const reasons = await xa.rows('select fingerprint as reason from safeguarding_draft where subject_ref = $1', [
      subjectRef,
    ])
    expect(reasons).toEqual([{ reason: 'guardian_conflict' }])
    expect(await codeThere()).toBe('consent_withdrawn')
    const form = consentForm(subjectRef, { ...byGuardian, ...toXB })
    expect((await xa.send(officer, 'POST', '/consents', form)).body.code).toBe('guardian_conflict')
  })

  test('is not what a refusal says that found nothing', async () => {
    const { subjectRef, there, codeThere } = await readThere()
    const { subjectId = '' } = xa.state.people.get(subjectRef) ?? {}
    const { purposes, recipients } = consentForm('', toXB)
    const no = { subjectRef: there.subjectRef, refusedBy: 'self', purposes, recipients }
    expect((await xb.send(shelterXB, 'POST', '/consent-refusals', no)).status).toBe(201)
    await carry()
    expect([await findings(subjectId), await codeThere()]).toEqual([[], 'permitted'])
    expect(await drafts(subjectRef)).toHaveLength(1)
  })
})
