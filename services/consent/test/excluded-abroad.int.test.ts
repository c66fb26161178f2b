import { randomUUID } from 'node:crypto'
import {
  consentWithdrawn,
  exclusionsRecorded,
  fromBinary,
  GrantSchema,
  hubBarred,
  Protocol,
  Purpose,
} from '@amparo/contracts'
import { waitFor } from '@amparo/testing'
import { describe, expect, test } from 'vitest'
import { type Arrived, useReferredAbroad } from './fixtures/abroad.ts'
import { consentForm, toXB } from './fixtures/forms.ts'
import { agencies, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'

const { xa, xb, carry, officer, sent, referred, arrives, holders, newsOf } = await useReferredAbroad()
const { shelterXB, healthXB, consulateXB } = agencies

/** Whom the person fears, and a colleague. */
const someone = (agency: TestAgency = shelterXB) => {
  const userId = randomUUID()
  return { userId, excluded: [{ hub: 'XB', agencyId: agency.agencyId, userId }] }
}
const readAs = async ({ subjectRef, referralId }: Arrived, user = randomUUID()) =>
  (await questionsTo(xb).view({ subjectRef, from: agencies.police, to: shelterXB, user }, { referralId })).code
/** Said later, on a form for somebody else of this hub. */
const excludeLater = (subjectRef: string, excluded: object[], more: object = {}) =>
  xa.send(officer, 'POST', '/consents', consentForm(subjectRef, { excluded, ...more }))
const redactionHeard = async ({ subjectId }: Arrived) =>
  (await xb.told(exclusionsRecorded)).filter(one => one.subjectId === subjectId).flatMap(one => one.exclusions)

describe('whom a person excludes in another hub', () => {
  test('stands in the grant, also of a consent that lets nobody refer them further; of that hub alone', async () => {
    const { excluded } = someone()
    const { grant } = await sent({ excluded: [...excluded, { hub: 'XA', agencyType: 'health' }] })
    const signed = fromBinary(GrantSchema, grant.grant)
    expect([signed.onward, signed.excluded]).toMatchObject([undefined, excluded])
  })

  test('does not read there, while a colleague does; redaction there knows it too, for when consent is away', async () => {
    const { userId, excluded } = someone()
    const { there } = await referred({ excluded })
    expect(await readAs(there, userId)).toBe('recipient_excluded')
    expect(await readAs(there)).toBe('permitted')
    expect(await redactionHeard(there)).toMatchObject(excluded)
  })

  test('reads no more when it is said after the package has left', async () => {
    const { userId, excluded } = someone()
    const { there, subjectRef } = await referred()
    expect(await readAs(there, userId)).toBe('permitted')
    expect((await excludeLater(subjectRef, excluded)).status).toBe(201)
    await carry()
    expect(await readAs(there, userId)).toBe('recipient_excluded')
    expect(await readAs(there)).toBe('permitted')
    expect(await redactionHeard(there)).toMatchObject(excluded)
  })

  test('does not read either when it is said while the package is on its way', async () => {
    const { userId, excluded } = someone()
    const { subjectRef, referralId, grant } = await sent()
    await excludeLater(subjectRef, excluded)
    await carry()
    const there = await arrives(xb, grant, { from: agencies.police, to: shelterXB, referralId })
    expect(await readAs(there, userId)).toBe('recipient_excluded')
    expect(await redactionHeard(there)).toMatchObject(excluded)
  })

  test('stands in the grant of a package that is permitted while it is being said', async () => {
    const { userId } = someone()
    const subjectRef = xa.register(agencies.police)
    const { subjectId = '' } = xa.state.people.get(subjectRef) ?? {}
    const { body } = await xa.send(officer, 'POST', '/consents', consentForm(subjectRef, toXB))
    const { submit, pack } = questionsTo(xa)
    const { permit } = await submit({ subjectRef, user: officer.user, to: shelterXB })
    await xa.rows('begin')
    await xa.rows(`select pg_advisory_xact_lock(hashtextextended('exclusions', 0))`)
    const excluding =
      'insert into exclusion (subject_id, basis_id, hub, agency_id, user_id) values ($1, $2, $3, $4, $5)'
    await xa.rows(excluding, [subjectId, body.id, 'XB', shelterXB.agencyId, userId])
    const packing = pack({ subjectRef, to: shelterXB }, { referralId: permit?.referralId ?? '' })
    const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`
    await waitFor(async () => (await xa.rows(waiting)).length > 0)
    await xa.rows('commit')
    const { grant } = await packing
    expect(fromBinary(GrantSchema, grant?.grant ?? new Uint8Array()).excluded).toMatchObject([{ hub: 'XB', userId }])
  })

  test('an agency: it is recalled, its referral halts, and the holders’ page says so; what rests on the same consent elsewhere stands', async () => {
    const { there, subjectRef, referralId, basisId } = await referred()
    const bars = [{ hub: 'XB', agencyType: 'shelter' }]
    await excludeLater(subjectRef, bars)
    expect(await xa.told(consentWithdrawn)).toContainEqual(
      expect.objectContaining({ basisId, referralIds: [referralId] }),
    )
    await carry()
    expect(await readAs(there)).toBe('recipient_excluded')
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'withdrawn', state: 'views_stopped' })
    expect(await newsOf(xb, referralId)).toEqual([`${shelterXB.agencyId} recall`])
    expect((await xa.send(officer, 'GET', `/consents/${basisId}`)).body.status).toBe('in_force')
    // Said again it is no other recall, nor after it was answered.
    const answer = { answer: 'stopped' }
    const [{ id }] = await xa.rows('select recall_id as id from recall where referral_id = $1', [referralId])
    await xb.send({ agency: shelterXB }, 'POST', `/recalls/${id}/answer`, answer)
    await carry()
    await excludeLater(subjectRef, bars)
    await carry()
    expect(await xa.rows('select state from recall where referral_id = $1', [referralId])).toEqual([
      { state: 'stopped' },
    ])
  })

  test('is told to no hub to which nothing went, and of nobody who is elsewhere', async () => {
    const { subjectRef, there } = await referred()
    const before = (await xa.rows('select 1 from hub_statement')).length
    await excludeLater(subjectRef, [
      { hub: 'XC', agencyType: 'police' },
      { hub: 'XA', agencyType: 'health' },
    ])
    expect((await xa.rows('select 1 from hub_statement')).length).toBe(before)
    await carry()
    expect(await redactionHeard(there)).toEqual([])
  })

  test('gets the person from nobody there either, whatever lets them be referred further', async () => {
    const { there, subjectRef } = await referred({
      purposes: ['shelter', 'medical_care'],
      recipients: [
        { hub: 'XB', agencyType: 'shelter', agencyId: shelterXB.agencyId },
        { hub: 'XB', agencyType: 'health' },
      ],
      onward: true,
    })
    await excludeLater(subjectRef, [{ hub: 'XB', agencyId: healthXB.agencyId }])
    await carry()
    const further = questionsTo(xb).submit({ subjectRef: there.subjectRef, from: shelterXB, to: healthXB })
    expect((await further).code).toBe('recipient_excluded')
  })
})

describe('a hub whose state the person says later that they fear', () => {
  const barred = (...referralIds: string[]) => xa.publish(hubBarred, { referralIds })

  test('shows nothing any more, to nobody; its agency is recalled, the referral halts, and the consent stands for others', async () => {
    const { there, referralId, basisId } = await referred()
    await carry()
    await barred(referralId)
    expect(await xa.told(consentWithdrawn)).toContainEqual(
      expect.objectContaining({ basisId, referralIds: [referralId] }),
    )
    await carry()
    expect(await readAs(there)).toBe('recipient_excluded')
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'withdrawn', state: 'views_stopped' })
    expect((await xa.send(officer, 'GET', `/consents/${basisId}`)).body.status).toBe('in_force')
    // Redaction there opens nothing in an emergency either.
    expect(await redactionHeard(there)).toMatchObject([{ hub: 'XB', agencyId: '', userId: '' }])
  })

  /** To who speaks for another state there: that of the person, or any. */
  async function toConsulate() {
    const recipients = [{ hub: 'XB', agencyType: 'consulate', agencyId: consulateXB.agencyId }, ...toXB.recipients]
    const purposes = ['consular_notification', 'documentation', 'safe_return', 'shelter']
    const facts = { fearOfReturnAsked: true }
    const about = { protocol: Protocol.CROSS_BORDER_TRANSFER }
    const made = await sent({ recipients, purposes }, about, consulateXB, facts)
    return { ...made, facts, about }
  }
  const state = (...stateReferralIds: string[]) => xa.publish(hubBarred, { stateReferralIds })

  test('shows nothing to its consulate in a third hub, which is recalled; to others of that hub what they have', async () => {
    const { referralId, grant, facts, about, basisId } = await toConsulate()
    const sending = { from: agencies.police, to: consulateXB, referralId, ...about, purpose: Purpose.SAFE_RETURN }
    const there = await arrives(xb, grant, sending, facts)
    const reads = async () => {
      const pair = { subjectRef: there.subjectRef, from: agencies.police, to: consulateXB }
      return questionsTo(xb).view(pair, { referralId, ...about })
    }
    expect((await reads()).code).toBe('permitted')
    const { there: shelters, referralId: other } = await referred()
    await carry()
    await state(referralId, other)
    expect(await xa.told(consentWithdrawn)).toContainEqual(
      expect.objectContaining({ basisId, referralIds: [referralId] }),
    )
    await carry()
    const now = await reads()
    expect([now.code, now.told]).toEqual(['recipient_excluded', 'disclosure_refused'])
    expect((await holders(basisId))[0].recall).toMatchObject({ kind: 'withdrawn', state: 'views_stopped' })
    expect(await newsOf(xb, referralId)).toEqual([`${consulateXB.agencyId} recall`])
    // Redaction there opens nothing to it in an emergency either; whoever else has the person goes on.
    expect(await redactionHeard(there)).toMatchObject([{ hub: 'XB', agencyId: consulateXB.agencyId, userId: '' }])
    expect(await readAs(shelters)).toBe('permitted')
    expect(await xa.rows('select 1 from recall where referral_id = $1', [other])).toEqual([])
  })

  test('gets nothing in at its consulate of what is on its way', async () => {
    const { referralId, grant, about } = await toConsulate()
    await carry()
    await state(referralId)
    await carry()
    const sending = { from: agencies.police, to: consulateXB, referralId, ...about, purpose: Purpose.SAFE_RETURN }
    const { packageId, referralId: came } = await arrives(xb, grant, sending)
    const [decided] = await xb.rows('select rule from decision where referral_id = $1', [came])
    expect(decided).toEqual({ rule: 'recipient_excluded' })
    expect(await xb.rows('select 1 from imported_grant where package_id = $1', [packageId])).toEqual([])
  })

  test('does not take in what is on its way', async () => {
    const { referralId, grant } = await sent()
    await barred(referralId)
    await carry()
    const { packageId } = await arrives(xb, grant, { from: agencies.police, to: shelterXB, referralId })
    expect(await xb.rows('select 1 from imported_grant where package_id = $1', [packageId])).toEqual([])
  })

  test('is recalled once, however often it is said; of what is not there nothing is said', async () => {
    const { referralId } = await referred()
    const said = async () => (await xa.rows('select 1 from hub_statement')).length
    const before = await said()
    await barred(randomUUID())
    expect(await said()).toBe(before)
    await barred(referralId)
    await barred(referralId)
    expect(await xa.rows('select state from recall where referral_id = $1', [referralId])).toHaveLength(1)
  })
})
