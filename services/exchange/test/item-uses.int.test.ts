import { randomUUID } from 'node:crypto'
import { type ItemUseCode, ItemUseSchema, itemsGone, itemUse, useMoved } from '@amparo/contracts'
import { useIdOf, verifyStatement } from '@amparo/crypto'
import { openStore } from '@amparo/store'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  AUTHORITY_XA,
  AUTHORITY_XB,
  AUTHORITY_XC,
  COMPLETE,
  POLICE,
  PROSECUTION,
  useRequests,
} from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'

const { xa, xb, look, sent, take, both } = await useRequests()
const redaction = await xa.nats.as('redaction')
const redactionThere = await xb.nats.as('redaction')
const refusal = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']]

const [ITEM, FILE] = [randomUUID(), 'e'.repeat(64)]
const item = (handling: string, more: object = {}) => ({
  ...{ item: ITEM, kind: 'digital-data', handling, source: 'source-a', information: 'information-2', sha256: FILE },
  ...more,
})

/** As redaction asks it, for somebody of an agency of XA. */
const used = (use: ItemUseCode, as: As = {}) => usedIn(xa, use, { agency: PROSECUTION, sha256: FILE, ...as })
interface As {
  readonly agency?: string
  readonly to?: object
  readonly sha256?: string
  readonly useId?: string
  readonly givenOut?: boolean
}
async function usedIn(hub: typeof xa, use: ItemUseCode, as: As & { readonly agency: string; readonly sha256: string }) {
  const { agency, to = { hub: hub.code, agencyId: agency }, sha256, useId = randomUUID(), givenOut = false } = as
  const token = await hub.tokenOf(agency, 'referral:work')
  const asks = hub === xa ? redaction : redactionThere
  const { answer } = await asks.ask(itemUse, { nonce: randomUUID(), token, useId, sha256, use, to, givenOut })
  const bound = { now: new Date(), requestHash: null }
  const { requestId, itemId, refusal } = verifyStatement(
    ItemUseSchema,
    'item-use.v1',
    answer,
    hub.trust.keyOf('exchange'),
    bound,
  )
  return { requestId, itemId, refusal }
}
const moved = async (hub: typeof xa, id: string) =>
  (await hub.told(useMoved)).flatMap(one => (one.requestId === id ? [one] : []))

async function executed(handling: string, more: object = {}, content: object = {}): Promise<string> {
  const id = await sent(content)
  await both(id, 'requested')
  for (const [step, data, state] of [
    ['acknowledge', {}, 'acknowledged'],
    ['accept', { executedBy: 'court' }, 'in-progress'],
    ['execute', { extent: 'wholly', victims: 'no-victim', items: [item(handling, more)] }, 'executed'],
  ] as const) {
    expect((await take(xb, id, step, data)).status, step).toBe(200)
    await both(id, state)
  }
  return id
}
const steps = async (id: string, hub: typeof xa) => (await look(id, hub)).steps.length
const heardBy = async (id: string) => soon(async () => (await steps(id, xa)) === (await steps(id, xb))).toBe(true)

let id = ''
beforeAll(async () => {
  id = await executed('h2')
})

describe('a file that came on a request', () => {
  test('is known by its hash wherever it lies, and bears its limits; another one bears none', async () => {
    expect(await used('as-requested')).toEqual({ requestId: id, itemId: ITEM, refusal: '' })
    expect(await used('export')).toEqual({ requestId: id, itemId: ITEM, refusal: 'item_use_not_permitted' })
    expect(await used('export', { sha256: 'f'.repeat(64) })).toEqual({ requestId: '', itemId: '', refusal: '' })
  })

  test('is refused to another agency and to another state until each is permitted', async () => {
    expect((await used('as-requested', { agency: POLICE })).refusal).toBe('item_use_not_permitted')
    const abroad = { to: { hub: 'XC', agencyId: '' } }
    expect((await used('pass-to-other-state', abroad)).refusal).toBe('item_use_not_permitted')
    // To whoever sent it nothing is disclosed.
    expect((await used('pass-to-other-state', { to: { hub: 'XB', agencyId: AUTHORITY_XB } })).refusal).toBe('')
  })

  test('asked and answered between the two authorities: signed, seen on both sides, in the log of both, and then let', async () => {
    expect((await take(xa, id, 'ask-use', { use: 'pass-to-other-state' })).status).toBe(400)
    expect((await take(xa, id, 'ask-use', { use: 'pass-to-other-state', to: 'XC' })).status).toBe(200)
    await heardBy(id)
    const abroad = { to: { hub: 'XC', agencyId: '' } }
    expect((await used('pass-to-other-state', abroad)).refusal).toBe('item_use_not_answered')
    expect((await take(xb, id, 'permit-use', { permitted: 'once-only', until: '2999-12-31' })).status).toBe(200)
    await heardBy(id)
    // There is nothing more to answer.
    expect(refusal(await take(xb, id, 'refuse-use', { reason: 'danger-to-victim' }))).toEqual([
      409,
      'request_step_blocked',
    ])
    for (const hub of [xa, xb])
      expect((await look(id, hub)).permissions).toMatchObject([
        {
          n: 1,
          use: 'pass-to-other-state',
          to: 'XC',
          answer: { permitted: 'once-only', until: '3000-01-01T00:00:00.000Z' },
        },
      ])
    for (const [hub, own] of [
      [xa, 'ask-use'],
      [xb, 'permit-use'],
    ] as const) {
      const told = await moved(hub, id)
      expect(told.map(({ step, about, by }) => [step, about, by?.hub])).toEqual([
        ['ask-use', 'pass-to-other-state', 'XA'],
        ['permit-use', 'once-only', 'XB'],
      ])
      // Who did it is told where they work, and nowhere else.
      expect(told.map(({ step, userId }) => [step, userId !== ''])).toContainEqual([own, true])
      const [ours, ...others] = told.filter(({ userId }) => userId !== '')
      expect(others).toEqual([])
      // How they had signed in, and by which scope they did it, is of whoever did it here.
      expect(ours?.actor).toMatchObject({
        userId: ours?.userId,
        acr: 'urn:amparo:acr:mfa',
        scope: expect.stringMatching(/^evidence:/),
      })
      expect(told.filter(({ actor }) => actor !== undefined)).toHaveLength(1)
    }
  })

  test('permitted once, is used once: a retry is the same use, and what comes at the same moment is another', async () => {
    const abroad = { to: { hub: 'XC', agencyId: '' } }
    const [one, other] = [randomUUID(), randomUUID()]
    const both = await Promise.all([one, other].map(useId => used('pass-to-other-state', { ...abroad, useId })))
    expect(both.map(({ refusal }) => refusal).toSorted()).toEqual(['', 'item_use_spent'])
    const winner = both[0]?.refusal === '' ? one : other
    expect((await used('pass-to-other-state', { ...abroad, useId: winner })).refusal).toBe('')
    expect((await look(id)).uses).toMatchObject([
      { item: ITEM, use: 'pass-to-other-state', to: { hub: 'XC' }, permission: 1 },
    ])
  })

  test('is not handed over on a request of a third state without leave: the refusal names the request it came on', async () => {
    const { handOver: theirs } = await beingExecuted()
    const answer = await theirs({ ...item('h0'), item: randomUUID() })
    expect(refusal(answer)).toEqual([403, 'item_use_spent'])
    expect(answer.body['refs']).toEqual({ requestId: id })
    expect((await theirs({ ...item('h0'), item: randomUUID(), sha256: 'f'.repeat(64) })).status).toBe(200)
  })

  test('refused, says so, with the code of the reason, and that the reasons are in writing', async () => {
    await take(xa, id, 'ask-use', { use: 'other-offence', items: [{ item: ITEM }] })
    await heardBy(id)
    expect((await take(xb, id, 'refuse-use', { reason: 'danger-to-victim', reasonsSent: true })).status).toBe(200)
    await heardBy(id)
    expect((await used('other-offence')).refusal).toBe('item_use_refused')
    expect((await look(id)).permissions.at(-1)).toMatchObject({
      items: [ITEM],
      answer: { permitted: null, reason: 'danger-to-victim', reasonsSent: true },
    })
  })

  test('given out for good is among its uses for what it was asked for, too, and once however often it is fetched', async () => {
    const given = async () => (await look(id)).uses.filter(({ use }) => use === 'as-requested')
    await used('as-requested')
    expect(await given()).toEqual([])
    const useId = randomUUID()
    for (const _ of [1, 2]) expect((await used('as-requested', { useId, givenOut: true })).refusal).toBe('')
    expect(await given()).toMatchObject([{ item: ITEM, to: { hub: 'XA', agencyId: PROSECUTION } }])
  })

  test('of two requests on which it came each has to let it', async () => {
    const second = await executed('h3')
    expect((await used('judicial-proceedings')).refusal).toBe('item_use_not_permitted')
    expect((await used('judicial-proceedings')).requestId).toBe(second)
    expect((await look(id)).uses.filter(({ use }) => use === 'judicial-proceedings')).toEqual([])
  })
})

describe('an annex that came with a request', () => {
  const [ANNEX, SHA256] = [randomUUID(), 'd'.repeat(64)]
  const annex = { item: ANNEX, kind: 'document', handling: 'h0', source: 'source-a', information: 'information-2' }
  const OTHERS = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6b0009'
  const there = (use: ItemUseCode, as: As = {}) => usedIn(xb, use, { agency: AUTHORITY_XB, sha256: SHA256, ...as })
  const abroad = { to: { hub: 'XC', agencyId: '' } }
  let id = ''
  beforeAll(async () => {
    id = await sent({ answers: { ...COMPLETE, annexes: [{ ...annex, sha256: SHA256 }] } })
    await both(id, 'requested')
  })

  test('is known by its hash where it came: it serves what was asked, and under no handling code anything else', async () => {
    expect(await there('as-requested')).toEqual({ requestId: id, itemId: ANNEX, refusal: '' })
    for (const [use, as] of [
      ...[['export', {}] as const, ['judicial-proceedings', {}] as const, ['pass-to-other-state', abroad] as const],
      ['as-requested', { to: { hub: 'XB', agencyId: OTHERS } }] as const,
    ])
      expect(await there(use, as), use).toEqual({ requestId: id, itemId: ANNEX, refusal: 'item_use_not_permitted' })
    // Whoever sent it is told nothing new, and uses what is its own.
    expect((await there('pass-to-other-state', { to: { hub: 'XA', agencyId: AUTHORITY_XA } })).refusal).toBe('')
    expect(await used('export', { sha256: SHA256 })).toEqual({ requestId: '', itemId: '', refusal: '' })
  })

  test('is used otherwise by leave that whoever received it asked for and whoever sent it gave, in the log of both', async () => {
    const asked = { use: 'pass-to-other-state', to: 'XC', items: [{ item: ANNEX }] }
    expect(refusal(await take(xb, id, 'ask-annex-use', asked))).toEqual([409, 'request_step_not_allowed'])
    expect((await take(xb, id, 'acknowledge')).status).toBe(200)
    await both(id, 'acknowledged')
    expect(refusal(await take(xa, id, 'ask-annex-use', asked))).toEqual([404, 'not_found'])
    expect((await take(xb, id, 'ask-annex-use', asked)).status).toBe(200)
    await heardBy(id)
    expect((await look(id, xa)).deadlines.map(({ deadline, owner }) => [deadline, owner])).toContainEqual([
      ...(['annex-permission', 'sender'] as const),
    ])
    expect((await there('pass-to-other-state', abroad)).refusal).toBe('item_use_not_answered')
    expect((await take(xa, id, 'permit-annex-use', { permitted: 'once-only' })).status).toBe(200)
    await heardBy(id)
    expect(refusal(await take(xa, id, 'refuse-annex-use', { reason: 'danger-to-victim' }))).toEqual([
      ...[409, 'request_step_blocked'],
    ])
    expect((await there('pass-to-other-state', abroad)).refusal).toBe('')
    expect((await there('pass-to-other-state', abroad)).refusal).toBe('item_use_spent')
    expect((await there('export')).refusal).toBe('item_use_not_permitted')
    expect((await look(id, xb)).uses).toMatchObject([{ item: ANNEX, use: 'pass-to-other-state' }])
    for (const hub of [xa, xb]) {
      expect((await look(id, hub)).annexPermissions).toMatchObject([
        { n: 1, use: 'pass-to-other-state', to: 'XC', items: [ANNEX], answer: { permitted: 'once-only' } },
      ])
      expect((await look(id, hub)).permissions).toEqual([])
      expect((await moved(hub, id)).map(({ step, about, by }) => [step, about, by?.hub])).toEqual([
        ['ask-annex-use', 'pass-to-other-state', 'XB'],
        ['permit-annex-use', 'once-only', 'XA'],
      ])
    }
  })

  test('that there is none of is asked about by nobody', async () => {
    const without = await sent()
    await both(without, 'requested')
    await take(xb, without, 'acknowledge')
    expect(refusal(await take(xb, without, 'ask-annex-use', { use: 'export' }))).toEqual([409, 'request_step_blocked'])
  })
})

test('permitted once to a third state, passes the three gates of one request, and none of another', async () => {
  const sha256 = '6'.repeat(64)
  const one = item('h2', { item: randomUUID(), sha256 })
  const brought = await executed('h2', one)
  await take(xa, brought, 'ask-use', { use: 'pass-to-other-state', to: 'XC' })
  await heardBy(brought)
  await take(xb, brought, 'permit-use', { permitted: 'once-only' })
  await heardBy(brought)
  const [first, second] = [await beingExecuted(), await beingExecuted()]
  const gate = (request: string) => ({
    sha256,
    to: { hub: 'XC', agencyId: AUTHORITY_XC },
    useId: useIdOf(request, sha256),
  })
  expect((await used('pass-to-other-state', gate(first.id))).refusal).toBe('')
  expect((await first.handOver(one)).status).toBe(200)
  expect((await used('pass-to-other-state', gate(first.id))).refusal).toBe('')
  expect((await look(brought)).uses).toMatchObject([{ use: 'pass-to-other-state', permission: 1 }])
  expect((await used('pass-to-other-state', gate(second.id))).refusal).toBe('item_use_spent')
  expect(refusal(await second.handOver(one))).toEqual([403, 'item_use_spent'])
})

describe('what this hub sent as an annex', () => {
  const [ANNEX, SHA256] = [randomUUID(), '9'.repeat(64)]
  const annex = { item: ANNEX, kind: 'document', handling: 'h0', source: 'source-a', information: 'information-2' }
  const named = { item: ANNEX, sha256: SHA256, destroyBy: '2999-12-31' }

  test('stays its own, though the other names its hash as handed over, on that request or a later one', async () => {
    await executed('h3', named, { answers: { ...COMPLETE, annexes: [{ ...annex, sha256: SHA256 }] } })
    await executed('h3', named)
    for (const use of ['judicial-proceedings', 'other-offence'] as const)
      expect(await used(use, { sha256: SHA256 })).toEqual({ requestId: '', itemId: '', refusal: '' })
  })

  test('bears its limits where it had come from there before', async () => {
    const sha256 = '8'.repeat(64)
    const brought = await executed('h3', { item: randomUUID(), sha256 })
    await executed('h3', { item: randomUUID(), sha256 }, { answers: { ...COMPLETE, annexes: [{ ...annex, sha256 }] } })
    expect(await used('judicial-proceedings', { sha256 })).toMatchObject({
      ...{ requestId: brought, refusal: 'item_use_not_permitted' },
    })
  })
})

test('nothing is handed over with a term that has ended; one that ends that day is lawful', async () => {
  const late = await sent()
  await both(late, 'requested')
  for (const [step, data] of [['acknowledge', {}] as const, ['accept', { executedBy: 'court' }] as const])
    await take(xb, late, step, data)
  const handOver = (more: object) =>
    take(xb, late, 'execute', { extent: 'wholly', victims: 'no-victim', items: [item('h3', more)] })
  const answer = await handOver({ sha256: '7'.repeat(64), destroyBy: '2020-01-01', returnBy: '2999-12-31' })
  expect(answer).toMatchObject({
    ...{ status: 400, body: { errors: [{ pointer: '/data/items/0/destroyBy', code: 'in_the_past' }] } },
  })
  const today = new Date().toISOString().slice(0, 10)
  expect((await handOver({ sha256: '7'.repeat(64), returnBy: today })).status).toBe(200)
})

test('what came is asked about and announced also once its request went back, or is withdrawn; where nothing came nothing is', async () => {
  const sha256 = '5'.repeat(64)
  const back = await executed('h2', { item: randomUUID(), sha256 })
  const move = async (hub: typeof xa, step: string, data: object, state: string) => {
    expect((await take(hub, back, step, data)).status, step).toBe(200)
    await heardBy(back)
    await both(back, state)
  }
  await move(xa, 'ask-rest', { missing: 'items-missing' }, 'in-progress')
  await move(xa, 'ask-use', { use: 'disclose-to-defence' }, 'in-progress')
  expect((await look(back)).deadlines.map(({ deadline }) => deadline)).toContain('permission')
  await move(xb, 'permit-use', { permitted: 'as-asked' }, 'in-progress')
  await move(xa, 'withdraw', { reason: 'case-ended' }, 'withdrawn')
  await move(xa, 'announce-exculpatory', { when: 'before-disclosure' }, 'withdrawn')
  await move(xa, 'ask-use', { use: 'other-offence' }, 'withdrawn')
  await move(xb, 'permit-use', { permitted: 'as-asked' }, 'withdrawn')
  expect((await used('other-offence', { sha256 })).refusal).toBe('')

  const empty = await sent()
  await both(empty, 'requested')
  await take(xb, empty, 'acknowledge')
  await both(empty, 'acknowledged')
  for (const [step, data] of [
    ['ask-use', { use: 'other-offence' }],
    ['announce-exculpatory', { when: 'before-disclosure' }],
  ] as const)
    expect(refusal(await take(xa, empty, step, data)), step).toEqual([409, 'request_step_blocked'])
})

describe('an item that went back', () => {
  const [GONE, LOST, BURNT] = [randomUUID(), randomUUID(), randomUUID()]
  const hashes = { gone: 'a1'.repeat(32), lost: 'a2'.repeat(32), burnt: 'a3'.repeat(32) }
  const today = new Date().toISOString().slice(0, 10)
  const these = (...named: string[]) => ({ items: named.map(one => ({ item: one })) })
  let id = ''
  const said = async (hub: typeof xa, step: string, data: object) => {
    expect((await take(hub, id, step, data)).status, step).toBe(200)
    await heardBy(id)
  }
  const fates = async (hub: typeof xa) =>
    Object.fromEntries((await look(id, hub)).items.map(({ item, goneBack }) => [item, goneBack]))

  test('is named by whoever received it, each by its number, on a day that has begun; both hubs show it, and it opens no more', async () => {
    id = await sent()
    await both(id, 'requested')
    for (const [step, data, state] of [
      ['acknowledge', {}, 'acknowledged'],
      ['accept', { executedBy: 'court' }, 'in-progress'],
    ] as const) {
      await take(xb, id, step, data)
      await both(id, state)
    }
    expect(refusal(await take(xa, id, 'return-items', { day: today, ...these(GONE) }))).toEqual([
      409,
      'request_step_blocked',
    ])
    const handed = { [GONE]: hashes.gone, [LOST]: hashes.lost, [BURNT]: hashes.burnt }
    const items = Object.entries(handed).map(([one, sha256]) =>
      item('h1', { item: one, sha256, returnBy: '2999-12-31' }),
    )
    await said(xb, 'execute', { extent: 'wholly', victims: 'no-victim', items })
    await said(xa, 'confirm', { received: 'complete' })
    await both(id, 'completed')
    const refused = (data: object) => take(xa, id, 'return-items', data)
    for (const [data, pointer, code] of [
      [{ day: today }, '/data/items', 'required'],
      [{ day: today, items: [] }, '/data/items', 'too_few'],
      [{ day: '2999-01-01', ...these(GONE) }, '/data/day', 'in_the_future'],
      [{ day: today, ...these(GONE, randomUUID()) }, '/data/items/1/item', 'unknown_code'],
    ] as const)
      expect(await refused(data)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
    expect((await used('as-requested', { sha256: hashes.gone })).refusal).toBe('')

    await said(xa, 'return-items', { day: today, ...these(GONE, LOST) })
    await said(xa, 'destroy-items', { day: today, ...these(BURNT) })
    for (const hub of [xa, xb])
      expect(await fates(hub)).toMatchObject({
        [GONE]: { how: 'returned', day: today, back: null },
        [LOST]: { how: 'returned', back: null },
        [BURNT]: { how: 'destroyed', back: null },
      })
    for (const sha256 of Object.values(hashes))
      expect((await used('as-requested', { sha256 })).refusal).toBe('item_gone_back')
    expect((await look(id, xb)).deadlines.map(({ deadline }) => deadline)).toEqual(['return'])
    expect((await look(id, xa)).deadlines.map(({ deadline }) => deadline)).toEqual(['return'])
    expect(await refused({ day: today, ...these(GONE) })).toMatchObject({ status: 400 })
  })

  test('is said by whoever handed it over to have come, and how, or not: then it is there as before', async () => {
    const came = { day: today, condition: 'damaged' }
    expect(await take(xb, id, 'confirm-return', { ...came, ...these(BURNT) })).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: '/data/items/0/item', code: 'unknown_code' }] } },
    })
    await said(xb, 'confirm-return', { ...came, ...these(GONE) })
    await said(xb, 'deny-return', { why: 'nothing-came', ...these(LOST) })
    for (const hub of [xa, xb])
      expect(await fates(hub)).toMatchObject({
        [GONE]: { how: 'returned', back: came },
        [LOST]: null,
        [BURNT]: { how: 'destroyed' },
      })
    expect((await used('as-requested', { sha256: hashes.lost })).refusal).toBe('')
    expect((await used('as-requested', { sha256: hashes.gone })).refusal).toBe('item_gone_back')
    expect((await look(id, xa)).deadlines.map(({ deadline }) => deadline)).toEqual(['return-by'])
    expect(await take(xb, id, 'deny-return', { why: 'nothing-came', ...these(GONE) })).toMatchObject({ status: 400 })
  })

  test('is an entry of the log of both hubs, one of each item, with its number and who said it', async () => {
    for (const hub of [xa, xb]) {
      const told = (await moved(hub, id)).map(({ step, about, by }) => `${step} ${about} ${by?.hub}`)
      expect(told.toSorted()).toEqual(
        [
          ...[`return-items ${GONE} XA`, `return-items ${LOST} XA`, `destroy-items ${BURNT} XA`],
          ...[`confirm-return ${GONE} XB`, `deny-return ${LOST} XB`],
        ].toSorted(),
      )
    }
    const own = (await moved(xa, id)).find(({ step }) => step === 'destroy-items')
    expect(own?.actor).toMatchObject({ userId: own?.userId, scope: expect.stringMatching(/^evidence:/) })
  })

  test('is told, with all that became of it in its order, to whoever keeps its file', async () => {
    for (const hub of [xa, xb]) {
      const told = (await hub.told(itemsGone)).filter(({ requestId }) => requestId === id)
      for (const one of told)
        expect(one).toMatchObject({ holder: { hub: 'XA', agencyId: AUTHORITY_XA }, origin: { agencyId: AUTHORITY_XB } })
      const last = new Map(
        told.flatMap(({ items }) =>
          items.map(({ itemId, sha256, acts }) => [itemId, { sha256, acts: acts.map(({ act }) => act) }]),
        ),
      )
      expect(Object.fromEntries(last)).toEqual({
        [GONE]: { sha256: hashes.gone, acts: ['returned', 'came_back'] },
        [LOST]: { sha256: hashes.lost, acts: ['returned', 'held_again'] },
        [BURNT]: { sha256: hashes.burnt, acts: ['destroyed'] },
      })
    }
  })

  test('that came once more, on another request, is used as that one says', async () => {
    await executed('h2', { item: randomUUID(), sha256: hashes.gone })
    expect((await used('as-requested', { sha256: hashes.gone })).refusal).toBe('')
    expect((await used('export', { sha256: hashes.gone })).refusal).toBe('item_use_not_permitted')
  })
})

test('a number that is stated anew with other bytes frees neither these nor the first', async () => {
  const [number, first, second] = [randomUUID(), '1'.repeat(64), '2'.repeat(64)]
  const anew = await executed('h1', { item: number, sha256: first })
  for (const [hub, step, data, state] of [
    [xa, 'ask-rest', { missing: 'items-unreadable' }, 'in-progress'],
    [
      xb,
      'execute',
      { extent: 'wholly', victims: 'no-victim', items: [item('h1', { item: number, sha256: second })] },
      'executed',
    ],
  ] as const) {
    expect((await take(hub, anew, step, data)).status, step).toBe(200)
    await both(anew, state)
  }
  for (const sha256 of [first, second])
    expect(await used('other-offence', { sha256 })).toEqual({
      ...{ requestId: anew, itemId: number, refusal: 'item_use_not_permitted' },
    })
})

test('what cannot be read is answered with nothing that lets anything', async () => {
  const token = await xa.tokenOf(PROSECUTION, 'referral:work')
  const asked = {
    nonce: randomUUID(),
    token,
    useId: randomUUID(),
    sha256: FILE,
    to: { hub: 'XA', agencyId: PROSECUTION },
  }
  await expect(redaction.ask(itemUse, { ...asked, use: 'whim' })).rejects.toMatchObject({
    code: 'item_question_unreadable',
  })
  await expect(redaction.ask(itemUse, { ...asked, use: 'export', token: 'x' })).rejects.toBeDefined()
})

/** A request of a third state to XA, being executed: what it hands over on it. */
async function beingExecuted() {
  const third = randomUUID()
  const url = xa.database.services['exchange'] ?? ''
  const store = await openStore({ url, service: 'exchange', entities: [], applicationName: 'third state' })
  const taken = [
    ...[['sender', 1, 0, 'submit', {}] as const, ['recipient', 1, 1, 'acknowledge', {}] as const],
    ['recipient', 2, 1, 'accept', { executedBy: 'court' }] as const,
  ]
  await store.run(async ({ sql }) => {
    await sql(
      `insert into evidence_request (id, status, from_hub, from_agency, to_hub, to_agency, drafted_by, type, treaty, instrument_id,
         priority, protocol_version, answers, state, turn, version, created_at, updated_at)
       select $1, 'received', 'XC', $2, 'XA', $3, drafted_by, type, 'untoc', 'untoc-2000', priority, protocol_version, answers,
         'in-progress', 'recipient', 3, created_at, updated_at from evidence_request where id = $4`,
      [third, AUTHORITY_XC, AUTHORITY_XA, id],
    )
    for (const [side, number, seen, step, data] of taken)
      await sql(
        `insert into evidence_step (request_id, side, number, seen, step, at, data, received_at)
         values ($1, $2, $3, $4, $5, now(), $6, now())`,
        [third, side, number, seen, step, JSON.stringify(data)],
      )
  })
  await store.close()
  const handOver = (one: object) => take(xa, third, 'execute', { extent: 'wholly', victims: 'no-victim', items: [one] })
  return { id: third, handOver }
}
