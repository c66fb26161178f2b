import { afterEach, describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { AUTHORITY_XA, AUTHORITY_XB, COMPLETE, HOUR, PROSECUTION, useRequests } from './fixtures/requests.ts'

const { xa, xb, post, drafted, sent, take, both } = await useRequests()
const scope = 'evidence:request'

interface Called {
  readonly requestId: string
  readonly deadline: string
  readonly kind: string
  readonly overdue: boolean
  readonly text: { readonly en: string }
}
const callsOf = async (hub: TestHub, agency: string, id: string) => {
  const { body } = await hub.get('/evidence-requests/calls', agency, scope)
  return (body['items'] as readonly Called[]).filter(({ requestId }) => requestId === id)
}
const said = async (hub: TestHub, agency: string, id: string) =>
  (await callsOf(hub, agency, id)).map(({ deadline, kind, overdue }) => `${deadline} ${kind} ${overdue}`)
const poll = { timeout: 15_000 }
const { 'detention-until': _, ...answers } = COMPLETE
const emergency = { priority: 'emergency', answers: { ...answers, 'urgent-because': ['custody-ends'] } }

afterEach(() => {
  for (const { clock } of [xa, xb]) clock.ahead = 0
})

describe('the deadlines of a request', () => {
  test('call on both sides when they have passed, each once, until somebody acts', async () => {
    const id = await sent(emergency)
    await both(id, 'requested')
    for (const { clock } of [xa, xb]) clock.ahead = 5 * HOUR
    await expect.poll(() => said(xb, AUTHORITY_XB, id), poll).toEqual(['acknowledge phone true'])
    for (const agency of [AUTHORITY_XA, PROSECUTION])
      await expect.poll(() => said(xa, agency, id), poll).toContain('acknowledge supervisor true')
    const times = () => xb.rows('select key from request_call where request_id = $1 order by key', [id])
    expect(await times()).toEqual([{ key: 'near' }, { key: 'phone' }, { key: 'supervisor' }])
    for (const { clock } of [xa, xb]) clock.ahead = 6 * HOUR
    expect((await callsOf(xb, AUTHORITY_XB, id))[0]?.text.en).toBe('Acknowledge')
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    await expect.poll(() => said(xb, AUTHORITY_XB, id), poll).toEqual([])
    await expect.poll(() => said(xa, AUTHORITY_XA, id), poll).toEqual([])
    expect(await times()).toHaveLength(3)
  })
})

describe('the clocks of a case', () => {
  test('call on both sides when custody before trial is about to end, and on a draft whoever leads the case', async () => {
    const near = new Date(Date.now() + 5 * 24 * HOUR).toISOString().slice(0, 10)
    const content = { answers: { ...answers, 'detention-until': near } }
    const draft = await drafted(content)
    await expect.poll(() => said(xa, PROSECUTION, draft), poll).toEqual(['detention-until supervisor false'])
    const id = await sent(content)
    await both(id, 'requested')
    await expect.poll(() => said(xa, AUTHORITY_XA, id), poll).toEqual(['detention-until supervisor false'])
    await expect.poll(() => said(xb, AUTHORITY_XB, id), poll).toEqual(['detention-until supervisor false'])
    await post(`/${draft}/discarding`, { version: 1 }, PROSECUTION)
    await expect.poll(() => said(xa, PROSECUTION, draft), poll).toEqual([])
  })
})
