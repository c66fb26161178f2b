import { Priority } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { consentForm, vitalForm } from './fixtures/forms.ts'
import { recordsAskedOf } from './fixtures/own-record.ts'
import { agencies } from './fixtures/parties.ts'

const { xb, carry, referred, withdraw } = await useReferredAbroad()
const ask = recordsAskedOf(xb)
const agency = agencies.shelterXB
/** Of somebody in danger: nobody was asked for consent. */
const { subjectRef: _, recipients: __, ...DANGER } = vitalForm('')

describe('a person’s own record, at the agency abroad that received them', () => {
  test('is read on whatever they came on, and by no agency that was not given them', async () => {
    const { there } = await referred()
    expect((await ask(there.subjectRef, { agency })).code).toBe('permitted')
    const elsewhere = xb.register(agencies.healthXB, { subjectId: there.subjectId, received: true })
    expect((await ask(elsewhere, { agency: agencies.healthXB })).code).toBe('no_lawful_basis')
    const { there: inDanger } = await referred(DANGER, { priority: Priority.EMERGENCY })
    expect((await ask(inDanger.subjectRef, { agency })).code).toBe('permitted')
    expect((await ask(inDanger.subjectRef, { agency, forSheet: true })).record?.standByUntil).toBeDefined()
  })
  test('is read through a caseworker no more once it was recalled; the sheet then needs somebody of another agency', async () => {
    const { there, basisId } = await referred()
    await withdraw(basisId)
    await carry()
    expect((await ask(there.subjectRef, { agency })).code).toBe('consent_withdrawn')
    const made = await ask(there.subjectRef, { agency, forSheet: true })
    expect(made.record).toMatchObject({ afterWithdrawal: true })
    expect((await ask(there.subjectRef, { agency, bySheet: true, madeOn: made.decisionId })).code).toBe(
      'confirmation_overdue',
    )
  })
  test('nor once they took it back there', async () => {
    const { there } = await referred()
    const taken = { subjectRef: there.subjectRef, inPrivate: true, duressChecked: true }
    expect((await xb.send({ agency }, 'POST', '/withdrawals', taken)).status).toBe(201)
    expect((await ask(there.subjectRef, { agency })).code).toBe('consent_withdrawn')
  })
})

test('what a person agrees to with an agency that received them has a refusal that says where it is recorded', async () => {
  const subjectRef = xb.register(agency, { received: true })
  const record = async (form: object) => (await xb.send({ agency }, 'POST', '/consents', form)).body.code
  expect(await record(consentForm(subjectRef))).toBe('person_received')
  expect(await record(vitalForm(subjectRef))).toBe('onward_not_permitted')
})
