import { randomUUID } from 'node:crypto'
import { AttestationSchema, AttestRequestSchema, attest, create, type Signed, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { aPayload } from './fixtures/forms.ts'
import { RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'

const { register, refer, view, session, rows, token, as, trust } = await useRedaction()
const consent = await as('consent')
const referral = await as('referral')

const ask = async (subjectRef: string, agency = SENDER.agencyId, about: object = {}, asker = consent) => {
  const bearer = await token({ scope: 'consent:record', agency, sub: WORKER })
  const request = create(AttestRequestSchema, { nonce: randomUUID(), token: bearer, subjectRef, ...about })
  const { attestation } = await asker.ask(attest, request)
  return { attestation, hash: requestHash(toBinary(AttestRequestSchema, request)) }
}
const read = (signed: Signed | undefined, hash: string) =>
  verifyStatement(AttestationSchema, 'attestation.v1', signed, trust.keyOf('redaction'), {
    now: new Date(),
    requestHash: hash,
  })

/** A custodian of the stranger's asks who this is. */
async function requested(subjectId: string): Promise<string> {
  const requestId = randomUUID()
  await rows(
    `insert into reidentification (request_id, subject_id, reason, reference, requested_by, requested_agency, requested_at, expires_at)
     values ($1, $2, 'court_order', 'EXP-1', $3, $4, now(), now() + interval '1 hour')`,
    [requestId, subjectId, WORKER, STRANGER.agencyId],
  )
  return requestId
}

test('the agency that holds the reference gets signed yes and no, bound to its question', async () => {
  const subjectRef = await register()
  const { attestation, hash } = await ask(subjectRef, SENDER.agencyId, { languageExplained: 'spa', recipientHub: 'PE' })
  expect(read(attestation, hash)).toMatchObject({
    ...{ subjectRef, agencyId: SENDER.agencyId, userId: WORKER, minor: false, guardianNamed: false },
    ...{ speaksLanguageExplained: true, recipientIsStateOfNationality: true, helpSeekingNeeds: true },
  })
  expect(() => read(attestation, 'ab'.repeat(32))).toThrow(expect.objectContaining({ code: 'statement_invalid' }))
})

test('of a person without a known nationality any other hub may be the state of nationality, until they were asked', async () => {
  const { subject, ...data } = aPayload()
  const asked = { fearOfReturn: { asked: true, inPrivate: true, answer: 'no' as const } }
  const answerOf = async (recipientHub: string, change: object = {}) => {
    const subjectRef = await register(CASEWORKER, {
      data: { ...data, ...change, subject: { ...subject, nationalities: [] } },
    })
    const { attestation, hash } = await ask(subjectRef, SENDER.agencyId, { recipientHub })
    const { recipientIsStateOfNationality, fearOfReturnAsked } = read(attestation, hash)
    return [recipientIsStateOfNationality, fearOfReturnAsked]
  }
  expect(await answerOf('XB')).toEqual([true, false])
  expect(await answerOf('XA')).toEqual([false, false])
  expect(await answerOf('XB', asked)).toEqual([true, true])
})

test('to any other agency, and for what is no reference, there is nobody', async () => {
  const subjectRef = await register()
  expect((await ask(subjectRef, STRANGER.agencyId)).attestation).toBeUndefined()
  expect((await ask(randomUUID())).attestation).toBeUndefined()
  expect((await ask('Yaneth')).attestation).toBeUndefined()
})

test('under a reference that is for reading one referral, nothing is said of the person but that', async () => {
  const subjectRef = await register(CASEWORKER, { data: aPayload() })
  const answer = await view(refer(subjectRef))
  const { subjectRef: readRef } = await session.open(answer.body.sealed)
  const { attestation, hash } = await ask(readRef, RECIPIENT.agencyId, { languageExplained: 'spa', recipientHub: 'PE' })
  expect(read(attestation, hash)).toMatchObject({
    ...{ subjectRef: readRef, received: true, minor: false, guardianNamed: false, protectionSeeker: false },
    ...{ speaksLanguageExplained: false, recipientIsStateOfNationality: false, helpSeekingNeeds: false },
  })
  const own = await ask(subjectRef)
  expect(read(own.attestation, own.hash)).toMatchObject({ received: false, helpSeekingNeeds: true })
})

test('of whom the agency would refer on, consent alone hears what is known, and of a custodian’s request nobody', async () => {
  const subjectRef = await register(CASEWORKER, { data: aPayload() })
  const answer = await view(refer(subjectRef))
  const { subjectRef: readRef } = await session.open(answer.body.sealed)
  const about = { recipientHub: 'PE', onward: true, sheetId: randomUUID(), sheetSha256: 'ab'.repeat(32) }
  const saidTo = async (asker: typeof consent, ref: string, agency: string) => {
    const { attestation, hash } = await ask(ref, agency, about, asker)
    const { answered, received, recipientIsStateOfNationality, helpSeekingNeeds, sheetHeld } = read(attestation, hash)
    return { answered, received, known: [recipientIsStateOfNationality, helpSeekingNeeds], sheetHeld }
  }
  const unsaid = { answered: false, received: true, known: [false, false], sheetHeld: false }
  expect(await saidTo(consent, readRef, RECIPIENT.agencyId)).toEqual({ ...unsaid, answered: true, known: [true, true] })
  expect(await saidTo(referral, readRef, RECIPIENT.agencyId)).toEqual(unsaid)
  const [{ subject_id: subjectId }] = await rows('select subject_id from share where share_id = $1', [subjectRef])
  const requestId = await requested(subjectId)
  expect(await saidTo(consent, requestId, STRANGER.agencyId)).toEqual(unsaid)
})

test('a service that asks without a user’s token gets nothing', async () => {
  const request = create(AttestRequestSchema, { nonce: 'n', token: 'none', subjectRef: await register() })
  await expect(consent.ask(attest, request)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a guardian who stands in the form’s own list of suspects is in conflict', async () => {
  const data = aPayload()
  const guardian = { name: 'Justina Apaza', relation: 'neighbour', phone: null, informed: true }
  const subject = { ...data.subject, isMinor: true, guardian }
  const listed = (name: string) => [
    { names: [name], aliases: [], role: 'RecruiterOrIntermediary' as const, phones: [] },
  ]
  for (const [name, guardianConflict] of [
    ['Justina Apasa', true],
    ['Fermín Condori', false],
  ] as const) {
    const suspects = { persons: listed(name), vehicles: [], accounts: [] }
    const { attestation, hash } = await ask(await register(CASEWORKER, { data: { ...data, subject, suspects } }))
    expect(read(attestation, hash)).toMatchObject({ minor: true, guardianNamed: true, guardianConflict })
  }
})

test('a child is a child, whatever the form calls them', async () => {
  const data = aPayload()
  const identity = { ...data.subject.identity, dateOfBirth: '2012-01-01' }
  const subjectRef = await register(CASEWORKER, { data: { ...data, subject: { ...data.subject, identity } } })
  const { attestation, hash } = await ask(subjectRef)
  expect(read(attestation, hash).minor).toBe(true)
})

test('a custodian’s request is a reference while it is open, for the agency that has made it, and says no more than that', async () => {
  const subjectRef = await register()
  const [{ subject_id: subjectId }] = await rows('select subject_id from share where share_id = $1', [subjectRef])
  const requestId = await requested(subjectId)
  const { attestation, hash } = await ask(requestId, STRANGER.agencyId, {
    languageExplained: 'spa',
    recipientHub: 'PE',
  })
  expect(read(attestation, hash)).toMatchObject({
    ...{ subjectId, subjectRef: requestId, agencyId: STRANGER.agencyId, received: true, asksForName: true },
    ...{ minor: false, speaksLanguageExplained: false, recipientIsStateOfNationality: false },
  })
  const own = await ask(subjectRef)
  expect(read(own.attestation, own.hash).asksForName).toBe(false)
  expect((await ask(requestId)).attestation).toBeUndefined()
  await rows('update reidentification set expires_at = now() where request_id = $1', [requestId])
  expect((await ask(requestId, STRANGER.agencyId)).attestation).toBeUndefined()
})
