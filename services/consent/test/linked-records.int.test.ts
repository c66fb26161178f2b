import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { consentWithdrawn, decodePayload, recordsLinked, recordsUnlinked, sheetMoved } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { byGuardian, consentForm, SHEET, vitalForm } from './fixtures/forms.ts'
import { agencies, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, publish, state } = service
const { submit } = questionsTo(service)
const officerOf = (agency: TestAgency) => ({ agency, user: randomUUID() })
const [police, health] = [officerOf(agencies.police), officerOf(agencies.health)]
const TAKEN = { inPrivate: true, duressChecked: true }
const BY_COURT = { by: 'court', document: 'ab'.repeat(32) }
const CHILD = { minor: true, guardianNamed: true }

const recorded = async (subjectRef: string, who = police, form: object = consentForm(subjectRef)): Promise<string> =>
  (await send(who, 'POST', '/consents', form)).body.id
const withdraw = (id: string, who = police, how: object = {}) =>
  send(who, 'POST', `/consents/${id}/withdrawal`, { ...TAKEN, ...how })
const statusOf = async (id: string, who = health) => (await send(who, 'GET', `/consents/${id}`)).body.status
const link = async (one: string, other: string): Promise<string> => {
  const linkId = randomUUID()
  await publish(recordsLinked, { linkId, one: [one], other: [other] })
  return linkId
}
const toldOf = async (id: string) => {
  const news = await rows(`select payload from outbox where aggregate_id = $1 and type = 'consent.withdrawn.v1'`, [id])
  return news.map(({ payload }) => decodePayload(consentWithdrawn, payload))
}

/** The same person, registered by the police and by a clinic, with a consent at each and a referral of the clinic. */
async function twice(change: object = {}) {
  const [one, other] = [register(agencies.police), register(agencies.health)]
  const own = await recorded(one)
  const theirs = await recorded(other, health, consentForm(other, change))
  const { permit } = await submit({ subjectRef: other, from: agencies.health })
  return { one, other, own, theirs, referralId: permit?.referralId ?? '' }
}

describe('two records of one person, linked', () => {
  test('withdraw together: what rests on the consent of the other halts as well', async () => {
    const { one, other, own, theirs, referralId } = await twice()
    await link(one, other)
    expect((await withdraw(own)).status).toBe(200)
    expect(await statusOf(theirs)).toBe('withdrawn')
    const [told, ...more] = await toldOf(theirs)
    expect(more).toEqual([])
    expect(told).toMatchObject({ agencyId: agencies.health.agencyId, referralIds: [referralId] })
    expect(told?.voidPermits).toMatchObject([{ referralId }])
    expect((await submit({ subjectRef: other, from: agencies.health })).code).toBe('consent_withdrawn')
  })

  test('also when the withdrawal is taken at the other', async () => {
    const { one, other, own, theirs } = await twice()
    await link(one, other)
    await withdraw(theirs, health)
    expect(await statusOf(own, police)).toBe('withdrawn')
  })

  test('also what the person had taken back before anybody linked the two', async () => {
    const { one, other, own, theirs, referralId } = await twice()
    await withdraw(own)
    expect(await statusOf(theirs)).toBe('in_force')
    await link(one, other)
    expect(await statusOf(theirs)).toBe('withdrawn')
    expect((await toldOf(theirs))[0]?.referralIds).toEqual([referralId])
  })

  test('and through a third record that is linked with one of them', async () => {
    const { one, other, own, theirs } = await twice()
    const between = register(agencies.shelter)
    await recorded(between, officerOf(agencies.shelter), consentForm(between, { purposes: ['legal_assistance'] }))
    await link(one, between)
    await link(between, other)
    await withdraw(own)
    expect(await statusOf(theirs)).toBe('withdrawn')
  })

  test('also by a court, with its order', async () => {
    const { one, other, own, theirs } = await twice()
    await link(one, other)
    expect((await withdraw(own, police, BY_COURT)).status).toBe(200)
    expect(await statusOf(theirs)).toBe('withdrawn')
  })

  test('by a guardian what a guardian gave, and nothing that the person gave, however late they are linked', async () => {
    const [one, other] = [register(agencies.police, CHILD), register(agencies.health, CHILD)]
    const third = register(agencies.shelter)
    const own = await recorded(one, police, consentForm(one, byGuardian))
    const theirs = await recorded(other, health, consentForm(other, byGuardian))
    const shelter = officerOf(agencies.shelter)
    const theirOwn = await recorded(third, shelter, consentForm(third))
    await link(one, other)
    expect((await withdraw(own, police, { by: 'guardian' })).status).toBe(200)
    expect(await statusOf(theirs)).toBe('withdrawn')
    await link(one, third)
    expect(await statusOf(theirOwn, shelter)).toBe('in_force')
  })

  test.each([
    ['was agreed to for something else', { purposes: ['psychosocial_support'] }],
    ['is no consent', undefined],
  ])('but what %s stands', async (_, change) => {
    const [one, other] = [register(agencies.police), register(agencies.health)]
    const own = await recorded(one)
    const form = change === undefined ? vitalForm(other) : consentForm(other, change)
    const theirs = await recorded(other, health, form)
    await link(one, other)
    await withdraw(own)
    expect(await statusOf(theirs)).toBe('in_force')
    expect(await toldOf(theirs)).toEqual([])
  })

  test('but what the person has agreed to since stands', async () => {
    const { one, other, own } = await twice()
    await withdraw(own)
    const since = await recorded(other, health)
    await link(one, other)
    expect(await statusOf(since)).toBe('in_force')
  })

  test('but what ended because a form was put right nobody took back: not of the other, and not before an emergency', async () => {
    const { one, other, own, theirs } = await twice()
    await publish(sheetMoved, { subjectId: state.people.get(one)?.subjectId ?? '', sheetId: SHEET.id })
    expect(await statusOf(own, police)).toBe('withdrawn')
    await link(one, other)
    expect(await statusOf(theirs)).toBe('in_force')
    expect(await toldOf(theirs)).toEqual([])
    await recorded(one, police, vitalForm(one))
    expect((await submit({ subjectRef: one })).code).toBe('permitted')
  })

  test('tell neither agency of the other', async () => {
    const { one, other, own, theirs } = await twice()
    await link(one, other)
    const answer = await withdraw(own)
    const seen = [answer.text, (await send(health, 'GET', `/consents/${theirs}`)).text]
    for (const word of [other, theirs, agencies.health.agencyId]) expect(seen[0]).not.toContain(word)
    for (const word of [one, own, police.user, agencies.police.agencyId, 'linked']) expect(seen[1]).not.toContain(word)
    expect((await send(police, 'GET', `/consents/${theirs}`)).status).toBe(404)
    const news = await rows('select correlation_id from outbox where aggregate_id = any ($1)', [[own, theirs]])
    expect(new Set(news.map(row => row.correlation_id)).size).toBe(2)
    const [told] = await toldOf(own)
    expect(told?.referralIds).toEqual([])
  })

  test('exclude together', async () => {
    const { one, other } = await twice()
    const excluded = [{ hub: 'XA', agencyId: agencies.shelter.agencyId }]
    await recorded(one, police, consentForm(one, { excluded }))
    expect((await submit({ subjectRef: other, from: agencies.health })).code).toBe('permitted')
    await link(one, other)
    expect((await submit({ subjectRef: other, from: agencies.health })).code).toBe('recipient_excluded')
  })
})

describe('two records that are not linked any more', () => {
  test('withdraw each alone', async () => {
    const { one, other, own, theirs } = await twice()
    await publish(recordsUnlinked, { linkId: await link(one, other) })
    await withdraw(own)
    expect(await statusOf(theirs)).toBe('in_force')
  })

  test('stay as they are, and the person can agree anew', async () => {
    const { one, other, own, theirs } = await twice()
    const linkId = await link(one, other)
    await withdraw(own)
    await publish(recordsUnlinked, { linkId })
    expect(await statusOf(theirs)).toBe('withdrawn')
    await recorded(other, health)
    expect((await submit({ subjectRef: other, from: agencies.health })).code).toBe('permitted')
  })
})

test('a link and a withdrawal at once: whichever is first, nothing is left in force', async () => {
  for (let round = 0; round < 12; round++) {
    const { one, other, own, theirs, referralId } = await twice()
    const linking = link(one, other)
    await sleep(Math.random() * 12)
    const [answer] = await Promise.all([withdraw(own), linking])
    expect(answer.status).toBe(200)
    expect(await statusOf(theirs)).toBe('withdrawn')
    expect((await toldOf(theirs)).map(({ referralIds }) => referralIds)).toEqual([[referralId]])
  }
})

test('two withdrawals of two linked records at once both go through, and each tells once', async () => {
  const { one, other, own, theirs } = await twice()
  await link(one, other)
  const answers = await Promise.all([withdraw(own), withdraw(theirs, health)])
  // The second finds its consent withdrawn with the first.
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect([(await toldOf(own)).length, (await toldOf(theirs)).length]).toEqual([1, 1])
})
