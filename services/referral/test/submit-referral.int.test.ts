import { decodePayload, Protocol, referralSubmitted } from '@amparo/contracts'
import { generateSigningKey, loadSigningKey } from '@amparo/crypto'
import { afterEach, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { CHILD, PEER, REFERRED_ON } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, get, rows, state, lines } = await useReferral()
const signs = { ...state.signs }

interface Due {
  deadline: string
  owner: string
  at: string
  overdue: boolean
}

afterEach(() => {
  Object.assign(state, { denial: undefined, tamper: () => ({}), suspended: [], signs: { ...signs }, away: false })
  for (const set of [state.received, state.children]) set.delete(REFERRED_ON)
})

test('a referral is stored with its deadlines and its news, and stands in the inbox of the recipient', async () => {
  const { status, body, headers } = await submit(SENDER, { priority: 'emergency' })
  expect(status).toBe(201)
  expect(headers['etag']).toBe('"1"')
  expect(body).toMatchObject({ status: 'requested', version: 1, purpose: 'shelter', from: SENDER, to: RECIPIENT })
  expect(body).toMatchObject({ protocol: 'oas-64-standard', protocolVersion: 2, state: 'requested', turn: 'recipient' })
  const after = (time: string) => (Date.parse(time) - Date.parse(body.submittedAt)) / 60_000
  const due = body.due.map((one: Due) => [one.deadline, one.owner, after(one.at), one.overdue])
  expect(due.slice(0, 2)).toEqual([
    ['acknowledge', 'recipient', 15, false],
    ['accept', 'recipient', 120, false],
  ])
  expect(Object.keys(body.delivery).sort()).toEqual(['delivered', 'submitted'])
  expect(body.allowedActions.map(({ step }: { step: string }) => step)).toContain('cancel')
  expect(body.plan).toEqual([{ service: 'housing', state: 'requested' }])
  expect(body.stateText.es.length).toBeGreaterThan(3)

  const inbox = await get(RECIPIENT, '/referrals?box=inbox')
  expect(inbox.body.items.map((item: { id: string }) => item.id)).toContain(body.id)
  const [event] = await rows('select * from outbox where aggregate_id = $1', [body.id])
  expect(event).toMatchObject({ type: 'referral.submitted.v1', aggregate_version: 1 })
  expect(decodePayload(referralSubmitted, event?.['payload'])).toMatchObject({
    referralId: body.id,
    subjectRef: 'share-of-sender',
    to: RECIPIENT,
    protocolId: 'oas-64-standard',
    protocolVersion: 2,
    quick: false,
    by: {
      ...{ userId: expect.stringMatching(/^[0-9a-f-]{36}$/), acr: 'urn:amparo:acr:mfa' },
      ...{ scope: 'referral:submit', roles: ['caseworker'] },
    },
  })
})

test('one sent in a hurry says so, and has a deadline to be completed', async () => {
  const { body } = await submit(SENDER, { quick: true })
  expect(body.quick).toBe(true)
  expect(body.due.map(({ deadline }: Due) => deadline)).toContain('complete-record')
  const [event] = await rows('select payload from outbox where aggregate_id = $1', [body.id])
  expect(decodePayload(referralSubmitted, event?.['payload']).quick).toBe(true)
})

test('a protocol that came with a folder of its own needs no code: its family tells the others what it is', async () => {
  const { body } = await submit(SENDER, { protocol: 'drill' })
  expect(body).toMatchObject({ protocol: 'drill', protocolVersion: 2, state: 'waiting', status: 'requested' })
  const [event] = await rows('select payload from outbox where aggregate_id = $1', [body.id])
  const told = decodePayload(referralSubmitted, event?.['payload'])
  expect(told).toMatchObject({ protocol: Protocol.OAS_64_STANDARD, protocolId: 'drill', protocolVersion: 2 })
})

test('consent is asked with the attestation, the parties and the id that the referral then has', async () => {
  const { body } = await submit(SENDER, { purpose: 'legal_assistance' })
  expect(state.decided.at(-1)).toMatchObject({ referralId: body.id, sender: SENDER, recipient: RECIPIENT, purpose: 5 })
  expect(state.decided.at(-1)?.attestation?.type).toBe('attestation.v1')
  expect(body.purpose).toBe('legal_assistance')
})

test('to another hub it is submitted, and delivered only when that hub has said so', async () => {
  const { body } = await submit(SENDER, { to: PEER })
  expect(Object.keys(body.delivery)).toEqual(['submitted'])
})

test.each([
  ['of another agency', STRANGER, {}],
  ['that nobody knows', SENDER, { subjectRef: 'made-up' }],
])('a subject %s is not there', async (_, who, changes) => {
  const { status, body } = await submit(who, { to: RECIPIENT, ...changes })
  expect([status, body.code]).toEqual([404, 'not_found'])
})

test.each([
  ...['migration_enforcement_firewall', 'no_lawful_basis', 'consent_expired'],
  ...['recipient_accreditation_lapsed', 'sender_accreditation_lapsed'],
])('a denial is passed on with its own code: %s', async code => {
  state.denial = code
  const { status, body } = await submit(SENDER)
  expect([status, body.code]).toEqual([403, code])
  expect(body.next.length).toBeGreaterThan(10)
})

test('a denial goes before what the protocol says, and leaves nothing behind', async () => {
  state.denial = 'migration_enforcement_firewall'
  const before = await rows('select count(*) from referral')
  const { body } = await submit(SENDER, { protocol: 'drill', to: STRANGER })
  expect(body.code).toBe('migration_enforcement_firewall')
  expect(await rows('select count(*) from referral')).toEqual(before)
})

test.each([
  ['child safeguarding for an adult', { protocol: 'child-safeguarding' }, 403, 'protocol_needs_minor'],
  [
    'a recipient that is not in the directory',
    { to: { ...RECIPIENT, hub: 'XB', agencyId: crypto.randomUUID() } },
    403,
    'recipient_unknown',
  ],
  ['oneself as recipient', { to: SENDER }, 400, 'recipient_is_sender'],
  ['an unknown service', { services: ['teleportation'] }, 400, 'unknown_code'],
  ['an unknown protocol', { protocol: 'made-up' }, 400, 'unknown_code'],
  ['to whoever is outside it, a protocol of a compartment', { protocol: 'hidden' }, 400, 'unknown_code'],
  ['a service that the protocol is not for', { protocol: 'drill', services: ['educational'] }, 400, 'request_invalid'],
  ['an agency that the protocol is not for', { protocol: 'drill', to: STRANGER }, 403, 'protocol_not_for_agency'],
  ['a field of free text', { note: 'Maria' }, 400, 'request_invalid'],
])('%s is refused', async (_, changes, status, code) => {
  const answer = await submit(SENDER, changes)
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('a suspended agency neither sends nor receives', async () => {
  state.suspended = [RECIPIENT.agencyId]
  expect((await submit(SENDER)).body.code).toBe('recipient_unknown')
  state.suspended = [SENDER.agencyId]
  expect((await submit(SENDER)).body.code).toBe('sender_unknown')
})

test('child safeguarding is open for a child', async () => {
  expect((await submit(SENDER, { subjectRef: CHILD, protocol: 'child-safeguarding' })).status).toBe(201)
})

test('whom the agency was given to read is known as a child when they are referred on, and not before that is permitted', async () => {
  state.received.add(REFERRED_ON)
  const on = { subjectRef: REFERRED_ON, to: STRANGER }
  expect((await submit(RECIPIENT, { ...on, protocol: 'child-safeguarding' })).body.code).toBe('protocol_needs_minor')
  const minorOf = async (id: string) => (await rows('select minor from referral where id = $1', [id]))[0]?.['minor']
  expect(await minorOf((await submit(RECIPIENT, on)).body.id)).toBe(false)
  state.children.add(REFERRED_ON)
  expect(await minorOf((await submit(RECIPIENT, on)).body.id)).toBe(true)
  state.away = true
  expect((await submit(RECIPIENT, on)).status).toBe(503)
  state.denial = 'onward_not_permitted'
  expect((await submit(RECIPIENT, on)).body.code).toBe('onward_not_permitted')
})

test.each([
  ['for another request', { requestHash: '00' }],
  ['for another referral', { referralId: crypto.randomUUID() }],
  ['for another user', { userId: crypto.randomUUID() }],
  ['for another recipient', { recipient: STRANGER }],
  ['for another subject', { subjectId: 'internal-other' }],
  ['that has expired', { expiresAt: { seconds: 1n, nanos: 0 } }],
])('a permit %s permits nothing', async (_, change) => {
  state.tamper = () => change
  const { status, body } = await submit(SENDER)
  expect([status, body.code]).toEqual([503, 'statement_invalid'])
})

test('nor does a permit that another service has signed', async () => {
  state.signs = { ...signs, consent: signs.redaction }
  expect((await submit(SENDER)).body.code).toBe('statement_invalid')
  state.signs = { ...signs, redaction: loadSigningKey(generateSigningKey().privateJwk) }
  expect((await submit(SENDER)).body.code).toBe('statement_invalid')
})

test('a retry gets the first answer, also when both come at once, and another request under the same key is refused', async () => {
  const who = { ...SENDER, user: crypto.randomUUID() }
  const key = crypto.randomUUID()
  const [one, two] = await Promise.all([submit(who, {}, { key }), submit(who, {}, { key })])
  const three = await submit(who, {}, { key })
  expect([one.status, two.status, three.status]).toEqual([201, 201, 201])
  expect(two.text).toBe(one.text)
  expect(three.text).toBe(one.text)
  expect(three.headers['etag']).toBe('"1"')
  const events = await rows('select 1 from outbox where aggregate_id = $1', [one.body.id])
  expect(events).toHaveLength(1)
  const other = await submit(who, { priority: 'normal' }, { key })
  expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused'])
})

test('nothing of the person, and no token, is in what was logged', () => {
  expect(lines.join('\n')).not.toMatch(/share-of|internal-|eyJ/)
})
