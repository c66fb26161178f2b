import { randomUUID } from 'node:crypto'
import { viewRequest } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import { describe, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { anAdult, consentTo } from '../e2e/support/a-person.ts'
import { useHubs } from '../e2e/support/hubs.ts'
import { answerOf, type Officer, signInAs } from './support/officer.ts'

/** Whole hubs, and those of the threat model who have a sign-in, a stolen token, or a place between the parts. */
const { system } = await useHubs(['XA', 'XB'])
const [police, shelter, otherShelter, health, supervisor] = await Promise.all([
  signInAs(system, 'police@xa'),
  signInAs(system, 'shelter@xa'),
  signInAs(system, 'shelter@xb'),
  signInAs(system, 'health@xa'),
  signInAs(system, 'shelter.supervisor@xa'),
])
const agency = (hub: string, type: string) => {
  const found = system.hub(hub).installed.agencies.find(known => known.type === type)
  return { hub, agencyId: found?.agencyId ?? '' }
}
const registered = async (by: Officer = police) => (await by.client.registerSubject(anAdult())).subjectRef

async function refer(to = agency('XA', 'shelter'), by: Officer = police) {
  const subjectRef = await registered(by)
  const consent = await by.client.recordConsent(consentTo(subjectRef, { hub: to.hub, type: 'shelter' }))
  const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to, services: ['housing'] }
  const { id } = await by.client.submitReferral(asked)
  return { id, subjectRef, consent: consent.id }
}
const open = async (who: Officer, referralId: string) =>
  who.call('POST', 'redaction', '/views', { body: { request: await who.viewRequest(referralId) } })

const arrived = (id: string, who: Officer): Promise<void> =>
  waitFor(async () => (await who.call('GET', 'referral', `/referrals/${id}`)).status === 200)

describe('A view is refused', () => {
  it('to the sender, to the recipient’s others, to strangers, and to the assignee once the referral has ended', async () => {
    const { id } = await refer()
    await police.client.assign(id)
    await shelter.client.assign(id)
    expect((await open(shelter, id)).status).toBe(200)
    const refused = await Promise.all([police, supervisor, health].map(who => open(who, id)))
    // A colleague of the recipient knows of it; why they open nobody is no secret.
    expect(refused.map(({ status, code }) => `${status} ${code}`)).toEqual([
      '404 not_found',
      '403 referral_not_assigned',
      '404 not_found',
    ])
    await police.client.step(id, 'cancel', { reason: 'person-withdrew' })
    expect(await open(shelter, id)).toMatchObject({ status: 409, code: 'referral_over' })
    expect(await open(health, id)).toMatchObject({ status: 404, code: 'not_found' })
    for (const end of ['decline', 'complete'] as const) {
      const again = await refer()
      await shelter.client.assign(again.id)
      if (end === 'decline') await shelter.client.step(again.id, 'decline', { reason: 'at-capacity' })
      else {
        await shelter.client.step(again.id, 'accept')
        await shelter.client.step(again.id, 'complete', { outcome: 'services-provided' })
      }
      expect([end, (await open(shelter, again.id)).status]).toEqual([end, 409])
    }
  })

  it('the moment the consent is withdrawn', async () => {
    const { id, consent } = await refer()
    await shelter.client.assign(id)
    expect((await open(shelter, id)).status).toBe(200)
    const body = { inPrivate: true, duressChecked: true }
    expect((await police.call('POST', 'consent', `/consents/${consent}/withdrawal`, { body })).status).toBe(200)
    // At once, because nothing permits it any more; a moment later the referral has halted, and nobody is assigned to it.
    const refused = await open(shelter, id)
    expect(['403 consent_withdrawn', '409 referral_closed']).toContain(`${refused.status} ${refused.code}`)
    await expect.poll(async () => (await open(shelter, id)).code).toBe('referral_closed')
  })

  it('to whoever has the token and not its key, has an old request, or one for another hub', async () => {
    const { id } = await refer()
    await shelter.client.assign(id)
    const thief = await viewRequest({
      session: { ...health.session, hub: 'XA', keys: health.session.keys },
      referralId: id,
      now: new Date(),
    })
    const request = await shelter.viewRequest(id)
    const attempts = [
      thief,
      await shelter.viewRequest(id, { now: new Date(Date.now() - 120_000) }),
      await shelter.viewRequest(id, { now: new Date(Date.now() + 120_000) }),
      await shelter.viewRequest(id, { hub: 'XB' }),
      await shelter.viewRequest(randomUUID()),
      `${request.slice(0, -4)}AAAA`,
    ]
    for (const attempt of attempts) {
      const { status } = await shelter.call('POST', 'redaction', '/views', { body: { request: attempt } })
      expect([400, 404]).toContain(status)
    }
    expect((await shelter.call('POST', 'redaction', '/views', { body: { request } })).status).toBe(200)
    expect((await shelter.call('POST', 'redaction', '/views', { body: { request } })).code).toBe(
      'view_request_replayed',
    )
  })
})

describe('A stolen token', () => {
  it('does nothing without a proof by its key, at any service', async () => {
    const token = await police.session.accessToken()
    const hub = system.hub('XA').installed
    const tries = [
      ['referral', 'GET', '/referrals'],
      ['directory', 'GET', '/agencies'],
      ['consent', 'POST', '/consents'],
      ['referral', 'POST', '/referrals'],
    ] as const
    for (const [service, method, path] of tries) {
      const url = urlOf(hub, service) + path
      const proof = (await health.session.authorize({ method, url }))['dpop'] ?? ''
      const elsewhere = (await police.session.authorize({ method, url: `${url}/x` }))['dpop'] ?? ''
      for (const headers of [
        { authorization: `Bearer ${token}` },
        { authorization: `DPoP ${token}` },
        { authorization: `DPoP ${token}`, dpop: proof },
        { authorization: `DPoP ${token}`, dpop: elsewhere },
      ])
        expect((await answerOf(await fetch(url, { method, headers }))).status).toBe(401)
    }
  })

  it('of one hub is nothing in another', async () => {
    const answer = await police.call('GET', 'referral', '/referrals', { at: 'XB' })
    expect(answer.status).toBe(401)
    const { id } = await refer(agency('XB', 'shelter'))
    await arrived(id, otherShelter)
    const request = await police.viewRequest(id, { hub: 'XB' })
    expect((await police.call('POST', 'redaction', '/views', { at: 'XB', body: { request } })).status).toBe(401)
  })
})

describe('A reference to a person', () => {
  it('of another agency carries neither consent nor referral', async () => {
    const subjectRef = await registered(health)
    const consent = await police.call('POST', 'consent', '/consents', {
      body: consentTo(subjectRef, { hub: 'XA', type: 'shelter' }),
    })
    const to = agency('XA', 'shelter')
    const body = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to, services: ['housing'] }
    expect([consent.status, (await police.call('POST', 'referral', '/referrals', { body })).status]).toEqual([404, 404])
  })

  it('for reading one referral is not one to refer by: what was given is not passed on, nor asked about', async () => {
    for (const hub of ['XA', 'XB']) {
      const reader = hub === 'XA' ? shelter : otherShelter
      const { id, subjectRef } = await refer(agency(hub, 'shelter'))
      await arrived(id, reader)
      await reader.client.assign(id)
      const read = (await reader.client.openView(id)).subjectRef
      expect(read).not.toBe(subjectRef)
      const form = { ...consentTo(read, { hub, type: 'health' }), dataCategories: ['identity', 'contact', 'documents'] }
      const consent = await reader.call('POST', 'consent', '/consents', {
        body: { ...form, purposes: ['medical_care'] },
      })
      expect(consent).toMatchObject({ status: 403, code: 'person_received' })
      const body = { subjectRef: read, protocol: 'oas-64-standard', priority: 'urgent', services: [] }
      // To the state of nationality or to another: the refusal does not tell which it is.
      for (const to of [agency('XA', 'health'), agency('XB', 'health')]) {
        const onward = await reader.call('POST', 'referral', '/referrals', { body: { ...body, to } })
        expect(onward).toMatchObject({ status: 403, code: 'onward_not_permitted' })
      }
    }
  })

  it('is another for each recipient, and each opening', async () => {
    const subjectRef = await registered()
    await police.client.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' }))
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] }
    const to = agency('XA', 'shelter')
    const referrals = await Promise.all([1, 2].map(() => police.client.submitReferral({ ...asked, to })))
    const refs = []
    for (const { id } of referrals) {
      await shelter.client.assign(id)
      refs.push((await shelter.client.openView(id)).subjectRef)
    }
    expect(new Set([subjectRef, ...refs]).size).toBe(3)
  })
})

describe('A sealed form', () => {
  it('is taken once, from whoever sealed it, in its own hub', async () => {
    const sealed = await police.client.seal(anAdult())
    const send = (who: Officer, at = 'XA') => who.call('POST', 'redaction', '/subjects', { at, body: { sealed } })
    expect((await send(health)).code).toBe('seal_context_mismatch')
    expect((await send(police)).status).toBe(201)
    expect((await send(police)).code).toBe('seal_replayed')
  })
})

describe('An Idempotency-Key', () => {
  it('is of one user, and of one body', async () => {
    const subjectRef = await registered()
    const body = consentTo(subjectRef, { hub: 'XA', type: 'shelter' })
    const headers = { 'idempotency-key': randomUUID() }
    const first = await police.call('POST', 'consent', '/consents', { body, headers })
    expect(first.status).toBe(201)
    const again = await police.call('POST', 'consent', '/consents', { body, headers })
    expect(again.body).toEqual(first.body)
    const changed = { ...body, dataCategories: ['identity'] }
    expect((await police.call('POST', 'consent', '/consents', { body: changed, headers })).code).toBe(
      'idempotency_key_reused',
    )
    expect((await health.call('POST', 'consent', '/consents', { body, headers })).status).toBe(404)
  })
})

describe('Migration enforcement', () => {
  it.each([
    ['XA', 'migration_enforcement'],
    ['XB', 'migration_enforcement'],
    ['XA', 'civil_society'],
  ])('of %s, called %s, gets nothing of who seeks help', async (hub, called) => {
    const subjectRef = await registered()
    const form = consentTo(subjectRef, { hub, type: called })
    expect((await police.call('POST', 'consent', '/consents', { body: form })).status).toBe(201)
    for (const protocol of ['oas-64-standard', 'formal-identification', 'spontaneous-transmission']) {
      const to = agency(hub, 'migration_enforcement')
      const body = { subjectRef, protocol, priority: 'urgent', to, purpose: 'shelter', services: ['housing'] }
      const { code } = await police.call('POST', 'referral', '/referrals', { body })
      expect(code).toBe('migration_enforcement_firewall')
    }
  })
})

describe('The log', () => {
  it('is read by no caseworker, and by no auditor of another hub', async () => {
    const auditor = await signInAs(system, 'auditor@xa')
    expect((await auditor.call('GET', 'audit', '/entries')).status).toBe(200)
    expect((await supervisor.call('GET', 'audit', '/entries')).status).toBe(404)
    expect((await auditor.call('GET', 'audit', '/entries', { at: 'XB' })).status).toBe(401)
  })
})

describe.each(['audit', 'core'])('While %s is killed', group => {
  it('nothing leaves, and nothing is lost', async () => {
    const { id } = await refer()
    await shelter.client.assign(id)
    await system.hub('XA').kill(group)
    const refused = await open(shelter, id)
    expect(refused.status).toBe(503)
    expect(refused.body).not.toHaveProperty('sealed')
    await system.hub('XA').restart(group)
    // A killed log's lease runs out first.
    await waitFor(async () => (await open(shelter, id)).status === 200)
  })
})
