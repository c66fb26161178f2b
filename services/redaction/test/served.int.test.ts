import { randomUUID } from 'node:crypto'
import { create, type ForWhom, ServedRequestSchema, ServedSchema, served, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { aPayload } from './fixtures/forms.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'

const { register, rows, as, trust, subjectOf } = await useRedaction()
const consent = await as('consent')

const WOMEN = { genders: ['Feminine', 'TransgenderFeminine'] }
const MEN = { genders: ['Masculine'] }
const CHILDREN = { maximumAge: 17 }
const ADULTS = { minimumAge: 18 }

async function ask(subjectId: string, forWhom: readonly ForWhom[]) {
  const eligibilities = forWhom.map(({ genders = [], ...ages }) => ({ genders: [...genders], ...ages }))
  const request = create(ServedRequestSchema, { nonce: randomUUID(), subjectId, eligibilities })
  const { served: signed } = await consent.ask(served, request)
  if (signed === undefined) return undefined
  const expected = { now: new Date(), requestHash: requestHash(toBinary(ServedRequestSchema, request)) }
  return verifyStatement(ServedSchema, 'served.v1', signed, trust.keyOf('redaction'), expected)
}
/** Of a person as registered, with these changes. */
async function servedAs(changes: object, ...forWhom: ForWhom[]) {
  const { subject, ...data } = aPayload()
  const form = { ...data, subject: { ...subject, ...changes } }
  return (await ask(await subjectOf(await register(CASEWORKER, { data: form })), forWhom))?.served
}
const identity = (dateOfBirth: string | null) => ({ identity: { ...aPayload().subject.identity, dateOfBirth } })
const UNSAID = { ...identity(null), ageBand: null }
const YEARS_30 = { ...identity(null), ageBand: '30--38', isMinor: false }

test('consent hears for each of them whether it is for this person: yes or no, in the order asked', async () => {
  const man = { ...YEARS_30, gender: 'Masculine' }
  expect(await servedAs(man, WOMEN, MEN, CHILDREN, ADULTS, {})).toEqual([false, true, false, true, true])
  const girl = { ...identity(null), gender: 'Feminine', isMinor: true, ageBand: '9--17' }
  expect(await servedAs(girl, WOMEN, MEN, CHILDREN, ADULTS, {})).toEqual([true, false, true, false, true])
})

test('a gender that nobody has said is held against nobody', async () => {
  expect(await servedAs({ ...YEARS_30, gender: 'NonSpecifiedUnknown' }, WOMEN, MEN)).toEqual([true, true])
})

test('an age in doubt is a child’s, of whatever age', async () => {
  const doubt = { ...UNSAID, isMinor: true, gender: 'Feminine' }
  expect(await servedAs(doubt, CHILDREN, ADULTS, { minimumAge: 12, maximumAge: 17 })).toEqual([true, false, true])
  expect(await servedAs({ ...doubt, isMinor: false }, CHILDREN, ADULTS)).toEqual([true, false])
})

test('it is compared by band: nobody learns a birth date by asking for one year after the other', async () => {
  const born = `${new Date().getUTCFullYear() - 32}-01-01`
  const each = Array.from({ length: 9 }, (_, i) => ({ minimumAge: 30 + i, maximumAge: 30 + i }))
  const person = { ...identity(born), ageBand: '30--38', isMinor: false }
  expect(await servedAs(person, ...each)).toEqual(each.map(() => true))
})

test('what another record of the same person says of their gender counts where this one does not say it; a child in one is one in both', async () => {
  const { subject, ...data } = aPayload()
  const registered = async (changes: object) =>
    subjectOf(await register(CASEWORKER, { data: { ...data, subject: { ...subject, ...changes } } }))
  const one = await registered({ ...YEARS_30, gender: 'NonSpecifiedUnknown' })
  const other = await registered({ ...UNSAID, gender: 'Masculine', isMinor: true })
  const records = [one, other].sort()
  await rows('insert into record_link (link_id, one, other, linked_at) values ($1, $2, $3, now())', [
    ...[randomUUID(), ...records],
  ])
  expect((await ask(one, [WOMEN, CHILDREN, ADULTS]))?.served).toEqual([false, true, false])
})

test('of nobody it says nothing, and to nobody but consent', async () => {
  expect([await ask(randomUUID(), [WOMEN]), await ask('Yaneth', [WOMEN])]).toEqual([undefined, undefined])
  const referral = await as('referral')
  await expect(referral.ask(served, { nonce: randomUUID(), subjectId: randomUUID() })).rejects.toThrow('does not ask')
})
