import { randomUUID } from 'node:crypto'
import { AttestationSchema, AttestRequestSchema, attest, create, referralTakenOver, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { useRedaction } from './fixtures/service.ts'

const { register, refer, view, rows, publish, token, as, trust } = await useRedaction()

const attested = async (subjectRef: string, agency: string) => {
  const bearer = await token({ scope: 'referral:submit', agency, sub: WORKER })
  const request = create(AttestRequestSchema, { nonce: randomUUID(), token: bearer, subjectRef })
  const { attestation } = await (await as('referral')).ask(attest, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(AttestRequestSchema, request)) }
  return (
    attestation && verifyStatement(AttestationSchema, 'attestation.v1', attestation, trust.keyOf('redaction'), bound)
  )
}
const shareOf = async (id: string) => (await rows('select * from share where share_id = $1', [id]))[0]
const takeOver = (referralId: string, subjectRef: string, change: object = {}) => {
  const newSubjectRef = randomUUID()
  const by = { fromAgencyId: SENDER.agencyId, agencyId: STRANGER.agencyId, ...change }
  return publish(referralTakenOver, { referralId, subjectRef, newSubjectRef, ...by }).then(() => newSubjectRef)
}

test('whoever acts in the place of a suspended sender has the person under a name of its own, which says nothing of them', async () => {
  const subjectRef = await register()
  const referralId = refer(subjectRef)
  const newRef = await takeOver(referralId, subjectRef)
  await expect.poll(() => shareOf(newRef)).toMatchObject({ agency_id: STRANGER.agencyId, referral_id: referralId })
  const stated = await attested(newRef, STRANGER.agencyId)
  expect(stated).toMatchObject({ received: true, helpSeekingNeeds: false, minor: false, guardianNamed: false })
  expect(await attested(subjectRef, STRANGER.agencyId)).toBeUndefined()
  // The recipient goes on reading.
  expect((await view(referralId)).status).toBe(200)
})

test('under a reference that is not that sender’s nobody is named', async () => {
  const subjectRef = await register()
  const referralId = refer(subjectRef)
  const wrong = await takeOver(referralId, subjectRef, { fromAgencyId: STRANGER.agencyId })
  const right = await takeOver(referralId, subjectRef)
  await expect.poll(() => shareOf(right)).toBeDefined()
  expect(await shareOf(wrong)).toBeUndefined()
})
