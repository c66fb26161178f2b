import { randomUUID } from 'node:crypto'
import { create, HeldRequestSchema, HeldSchema, held, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { beforeEach, expect, test } from 'vitest'
import { askingToLinkIn } from './fixtures/linked.ts'
import { READER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'

const { register, refer, view, session, send, as, state, trust, rows, subjectOf } = await useRedaction()
const audit = await as('audit')
const custodian = { agencyId: STRANGER.agencyId, user: randomUUID(), scope: 'identity:custody' }

beforeEach(() => {
  state.away.clear()
  state.proceedings = { open: 0, pending: 0 }
})

async function heldOf(...subjectRefs: string[]): Promise<string[]> {
  const request = create(HeldRequestSchema, { nonce: randomUUID(), subjectRefs })
  const answer = await audit.ask(held, request)
  const expected = { now: new Date(), requestHash: requestHash(toBinary(HeldRequestSchema, request)) }
  return verifyStatement(HeldSchema, 'held.v1', answer.held, trust.keyOf('redaction'), expected).subjectRefs
}

test('of whom an order stands that nothing be lost, each name that was asked for is held, and nobody else', async () => {
  const [subjectRef, other] = [await register(CASEWORKER), await register(CASEWORKER)]
  const referralId = refer(subjectRef, { users: [READER, WORKER] })
  const { subjectRef: readRef } = await session.open((await view(referralId, SHELTER)).body.sealed)
  expect(await heldOf(subjectRef, other, readRef)).toEqual([])
  const reviewOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const order = { subjectRef, authority: 'court', reference: 'XA-2026/114', reviewOn }
  const { status, body } = await send(custodian, '/legal-holds', order)
  expect(status).toBe(201)
  expect((await heldOf(subjectRef, other, readRef, randomUUID(), 'Yaneth')).toSorted()).toEqual(
    [subjectRef, readRef].toSorted(),
  )
  expect(await heldOf(other)).toEqual([])
  const second = { ...custodian, user: randomUUID() }
  expect((await send(second, `/legal-holds/${body.holdId}/release`, {})).status).toBe(200)
  expect(await heldOf(subjectRef)).toEqual([])
})

test('a link that was asked for names the person, too, whether it stands or not', async () => {
  const [subjectRef, other] = [await register(CASEWORKER), await register(CASEWORKER)]
  const linkId = await askingToLinkIn({ rows, subjectOf })(subjectRef, other)
  expect(await heldOf(linkId)).toEqual([])
  const reviewOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const order = { subjectRef: other, authority: 'court', reference: 'XA-2026/116', reviewOn }
  expect((await send(custodian, '/legal-holds', order)).status).toBe(201)
  expect(await heldOf(linkId, subjectRef)).toEqual([linkId])
})

test('from before the log is told of an order until it stands, whoever is asked about is held', async () => {
  const subjectRef = await register(CASEWORKER)
  const reviewOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const order = { subjectRef, authority: 'court', reference: 'XA-2026/115', reviewOn }
  state.away.add('audit')
  expect((await send(custodian, '/legal-holds', order)).status).toBe(503)
  expect(await heldOf(subjectRef)).toEqual([subjectRef])
  // It was broken off: no order stands, and it does not count for ever.
  await rows(`update legal_hold_announced set at = at - interval '2 hours'`)
  expect(await heldOf(subjectRef)).toEqual([])
})

test.each([
  { open: 1, pending: 0 },
  { open: 0, pending: 1 },
])('so is of whom proceedings are %j', async proceedings => {
  const subjectRef = await register(CASEWORKER)
  state.proceedings = proceedings
  expect(await heldOf(subjectRef)).toEqual([subjectRef])
})

test('what cannot be known is not answered', async () => {
  const subjectRef = await register(CASEWORKER)
  state.away.add('referral')
  await expect(heldOf(subjectRef)).rejects.toThrow()
})

test('only audit may ask', async () => {
  const request = create(HeldRequestSchema, { nonce: 'n', subjectRefs: [randomUUID()] })
  await expect((await as('exchange')).ask(held, request)).rejects.toThrow()
})
