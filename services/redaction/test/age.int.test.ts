import { randomUUID } from 'node:crypto'
import { AgeRequestSchema, AgeSchema, age, create, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { aPayload } from './fixtures/forms.ts'
import { READER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'

const { register, refer, view, session, post, as, trust } = await useRedaction()
const referral = await as('referral')

/** Undefined: there is nobody under this reference. */
async function adult(subjectRef: string): Promise<boolean | undefined> {
  const request = create(AgeRequestSchema, { nonce: randomUUID(), subjectRef })
  const { age: signed } = await referral.ask(age, request)
  if (signed === undefined) return undefined
  const expected = { now: new Date(), requestHash: requestHash(toBinary(AgeRequestSchema, request)) }
  const stated = verifyStatement(AgeSchema, 'age.v1', signed, trust.keyOf('redaction'), expected)
  expect(stated.subjectRef).toBe(subjectRef)
  return stated.adult
}
const aged = (changes: object, dateOfBirth: string | null = null) => {
  const payload = aPayload()
  const { identity } = payload.subject
  return { ...payload, subject: { ...payload.subject, ...changes, identity: { ...identity, dateOfBirth } } }
}

test('an adult is one by the record; a child, and whoever’s age nobody knows, is none', async () => {
  const ref = (changes: object, dateOfBirth?: string) =>
    register(CASEWORKER, { data: aged(changes, dateOfBirth ?? null) })
  expect(await adult(await ref({ isMinor: false, ageBand: '24--26' }))).toBe(true)
  expect(await adult(await ref({ isMinor: true, ageBand: '9--17' }))).toBe(false)
  expect(await adult(await ref({ isMinor: true, ageBand: null }))).toBe(false)
})

test('a birth date that is corrected changes the answer, for the reader’s reference too', async () => {
  const subjectRef = await register(CASEWORKER, { data: aged({ isMinor: false, ageBand: '24--26' }) })
  const referralId = refer(subjectRef, { users: [READER, WORKER] })
  const { subjectRef: readRef } = await session.open((await view(referralId, SHELTER)).body.sealed)
  expect([await adult(subjectRef), await adult(readRef)]).toEqual([true, true])
  const year = new Date().getUTCFullYear() - 15
  const subject = { isMinor: true, ageBand: '9--17', identity: { dateOfBirth: `${year}-01-01` } }
  expect((await post(CASEWORKER, '/supplements', { referralId, subject })).status).toBe(200)
  expect([await adult(subjectRef), await adult(readRef)]).toEqual([false, false])
})

test('under what is no reference there is nobody', async () => {
  expect(await adult(randomUUID())).toBeUndefined()
  expect(await adult('Yaneth')).toBeUndefined()
})

test('only referral may ask', async () => {
  const request = create(AgeRequestSchema, { nonce: 'n', subjectRef: randomUUID() })
  await expect((await as('exchange')).ask(age, request)).rejects.toThrow()
})
