import { randomUUID } from 'node:crypto'
import { messagingErrors } from '@amparo/messaging'
import { beforeAll, expect, test } from 'vitest'
import { consentForm } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows } = service
const { submit, view } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }

const onlyThere = { recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: agencies.shelter.agencyId }] }

/** Somebody who consents to one shelter. */
async function consenting() {
  const subjectRef = register(agencies.police)
  const { status, body } = await send(officer, 'POST', '/consents', consentForm(subjectRef, onlyThere))
  expect(status).toBe(201)
  return { subjectRef, basisId: String(body.id) }
}
const referrals = (count: number) => Array.from({ length: count }, () => randomUUID())
const decisionsOn = (ids: readonly string[]) =>
  rows('select referral_id, outcome, xmin::text as transaction from decision where referral_id = any ($1)', [ids])
const permitsOn = (ids: readonly string[]) => rows('select 1 from permit where referral_id = any ($1)', [ids])

let one: Awaited<ReturnType<typeof consenting>>
let other: Awaited<ReturnType<typeof consenting>>
beforeAll(async () => {
  one = await consenting()
  other = await consenting()
  // So that what the agency has on record is known, and the next decisions take the short way.
  for (const { subjectRef } of [one, other]) expect((await submit({ subjectRef })).code).toBe('permitted')
})

test('decisions that come at once are each answered for what they asked, and share the commit', async () => {
  const ids = referrals(40)
  const asked = ids.map((referralId, n) =>
    submit({ subjectRef: n % 2 ? one.subjectRef : other.subjectRef }, { referralId }),
  )
  const permits = (await Promise.all(asked)).map(({ permit }) => permit)
  expect(permits.map(permit => permit?.referralId)).toEqual(ids)
  expect(permits.map(permit => permit?.basisId)).toEqual(ids.map((_, n) => (n % 2 ? one.basisId : other.basisId)))
  const kept = await decisionsOn(ids)
  expect(kept).toHaveLength(40)
  expect(await permitsOn(ids)).toHaveLength(40)
  expect(new Set(kept.map(({ transaction }) => transaction)).size).toBeLessThan(30)
})

test('a permit and a denial may be kept together, each as it is', async () => {
  const ids = referrals(20)
  const to = (n: number) => (n % 2 ? agencies.shelter : agencies.otherShelter)
  const asked = ids.map((referralId, n) => submit({ subjectRef: one.subjectRef, to: to(n) }, { referralId }))
  const codes = (await Promise.all(asked)).map(({ code }) => code)
  expect(new Set(codes.filter((_, n) => n % 2))).toEqual(new Set(['permitted']))
  expect(new Set(codes.filter((_, n) => !(n % 2)))).toEqual(new Set(['recipient_outside_consent']))
  const outcomes = new Map((await decisionsOn(ids)).map(row => [row.referral_id, row.outcome]))
  expect(ids.map(id => outcomes.get(id))).toEqual(ids.map((_, n) => (n % 2 ? 'permit' : 'denial')))
  expect(await permitsOn(ids)).toHaveLength(10)
})

test('one that cannot be stored is not answered, and keeps none of those that came with it from being', async () => {
  const ids = referrals(20)
  const bad = ids[7] ?? ''
  await rows(`create function refuse_one() returns trigger language plpgsql as $$
    begin if new.referral_id = '${bad}' then raise exception 'no room'; end if; return new; end $$`)
  await rows('create trigger refuse_one before insert on decision for each row execute function refuse_one()')
  const asked = ids.map(referralId => submit({ subjectRef: one.subjectRef }, { referralId }))
  const answers = await Promise.allSettled(asked)
  await rows('drop trigger refuse_one on decision')
  for (const [n, answer] of answers.entries()) {
    if (ids[n] === bad) expect(answer).toMatchObject({ reason: { code: messagingErrors.service_unavailable().code } })
    else expect(answer).toMatchObject({ value: { code: 'permitted', permit: { referralId: ids[n] } } })
  }
  const stored = (await decisionsOn(ids)).map(row => row.referral_id)
  expect(new Set(stored)).toEqual(new Set(ids.filter(id => id !== bad)))
  // No permit without its decision.
  expect(await permitsOn([bad])).toEqual([])
})

test('whoever waits for a basis that is being withdrawn holds nobody else up, and is refused once it is', async () => {
  const leaving = await consenting()
  expect((await submit({ subjectRef: leaving.subjectRef })).code).toBe('permitted')
  await rows('begin')
  await rows('select 1 from basis where id = $1 for update', [leaving.basisId])
  const ids = referrals(12)
  const asked = ids.map((referralId, n) =>
    submit({ subjectRef: n === 4 ? leaving.subjectRef : one.subjectRef }, { referralId }),
  )
  const [waiting] = asked.splice(4, 1)
  expect(new Set((await Promise.all(asked)).map(({ code }) => code))).toEqual(new Set(['permitted']))
  await rows("update basis set version = version + 1, withdrawn_at = now(), withdrawn_by = 'somebody' where id = $1", [
    leaving.basisId,
  ])
  await rows('commit')
  expect((await waiting)?.code).toBe('consent_withdrawn')
  expect(await permitsOn([ids[4] ?? ''])).toEqual([])
})

test('what is recorded, excluded or withdrawn counts from then on, although the record was known before', async () => {
  const { subjectRef, basisId } = await consenting()
  const codes = async () => [
    (await submit({ subjectRef })).code,
    (await submit({ subjectRef, to: agencies.otherShelter })).code,
  ]
  expect(await codes()).toEqual(['permitted', 'recipient_outside_consent'])
  const excluded = [{ hub: 'XA', agencyId: agencies.shelter.agencyId }]
  const { body } = await send(officer, 'POST', '/consents', consentForm(subjectRef, { excluded }))
  expect(await codes()).toEqual(['recipient_excluded', 'permitted'])
  for (const id of [basisId, body.id]) {
    expect(
      (await send(officer, 'POST', `/consents/${id}/withdrawal`, { inPrivate: true, duressChecked: true })).status,
    ).toBe(200)
  }
  expect(await codes()).toEqual(['recipient_excluded', 'consent_withdrawn'])
})

test('views of one referral by many at once are each decided on what was permitted at submission', async () => {
  const { subjectRef } = one
  const { permit } = await submit({ subjectRef })
  const readersRef = register(agencies.shelter, { subjectId: permit?.subjectId ?? '' })
  const seen = await Promise.all(
    Array.from({ length: 20 }, () => view({ subjectRef: readersRef }, { referralId: permit?.referralId ?? '' })),
  )
  expect(new Set(seen.map(({ code }) => code))).toEqual(new Set(['permitted']))
  expect(new Set(seen.map(answer => answer.permit?.permitId)).size).toBe(20)
})
