import {
  AgencyType,
  create,
  decodePayload,
  Place,
  Protocol,
  placed,
  type Standing,
  StandingRefusal,
  StandingRequestSchema,
  StandingResponseSchema,
  StandingSchema,
  side,
  standing,
  standingRefusals,
  toBinary,
  UnderWayRequestSchema,
  UnderWaySchema,
  underWay,
  WithWhomRequestSchema,
  WithWhomSchema,
  withWhom,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { formsOf } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { book } from './fixtures/book.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { PEER } from './fixtures/neighbours.ts'
import { fillLog } from './fixtures/referral-row.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, post, as, token, trust, publishAssessment, rows, state } = await useReferral()

interface Opening {
  readonly agencyId: string
  readonly user: string
  readonly referralId: string
  readonly scope?: string
  readonly claims?: object
}

const READS = 'view:open referral:read'

async function answerTo({ agencyId, user, referralId, scope = READS, claims }: Opening) {
  const bearer = await token({ scope, sub: user, agency: agencyId, ...claims })
  const request = create(StandingRequestSchema, { nonce: crypto.randomUUID(), token: bearer, referralId })
  return { request, ...(await (await as('redaction')).ask(standing, request)) }
}

/** Why it may not; empty: as of what is not there. */
const why = async (opening: Opening) => {
  const { standing: signed, refusal } = await answerTo(opening)
  expect(signed).toBeUndefined()
  return refusal === StandingRefusal.UNSPECIFIED ? '' : standingRefusals.toCode(refusal)
}

/** As redaction asks before it opens the person; undefined: it may not. */
async function ask(opening: Opening): Promise<Standing | undefined> {
  const { request, standing: signed } = await answerTo(opening)
  if (signed === undefined) return undefined
  const hash = requestHash(toBinary(StandingRequestSchema, request))
  const expected = { now: new Date(), requestHash: hash }
  return verifyStatement(StandingSchema, 'standing.v1', signed, trust.keyOf('referral'), expected)
}

async function assigned(agency = RECIPIENT, changes: object = {}, scope?: string) {
  const scoped = scope === undefined ? {} : { scope }
  const referralId: string = (await submit({ ...SENDER, ...scoped }, changes)).body.id
  const user = crypto.randomUUID()
  await post({ ...agency, user, ...scoped }, `/referrals/${referralId}/assignment`)
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
  await step(RECIPIENT, who.referralId, 'accept')
  await step(RECIPIENT, who.referralId, 'start')
  expect(await ask(who)).toBeDefined()
  await step(RECIPIENT, who.referralId, 'complete', { outcome: 'services-provided' })
  expect(await ask(who)).toBeUndefined()
})

test.each([
  ['declined', RECIPIENT, 'decline', { reason: 'at-capacity' }],
  ['cancelled', SENDER, 'cancel', { reason: 'person-withdrew' }],
])('%s: nobody opens', async (_, by, name, data) => {
  const who = await assigned()
  await step(by, who.referralId, name, data)
  expect(await ask(who)).toBeUndefined()
})

test('an assigned user of the sender opens too', async () => {
  expect(await ask(await assigned(SENDER))).toMatchObject({ agencyId: SENDER.agencyId })
})

test('nobody opens in a state that the protocol closes, and again when it is left', async () => {
  const who = await assigned(RECIPIENT, { protocol: 'drill' })
  await step(RECIPIENT, who.referralId, 'begin')
  await publishAssessment(who.referralId, SENDER.agencyId)
  expect(await ask(who)).toMatchObject({ protocol: Protocol.OAS_64_STANDARD })
  await step(RECIPIENT, who.referralId, 'travel', { when: '2026-12-01' })
  expect(await ask(who)).toBeUndefined()
  await step(SENDER, who.referralId, 'return')
  expect(await ask(who)).toBeDefined()
})

test('whoever is no longer assigned opens no more', async () => {
  const who = await assigned()
  await post({ ...RECIPIENT, user: who.user }, `/referrals/${who.referralId}/assignment-end`)
  expect(await ask(who)).toBeUndefined()
})

test('what its sender says of another use is stated with it', async () => {
  const who = await assigned(RECIPIENT, { protocol: 'asking' })
  const uses = async () => (await ask(who))?.uses.map(({ use, n, state, how }) => `${use} ${n} ${state} ${how}`.trim())
  expect(await uses()).toEqual([])
  await step(RECIPIENT, who.referralId, 'ask-permission', { use: 'export' })
  expect(await uses()).toEqual(['export 1 asked'])
  await step(SENDER, who.referralId, 'permit-use', { permitted: 'once-only' })
  expect(await uses()).toEqual(['export 1 permitted once-only'])
})

test('of a compartment only those inside it open', async () => {
  const inside = 'referral:submit referral:read referral:work protection:work'
  const who = await assigned(RECIPIENT, { protocol: 'hidden' }, inside)
  expect(await ask(who)).toBeUndefined()
  expect(await ask({ ...who, scope: 'view:open protection:work' })).toMatchObject({
    protocol: Protocol.WITNESS_PROTECTION,
  })
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

describe('why not', () => {
  const colleagueOf = (who: Opening) => ({ ...who, user: crypto.randomUUID() })

  test('is said to a party: whom it is not assigned to, of either side, while it could be opened', async () => {
    const who = await assigned()
    for (const other of [colleagueOf(who), { ...who, agencyId: SENDER.agencyId }])
      expect(await why(other)).toBe('not_assigned')
  })

  test.each([
    ['declined', RECIPIENT, 'decline', { reason: 'at-capacity' }, 'closed'],
    ['cancelled', SENDER, 'cancel', { reason: 'person-withdrew' }, 'over'],
  ])('%s: to all of a party the same, since being assigned would not help', async (_, by, name, data, said) => {
    const who = await assigned()
    await step(by, who.referralId, name, data)
    for (const one of [who, colleagueOf(who), { ...who, agencyId: SENDER.agencyId }]) expect(await why(one)).toBe(said)
  })

  test('between two hubs as in one; the same agency id of the other hub is a stranger’s here', async () => {
    const referralId: string = (await submit(SENDER, { to: PEER })).body.id
    const sender = { ...SENDER, referralId, user: crypto.randomUUID() }
    expect(await why(sender)).toBe('not_assigned')
    expect(await why({ ...sender, agencyId: PEER.agencyId })).toBe('')
    await step(SENDER, referralId, 'cancel', { reason: 'sent-in-error' })
    expect(await why(sender)).toBe('over')
  })

  test('is the answer to what does not exist for everybody else, byte for byte', async () => {
    const who = await assigned()
    const over = await assigned()
    await step(SENDER, over.referralId, 'cancel', { reason: 'sent-in-error' })
    const inside = 'referral:submit referral:read referral:work protection:work'
    const hidden = await assigned(RECIPIENT, { protocol: 'hidden' }, inside)
    const others: Opening[] = [
      { ...who, agencyId: STRANGER.agencyId },
      { ...over, agencyId: STRANGER.agencyId },
      { ...colleagueOf(who), scope: 'view:open' },
      { ...colleagueOf(who), scope: 'referral:read' },
      { ...colleagueOf(who), claims: { hub: 'XB' } },
      { ...over, claims: { aud: 'urn:amparo:hub:XB' } },
      hidden,
      colleagueOf(hidden),
      { ...who, referralId: crypto.randomUUID() },
      { ...who, referralId: "' or true" },
    ]
    for (const opening of others) {
      const { request: _asked, ...answer } = await answerTo(opening)
      expect(toBinary(StandingResponseSchema, create(StandingResponseSchema, answer))).toHaveLength(0)
    }
    expect(await why({ ...colleagueOf(hidden), scope: `${READS} protection:work` })).toBe('not_assigned')
  })

  test('is said to nobody who comes with a link or with neither', async () => {
    const { referralId } = await assigned()
    for (const link of [true, false]) {
      const request = create(StandingRequestSchema, { nonce: 'n', token: '', referralId, link })
      const { standing: signed, refusal } = await (await as('redaction')).ask(standing, request)
      expect([signed, refusal]).toEqual([undefined, StandingRefusal.UNSPECIFIED])
    }
  })
})

/** As exchange asks before it shows what was signed of a referral's delivery. */
async function placeIn(agencyId: string, referralId: string, scope = 'referral:read', claims: object = {}) {
  const bearer = await token({ scope, agency: agencyId, ...claims })
  return (await (await as('exchange')).ask(side, { token: bearer, referralId })).agencyId
}

test('an agency is a party in its own place, of a compartment those inside it alone; to all others there is none', async () => {
  const inside = 'referral:submit referral:read referral:work protection:work'
  const { referralId } = await assigned()
  for (const { agencyId } of [SENDER, RECIPIENT]) expect(await placeIn(agencyId, referralId)).toBe(agencyId)
  const hidden = (await assigned(RECIPIENT, { protocol: 'hidden' }, inside)).referralId
  expect(await placeIn(RECIPIENT.agencyId, hidden, inside)).toBe(RECIPIENT.agencyId)
  const none = [
    await placeIn(RECIPIENT.agencyId, hidden),
    await placeIn(STRANGER.agencyId, referralId),
    await placeIn(RECIPIENT.agencyId, referralId, 'view:open'),
    await placeIn(RECIPIENT.agencyId, referralId, 'referral:read', { hub: 'XB' }),
    await placeIn(RECIPIENT.agencyId, crypto.randomUUID()),
    await placeIn(RECIPIENT.agencyId, "' or true"),
  ]
  for (const answer of none) expect(answer).toBe('')
})

/** As redaction asks before it tells of a corrected record; for no user. */
async function stillOpen(referralIds: string[]): Promise<string[]> {
  const request = create(UnderWayRequestSchema, { nonce: crypto.randomUUID(), referralIds })
  const { underWay: signed } = await (await as('redaction')).ask(underWay, request)
  const expected = { now: new Date(), requestHash: requestHash(toBinary(UnderWayRequestSchema, request)) }
  return verifyStatement(UnderWaySchema, 'under-way.v1', signed, trust.keyOf('referral'), expected).referralIds
}

test('what is under way is said of all that is asked about, whoever is assigned, and of nothing else', async () => {
  const [waiting, begun, ended, abroad] = await Promise.all(
    [{}, {}, {}, { to: PEER }].map(async changes => (await submit(SENDER, changes)).body.id as string),
  )
  const other = (await submit(SENDER)).body.id
  await step(RECIPIENT, String(begun), 'accept')
  await step(SENDER, String(ended), 'cancel', { reason: 'sent-in-error' })
  const asked = [waiting, begun, ended, abroad, crypto.randomUUID(), 'no-id'].map(String)
  const answered = await stillOpen(asked)
  expect([...answered].sort()).toEqual([waiting, begun, abroad].map(String).sort())
  expect(answered).not.toContain(other)
})

test('what was recalled is under way no more, though its recipient has yet to answer for it', async () => {
  state.types[RECIPIENT.agencyId] = AgencyType.PROSECUTION
  const itemCodes = { handling: 'h2', source: 'source-b', information: 'information-3' }
  const told = { protocol: 'spontaneous-transmission', priority: 'normal', services: [], itemCodes }
  const id: string = (await submit(SENDER, told)).body.id
  state.types[RECIPIENT.agencyId] = AgencyType.SHELTER
  expect(await stillOpen([id])).toEqual([id])
  expect((await step(SENDER, id, 'recall', { reason: 'wrong-recipient' })).body.turn).toBe('recipient')
  expect(await stillOpen([id])).toEqual([])
})

test('no other service may ask what is under way', async () => {
  const request = create(UnderWayRequestSchema, { nonce: 'n', referralIds: [] })
  await expect((await as('exchange')).ask(underWay, request)).rejects.toThrow()
})

test('it says what the protocol lets be answered, and whether what is written finds room in the log', async () => {
  const who = await assigned()
  const standard = book.latest('oas-64-standard')
  const forms = [...(standard ? formsOf(standard) : [])]
  expect(await ask(who)).toMatchObject({ forms, compartment: false, logFull: false })
  await fillLog(rows, who.referralId, 850)
  expect(await ask(who)).toMatchObject({ logFull: true })
})

describe('with whom a referral is, for one person alone in an emergency', () => {
  const asksWith = async ({ agencyId, user, referralId, scope = 'identity:emergency' }: Opening) => {
    const bearer = await token({ scope, sub: user, agency: agencyId })
    const request = create(WithWhomRequestSchema, { nonce: crypto.randomUUID(), token: bearer, referralId })
    const { withWhom: signed } = await (await as('redaction')).ask(withWhom, request)
    if (signed === undefined) return undefined
    const expected = { now: new Date(), requestHash: requestHash(toBinary(WithWhomRequestSchema, request)) }
    return verifyStatement(WithWhomSchema, 'with-whom.v1', signed, trust.keyOf('referral'), expected)
  }
  const toldOf = async (referralId: string) =>
    (await rows('select payload from outbox where type = $1 order by position', [placed.type]))
      .map(row => decodePayload(placed, row['payload']))
      .filter(one => one.referralId === referralId)
      .map(({ place }) => place)
  const { WITH_RECIPIENT, RETURNED, COMPLETED, OVER } = Place

  test('with its recipient from when it was sent, and told when that changes', async () => {
    const who = await assigned()
    expect(await asksWith(who)).toMatchObject({ place: WITH_RECIPIENT, assigned: true, onDuty: false })
    const { referralId } = who
    const colleague = { ...who, user: crypto.randomUUID() }
    expect(await asksWith(colleague)).toMatchObject({ assigned: false })
    const supervisor = { ...RECIPIENT, user: crypto.randomUUID(), scope: 'referral:assign' }
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const shift = { userId: colleague.user, from: at(-1), to: at(1) }
    expect((await post(supervisor, '/rota', shift)).status).toBe(201)
    expect(await asksWith(colleague)).toMatchObject({ assigned: false, onDuty: true })
    expect(await toldOf(referralId)).toEqual([])
    await step(RECIPIENT, referralId, 'accept')
    await step(RECIPIENT, referralId, 'start')
    await step(RECIPIENT, referralId, 'complete', { outcome: 'services-provided' })
    expect(await asksWith(who)).toMatchObject({ place: COMPLETED })
    expect(await toldOf(referralId)).toEqual([COMPLETED])
  })

  test.each([
    ['declined', RECIPIENT, 'decline', { reason: 'at-capacity' }, RETURNED],
    ['cancelled', SENDER, 'cancel', { reason: 'sent-in-error' }, OVER],
  ])('%s it is not', async (_, by, name, data, place) => {
    const who = await assigned()
    await step(by, who.referralId, name, data)
    expect(await asksWith(who)).toMatchObject({ place })
    expect(await asksWith({ ...who, agencyId: SENDER.agencyId })).toMatchObject({ place, assigned: false })
    expect(await toldOf(who.referralId)).toEqual([place])
  })

  test('with it again once its sender has opened it again', async () => {
    const who = await assigned()
    await step(RECIPIENT, who.referralId, 'decline', { reason: 'at-capacity' })
    await step(SENDER, who.referralId, 'reopen', { reason: 'place-free' })
    expect(await asksWith(who)).toMatchObject({ place: WITH_RECIPIENT })
    expect(await toldOf(who.referralId)).toEqual([RETURNED, WITH_RECIPIENT])
  })

  test('nobody else hears it', async () => {
    const who = await assigned()
    const others = [{ agencyId: STRANGER.agencyId }, { scope: 'view:open' }, { referralId: crypto.randomUUID() }]
    for (const other of others) expect(await asksWith({ ...who, ...other })).toBeUndefined()
    const inside = await assigned(
      RECIPIENT,
      { protocol: 'hidden' },
      'referral:submit referral:read referral:work protection:work',
    )
    expect(await asksWith(inside)).toBeUndefined()
    const request = create(WithWhomRequestSchema, { nonce: 'n', token: '', referralId: '' })
    await expect((await as('consent')).ask(withWhom, request)).rejects.toThrow()
  })
})
