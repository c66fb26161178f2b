import { randomUUID } from 'node:crypto'
import { ContactAnswerSchema, ContactRequestSchema, contactRule, create, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { beforeEach, expect, test } from 'vitest'
import { aPayload } from './fixtures/forms.ts'
import { CONTACT, NEEDS } from './fixtures/neighbours.ts'
import { READER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { register, refer, token, as, trust, state } = await useRedaction()
const referral = await as('referral')
const subjectRef = await register()

beforeEach(() => {
  state.categories = [NEEDS, CONTACT]
  state.denial = undefined
  state.away.clear()
})

const ask = async (who: Who, about: { referralId: string; subjectRef: string; channel: string }) => {
  const bearer = await token({ scope: 'referral:work view:open', agency: who.agencyId, sub: who.user })
  const request = create(ContactRequestSchema, { nonce: randomUUID(), token: bearer, ...about })
  const { answer } = await referral.ask(contactRule, request)
  return { answer, hash: requestHash(toBinary(ContactRequestSchema, request)) }
}
const said = async (who: Who, channel: string, ref = subjectRef, referralId = refer(ref)) => {
  const { answer, hash } = await ask(who, { referralId, subjectRef: ref, channel })
  if (answer === undefined) return 'nothing'
  const { hasRule, channelInside } = verifyStatement(
    ContactAnswerSchema,
    'contact.v1',
    answer,
    trust.keyOf('redaction'),
    {
      now: new Date(),
      requestHash: hash,
    },
  )
  return hasRule ? (channelInside ? 'inside' : 'outside') : 'no rule'
}

test('the agency that wrote the rule, and a reader who may see it, hear whether the channel was the person’s', async () => {
  for (const who of [CASEWORKER, SHELTER]) {
    expect([who.user, await said(who, 'phone')]).toEqual([who.user, 'inside'])
    expect([who.user, await said(who, 'sms')]).toEqual([who.user, 'outside'])
  }
})

test('whoever may not see it hears nothing, whichever channel they try', async () => {
  state.categories = [NEEDS]
  expect([await said(SHELTER, 'phone'), await said(SHELTER, 'sms')]).toEqual(['nothing', 'nothing'])
  state.categories = [NEEDS, CONTACT]
  state.denial = 'consent_withdrawn'
  expect(await said(SHELTER, 'phone')).toBe('nothing')
  state.denial = undefined
  expect(await said({ ...SHELTER, user: WORKER }, 'phone')).toBe('nothing')
  expect(await said({ agencyId: STRANGER.agencyId, user: READER }, 'phone')).toBe('nothing')
  expect(await said(SHELTER, 'phone', await register(), refer(subjectRef))).toBe('nothing')
})

test('of a person who has not said how, that is what is heard', async () => {
  const data = aPayload()
  const nobodys = await register(CASEWORKER, { data: { ...data, subject: { ...data.subject, safeContact: null } } })
  expect([await said(CASEWORKER, 'phone', nobodys), await said(SHELTER, 'phone', nobodys)]).toEqual([
    'no rule',
    'no rule',
  ])
})

test('that consent cannot be asked is no answer, neither yes nor no', async () => {
  state.away.add('consent')
  await expect(said(SHELTER, 'phone')).rejects.toMatchObject({ kind: 'unavailable' })
})

test('a service that asks without a user’s token gets nothing', async () => {
  const request = create(ContactRequestSchema, { nonce: 'n', token: 'none', referralId: refer(subjectRef), subjectRef })
  await expect(referral.ask(contactRule, request)).rejects.toMatchObject({ code: 'unauthenticated' })
})
