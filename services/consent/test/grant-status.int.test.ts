import { randomUUID } from 'node:crypto'
import { consentWithdrawn, DataCategory, Priority, statementMade } from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { byGuardian, consentForm, courtOrder, SHEET, toXB } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, xc, carry, officer, referred, arrives, readAt, readXB, newsOf, withdraw, holders } =
  await useReferredAbroad()
const TAKEN = { inPrivate: true, duressChecked: true }
const HOUR_MS = 3_600_000

// First: when a no was noted the database says, whose clock no test moves ahead.
describe('a grant on what nobody had to confirm', () => {
  const ORDERED = { basis: 'court_order', grantedBy: 'none', justification: courtOrder, purposes: ['shelter'] }
  const UNSAID = { comprehensionChecked: false, signature: null, taken: undefined }
  const onDuty = { agency: agencies.health, user: randomUUID() }
  /** Just told that it stands; signed so long ago that no list can have missed it. */
  const ordered = async (facts: Parameters<typeof referred>[2] = {}) => {
    const made = await referred({ ...ORDERED, ...UNSAID }, {}, facts)
    await carry()
    await xb.rows(`update imported_grant set valid_from = valid_from - interval '1 hour' where referral_id = $1`, [
      made.referralId,
    ])
    return made
  }
  const refuse = (subjectRef: string, refusedBy = 'self') =>
    xa.send(officer, 'POST', '/consent-refusals', {
      ...{ subjectRef, refusedBy, purposes: ['shelter'], recipients: toXB.recipients },
    })
  const codeAt = async (there: Parameters<typeof readXB>[0]) => (await readXB(there)).code

  test('waits there too once the person has said no, as at home, until an independent person has reviewed it', async () => {
    const { basisId, subjectRef, referralId, there } = await ordered()
    expect(await codeAt(there)).toBe('permitted')
    expect((await refuse(subjectRef)).status).toBe(201)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    expect(await xa.rows('select 1 from recall where referral_id = $1', [referralId])).toEqual([])
    expect((await xa.send(onDuty, 'POST', `/consents/${basisId}/confirmation`)).status).toBe(200)
    await carry()
    expect(await codeAt(there)).toBe('permitted')
  })

  test('waits there too where it was said that it stands while the no was being taken', async () => {
    const { subjectRef, there } = await ordered()
    await xa.rows("update status_push set pushed_at = '-infinity'")
    await xa.rows('begin')
    await xa.rows(`select pg_advisory_xact_lock(hashtextextended('withdrawals', 0))`)
    const refusing = refuse(subjectRef)
    const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`
    await waitFor(async () => (await xa.rows(waiting)).length > 0)
    await xa.tendStatements()
    await xa.rows('commit')
    expect((await refusing).status).toBe(201)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
  })

  test('stands there again once it was only a guardian who said no, and who is found to be part of the harm', async () => {
    const { subjectRef, there } = await ordered({ minor: true, guardianNamed: true })
    await refuse(subjectRef, 'guardian')
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    const guardian = { ...byGuardian.taken.guardian, conflictCheck: 'conflict_found' }
    const form = consentForm(subjectRef, { ...byGuardian, taken: { ...byGuardian.taken, guardian } })
    expect((await xa.send(officer, 'POST', '/consents', form)).body.code).toBe('guardian_conflict')
    await carry()
    expect(await codeAt(there)).toBe('permitted')
  })

  test('goes on when the person agrees to the same after all', async () => {
    const { subjectRef, there } = await ordered()
    await refuse(subjectRef)
    await xa.send(officer, 'POST', '/consents', consentForm(subjectRef, toXB))
    await carry()
    expect(await codeAt(there)).toBe('permitted')
  })
})

const SAFEGUARDED = {
  ...{ basis: 'child_safeguarding', grantedBy: 'none', signature: null, sheet: undefined, taken: undefined },
  justification: { reason: 'child_at_risk' },
}

describe('which grants stand', () => {
  const later = (hours: number) => {
    for (const { state } of [xa, xb, xc]) state.ahead = hours * HOUR_MS
  }

  test('waits while nobody can say who came of age, and holds up nothing else that is said', async () => {
    const [adult] = [await referred(), await referred(byGuardian, {}, { minor: true, guardianNamed: true })]
    await carry()
    await xa.send(officer, 'POST', `/consents/${adult.basisId}/withdrawal`, { inPrivate: true, duressChecked: true })
    const { signs } = xa.state
    xa.state.signs = { ...signs, redaction: loadSigningKey(generateSigningKey().privateJwk) }
    const said = async () => (await xa.told(statementMade)).length
    const before = await said()
    await expect(xa.tendStatements()).rejects.toThrow()
    expect(await said()).toBe(before + 1)
    xa.state.signs = signs
    await carry()
    expect((await readXB(adult.there)).code).toBe('consent_withdrawn')
    expect(await said()).toBe(before + 2)
  })

  test('leaves out what ended with childhood once the person came of age, but for what they agreed to themselves', async () => {
    const child = { minor: true, guardianNamed: true }
    const made = [await referred(SAFEGUARDED, {}, child), await referred(byGuardian, {}, child)]
    const codes = async () => {
      const read: string[] = []
      for (const { there } of made) read.push((await readXB(there)).code)
      return read
    }
    await carry()
    expect(await codes()).toEqual(['permitted', 'permitted'])
    for (const { subjectRef } of made) {
      const person = xa.state.people.get(subjectRef)
      if (person) xa.state.people.set(subjectRef, { ...person, minor: false })
    }
    later(5)
    await carry()
    expect(await codes()).toEqual(['consent_withdrawn', 'consent_withdrawn'])
    const agreed: string[] = []
    for (const { subjectRef } of made)
      agreed.push((await xa.send(officer, 'POST', '/consents', consentForm(subjectRef, toXB))).body.id)
    later(10)
    await carry()
    expect(await codes()).toEqual(['permitted', 'permitted'])
    // What ended with childhood does not carry on in the place of what they take back themselves.
    for (const id of agreed) await withdraw(id)
    await carry()
    const told = await xa.told(consentWithdrawn)
    for (const [i, { referralId }] of made.entries()) {
      expect(told.find(({ basisId }) => basisId === agreed[i])?.referralIds).toEqual([referralId])
      expect(await newsOf(xb, referralId)).toEqual([`${agencies.shelterXB.agencyId} recall`])
    }
  })

  test('are told though of one person nothing can be found out: what left of them stands no more until it can', async () => {
    const child = { minor: true, guardianNamed: true }
    const [unknown, known] = [await referred(byGuardian, {}, child), await referred(byGuardian, {}, child)]
    const codes = async () => [(await readXB(unknown.there)).code, (await readXB(known.there)).code]
    const { subjectId = '' } = xa.state.people.get(unknown.subjectRef) ?? {}
    xa.state.unreadable.add(subjectId)
    later(15)
    await carry()
    expect(await codes()).toEqual(['consent_withdrawn', 'permitted'])
    const warned = xa.lines.filter(line => line.includes('status.person-unknown'))
    expect(warned).toHaveLength(1)
    expect(warned.join()).not.toContain(subjectId)
    xa.state.unreadable.clear()
    later(20)
    await carry()
    expect(await codes()).toEqual(['permitted', 'permitted'])
  })

  test('is told every few hours; a grant of which nothing was heard for a day shows no name, paper, contact, place or guardian', async () => {
    const { there } = await referred({ dataCategories: ['identity', 'contact', 'family', 'risk', 'needs'] })
    await carry()
    later(23)
    const fresh = (await readXB(there)).permit?.categories
    for (const category of [DataCategory.IDENTITY, DataCategory.FAMILY]) expect(fresh).toContain(category)
    later(25)
    const stale = (await readXB(there)).permit
    expect(stale).toMatchObject({ codeNameOnly: true })
    expect(stale?.categories).toEqual([DataCategory.RISK, DataCategory.NEEDS])
    expect(stale?.withheld).toContainEqual(
      expect.objectContaining({ category: DataCategory.IDENTITY, reason: 'status_stale', silent: false }),
    )
    await carry()
    expect((await readXB(there)).permit?.categories).toContain(DataCategory.IDENTITY)
  })

  test('alarms whoever has something of a hub that has been silent for a day, once a day', async () => {
    const { referralId } = await referred()
    await carry()
    const alarms = async () => (await newsOf(xb, referralId)).filter(line => line.endsWith('status-stale')).length
    later(60)
    await xb.tendRecalls()
    await xb.tendRecalls()
    expect(await alarms()).toBe(1)
    later(85)
    await xb.tendRecalls()
    expect(await alarms()).toBe(2)
    await carry()
    await xb.tendRecalls()
    expect(await alarms()).toBe(2)
    expect(xb.lines.join()).toContain('hub.silent')
  })

  test('ends a grant that the list leaves out, without any recall: unknown denies', async () => {
    const { basisId, there } = await referred()
    await carry()
    await xa.rows('update basis set withdrawn_at = now(), withdrawn_by = user_id, version = 2 where id = $1', [basisId])
    later(100)
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
  })
})

describe('a grant that awaited something', () => {
  const EMERGENCY = { priority: Priority.EMERGENCY }
  const UNSCANNED = { sheet: undefined, priority: 'emergency' }
  // No list is believed that is older than the last: each begins after the one before.
  let begin = 0
  const at = (hours: number) => {
    for (const { state } of [xa, xb, xc]) state.ahead = (begin + hours) * HOUR_MS
  }
  beforeEach(() => {
    begin += 200
    at(0)
  })
  const add = (id: string) => xa.send(officer, 'POST', `/consents/${id}/sheet`, SHEET)

  test('ends where it says when the sheet of its consent does not come', async () => {
    const { there } = await referred(UNSCANNED, EMERGENCY)
    at(70)
    await carry()
    expect((await readXB(there)).code).toBe('permitted')
    at(73)
    await carry()
    expect((await readXB(there)).code).toBe('consent_expired')
  })

  test('stands as long as the consent once the sheet has come: its hub says so, signed, at once', async () => {
    const { basisId, there } = await referred(UNSCANNED, EMERGENCY)
    await carry()
    at(60)
    expect((await add(basisId)).status).toBe(200)
    await carry()
    at(80)
    // Of that hub nothing more has been heard: what it said last counts for a day.
    expect((await readXB(there)).permit?.categories).toContain(DataCategory.IDENTITY)
    await xa.rows('update basis set withdrawn_at = now(), withdrawn_by = user_id, version = 3 where id = $1', [basisId])
    at(90)
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
  })

  test('is not prolonged beyond what the person agreed to', async () => {
    const lastDay = new Date(xa.now().getTime() + 80 * HOUR_MS).toISOString().slice(0, 10)
    const { basisId, there } = await referred({ ...UNSCANNED, validUntil: lastDay }, EMERGENCY)
    expect((await add(basisId)).status).toBe(200)
    at(79)
    await carry()
    expect((await readXB(there)).code).toBe('permitted')
    at(120)
    expect((await readXB(there)).code).toBe('consent_expired')
  })
})

describe('a grant whose consent changes at home', () => {
  // No list is believed that is older than the last.
  let begin = 1000
  const at = (hours: number) => {
    for (const { state } of [xa, xb, xc]) state.ahead = (begin + hours) * HOUR_MS
  }
  beforeEach(() => {
    begin += 1000
    at(0)
  })
  const dayIn = (hours: number) => new Date(xa.now().getTime() + hours * HOUR_MS).toISOString().slice(0, 10)
  /** Recorded at the same agency for the same person. Answers its id. */
  const record = async (subjectRef: string, change: object = {}): Promise<string> =>
    (await xa.send(officer, 'POST', '/consents', consentForm(subjectRef, { ...toXB, ...change }))).body.id
  const narrow = async (id: string, to: object): Promise<string> =>
    (await xa.send(officer, 'POST', `/consents/${id}/narrowing`, { ...TAKEN, ...to })).body.id
  const halted = async (id: string) =>
    (await xa.told(consentWithdrawn)).filter(({ basisId }) => basisId === id).flatMap(({ referralIds }) => referralIds)
  const codeAt = async (there: Parameters<typeof readXB>[0]) => (await readXB(there)).code

  test('stands when it is renewed: until the new day, and its holder stands under the new consent', async () => {
    const { basisId, subjectRef, referralId, there } = await referred({ validUntil: dayIn(24) })
    await carry()
    const renewed = await record(subjectRef, { supersedes: basisId, validUntil: dayIn(240) })
    expect(await halted(basisId)).toEqual([])
    await carry()
    expect(await codeAt(there)).toBe('permitted')
    expect(await holders(renewed)).toMatchObject([{ referralId, received: true }])
    for (const hours of [100, 230]) {
      at(hours)
      await carry()
      expect((await readXB(there)).permit?.categories).toContain(DataCategory.IDENTITY)
    }
    at(290)
    expect(await codeAt(there)).toBe('consent_expired')
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    expect(await xa.rows('select 1 from recall where referral_id = $1', [referralId])).toEqual([])
  })

  test('stands when it is renewed after its day, from then on', async () => {
    const { basisId, subjectRef, there } = await referred({ validUntil: dayIn(24) })
    at(100)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    await record(subjectRef, { supersedes: basisId, validUntil: dayIn(240) })
    await carry()
    expect(await codeAt(there)).toBe('permitted')
  })

  test('stands when it is widened, with what was granted', async () => {
    const { basisId, subjectRef, there } = await referred()
    const before = (await readXB(there)).permit?.categories
    const wider = ['identity', 'contact', 'risk', 'needs', 'health', 'family']
    await record(subjectRef, { supersedes: basisId, dataCategories: wider })
    at(5)
    await carry()
    expect((await readXB(there)).permit?.categories).toEqual(before)
  })

  test('is recalled at once when a category that left is taken back, and its referral halts', async () => {
    const { basisId, referralId, there } = await referred()
    const narrower = await narrow(basisId, { dataCategories: ['identity', 'contact', 'needs'] })
    expect(await halted(basisId)).toEqual([referralId])
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    expect((await holders(basisId))[0].recall).toMatchObject({ state: 'views_stopped', kind: 'withdrawn' })
    expect(await newsOf(xb, referralId)).toEqual([`${agencies.shelterXB.agencyId} recall`])
    expect(await holders(narrower)).toEqual([])
  })

  test.each([
    ['that reports go back', { reportBack: true }, { reportBack: false }],
    ['that it refers the person further', { onward: true }, { onward: false }],
  ])('is recalled when %s is taken back', async (_, agreed, to) => {
    const { basisId, there } = await referred(agreed)
    await narrow(basisId, to)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
  })

  test('stands when what is taken back concerns somebody else', async () => {
    const recipients = [...toXB.recipients, { hub: 'XA', agencyType: 'health' }]
    const { basisId, referralId, there } = await referred({ recipients, purposes: ['shelter', 'medical_care'] })
    const narrower = await narrow(basisId, toXB)
    at(5)
    await carry()
    expect(await codeAt(there)).toBe('permitted')
    expect(await holders(narrower)).toMatchObject([{ referralId }])
    await withdraw(narrower)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    expect((await holders(narrower))[0].recall).toMatchObject({ state: 'views_stopped' })
  })

  test('ends on an earlier day when that is what is left of it, without another word', async () => {
    const { basisId, there } = await referred({ validUntil: dayIn(480) })
    await narrow(basisId, { validUntil: dayIn(48) })
    await carry()
    at(40)
    expect(await codeAt(there)).toBe('permitted')
    at(80)
    expect(await codeAt(there)).toBe('consent_expired')
  })

  test('shows nothing while the sheet of the consent in its place is to come, and goes on when it has', async () => {
    const { basisId, subjectRef, there } = await referred()
    at(1)
    const takenBack = { inPrivate: true, duressChecked: true, duress: 'none' }
    const unsigned = { sheet: undefined, priority: 'emergency', takenBack }
    const renewed = await record(subjectRef, { supersedes: basisId, ...unsigned })
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    at(2)
    expect((await xa.send(officer, 'POST', `/consents/${renewed}/sheet`, SHEET)).status).toBe(200)
    await carry()
    expect(await codeAt(there)).toBe('permitted')
  })

  test('goes on when one of two consents is taken back that the other covers whole, and ends with the other', async () => {
    const { basisId, subjectRef, referralId, there } = await referred()
    const other = await record(subjectRef)
    await withdraw(basisId)
    at(5)
    await carry()
    expect(await codeAt(there)).toBe('permitted')
    expect(await holders(other)).toMatchObject([{ referralId }])
    await withdraw(other)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
    expect((await holders(other))[0].recall).toMatchObject({ state: 'views_stopped' })
  })

  test('is recalled when the other of two does not cover a category that left', async () => {
    const { basisId, subjectRef, referralId, there } = await referred()
    await record(subjectRef, { dataCategories: ['identity', 'contact', 'needs'] })
    await withdraw(basisId)
    expect(await halted(basisId)).toEqual([referralId])
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
  })

  test.each([
    ['of what it came on, renewed', true],
    ['of that alone, while another carries what its sender has', false],
  ])('also of what an agency sent on by leave of another: taken back %s', async (_, renewed) => {
    const { police, shelter } = agencies
    const TO_SHELTER = { recipients: [{ hub: 'XA', agencyType: 'shelter' }] }
    const ON = { recipients: [...TO_SHELTER.recipients, ...toXB.recipients], onward: true }
    const subjectRef = xa.register(police, { fearOfReturnAsked: true })
    const first = await record(subjectRef, ON)
    const { submit, pack } = questionsTo(xa)
    const subjectId = (await submit({ subjectRef })).permit?.subjectId ?? ''
    const about = {
      subjectRef: xa.register(shelter, { subjectId, received: true, fearOfReturnAsked: true }),
      ...{ from: shelter, to: agencies.shelterXB },
    }
    const referralId = (await submit(about)).permit?.referralId ?? ''
    const { grant } = await pack(about, { referralId })
    if (grant === undefined) throw new Error('no grant')
    const there = await arrives(xb, grant, { from: shelter, to: agencies.shelterXB, referralId })
    const reading = async () => (await readAt(xb, there, shelter, agencies.shelterXB)).code
    expect(await reading()).toBe('permitted')
    const last = await record(subjectRef, renewed ? { ...ON, supersedes: first } : TO_SHELTER)
    at(5)
    await carry()
    expect(await reading()).toBe('permitted')
    await withdraw(renewed ? last : first)
    await carry()
    expect(await reading()).toBe('consent_withdrawn')
    expect(await xa.rows('select state from recall where referral_id = $1', [referralId])).toEqual([
      { state: 'views_stopped' },
    ])
  })

  test('ends for each package with what it left on: what a later one brought, the first consent does not carry', async () => {
    const { subjectRef, referralId, there } = await referred({ dataCategories: ['identity', 'needs'] })
    const wider = await record(subjectRef, { dataCategories: ['identity', 'needs', 'risk'] })
    await xa.rows(
      `insert into permit select gen_random_uuid(), 'package', referral_id, subject_id, sender_hub, sender_agency, recipient_hub, recipient_agency,
         recipient_type, user_id, protocol, priority, purpose, basis, $2, basis_version, categories || '{risk}', code_name_only, instrument_id,
         policy_hash, gen_random_uuid(), issued_at from permit where referral_id = $1 and occasion = 'package'`,
      [referralId, wider],
    )
    await withdraw(wider)
    await carry()
    expect(await codeAt(there)).toBe('consent_withdrawn')
  })
})
