import { randomUUID } from 'node:crypto'
import { childConsentRefused } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { consentForm, courtOrder, toXB } from './fixtures/forms.ts'
import { agencies } from './fixtures/parties.ts'

const { xa, xb, carry, officer, referred } = await useReferredAbroad()
const shelterXB = { agency: agencies.shelterXB, user: randomUUID() }
const CHILD = { minor: true, guardianNamed: true }
const { purposes, recipients } = consentForm('', toXB)
const UNSAID = { grantedBy: 'none', comprehensionChecked: false, signature: null, taken: undefined }
const DANGER = { basis: 'vital_interest', ...UNSAID, justification: { reason: 'no_safe_place' } }
const ORDERED = { basis: 'court_order', ...UNSAID, justification: courtOrder }

const refuse = (subjectRef: string, change: object = {}) =>
  xb.send(shelterXB, 'POST', '/consent-refusals', { subjectRef, refusedBy: 'self', purposes, recipients, ...change })
const waits = async (basisId: string) =>
  (await xa.send(officer, 'GET', `/consents/${basisId}`)).body.replacesRefusal === true
const refusalsAt = (subjectId: string) =>
  xa.rows(
    'select refused_by, purposes, agency_id, user_id, refused_hub from consent_refusal where subject_id = $1 order by refused_at',
    [subjectId],
  )
const idOf = (subjectRef: string) => xa.state.people.get(subjectRef)?.subjectId ?? ''
/** What an agency at home would do next, that the person said no to where they are. */
const again = async (subjectRef: string) =>
  waits((await xa.send(officer, 'POST', '/consents', consentForm(subjectRef, { ...ORDERED, ...toXB }))).body.id)

test('what an adult said no to where they were referred to counts at home: what stands unconfirmed waits for a review, and what is recorded next', async () => {
  const { subjectRef, basisId, there } = await referred({ ...DANGER, purposes: ['shelter'] }, {}, {})
  expect(await waits(basisId)).toBe(false)
  expect((await refuse(there.subjectRef)).status).toBe(201)
  await carry()
  expect([await waits(basisId), await again(subjectRef)]).toEqual([true, true])
  expect(await refusalsAt(idOf(subjectRef))).toEqual([
    {
      ...{ refused_by: 'self', purposes, refused_hub: 'XB' },
      ...{ agency_id: agencies.shelterXB.agencyId, user_id: 'another-hub' },
    },
  ])
  expect((await xa.told(childConsentRefused)).filter(draft => draft.subjectRef === subjectRef)).toEqual([])
})

test('it holds for what it was said to, and for nothing else', async () => {
  const { basisId, there } = await referred({ ...ORDERED, purposes: ['shelter'] })
  await refuse(there.subjectRef, { purposes: ['prosecution'] })
  await refuse(there.subjectRef, { recipients: [{ hub: 'XB', agencyType: 'police' }] })
  await carry()
  expect(await waits(basisId)).toBe(false)
})

test('a guardian’s counts as theirs; not of one who may be part of the harm by what is known at home alone', async () => {
  const [one, other] = [
    await referred({ ...ORDERED, purposes: ['shelter'] }, {}, CHILD),
    await referred({ ...ORDERED, purposes: ['shelter'] }, {}, CHILD),
  ]
  const person = xa.state.people.get(other.subjectRef)
  if (person) xa.state.people.set(other.subjectRef, { ...person, guardianConflict: true })
  for (const { there } of [one, other])
    expect((await refuse(there.subjectRef, { refusedBy: 'guardian' })).status).toBe(201)
  await carry()
  expect([await waits(one.basisId), await waits(other.basisId)]).toEqual([true, false])
  expect(await refusalsAt(idOf(one.subjectRef))).toMatchObject([{ refused_by: 'guardian' }])
  expect(await refusalsAt(idOf(other.subjectRef))).toEqual([])
})
