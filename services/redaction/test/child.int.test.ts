import { randomUUID } from 'node:crypto'
import {
  AgencyType,
  AttestationSchema,
  AttestRequestSchema,
  attest,
  ChildhoodsRequestSchema,
  ChildhoodsSchema,
  ChildRequestSchema,
  ChildSchema,
  child,
  childhoods,
  create,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { aPayload } from './fixtures/forms.ts'
import { RECIPIENT, SENDER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { register, refer, view, session, rows, as, state, trust, token, subjectOf, keyRows } = await useRedaction()
const consent = await as('consent')
state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)

/** Undefined: there is nobody with this id. */
async function stated(subjectId: string) {
  const request = create(ChildRequestSchema, { nonce: randomUUID(), subjectId })
  const { child: signed } = await consent.ask(child, request)
  if (signed === undefined) return undefined
  const expected = { now: new Date(), requestHash: requestHash(toBinary(ChildRequestSchema, request)) }
  const { minor, guardianNamed, guardianConflict, keepers, ...of } = verifyStatement(
    ...([ChildSchema, 'child.v1', signed, trust.keyOf('redaction'), expected] as const),
  )
  expect(of.subjectId).toBe(subjectId)
  const whose = keepers.map(({ agencyId, subjectRef }) => ({ agencyId, subjectRef }))
  return { minor, guardianNamed, guardianConflict, keepers: whose }
}
const person = (changes: object = {}, form: object = {}, who: Who = CASEWORKER) => {
  const { subject, ...data } = aPayload()
  return register(who, { data: { ...data, ...form, subject: { ...subject, ...changes } } })
}
const CHILD = { isMinor: true, ageBand: '9--17' }
const GUARDIAN = { name: 'Justina Apaza', relation: 'neighbour', phone: null, informed: true }
const link = async (one: string, other: string) => {
  const records = [await subjectOf(one), await subjectOf(other)].sort()
  await rows('insert into record_link (link_id, one, other, linked_at) values ($1, $2, $3, now())', [
    ...[randomUUID(), ...records],
  ])
}
/** Of many in one question: by their ids. */
async function statedOf(subjectIds: readonly string[]) {
  const request = create(ChildhoodsRequestSchema, { nonce: randomUUID(), subjectIds: [...subjectIds] })
  const { childhoods: signed } = await consent.ask(childhoods, request)
  const expected = { now: new Date(), requestHash: requestHash(toBinary(ChildhoodsRequestSchema, request)) }
  const { people, unreadable } = verifyStatement(
    ...([ChildhoodsSchema, 'childhoods.v1', signed, trust.keyOf('redaction'), expected] as const),
  )
  const known = people.map(({ subjectId, minor, guardianNamed, guardianConflict }) => {
    return [subjectId, { minor, guardianNamed, guardianConflict }] as const
  })
  return { known: new Map(known), unreadable }
}
const ofSender = (subjectRef: string) => [{ agencyId: SENDER.agencyId, subjectRef }]

test('consent hears whether it is a child, whether it has a guardian, whether they may be part of the harm, and whose child it is', async () => {
  const [adult, minor] = [await person(), await person({ ...CHILD, guardian: GUARDIAN })]
  const pressed = await person({ ...CHILD, guardian: { ...GUARDIAN, relation: 'employer' } })
  expect(await stated(await subjectOf(adult))).toEqual({
    ...{ minor: false, guardianNamed: false, guardianConflict: false, keepers: ofSender(adult) },
  })
  expect(await stated(await subjectOf(minor))).toEqual({
    ...{ minor: true, guardianNamed: true, guardianConflict: false, keepers: ofSender(minor) },
  })
  expect(await stated(await subjectOf(pressed))).toMatchObject({ minor: true, guardianConflict: true })
  expect([await stated(randomUUID()), await stated('Yaneth')]).toEqual([undefined, undefined])
})

test('an agency that was given a child to read keeps none, and its own reference goes on saying nothing', async () => {
  const subjectRef = await person({ ...CHILD, guardian: GUARDIAN })
  const { subjectRef: readRef } = await session.open((await view(refer(subjectRef))).body.sealed)
  const subjectId = await subjectOf(subjectRef)
  expect(await subjectOf(readRef)).toBe(subjectId)
  expect((await stated(subjectId))?.keepers).toEqual(ofSender(subjectRef))
  expect(await attested(readRef, '', RECIPIENT.agencyId)).toMatchObject({ minor: false, guardianNamed: false })
})

const attested = async (subjectRef: string, recipientHub = '', agency = SENDER.agencyId) => {
  const bearer = await token({ scope: 'consent:record', agency, sub: WORKER })
  const request = create(AttestRequestSchema, { nonce: randomUUID(), token: bearer, subjectRef, recipientHub })
  const { attestation } = await consent.ask(attest, request)
  const expected = { now: new Date(), requestHash: requestHash(toBinary(AttestRequestSchema, request)) }
  return verifyStatement(AttestationSchema, 'attestation.v1', attestation, trust.keyOf('redaction'), expected)
}

test('of linked records of one person the stricter answer counts in each', async () => {
  const noFear = { fearOfReturn: { asked: true, inPrivate: true, answer: 'no' } }
  const fear = { fearOfReturn: { asked: true, inPrivate: true, answer: 'yes' } }
  const shelter = { ...SHELTER, scope: 'subject:register' }
  const calm = { nationalities: ['CO'], migrationStatus: null }
  const one = await person(calm, noFear)
  const other = await person(
    { ...CHILD, nationalities: ['PE'], guardian: { ...GUARDIAN, relation: 'employer' } },
    fear,
    shelter,
  )
  expect(await attested(one, 'PE')).toMatchObject({
    ...{ minor: false, guardianConflict: false, recipientIsStateOfNationality: false, fearOfReturnAsked: true },
  })
  await link(one, other)
  expect(await attested(one, 'PE')).toMatchObject({
    ...{ minor: true, guardianConflict: true, recipientIsStateOfNationality: true, fearOfReturnAsked: false },
    // Who speaks for them is what each agency has heard itself.
    guardianNamed: false,
  })
  expect(await stated(await subjectOf(one))).toMatchObject({
    minor: true,
    guardianConflict: true,
    keepers: ofSender(one),
  })
  const [asked, notAsked] = [await person(calm, noFear), await person(calm, {}, shelter)]
  await link(asked, notAsked)
  expect((await attested(asked, 'CO')).fearOfReturnAsked).toBe(true)
  expect((await attested(notAsked, 'CO', RECIPIENT.agencyId)).fearOfReturnAsked).toBe(false)
  const seeker = await person({ ...calm, migrationStatus: 'AsylumSeeker' }, noFear, shelter)
  await link(asked, seeker)
  expect((await attested(asked, 'CO')).protectionSeeker).toBe(true)
})

test('of many at once consent hears the same as of each; not of who was erased, and whose record cannot be opened is named', async () => {
  const pressed = { ...CHILD, guardian: { ...GUARDIAN, relation: 'employer' } }
  const refs = [await person(), await person({ ...CHILD, guardian: GUARDIAN }), await person(pressed)]
  const [alone, other, damaged, erased] = [await person(), await person(CHILD), await person(), await person()]
  await link(alone, other)
  const ids = await Promise.all([...refs, alone, other].map(subjectOf))
  const [unreadableId, erasedId] = [await subjectOf(damaged), await subjectOf(erased)]
  await keyRows('delete from wrapped_key where subject_id = $1', [erasedId])
  await keyRows('update wrapped_key set wrapped = set_byte(wrapped, length(wrapped) - 1, 0) where subject_id = $1', [
    unreadableId,
  ])
  await keyRows('update wrapped_key set wrapped = set_byte(wrapped, length(wrapped) - 2, 0) where subject_id = $1', [
    unreadableId,
  ])
  const { known, unreadable } = await statedOf([...ids, unreadableId, erasedId, randomUUID(), 'Yaneth', ...ids])
  expect(unreadable).toEqual([unreadableId])
  expect([...known.keys()].toSorted()).toEqual(ids.toSorted())
  for (const id of ids) {
    const { keepers: _, ...single } = (await stated(id)) ?? {}
    expect(known.get(id)).toEqual(single)
  }
  expect(known.get(ids[3] ?? '')).toMatchObject({ minor: true })
})
