import { requestSigned } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { AUTHORITY_XA, AUTHORITY_XB, COURT, HOUR, PROSECUTION, SHELTER, useRequests } from './fixtures/requests.ts'

const { xa, xb, post, look, drafted, handedIn, take, both } = await useRequests()
const refusal = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']]
const HASH = 'a'.repeat(64)
const ANSWERS = {
  ...{ 'authority-named': HASH, 'conducted-by': 'prosecution', offence: ['trafficking-in-persons'] },
  ...{ 'max-penalty-months': 180, proceeding: 'investigation', 'proceeding-described': HASH, facts: HASH },
  ...{ assistance: HASH, purpose: ['prove-control'], transnational: ['in-several-states'], 'organised-group': true },
  ...{
    accounts: HASH,
    victims: 'no-victim',
    'data-kinds': ['traffic'],
    'access-follows': true,
    'urgent-because': ['evidence-would-be-lost'],
  },
}
const PRESERVATION = { type: 'preservation', priority: 'emergency', answers: ANSWERS }
const send = (id: string, changes: object = {}, agency = PROSECUTION) =>
  post(`/${id}/expedited`, { version: 1, confirmedBy: AUTHORITY_XA, to: AUTHORITY_XB, ...changes }, agency)

afterEach(() => {
  for (const { clock } of [xa, xb]) clock.ahead = 0
})

describe('preservation of data that would be lost', () => {
  test('is sent at once by whoever leads the case, under the treaty that lets it, and both see whom to phone', async () => {
    const id = await drafted(PRESERVATION)
    expect(await look(id, xa, PROSECUTION)).toMatchObject({ treaty: 'untoc', expedited: { sent: false } })
    expect((await send(id)).body['status']).toBe('sent')
    await both(id, 'requested')
    expect((await xa.told(requestSigned)).at(-1)).toMatchObject({ requestId: id })
    const unconfirmed = { sent: true, unconfirmed: true }
    expect(await look(id, xb)).toMatchObject({ role: 'recipient', expedited: unconfirmed, phone: '+99955500100' })
    expect(await look(id)).toMatchObject({ role: 'sender', expedited: unconfirmed, phone: '+99955500100' })
    expect((await look(id, xa, PROSECUTION)).role).toBe('drafter')
  })

  test('is confirmed by the own central authority, which is called to do so, and the other state hears of it', async () => {
    const id = await drafted(PRESERVATION)
    await send(id)
    await both(id, 'requested')
    xa.clock.ahead = 2 * HOUR
    const called = async () => {
      const { body } = await xa.get('/evidence-requests/calls', AUTHORITY_XA, 'evidence:request')
      const items = body['items'] as readonly { requestId: string; deadline: string }[]
      return items.filter(({ requestId }) => requestId === id).map(({ deadline }) => deadline)
    }
    await expect.poll(called).toContain('confirm-expedited')
    xa.clock.ahead = 0
    expect((await take(xa, id, 'confirm-expedited')).status).toBe(200)
    await expect.poll(async () => (await look(id, xb)).expedited?.unconfirmed).toBe(false)
    expect(refusal(await take(xa, id, 'confirm-expedited'))).toEqual([409, 'not_expedited'])
    expect((await look(id)).allowedSteps.map(({ step }) => step)).not.toContain('confirm-expedited')
    for (const { clock } of [xa, xb]) clock.ahead = 50 * HOUR
    await expect.poll(called).not.toContain('confirm-expedited')
    expect((await look(id)).state).toBe('requested')
  })

  test('lapses in both hubs when nobody has confirmed it in two days', async () => {
    const id = await drafted(PRESERVATION)
    await send(id)
    await both(id, 'requested')
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    for (const { clock } of [xa, xb]) clock.ahead = 47 * HOUR
    expect((await look(id)).state).toBe('acknowledged')
    for (const { clock } of [xa, xb]) clock.ahead = 49 * HOUR
    await both(id, 'lapsed')
    expect((await look(id, xb)).steps.at(-1)).toMatchObject({ step: 'lapse', side: 'sender', effective: true })
  })
})

describe('nothing else is sent without the own central authority', () => {
  test.each<[string, object]>([
    ['what is not urgent', { ...PRESERVATION, treaty: 'untoc', priority: 'normal' }],
    ['under a treaty that does not let it', { ...PRESERVATION, treaty: 'nassau', answers: underNassau() }],
    ['assistance that can wait', { ...PRESERVATION, treaty: 'untoc', type: 'access', answers: accessOf() }],
  ])('%s', async (_, content) => {
    const id = await drafted(content)
    expect(refusal(await send(id))).toEqual([409, 'expedited_not_provided'])
    expect((await look(id, xa, PROSECUTION)).expedited).toBeNull()
  })

  test('nor what is incomplete, by another agency, or to none that is a central authority', async () => {
    const { accounts: _, ...lacking } = ANSWERS
    expect(refusal(await send(await drafted({ ...PRESERVATION, answers: lacking })))).toEqual([
      400,
      'essentials_missing',
    ])
    const id = await handedIn(PRESERVATION)
    for (const agency of [COURT, SHELTER, AUTHORITY_XA])
      expect(refusal(await send(id, { version: 2 }, agency))).toEqual([404, 'not_found'])
    for (const changes of [{ to: PROSECUTION }, { confirmedBy: PROSECUTION }])
      expect(refusal(await send(id, { version: 2, ...changes }))).toEqual([400, 'central_authority_unknown'])
    const stale = { agency: PROSECUTION, scope: 'evidence:request', signedInAt: Date.now() - 600_000 }
    const body = { version: 2, confirmedBy: AUTHORITY_XA, to: AUTHORITY_XB }
    expect(refusal(await xa.post(`/evidence-requests/${id}/expedited`, body, stale))).toEqual([401, 'step_up_required'])
    expect((await send(id, { version: 2 })).body['status']).toBe('sent')
  })

  test('nor is what its central authority signed confirmed as if it had not', async () => {
    const id = await handedIn(PRESERVATION)
    await post(`/${id}/signature`, { version: 2, to: AUTHORITY_XB }, AUTHORITY_XA)
    await both(id, 'requested')
    expect((await look(id)).deadlines.map(({ deadline }) => deadline)).not.toContain('confirm-expedited')
    expect(refusal(await take(xa, id, 'confirm-expedited'))).toEqual([409, 'not_expedited'])
  })
})

function underNassau() {
  const { 'authority-named': _, 'conducted-by': __, transnational: ___, 'organised-group': ____, ...common } = ANSWERS
  return { ...common, provisions: HASH }
}

function accessOf() {
  const { 'access-follows': _, ...common } = ANSWERS
  const period = { 'period-from': '2026-01-01', 'period-to': '2026-02-01' }
  return { ...common, ...period, order: 'prosecutor-may-order', 'dual-criminality': 'punishable-there' }
}
