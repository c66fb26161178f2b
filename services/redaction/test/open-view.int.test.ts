import { randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  Occasion,
  Protocol,
  Relation,
  referralSubmitted,
  StandingRefusal,
  timestampFromDate,
  viewOpened,
} from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { CANARIES } from './fixtures/forms.ts'
import { CONTACT, HEALTH, IDENTITY, NARRATIVE, NEEDS, RISK } from './fixtures/neighbours.ts'
import { READER, RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { restrictingMeanwhile } from './fixtures/restricting.ts'
import { SHELTER, useRedaction } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const { send, register, refer, view, session, aSession, told, publish, everything, state, rows, clock } =
  await useRedaction()
const signs = { ...state.signs }
const stranger = () => loadSigningKey(generateSigningKey().privateJwk)

beforeEach(() => {
  Object.assign(state.signs, signs)
  Object.assign(state, { denial: undefined, codeNameOnly: false, tamperPermit: () => ({}), tamperReceipt: () => ({}) })
  state.categories = [IDENTITY, CONTACT, NARRATIVE, NEEDS, RISK]
  state.reader = AgencyType.SHELTER
  state.away.clear()
  state.entries.length = 0
})
const subjectRef = await register()
const opened = async (referralId: string) => session.open((await view(referralId)).body.sealed)

describe('the reader', () => {
  test('sees what the permit allows, sealed to its own session', async () => {
    const answer = await view(refer(subjectRef))
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.body)).toEqual(['sealed'])
    const seen = await session.open(answer.body.sealed)
    expect(Object.keys(seen.categories).sort()).toEqual(['contact', 'identity', 'narrative', 'needs', 'risk'])
    expect(seen.categories.identity.names).toEqual(['Yaneth Quillahuaman Osorio'])
    expect(seen).toMatchObject({
      purpose: 'shelter',
      basis: 'consent',
      handlingCode: 'h2',
      notice: 'may be incomplete',
    })
    for (const canary of CANARIES) expect(JSON.stringify(seen.categories.narrative)).not.toContain(canary)
  })

  test('cannot tell who is under the protection of witnesses from who is not: no gap has a name', async () => {
    const [plain, protectedRef] = [await register(), await register()]
    const terms = { subjectRef: protectedRef, from: SENDER, to: STRANGER, protocol: Protocol.WITNESS_PROTECTION }
    await publish(referralSubmitted, {
      referralId: randomUUID(),
      ...terms,
      protocolId: 'protection',
      protocolVersion: 1,
    })
    // What belongs to the opening itself, and to either person's code name, differs between any two.
    const seenOf = async (ref: string) => {
      const { referralId, subjectRef: _ref, auditEntry, ...seen } = await opened(refer(ref))
      expect([referralId, auditEntry]).not.toContain(undefined)
      return seen
    }
    state.categories = [IDENTITY, CONTACT, NEEDS, RISK]
    const [one, other] = [await seenOf(plain), await seenOf(protectedRef)]
    expect(Object.keys(other.categories)).toEqual(['identity', 'contact', 'risk', 'needs'])
    expect(other).toEqual(one)
  })

  test('stands in the log with what was shown and what was truly withheld, and the entry is in the view', async () => {
    const referralId = refer(subjectRef)
    const seen = await opened(referralId)
    expect(state.entries).toMatchObject([
      {
        ...{ action: Action.VIEW_OPENED, userId: READER, agency: RECIPIENT, referralId, subjectRef: seen.subjectRef },
        ...{ basisId: 'consent-1', authentication: 'urn:amparo:acr:mfa', scope: 'view:open' },
        // Of all posts in the token the one by which a view is opened.
        roles: ['caseworker'],
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ...{ basisHash: 'ba'.repeat(32), decisionHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ])
    expect(state.entries[0]?.categories.sort()).toEqual([IDENTITY, CONTACT, NARRATIVE, RISK, NEEDS].sort())
    expect(state.entries[0]?.withheld).toMatchObject([{ category: HEALTH, silent: true }])
    expect(seen.auditEntry).toEqual({ id: state.entries[0]?.entryId, index: 0, leafHash: 'ab'.repeat(32) })
    expect(seen.withheld).toEqual([])
    expect((await told(viewOpened)).at(-1)).toMatchObject({ referralId, userId: READER })
  })

  test('stands in it with what they are to the person by name, and without any name', async () => {
    const member = (userId: string, familyNames: string) => ({ userId, givenNames: 'Ficticia', familyNames })
    const relationsWith = async (staff: typeof state.staff) => {
      state.staff = staff
      await opened(refer(subjectRef))
      return state.entries.at(-1)?.relations
    }
    expect(await relationsWith([member(READER, 'Osorio Vega')])).toEqual([Relation.SAME_FAMILY_NAME])
    expect(JSON.stringify(state.entries.at(-1), (_, value) => (typeof value === 'bigint' ? 0 : value))).not.toMatch(
      /osorio/i,
    )
    expect(await relationsWith([member(READER, 'Vega'), member(randomUUID(), 'Vega Osorio')])).toEqual([])
    const namesake = { ...member(randomUUID(), 'Quillahuaman Osorio'), givenNames: 'Yaneth' }
    expect(await relationsWith([member(READER, 'Vega'), namesake])).toEqual([Relation.COLLEAGUE])
    expect(await relationsWith([])).toEqual([Relation.UNKNOWN])
  })

  test('is shown the person also while accounts is away; the log says that no relation could be told', async () => {
    state.away.add('accounts')
    expect((await view(refer(subjectRef))).status).toBe(200)
    expect(state.entries.at(-1)?.relations).toEqual([Relation.UNKNOWN])
  })

  test('is told that a text is a masked derivative, how and by which file; the log has that file too', async () => {
    const { categories, policyHash } = await opened(refer(subjectRef))
    expect(policyHash).toBe(VIEWS.hash)
    expect(categories.narrative.derivative).toMatchObject({ derivativeOf: 'narrative', mode: 'assistance', policyHash })
    expect(state.entries.at(-1)?.viewPolicyHash).toBe(VIEWS.hash)
  })

  test('sees of a category the fields that its kind needs, and is told what is missing and why', async () => {
    state.reader = AgencyType.HOTLINE
    const { categories, withheld } = await opened(refer(subjectRef))
    expect(Object.keys(categories).sort()).toEqual(['contact', 'needs', 'risk'])
    expect(Object.keys(categories.contact)).toEqual(['safeContact'])
    expect(withheld).toContainEqual({ category: 'contact', field: 'phones', reason: 'outside_mandate' })
    expect(withheld).toContainEqual({ category: 'identity', reason: 'outside_mandate' })
  })

  test('of a kind that is not known sees nothing, and nothing is in the log', async () => {
    state.reader = AgencyType.UNSPECIFIED
    const answer = await view(refer(subjectRef))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body.sealed).toBeUndefined()
    expect(state.entries).toEqual([])
  })

  test('has a name of its own for the person, the same at each opening, another in another referral', async () => {
    const [one, other] = [refer(subjectRef), refer(subjectRef)]
    const [first, again, elsewhere] = [await opened(one), await opened(one), await opened(other)]
    expect(again.subjectRef).toBe(first.subjectRef)
    expect(new Set([first.subjectRef, elsewhere.subjectRef, subjectRef]).size).toBe(3)
  })

  test('can tell that redaction has signed it, in answer to this request and no other', async () => {
    const referralId = refer(subjectRef)
    const first = (await view(referralId)).body.sealed
    expect((await session.open(first)).referralId).toBe(referralId)
    await session.request(referralId)
    await expect(session.open(first)).rejects.toMatchObject({ code: 'message_refused' })
  })

  test('of vital interest gets a code name, the same each time', async () => {
    state.codeNameOnly = true
    const referralId = refer(subjectRef)
    const [first, again] = [await opened(referralId), await opened(referralId)]
    expect(first.categories.identity).toEqual({ codeName: expect.stringMatching(/^[A-Za-z]+-[A-Za-z]+-\d{4}$/) })
    expect(again.categories.identity).toEqual(first.categories.identity)
    expect(JSON.stringify(first)).not.toContain('Chaskita')
  })

  test('asks consent anew for each opening, with fresh answers about the person', async () => {
    const before = state.decided.length
    const referralId = refer(subjectRef)
    await view(referralId)
    expect(state.decided.slice(before)).toMatchObject([
      { occasion: Occasion.VIEW, referralId, sender: SENDER, recipient: RECIPIENT },
    ])
  })
})

describe('nobody sees anything', () => {
  const nothing = async (status: number, code: string, referralId = refer(subjectRef)) => {
    const answer = await view(referralId)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.body.sealed).toBeUndefined()
    return answer
  }

  test('without standing: not assigned, not there, or not the recipient', async () => {
    await nothing(404, 'not_found', randomUUID())
    await nothing(404, 'not_found', refer(subjectRef, { users: [] }))
    await nothing(404, 'not_found', refer(subjectRef, { to: STRANGER }))
    await nothing(404, 'not_found', refer(subjectRef, { from: STRANGER }))
    await nothing(404, 'not_found', refer(randomUUID(), { users: [] }))
    await nothing(404, 'not_found', refer(randomUUID(), { to: STRANGER }))
  })

  test('of whom nothing is here any more, or nothing yet, and whoever is assigned is told which', async () => {
    const told = [await nothing(409, 'record_gone', refer(randomUUID()))]
    const abroad = { hub: 'XB', agencyId: SENDER.agencyId }
    told.push(await nothing(409, 'record_not_here', refer(randomUUID(), { from: abroad })))
    for (const { body } of told) expect(body.next).toMatch(/\w/)
    expect(state.entries).toEqual([])
  })

  test.each([
    [StandingRefusal.NOT_ASSIGNED, 403, 'referral_not_assigned'],
    [StandingRefusal.CLOSED, 409, 'referral_closed'],
    [StandingRefusal.OVER, 409, 'referral_over'],
    [StandingRefusal.IN_PLACE, 403, 'referral_in_place'],
    [99, 404, 'not_found'],
  ])('of a party for whom it does not stand open (%s), and is told why and what to do', async (refusal, ...told) => {
    const { body } = await nothing(...told, refer(subjectRef, { users: [], refusal }))
    expect(body.next).toMatch(/\w/)
    expect(JSON.stringify(body)).not.toMatch(/share|Quillahuaman/)
    expect(state.entries).toEqual([])
  })

  test('against a denial, which is told with its code and has no entry here: consent has made it', async () => {
    state.denial = 'consent_withdrawn'
    await nothing(403, 'consent_withdrawn')
    expect(state.entries).toEqual([])
  })

  test('while consent or the log cannot answer', async () => {
    state.away.add('consent')
    await nothing(503, 'service_unavailable')
    state.away.clear()
    state.away.add('audit')
    await nothing(503, 'service_unavailable')
  })

  test('while nobody outside has seen the log for too long, which is told with its code', async () => {
    state.unwitnessed = true
    await nothing(503, 'log_unwitnessed')
    state.unwitnessed = false
    expect(state.entries).toEqual([])
  })

  test.each([
    ['of another request', { requestHash: 'ab'.repeat(32) }],
    ['of no request', { requestHash: '' }],
    ['for another person', { subjectId: randomUUID() }],
    ['for another referral', { referralId: randomUUID() }],
    ['for another user', { userId: randomUUID() }],
    ['for another recipient', { recipient: STRANGER }],
    ['that has expired', { expiresAt: timestampFromDate(new Date(Date.now() - 1_000)) }],
    ['that never expires', { expiresAt: timestampFromDate(new Date(Date.now() + 3_600_000)) }],
    ['without an id', { permitId: '' }],
    ['without a handling code', { handlingCode: 0 }],
  ])('on a permit %s', async (_, change) => {
    state.tamperPermit = () => change
    await nothing(503, 'statement_invalid')
    expect(state.entries).toEqual([])
  })

  test('on a permit that somebody else has signed, be it another service of the hub', async () => {
    state.signs.consent = stranger()
    await nothing(503, 'statement_invalid')
    state.signs.consent = signs.referral
    await nothing(503, 'statement_invalid')
  })

  test('on a permit that was used', async () => {
    const permitId = randomUUID()
    state.tamperPermit = () => ({ permitId })
    expect((await view(refer(subjectRef))).status).toBe(200)
    await nothing(503, 'statement_invalid')
  })

  test.each([
    ['of another entry', { requestHash: 'ab'.repeat(32) }],
    ['that has expired', { expiresAt: timestampFromDate(new Date(Date.now() - 1_000)) }],
    ['with another entry’s id', { entryId: randomUUID() }],
  ])('on a receipt %s', async (_, change) => {
    state.tamperReceipt = () => change
    await nothing(503, 'statement_invalid')
  })

  test('on a permit that lapsed while the log was slow: it may have been taken back meanwhile', async () => {
    state.tamperPermit = () => ({ expiresAt: timestampFromDate(new Date(Date.now() + 5_000)) })
    state.tamperReceipt = () => {
      clock.ahead = 6_000
      return {}
    }
    const referralId = refer(subjectRef)
    await nothing(503, 'statement_invalid', referralId)
    clock.ahead = 0
    expect(await told(viewOpened)).not.toContainEqual(expect.objectContaining({ referralId }))
  })

  test('of somebody to whom access was restricted while the log was slow', async () => {
    const restricted = await register()
    const referralId = refer(restricted)
    restrictingMeanwhile({ send, rows, state })(restricted)
    await nothing(403, 'identity_restricted', referralId)
    expect(await told(viewOpened)).not.toContainEqual(expect.objectContaining({ referralId }))
  })

  test('on a receipt that somebody else has signed', async () => {
    state.signs.audit = signs.consent
    await nothing(503, 'statement_invalid')
  })

  test('on a standing that somebody else has signed', async () => {
    state.signs.referral = signs.consent
    await nothing(503, 'statement_invalid')
  })
})

describe('a request to view is worthless', () => {
  const post = (request: string, jkt = session.jkt) => send(SHELTER, '/views', { request }, { jkt })

  test('the second time', async () => {
    const request = await session.request(refer(subjectRef))
    expect((await post(request)).status).toBe(200)
    expect((await post(request)).body.code).toBe('view_request_replayed')
  })

  test('to whoever stole it: the token is bound to another key', async () => {
    const thief = await aSession()
    const request = await session.request(refer(subjectRef))
    expect((await post(request, thief.jkt)).body.code).toBe('view_request_refused')
    expect((await send(SHELTER, '/views', { request })).body.code).toBe('view_request_refused')
  })

  test('two minutes later', async () => {
    const request = await session.request(refer(subjectRef), new Date(Date.now() - 120_000))
    expect((await post(request)).body.code).toBe('view_request_stale')
  })

  test('when it is none', async () => {
    expect((await post('a.b.c')).body.code).toBe('view_request_refused')
  })
})

test('after all this nothing of the person stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of CANARIES) expect([canary, all.includes(canary)]).toEqual([canary, false])
  expect(Number((await rows('select count(*) from share'))[0].count)).toBeGreaterThan(3)
})
