import { randomUUID } from 'node:crypto'
import { consentWithdrawn, referralTakenOver, suitable } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm, vitalForm } from './fixtures/forms.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, state, as, publish, told } = service
const { submit } = questionsTo(service)
const { police, otherPolice, shelter, otherShelter, health } = agencies
const officer = { agency: police, user: randomUUID() }

afterEach(() => {
  state.suspended.clear()
  state.successors.clear()
})

const toShelters = [
  { ...refOf(shelter), agencyType: shelter.type },
  { ...refOf(otherShelter), agencyType: otherShelter.type },
]

/** By the police to the shelter; both shelters stand on the form. */
async function referred(change: object = {}, form = consentForm) {
  const subjectRef = register(police)
  const { body } = await send(officer, 'POST', '/consents', form(subjectRef, { recipients: toShelters, ...change }))
  const { permit } = await submit({ subjectRef, user: officer.user })
  if (!permit) throw new Error('not permitted')
  return { subjectRef, basisId: body.id as string, referralId: permit.referralId }
}

function suspend(successor: TestAgency = otherPolice) {
  state.suspended.add(police.agencyId)
  state.successors.set(police.agencyId, successor.agencyId)
}

/** As referral tells it; under this name the other agency has the person from then on. */
async function takenOver({ subjectRef, referralId }: { subjectRef: string; referralId: string }, by = otherPolice) {
  const { subjectId } = state.people.get(subjectRef) ?? {}
  const newSubjectRef = register(by, { received: true, ...(subjectId !== undefined && { subjectId }) })
  const refs = { subjectRef, newSubjectRef }
  await publish(referralTakenOver, { referralId, fromAgencyId: police.agencyId, agencyId: by.agencyId, ...refs })
  return newSubjectRef
}

const ask = async (referralId: string, asked: { candidates?: TestAgency[]; takingOver?: TestAgency }) => {
  const { candidates = [], takingOver } = asked
  return (await as('referral')).ask(suitable, {
    ...{ nonce: randomUUID(), referralId, candidates: candidates.map(refOf) },
    ...(takingOver && { takingOver: refOf(takingOver) }),
  })
}

describe('an agency may act in the place of a sender', () => {
  const may = async (referralId: string, takingOver: TestAgency) => (await ask(referralId, { takingOver })).mayTakeOver

  test('that is suspended, if it is the one that the jurisdiction states', async () => {
    const { referralId } = await referred()
    expect(await may(referralId, otherPolice)).toBe(false)
    suspend()
    expect(await may(referralId, otherPolice)).toBe(true)
    expect(await may(referralId, health)).toBe(false)
    expect(await may(randomUUID(), otherPolice)).toBe(false)
    state.suspended.add(otherPolice.agencyId)
    expect(await may(referralId, otherPolice)).toBe(false)
  })

  test('unless the person excludes it, or it could deport them', async () => {
    const { referralId } = await referred({ excluded: [refOf(otherPolice)] })
    const other = await referred()
    suspend()
    expect(await may(referralId, otherPolice)).toBe(false)
    suspend(agencies.enforcement)
    expect(await may(other.referralId, agencies.enforcement)).toBe(false)
  })
})

test('the needs are offered for whoever takes over, also once the jurisdiction states it no more, and for no sender that is suspended', async () => {
  const found = await referred()
  state.suspended.add(police.agencyId)
  expect((await ask(found.referralId, { candidates: [otherShelter] })).suitable).toEqual([])
  suspend()
  expect((await ask(found.referralId, { candidates: [otherShelter] })).suitable).toHaveLength(1)
  await takenOver(found)
  state.successors.clear()
  const { suitable: suits, withinBasis } = await ask(found.referralId, { candidates: [otherShelter] })
  expect([suits, withinBasis].map(refs => refs.map(({ agencyId }) => agencyId))).toEqual([
    [otherShelter.agencyId],
    [otherShelter.agencyId],
  ])
})

test('by what the person agreed to with the one the other refers them to whom it names, and to nobody else', async () => {
  const found = await referred()
  const before = register(otherPolice, {
    received: true,
    subjectId: state.people.get(found.subjectRef)?.subjectId ?? '',
  })
  const sending = (subjectRef: string, to: TestAgency) => submit({ subjectRef, from: otherPolice, to })
  expect((await sending(before, otherShelter)).code).toBe('onward_not_permitted')
  suspend()
  const subjectRef = await takenOver(found)
  expect((await sending(subjectRef, otherShelter)).code).toBe('permitted')
  expect((await sending(subjectRef, health)).code).not.toBe('permitted')
  // Nor does anybody else refer them by it.
  const others = register(health, { received: true, subjectId: state.people.get(found.subjectRef)?.subjectId ?? '' })
  expect((await submit({ subjectRef: others, from: health, to: otherShelter })).code).toBe('onward_not_permitted')
})

test('what an officer of the suspended agency found alone carries nothing for the other', async () => {
  const subjectRef = register(police)
  await send(officer, 'POST', '/consents', vitalForm(subjectRef))
  const { permit } = await submit({ subjectRef, user: officer.user })
  if (!permit) throw new Error('not permitted')
  suspend()
  const taken = await takenOver({ subjectRef, referralId: permit.referralId })
  expect((await submit({ subjectRef: taken, from: otherPolice, to: shelter })).code).not.toBe('permitted')
})

test('what it sent on halts when the person takes that back, through it or any other agency', async () => {
  const found = await referred()
  suspend()
  const subjectRef = await takenOver(found)
  const { permit } = await submit({ subjectRef, from: otherPolice, to: otherShelter })
  const taken = { subjectRef, inPrivate: true, duressChecked: true }
  const { status } = await send({ agency: otherPolice, user: randomUUID() }, 'POST', '/withdrawals', taken)
  expect(status).toBeLessThan(300)
  const halted = (await told(consentWithdrawn)).flatMap(({ referralIds }) => referralIds)
  expect(halted).toEqual(expect.arrayContaining([found.referralId, permit?.referralId]))
})
