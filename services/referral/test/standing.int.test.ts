import { create, type Standing, StandingRequestSchema, StandingSchema, standing, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, post, as, token, trust } = await useReferral()

interface Opening {
  readonly agencyId: string
  readonly user: string
  readonly referralId: string
  readonly scope?: string
  readonly claims?: object
}

/** As redaction asks before it opens the person; undefined: it may not. */
async function ask({
  agencyId,
  user,
  referralId,
  scope = 'view:open',
  claims,
}: Opening): Promise<Standing | undefined> {
  const bearer = await token({ scope, sub: user, agency: agencyId, ...claims })
  const request = create(StandingRequestSchema, { nonce: crypto.randomUUID(), token: bearer, referralId })
  const { standing: signed } = await (await as('redaction')).ask(standing, request)
  if (signed === undefined) return undefined
  const hash = requestHash(toBinary(StandingRequestSchema, request))
  const expected = { now: new Date(), requestHash: hash }
  return verifyStatement(StandingSchema, 'standing.v1', signed, trust.keyOf('referral'), expected)
}

async function assigned(agency = RECIPIENT) {
  const referralId: string = (await submit(SENDER)).body.id
  const user = crypto.randomUUID()
  await post({ ...agency, user }, `/referrals/${referralId}/assignment`)
  return { referralId, user, agencyId: agency.agencyId }
}

test('an assigned user of the recipient opens the person from request to service, and no longer after the end', async () => {
  const who = await assigned()
  expect(await ask(who)).toMatchObject({
    referralId: who.referralId,
    userId: who.user,
    agencyId: RECIPIENT.agencyId,
    subjectRef: 'share-of-sender',
    from: SENDER,
    to: RECIPIENT,
  })
  await post(RECIPIENT, `/referrals/${who.referralId}/acceptance`)
  await post(RECIPIENT, `/referrals/${who.referralId}/start`)
  expect(await ask(who)).toBeDefined()
  await post(RECIPIENT, `/referrals/${who.referralId}/completion`, { outcome: 'services-provided' })
  expect(await ask(who)).toBeUndefined()
})

test.each([
  ['declined', RECIPIENT, 'decline', { reason: 'at-capacity' }],
  ['cancelled', SENDER, 'cancellation', { reason: 'person-withdrew' }],
])('%s: nobody opens', async (_, by, path, body) => {
  const who = await assigned()
  await post(by, `/referrals/${who.referralId}/${path}`, body)
  expect(await ask(who)).toBeUndefined()
})

test('an assigned user of the sender opens too', async () => {
  expect(await ask(await assigned(SENDER))).toMatchObject({ agencyId: SENDER.agencyId })
})

test('nobody else does', async () => {
  const who = await assigned()
  const others: [string, Opening][] = [
    ['a colleague who is not assigned', { ...who, user: crypto.randomUUID() }],
    ['the same user in another agency', { ...who, agencyId: STRANGER.agencyId }],
    ['the same user in the other party', { ...who, agencyId: SENDER.agencyId }],
    ['without the scope', { ...who, scope: 'referral:read' }],
    ['with a token of another hub', { ...who, claims: { hub: 'XB' } }],
    ['with a token for another audience', { ...who, claims: { aud: 'urn:amparo:hub:XB' } }],
    ['a referral that does not exist', { ...who, referralId: crypto.randomUUID() }],
    ['what is no id', { ...who, referralId: "' or true" }],
  ]
  for (const [name, opening] of others) expect([name, await ask(opening)]).toEqual([name, undefined])
  expect(await ask(who)).toBeDefined()
})
