import { randomUUID } from 'node:crypto'
import { AgencyType, create, NamesRequestSchema, NamesSchema, names, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { linkingIn } from './fixtures/linked.ts'
import { READER, RECIPIENT, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'

const { register, refer, view, session, as, state, trust, rows, subjectOf } = await useRedaction()
const link = linkingIn({ rows, subjectOf })
const audit = await as('audit')
state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)
const SHELTER_REGISTERS = { ...SHELTER, scope: 'subject:register' }

async function namesOf(subjectRef: string): Promise<string[]> {
  const request = create(NamesRequestSchema, { nonce: randomUUID(), subjectRef })
  const answer = await audit.ask(names, request)
  const expected = { now: new Date(), requestHash: requestHash(toBinary(NamesRequestSchema, request)) }
  return verifyStatement(NamesSchema, 'names.v1', answer.names, trust.keyOf('redaction'), expected).subjectRefs
}

test('by whichever name it is asked, audit hears all of one person and none of another', async () => {
  const [subjectRef, other] = [await register(CASEWORKER), await register(CASEWORKER)]
  const referralId = refer(subjectRef, { users: [READER, WORKER] })
  const { subjectRef: readRef } = await session.open((await view(referralId, SHELTER)).body.sealed)
  expect(readRef).not.toBe(subjectRef)
  for (const name of [subjectRef, readRef])
    expect((await namesOf(name)).toSorted()).toEqual([subjectRef, readRef].toSorted())
  expect(await namesOf(other)).toEqual([other])
})

test('records that two custodians have said to be one person’s are one, however many steps away, but for a compartment', async () => {
  const [one, other, third] = [
    await register(CASEWORKER),
    await register(SHELTER_REGISTERS),
    await register(CASEWORKER),
  ]
  await link(one, other)
  await link(other, third)
  for (const name of [one, other, third])
    expect((await namesOf(name)).toSorted()).toEqual([one, other, third].toSorted())
  await rows('update indexed set barred = true where subject_id = $1', [await subjectOf(third)])
  expect((await namesOf(one)).toSorted()).toEqual([one, other].toSorted())
  expect(await namesOf(third)).toEqual([third])
})

test('under what is no reference there is nobody', async () => {
  expect(await namesOf(randomUUID())).toEqual([])
  expect(await namesOf('Yaneth')).toEqual([])
})

test('only audit may ask', async () => {
  const request = create(NamesRequestSchema, { nonce: 'n', subjectRef: randomUUID() })
  await expect((await as('exchange')).ask(names, request)).rejects.toThrow()
})
