import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { AUTHORITY_XA, AUTHORITY_XB, COMPLETE, HOUR, PROSECUTION, useRequests } from './fixtures/requests.ts'

const { xa, xb, post, look, drafted, sign, sent, take, both } = await useRequests()
const scope = 'evidence:request'
const ANNEX = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0010'
const ITEM = {
  ...{ item: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0009', kind: 'document', handling: 'h1' },
  ...{ source: 'source-a', information: 'information-2', sha256: '9'.repeat(64) },
}

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
const DAY = 24 * HOUR
const { 'detention-until': _, ...answers } = COMPLETE
const emergency = { priority: 'emergency', answers: { ...answers, 'urgent-because': ['custody-ends'] } }

afterEach(() => {
  for (const { clock } of [xa, xb]) clock.ahead = 0
})

/** Neither authority is called any more, and no deadline is shown. */
async function nothingRuns(id: string): Promise<void> {
  for (const [hub, agency] of [
    [xa, AUTHORITY_XA],
    [xb, AUTHORITY_XB],
  ] as const)
    await expect.poll(() => said(hub, agency, id)).toEqual([])
  expect((await look(id)).deadlines).toEqual([])
}

describe('the deadlines of a request', () => {
  test('call on both sides when they have passed, each once, until somebody acts', async () => {
    const id = await sent(emergency)
    await both(id, 'requested')
    for (const { clock } of [xa, xb]) clock.ahead = 5 * HOUR
    await expect.poll(() => said(xb, AUTHORITY_XB, id)).toEqual(['acknowledge phone true'])
    for (const agency of [AUTHORITY_XA, PROSECUTION])
      await expect.poll(() => said(xa, agency, id)).toContain('acknowledge supervisor true')
    const times = () => xb.rows('select key from request_call where request_id = $1 order by key', [id])
    expect(await times()).toEqual([{ key: 'near' }, { key: 'phone' }, { key: 'supervisor' }])
    // Before what the other side owes is due, too.
    for (const { clock } of [xa, xb]) clock.ahead = 5.5 * HOUR
    expect((await callsOf(xb, AUTHORITY_XB, id))[0]?.text.en).toBe('Acknowledge')
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    await expect.poll(() => said(xb, AUTHORITY_XB, id)).toEqual([])
    await expect.poll(() => said(xa, AUTHORITY_XA, id)).toEqual([])
    expect(await times()).toEqual([{ key: 'near' }, { key: 'phone' }, { key: 'supervisor' }])
  })
})

describe('what is asked once the request is over', () => {
  test('has a deadline as before: whoever owes the answer is called, and whoever asked hears that it passed', async () => {
    const id = await sent({ answers: { ...answers, annexes: [{ ...ITEM, item: ANNEX, handling: 'h0' }] } })
    await both(id, 'requested')
    const steps = [
      [xb, 'acknowledge', {}, 'acknowledged'],
      [xb, 'accept', { executedBy: 'court' }, 'in-progress'],
      [xb, 'execute', { extent: 'wholly', victims: 'no-victim', items: [ITEM] }, 'executed'],
      [xa, 'confirm', { received: 'complete' }, 'completed'],
    ] as const
    for (const [hub, step, data, state] of steps) {
      expect([step, (await take(hub, id, step, data)).status]).toEqual([step, 200])
      await both(id, state)
    }
    const isKnown = (hub: TestHub, step: string) =>
      expect.poll(async () => (await look(id, hub)).steps.map(one => one.step)).toContain(step)
    expect((await take(xa, id, 'ask-use', { use: 'other-proceedings' })).status).toBe(200)
    await isKnown(xb, 'ask-use')
    expect((await take(xb, id, 'ask-annex-use', { use: 'other-proceedings' })).status).toBe(200)
    for (const hub of [xa, xb])
      await expect
        .poll(async () => (await look(id, hub)).deadlines.map(one => `${one.owner} ${one.deadline}`).toSorted())
        .toEqual(['recipient permission', 'sender annex-permission'])
    for (const { clock } of [xa, xb]) clock.ahead = 11 * 24 * HOUR
    await expect.poll(() => said(xb, AUTHORITY_XB, id)).toContain('permission supervisor true')
    await expect.poll(() => said(xa, AUTHORITY_XA, id)).toContain('permission supervisor true')
    await expect.poll(() => said(xa, AUTHORITY_XA, id)).toContain('annex-permission supervisor true')
    expect((await take(xb, id, 'permit-use', { permitted: 'as-asked' })).status).toBe(200)
    await isKnown(xa, 'permit-use')
    expect((await take(xa, id, 'refuse-annex-use', { reason: 'not-permitted-by-law' })).status).toBe(200)
    await nothingRuns(id)
  })
})

describe('the rest of what was handed over in part', () => {
  test('is called to before and after its day, and is overdue for whoever asked', async () => {
    const id = await sent({ answers })
    await both(id, 'requested')
    const expected = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10)
    const part = { expected, victims: 'no-victim', items: [ITEM] }
    const steps = [
      ['acknowledge', {}, 'acknowledged'],
      ['accept', { executedBy: 'court' }, 'in-progress'],
      ['execute-part', part, 'in-progress'],
    ] as const
    for (const [name, data, state] of steps) {
      expect((await take(xb, id, name, data)).status, name).toBe(200)
      await both(id, state)
    }
    const ofRest = async (hub: TestHub, agency: string) =>
      (await callsOf(hub, agency, id)).filter(({ deadline }) => deadline === 'rest-expected')
    await expect.poll(() => ofRest(xb, AUTHORITY_XB)).toMatchObject([{ overdue: false }])
    expect(await ofRest(xa, AUTHORITY_XA)).toEqual([])
    for (const { clock } of [xa, xb]) clock.ahead = 4 * DAY
    for (const [hub, agency] of [
      [xb, AUTHORITY_XB],
      [xa, AUTHORITY_XA],
      [xa, PROSECUTION],
    ] as const)
      await expect
        .poll(() => ofRest(hub, agency))
        .toMatchObject([{ overdue: true, text: { en: 'Hand over the rest of what was executed' } }])
    expect((await look(id)).deadlines.find(({ deadline }) => deadline === 'rest-expected')?.overdue).toBe(true)
    expect((await take(xb, id, 'execute', { extent: 'wholly', victims: 'no-victim', items: [] })).status).toBe(200)
    await both(id, 'executed')
    await expect.poll(() => ofRest(xa, AUTHORITY_XA)).toEqual([])
  })
})

describe('what was handed over to go back by a day', () => {
  test('is called to before it, on its own page as in the list, also once the request is over; whoever handed it over hears when it has passed', async () => {
    const [soon, later] = [5, 20].map(days => new Date(Date.now() + days * 24 * HOUR).toISOString().slice(0, 10))
    const id = await sent({ answers })
    await both(id, 'requested')
    const items = [
      { ...ITEM, item: randomUUID(), sha256: '7'.repeat(64), returnBy: soon },
      { ...ITEM, item: randomUUID(), sha256: '8'.repeat(64), returnBy: later },
    ]
    const steps = [
      [xb, 'acknowledge', {}, 'acknowledged'],
      [xb, 'accept', { executedBy: 'court' }, 'in-progress'],
      [xb, 'execute', { extent: 'wholly', victims: 'no-victim', items }, 'executed'],
      [xa, 'confirm', { received: 'complete' }, 'completed'],
    ] as const
    for (const [hub, step, data, state] of steps) {
      expect([step, (await take(hub, id, step, data)).status]).toEqual([step, 200])
      await both(id, state)
    }
    for (const agency of [AUTHORITY_XA, PROSECUTION])
      await expect.poll(() => said(xa, agency, id)).toEqual(['return-by supervisor false', 'return-by remind false'])
    expect((await callsOf(xa, AUTHORITY_XA, id))[0]?.text.en).toBe('Return what was handed over')
    expect((await look(id)).deadlines).toMatchObject([
      { deadline: 'return-by', owner: 'sender', overdue: false, text: { en: 'Return what was handed over' } },
      { deadline: 'return-by', owner: 'sender', overdue: false },
    ])
    expect(await said(xb, AUTHORITY_XB, id)).toEqual([])
    for (const { clock } of [xa, xb]) clock.ahead = 6 * 24 * HOUR
    await expect.poll(() => said(xb, AUTHORITY_XB, id)).toEqual(['return-by supervisor true'])
    await expect.poll(() => said(xa, AUTHORITY_XA, id)).toEqual(['return-by phone true', 'return-by remind false'])
    // Until it is said to be done, however long that takes.
    for (const { clock } of [xa, xb]) clock.ahead = 60 * 24 * HOUR
    await expect.poll(() => said(xa, AUTHORITY_XA, id)).toEqual(['return-by phone true', 'return-by phone true'])
    const these = { day: soon, items: items.map(({ item }) => ({ item })) }
    expect((await take(xa, id, 'return-items', these)).status).toBe(200)
    await expect.poll(async () => (await look(id, xb)).steps.at(-1)?.step).toBe('return-items')
    expect((await take(xb, id, 'confirm-return', { ...these, condition: 'as-handed-over' })).status).toBe(200)
    await expect.poll(async () => (await look(id)).steps.at(-1)?.step).toBe('confirm-return')
    await nothingRuns(id)
  })
})

describe('the clocks of a case', () => {
  test('call on both sides when custody before trial is about to end, and on a draft whoever leads the case', async () => {
    const near = new Date(Date.now() + 5 * 24 * HOUR).toISOString().slice(0, 10)
    const content = { answers: { ...answers, 'detention-until': near } }
    const [draft, discarded] = [await drafted(content), await drafted(content)]
    for (const one of [draft, discarded])
      await expect.poll(() => said(xa, PROSECUTION, one)).toEqual(['detention-until supervisor false'])
    await post(`/${discarded}/discarding`, { version: 1 }, PROSECUTION)
    await expect.poll(() => said(xa, PROSECUTION, discarded)).toEqual([])
    // Who signs what another drafted hears what the other has heard.
    await sign(draft)
    await both(draft, 'requested')
    await expect.poll(() => said(xa, AUTHORITY_XA, draft)).toEqual(['detention-until supervisor false'])
    await expect.poll(() => said(xb, AUTHORITY_XB, draft)).toEqual(['detention-until supervisor false'])
    expect(await said(xa, PROSECUTION, draft)).toEqual(['detention-until supervisor false'])
  })
})
