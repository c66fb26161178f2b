import { requestNews } from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { AUTHORITY_XA, COMPLETE, HOUR, SECOND_AUTHORITY_XA, useRequests } from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'

const { xa, xb, here, sent, both } = await useRequests()

afterEach(() => {
  here.suspended.delete(AUTHORITY_XA)
  here.suspended.add(SECOND_AUTHORITY_XA)
  for (const { clock } of [xa, xb]) clock.ahead = 0
})

describe('of a central authority of this hub that is suspended', () => {
  const callsFor = async (agency: string, id: string) => {
    const { body } = await xa.get('/evidence-requests/calls', agency, 'evidence:request')
    return (body['items'] as { requestId: string; suspendedAuthority?: string }[]).filter(one => one.requestId === id)
  }
  const isCalled = async (agencyId: string, id: string) =>
    (await xa.told(requestNews)).some(
      one => one.agencyId === agencyId && one.requestId === id && one.what === 'request-called',
    )
  const urgent = async () => {
    const { 'detention-until': _, ...answers } = COMPLETE
    const id = await sent({ priority: 'emergency', answers: { ...answers, 'urgent-because': ['custody-ends'] } })
    await both(id, 'requested')
    return id
  }

  /** A deadline calls. Each time later than before: what the directory said by then is believed no more. */
  const later = (hours: number) => {
    for (const { clock } of [xa, xb]) clock.ahead = hours * HOUR
  }

  test('while it is not, the others are called to nothing', async () => {
    here.suspended.delete(SECOND_AUTHORITY_XA)
    const id = await urgent()
    later(5)
    await soon(() => isCalled(AUTHORITY_XA, id)).toBe(true)
    expect(await isCalled(SECOND_AUTHORITY_XA, id)).toBe(false)
    expect(await callsFor(SECOND_AUTHORITY_XA, id)).toEqual([])
  })

  test('what calls is called to the others, too, and shows that it waits, but not the request', async () => {
    here.suspended.delete(SECOND_AUTHORITY_XA)
    const id = await urgent()
    expect(await isCalled(SECOND_AUTHORITY_XA, id)).toBe(false)
    here.suspended.add(AUTHORITY_XA)
    later(6)
    await soon(() => isCalled(SECOND_AUTHORITY_XA, id)).toBe(true)
    expect((await callsFor(SECOND_AUTHORITY_XA, id))[0]).toMatchObject({ suspendedAuthority: AUTHORITY_XA })
    expect((await xa.get(`/evidence-requests/${id}`, SECOND_AUTHORITY_XA, 'evidence:request')).status).toBe(404)
    expect(xa.lines.filter(line => line.includes('request.authority_suspended') && line.includes(id))).not.toEqual([])
    here.suspended.delete(AUTHORITY_XA)
    expect(await callsFor(SECOND_AUTHORITY_XA, id)).toEqual([])
    expect((await callsFor(AUTHORITY_XA, id))[0]).not.toHaveProperty('suspendedAuthority')
  })
})
