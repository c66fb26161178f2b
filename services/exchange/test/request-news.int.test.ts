import { requestNews } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { AUTHORITY_XA, AUTHORITY_XB, COMPLETE, HOUR, PROSECUTION, useRequests } from './fixtures/requests.ts'

const { xa, xb, treatiesThere, post, handedIn, sent, take, both } = await useRequests()

const WHO: Readonly<Record<string, string>> = {
  [AUTHORITY_XA]: 'authority of XA',
  [AUTHORITY_XB]: 'authority of XB',
  [PROSECUTION]: 'prosecution',
}
/** What the agencies of a hub have heard of a request, in order. */
const heard = async (hub: TestHub, id: string) =>
  (await hub.told(requestNews)).flatMap(({ requestId, agencyId, what }) =>
    requestId === id ? [`${WHO[agencyId]} ${what}`] : [],
  )

afterEach(() => {
  for (const { clock } of [xa, xb]) clock.ahead = 0
})

describe('what waits about a request is heard', () => {
  test('by those whom a step concerns, and not by whoever took it', async () => {
    const id = await sent()
    await both(id, 'requested')
    const signed = ['authority of XA request-changed', 'prosecution request-changed']
    expect(await heard(xa, id)).toEqual(signed)
    expect(await heard(xb, id)).toEqual(['authority of XB request-changed'])
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    await take(xb, id, 'ask', { about: ['period-too-wide'] })
    await both(id, 'information-requested')
    const twice = ['authority of XA request-changed', 'prosecution request-changed']
    expect(await heard(xa, id)).toEqual([...signed, ...twice, ...twice])
    expect(await heard(xb, id)).toEqual(['authority of XB request-changed'])
  })

  test('by the central authorities that may sign it, when it is handed in; by whoever drafted it, when it is given back', async () => {
    const id = await handedIn()
    expect(await heard(xa, id)).toEqual(['authority of XA request-changed'])
    await post(`/${id}/return`, { version: 2, reason: 'not-clear' }, AUTHORITY_XA)
    expect(await heard(xa, id)).toEqual(['authority of XA request-changed', 'prosecution request-changed'])
  })

  test('when a deadline calls, on both sides, as often as it calls', async () => {
    const { 'detention-until': _, ...answers } = COMPLETE
    const id = await sent({ priority: 'emergency', answers: { ...answers, 'urgent-because': ['custody-ends'] } })
    await both(id, 'requested')
    for (const { clock } of [xa, xb]) clock.ahead = 5 * HOUR
    await expect.poll(() => heard(xb, id)).toContain('authority of XB request-called')
    for (const who of ['authority of XA', 'prosecution'])
      await expect.poll(() => heard(xa, id)).toContain(`${who} request-called`)
    const before = (await heard(xb, id)).length
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    expect(await heard(xb, id)).toHaveLength(before)
  })

  test('when the other hub does not take an ordinary request: at once, until it is sent again', async () => {
    const kept = treatiesThere.splice(0, treatiesThere.length)
    const id = await sent()
    for (const who of ['authority of XA', 'prosecution'])
      await expect.poll(() => heard(xa, id)).toContain(`${who} request-called`)
    const calls = async () => {
      const { body } = await xa.get('/evidence-requests/calls', AUTHORITY_XA, 'evidence:request')
      const items = body['items'] as { requestId: string; deadline: string; kind: string; text: { en: string } }[]
      return items.flatMap(one => (one.requestId === id ? [[one.deadline, one.kind, one.text.en]] : []))
    }
    await expect
      .poll(calls)
      .toEqual([['not-taken', 'phone', 'The other hub has not taken the request, or a step of it']])
    treatiesThere.push(...kept)
    expect((await post(`/${id}/sending`, {}, AUTHORITY_XA)).status).toBe(200)
    await both(id, 'requested')
    await expect.poll(calls).toEqual([])
  })
})
