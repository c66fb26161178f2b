import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  create,
  DataCategory,
  decodePayload,
  exclusionsRecorded,
  PermitSchema,
  ReidentifyRequestSchema,
  reidentify,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { consentForm } from './fixtures/forms.ts'
import { attestation } from './fixtures/neighbours.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, now, tokenOf, as, trust } = service

afterEach(() => {
  Object.assign(state, { auditDown: false })
  state.suspended.clear()
})

interface Asked {
  readonly agency?: TestAgency
  readonly reason?: string
  readonly user?: string
  readonly confirmedBy?: string
  readonly scope?: string
  readonly attestedFor?: string
  readonly recipient?: TestAgency
}

/** As redaction asks for a custodian, once another has confirmed it. */
async function ask(subjectRef: string, asked: Asked = {}) {
  const { agency = agencies.police, user = randomUUID(), scope = 'identity:custody' } = asked
  const request = create(ReidentifyRequestSchema, {
    nonce: randomUUID(),
    token: await tokenOf({ agency, user, scope }),
    requestId: randomUUID(),
    reason: asked.reason ?? 'court_order',
    confirmedBy: asked.confirmedBy ?? randomUUID(),
    recipient: refOf(asked.recipient ?? agency),
    attestation: attestation(state, now(), { subjectRef, user: asked.attestedFor ?? user }),
  })
  const { decision } = await (await as('redaction')).ask(reidentify, request)
  if (decision.case === 'denial') return { code: decision.value.code, request, user }
  const hash = requestHash(toBinary(ReidentifyRequestSchema, request))
  const signer = trust.keyOf('consent')
  const permit = verifyStatement(PermitSchema, 'permit.v1', decision.value, signer, { now: now(), requestHash: hash })
  return { code: 'permitted', permit, request, user }
}

describe('a custodian may be told who stands behind a pseudonym', () => {
  test('by a permit for identity alone, on the basis of the table, on record before it is signed', async () => {
    const subjectRef = register(agencies.police)
    const { permit, request, user } = await ask(subjectRef)
    expect(permit).toMatchObject({
      ...{ referralId: request.requestId, userId: user, basis: Basis.COURT_ORDER, codeNameOnly: false },
      ...{ subjectId: state.people.get(subjectRef)?.subjectId, categories: [DataCategory.IDENTITY] },
    })
    expect(await rows('select * from reidentification_permit where permit_id = $1', [permit?.permitId])).toMatchObject([
      { user_id: user, confirmed_by: request.confirmedBy, reason: 'court_order', table_hash: permit?.policyHash },
    ])
  })
  test.each([
    ['court_order', agencies.police, 'permitted'],
    ['court_order', agencies.shelter, 'no_lawful_basis'],
    ['court_order', agencies.enforcement, 'no_lawful_basis'],
    ['danger_to_life', agencies.shelter, 'permitted'],
    ['danger_to_life', agencies.enforcement, 'no_lawful_basis'],
    ['danger_to_life', agencies.consulate, 'no_lawful_basis'],
    ['child_in_danger', agencies.health, 'no_lawful_basis'],
    ['duty_to_identify', agencies.police, 'no_lawful_basis'],
    ['curiosity', agencies.police, 'no_lawful_basis'],
    ['constructor', agencies.police, 'no_lawful_basis'],
  ])('for %s, by an agency of the kind %o: %s', async (reason, agency, code) => {
    expect((await ask(register(agencies.police), { reason, agency })).code).toBe(code)
  })
})

describe('a custodian is not told', () => {
  test('of a person who excludes the agency, the kind of agency or the officer; the denial is in the log', async () => {
    const barred = randomUUID()
    for (const excluded of [
      { hub: 'XA', agencyId: agencies.police.agencyId },
      { hub: 'XA', agencyType: 'police' },
      { hub: 'XA', userId: barred },
    ]) {
      const subjectRef = register(agencies.police)
      const officer = { agency: agencies.police, user: randomUUID() }
      const { status } = await send(officer, 'POST', '/consents', consentForm(subjectRef, { excluded: [excluded] }))
      expect(status).toBe(201)
      const { code, request } = await ask(subjectRef, { user: barred })
      expect(code).toBe('recipient_excluded')
      expect(state.entries.at(-1)).toMatchObject({
        ...{ action: Action.DISCLOSURE_DENIED, code, userId: barred, referralId: request.requestId },
      })
    }
  })
  test('without the scope, or by an agency that is suspended', async () => {
    const subjectRef = register(agencies.police)
    expect((await ask(subjectRef, { scope: 'view:open' })).code).toBe('no_lawful_basis')
    state.suspended.add(agencies.police.agencyId)
    expect((await ask(subjectRef)).code).toBe('recipient_unknown')
  })
  test('by their own confirmation, under a statement for somebody else, or for another agency', async () => {
    const subjectRef = register(agencies.police)
    const user = randomUUID()
    const refused = { code: 'question_unreadable' }
    await expect(ask(subjectRef, { user, confirmedBy: user })).rejects.toMatchObject(refused)
    await expect(ask(subjectRef, { attestedFor: randomUUID() })).rejects.toMatchObject(refused)
    await expect(ask(subjectRef, { recipient: agencies.shelter })).rejects.toMatchObject(refused)
  })
  test('why, while the log cannot take the denial', async () => {
    state.auditDown = true
    await expect(ask(register(agencies.police), { reason: 'curiosity' })).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

test('whom a person excludes, redaction hears of, in the transaction that records it', async () => {
  const subjectRef = register(agencies.police)
  const userId = randomUUID()
  const excluded = [
    { hub: 'XA', agencyType: 'police' },
    { hub: 'XA', userId },
  ]
  await send({ agency: agencies.police }, 'POST', '/consents', consentForm(subjectRef, { excluded }))
  const told = await rows('select payload from outbox where type = $1 order by position', [exclusionsRecorded.type])
  expect(decodePayload(exclusionsRecorded, told.at(-1).payload)).toMatchObject({
    subjectId: state.people.get(subjectRef)?.subjectId,
    exclusions: [
      { hub: 'XA', agencyId: '', userId: '' },
      { hub: 'XA', agencyType: 0, userId },
    ],
  })
})
