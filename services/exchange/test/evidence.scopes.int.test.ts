import { randomUUID } from 'node:crypto'
import { Action, messageBuilt } from '@amparo/contracts'
import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPackage, build, POLICE, SHELTER, STRANGER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()

const made = aPackage()
const everything = SCOPES.join(' ')
const without = (scope: string) => SCOPES.filter(other => other !== scope).join(' ')

beforeAll(async () => {
  await build(xa, made)
  await xb.until('select 1 from incoming where package_id = $1', [made.packageId])
})

describe('GET /evidence', () => {
  test('may: the agency that sent the package, and in the other hub the one to which it came', async () => {
    expect((await xa.evidence(made.referralId, POLICE)).status).toBe(200)
    expect((await xb.evidence(made.referralId, SHELTER)).status).toBe(200)
  })

  test('may not: those agencies without the scope, and are told what a stranger is told', async () => {
    const nothing = await xa.evidence(randomUUID(), STRANGER, everything)
    expect(nothing).toMatchObject({ status: 404, code: 'not_found' })
    const answers = [
      await xa.evidence(made.referralId, POLICE, without('referral:read')),
      await xb.evidence(made.referralId, SHELTER, without('referral:read')),
      await xa.evidence(made.referralId, STRANGER, everything),
      await xb.evidence(made.referralId, STRANGER, everything),
      // An agency's id says nothing in another hub.
      await xb.evidence(made.referralId, POLICE, everything),
      await xa.evidence(made.referralId, SHELTER, everything),
    ]
    for (const answer of answers) expect(answer).toEqual(nothing)
  })

  test('of a compartment: may those whom referral knows in it; to the others there is nothing, whatever their agency sent', async () => {
    const { placeOf } = xa.parties
    xa.parties.placeOf = ({ agency, scopes }) => (scopes.has('protection:work') ? agency : undefined)
    expect((await xa.evidence(made.referralId, POLICE, 'referral:read protection:work')).status).toBe(200)
    const nothing = await xa.evidence(randomUUID(), STRANGER, everything)
    expect(await xa.evidence(made.referralId, POLICE, 'referral:read')).toEqual(nothing)
    xa.parties.placeOf = placeOf
  })

  test('whoever acts for a suspended sender reads what became of the package, and of no message; the sender reads no more', async () => {
    const { placeOf } = xa.parties
    xa.parties.placeOf = ({ agency }) => (agency === STRANGER ? POLICE : undefined)
    const { packageId: messageId, ciphertext, sha256 } = aPackage()
    const [from, to] = [
      { hub: 'XA', agencyId: POLICE },
      { hub: 'XB', agencyId: SHELTER },
    ]
    await xa.publish(messageBuilt, { messageId, referralId: made.referralId, ciphertext, sha256, from, to })
    await xa.until('select 1 from evidence join outgoing on message_id = about_message_id where package_id = $1', [
      messageId,
    ])
    const of = async (agency: string, carried: string) =>
      (await xa.get(`/evidence?referralId=${made.referralId}&carried=${carried}`, agency, 'referral:read')).status
    expect([await of(STRANGER, 'package'), await of(STRANGER, 'message')]).toEqual([200, 404])
    expect([await of(POLICE, 'package'), await of(POLICE, 'message')]).toEqual([404, 404])
    xa.parties.placeOf = placeOf
    expect([await of(POLICE, 'package'), await of(POLICE, 'message')]).toEqual([200, 200])
  })

  test('says what is wrong with a request, without saying it again', async () => {
    const answer = await xa.evidence('María Pérez', POLICE)
    expect(answer).toMatchObject({ status: 400, code: 'request_invalid' })
    expect(JSON.stringify(answer)).not.toContain('Pérez')
  })

  test('every route of this service is in this test or in that of requests, and without a token each answers 401', async () => {
    const routes = listRoutes(xa.http()).filter(route => route.access !== 'public')
    expect(routes.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /evidence',
      'GET /evidence-requests/:id/evidence',
      'GET /deliveries/:id/evidence',
      'GET /reconciliations',
      'GET /edge-refusals',
      'GET /evidence-requests/form',
      'GET /evidence-requests/calls',
      ...(
        'POST /evidence-requests,POST /evidence-requests/:id/draft,POST /evidence-requests/:id/discarding,' +
        'POST /evidence-requests/:id/submission,POST /evidence-requests/:id/expedited,POST /evidence-requests/:id/return,POST /evidence-requests/:id/signature,' +
        'POST /evidence-requests/:id/contacts,GET /evidence-contacts,' +
        'GET /evidence-requests,GET /evidence-requests/:id,GET /evidence-requests/:id/messages,' +
        'POST /evidence-requests/:id/steps,POST /evidence-requests/:id/sending'
      ).split(','),
    ])
    for (const { method, url } of routes) {
      const path = url.replace(':id', made.referralId)
      expect((await xa.http().inject({ method: method === 'POST' ? 'POST' : 'GET', url: path })).statusCode).toBe(401)
    }
  })
})

describe('GET /deliveries/:id/evidence', () => {
  test('may: whoever reads the log, of either hub; may not: anybody else, who is told what is told of an id that nothing has', async () => {
    const path = `/deliveries/${made.packageId}/evidence`
    for (const [hub, first] of [[xa, 'submitted'] as const, [xb, 'relayed'] as const]) {
      const { status, body } = await hub.get(path, STRANGER, 'audit:read')
      const [item] = body['items'] as { kind: string; about: object }[]
      expect([status, item?.kind]).toEqual([200, first])
      expect(item?.about).toMatchObject({ carried: 'package', id: made.packageId })
      const refused = await hub.get(path, POLICE, without('audit:read'))
      expect(refused).toMatchObject({ status: 404, body: { code: 'not_found' } })
      const none = await hub.get(`/deliveries/${randomUUID()}/evidence`, STRANGER, 'audit:read')
      expect(none.body['code']).toBe('not_found')
    }
  })
})

describe('what an auditor reads of a delivery', () => {
  test('is in the log of access before: who read, of which thing and referral; of nothing where nothing is shown', async () => {
    const path = `/deliveries/${made.packageId}/evidence`
    xa.accessLog.entries.length = 0
    xa.accessLog.down = true
    const refused = await xa.get(path, STRANGER, 'audit:read')
    expect([refused.status, refused.body['code']]).toEqual([503, 'service_unavailable'])
    xa.accessLog.down = false
    await xa.get(path, POLICE, without('audit:read'))
    await xa.get(`/deliveries/${randomUUID()}/evidence`, STRANGER, 'audit:read')
    expect(xa.accessLog.entries).toEqual([])
    expect((await xa.get(path, STRANGER, 'audit:read')).status).toBe(200)
    expect(xa.accessLog.entries).toMatchObject([
      {
        ...{ action: Action.DELIVERY_READ, source: 'exchange', code: made.packageId, referralId: made.referralId },
        ...{ agency: { hub: 'XA', agencyId: STRANGER }, scope: 'audit:read' },
      },
    ])
    expect(xa.accessLog.entries[0]?.userId).not.toBe('')
  })
})

describe.each(['/reconciliations', '/edge-refusals'])('GET %s', path => {
  test('may: whoever reads the log; may not: anybody else, who is told what a stranger is told', async () => {
    expect((await xa.get(path, POLICE, 'audit:read')).status).toBe(200)
    const refused = await xa.get(path, POLICE, without('audit:read'))
    expect([refused.status, refused.body['code']]).toEqual([404, 'not_found'])
  })

  test('is in the log of access before: who read, and by which fields they asked; nothing is shown while that cannot be', async () => {
    xa.accessLog.entries.length = 0
    xa.accessLog.down = true
    const away = await xa.get(path, STRANGER, 'audit:read')
    expect([away.status, away.body['code'], away.body['items']]).toEqual([503, 'service_unavailable', undefined])
    xa.accessLog.down = false
    await xa.get(path, POLICE, without('audit:read'))
    expect(xa.accessLog.entries).toEqual([])
    expect((await xa.get(path, STRANGER, 'audit:read')).status).toBe(200)
    expect(xa.accessLog.entries).toMatchObject([
      {
        ...{ action: Action.EDGE_READ, source: 'exchange', code: `${path.slice(1)}:days`, referralId: '' },
        ...{ agency: { hub: 'XA', agencyId: STRANGER }, scope: 'audit:read' },
      },
    ])
    expect(xa.accessLog.entries[0]?.userId).not.toBe('')
  })
})
