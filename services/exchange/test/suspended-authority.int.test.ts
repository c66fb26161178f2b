import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  fileBuilt,
  filePart,
  matchBuilt,
  matchReceived,
  matchSettled,
  messageBuilt,
  messageReceived,
  missingFileParts,
  takeFilePart,
  timestampFromDate,
} from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { each } from './fixtures/files-of-two-hubs.ts'
import { AUTHORITY_XA, AUTHORITY_XB, POLICE_XB, useRequests } from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, build } from './fixtures/two-hubs.ts'

const { xa, xb, here, there, look, sent, take, both, post } = await useRequests()

/** Longer than an answer of the directory's is believed. */
const LATER_MS = 31_000
/** Longer than several looks at what is due. */
const LOOKS_MS = 1_000
const PARTS = 200
/** By the directory of XA, and its exchange has had the time to hear of it. */
const suspend = (agencyId: string) => {
  here.suspended.add(agencyId)
  xa.clock.ahead += LATER_MS
}
const lift = (agencyId: string) => {
  here.suspended.delete(agencyId)
  xa.clock.ahead += LATER_MS
}
const underWay = async () => {
  const id = await sent()
  await both(id, 'requested')
  return id
}

/** As redaction of XA makes it known. */
const write = async (requestId: string) => {
  const { packageId: messageId, ciphertext, sha256 } = aPackage()
  const from = { hub: 'XA', agencyId: AUTHORITY_XA }
  const to = { hub: 'XB', agencyId: AUTHORITY_XB }
  const text = { field: 'letter', textSha256: randomBytes(32).toString('hex') }
  await xa.publish(messageBuilt, { messageId, referralId: requestId, from, to, ciphertext, sha256, ...text })
  await xa.until('select 1 from outgoing where package_id = $1', [messageId])
  return messageId
}
const came = async (id: string) => (await xb.told(messageReceived)).some(({ message }) => message?.messageId === id)

afterEach(() => {
  for (const { suspended } of [here, there]) for (const id of [AUTHORITY_XA, AUTHORITY_XB]) suspended.delete(id)
  here.away = false
  here.first = undefined
})

describe('of a central authority abroad that is suspended', () => {
  test('a letter waits, and goes when the suspension is lifted; a step of this side does not wait for it', async () => {
    const id = await underWay()
    await take(xb, id, 'ask', { about: ['period-too-wide'] })
    await both(id, 'information-requested')
    suspend(AUTHORITY_XB)
    const letter = await write(id)
    await sleep(LOOKS_MS)
    expect(await came(letter)).toBe(false)
    expect(await xa.rows('select attempts from outgoing where package_id = $1', [letter])).toEqual([{ attempts: 0 }])
    expect((await take(xa, id, 'answer', { answered: ['period-too-wide'] })).status).toBe(200)
    await both(id, 'acknowledged')
    expect(await came(letter)).toBe(false)
    lift(AUTHORITY_XB)
    await soon(() => came(letter)).toBe(true)
    expect(xa.lines.filter(line => line.includes('edge.held'))).not.toEqual([])
  })

  test('no letter goes while it cannot be told whether it is; what is of no request goes', async () => {
    const id = await underWay()
    here.away = true
    xa.clock.ahead += LATER_MS
    const letter = await write(id)
    await sleep(LOOKS_MS)
    expect(await came(letter)).toBe(false)
    const other = aPackage()
    await build(xa, other)
    await xb.until('select 1 from outbox where aggregate_id = $1', [other.packageId])
    expect(await came(letter)).toBe(false)
    here.away = false
    await soon(() => came(letter)).toBe(true)
  })

  test('no part of a file goes any more', async () => {
    const [ofXa, ofXb] = [await xa.nats.as('redaction'), await xb.nats.as('redaction')]
    const given = new Set<number>()
    const missing = () => each(PARTS).flatMap(first => (given.has(first) ? [] : [{ first, last: first }]))
    ofXa.answer(filePart, async () => ({ ciphertext: new Uint8Array(100) }))
    ofXb.answer(takeFilePart, async ({ number }) => {
      await sleep(20)
      given.add(number)
      return {}
    })
    ofXb.answer(missingFileParts, async () => ({ known: true, missing: missing() }))
    const id = await underWay()
    const parties = { from: { hub: 'XA', agencyId: AUTHORITY_XA }, to: { hub: 'XB', agencyId: AUTHORITY_XB } }
    const deliveryId = aPackage().packageId
    const ids = { deliveryId, referralId: id, itemId: aPackage().packageId }
    await xa.publish(fileBuilt, { ...ids, ...parties, size: 20_000n, parts: PARTS })
    await soon(() => given.size).toBeGreaterThan(0)
    suspend(AUTHORITY_XB)
    // Those that are under way arrive, however long that takes; if more went, all would.
    for (let before = -1; before < given.size; await sleep(2 * LOOKS_MS)) before = given.size
    expect(given.size).toBeLessThan(PARTS)
    lift(AUTHORITY_XB)
    await soon(() => given.size).toBe(PARTS)
  })

  test('no step counts, though its own hub signs it; sent again once the suspension is lifted it does', async () => {
    const id = await underWay()
    here.suspended.add(AUTHORITY_XB)
    expect((await take(xb, id, 'acknowledge')).status).toBe(200)
    await soon(async () => (await look(id, xb)).delivery).toMatchObject({
      ...{ state: 'refused', code: 'request_sender_suspended', mayBeSentAgain: true },
    })
    expect((await look(id, xa)).steps.map(({ step }) => step)).toEqual(['submit'])
    here.suspended.delete(AUTHORITY_XB)
    expect((await post(`/${id}/sending`, {}, AUTHORITY_XB, xb)).status).toBe(200)
    await soon(async () => (await look(id, xa)).steps.map(({ step }) => step)).toEqual(['submit', 'acknowledge'])
  })

  test('nor does a request of its own come in', async () => {
    there.suspended.add(AUTHORITY_XA)
    const id = await sent()
    await soon(async () => (await look(id, xa)).delivery).toMatchObject({
      state: 'refused',
      code: 'request_sender_suspended',
    })
    expect(await xb.rows('select 1 from evidence_request where id = $1', [id])).toEqual([])
  })
})

describe('a private question, or its answer, to an agency that is suspended', () => {
  const HOUR_MS = 3_600_000
  const ask = async (from: typeof xa, to: object) => {
    const { packageId: matchId, ciphertext, sha256 } = aPackage()
    const expiresAt = timestampFromDate(new Date(Date.now() + from.clock.ahead + HOUR_MS))
    await from.publish(matchBuilt, { matchId, ciphertext, sha256, to, expiresAt })
    await from.until('select 1 from outgoing where package_id = $1', [matchId])
    return matchId
  }
  const cameTo = async (hub: typeof xa, id: string) =>
    (await hub.told(matchReceived)).some(({ match }) => match?.matchId === id)
  const TO_XB = { hub: 'XB', agencyId: AUTHORITY_XB }

  test('waits, and holds up no other; it goes when the suspension is lifted', async () => {
    suspend(AUTHORITY_XB)
    const [held, other] = [await ask(xa, TO_XB), await ask(xa, { hub: 'XB', agencyId: POLICE_XB })]
    await soon(() => cameTo(xb, other)).toBe(true)
    expect(await cameTo(xb, held)).toBe(false)
    expect(await xa.rows('select attempts from outgoing where package_id = $1', [held])).toEqual([{ attempts: 0 }])
    lift(AUTHORITY_XB)
    await soon(() => cameTo(xb, held)).toBe(true)
  })

  test('waits, too, when it is asked while the exchange is about to send what is due', async () => {
    suspend(AUTHORITY_XB)
    let asked: Promise<string> | undefined
    here.first = async agencyId => {
      if (agencyId !== POLICE_XB) return
      asked ??= ask(xa, TO_XB)
      await asked
    }
    const other = await ask(xa, { hub: 'XB', agencyId: POLICE_XB })
    await soon(() => cameTo(xb, other)).toBe(true)
    const held = (await asked) ?? ''
    await sleep(LOOKS_MS)
    expect(await cameTo(xb, held)).toBe(false)
    expect(await xa.rows('select attempts from outgoing where package_id = $1', [held])).toEqual([{ attempts: 0 }])
    lift(AUTHORITY_XB)
    await soon(() => cameTo(xb, held)).toBe(true)
  })

  test('that waited until its day is over has expired, and whoever asked hears', async () => {
    suspend(AUTHORITY_XB)
    const held = await ask(xa, TO_XB)
    xa.clock.ahead += 3 * HOUR_MS
    await soon(async () => (await xa.told(matchSettled)).map(({ matchId }) => matchId)).toContain(held)
    expect(await cameTo(xb, held)).toBe(false)
    xa.clock.ahead -= 3 * HOUR_MS
  })

  test('the answer waits likewise, when whoever asked was suspended meanwhile', async () => {
    there.suspended.add(AUTHORITY_XA)
    xb.clock.ahead += LATER_MS
    const answer = await ask(xb, { hub: 'XA', agencyId: AUTHORITY_XA })
    await sleep(LOOKS_MS)
    expect(await cameTo(xa, answer)).toBe(false)
    there.suspended.delete(AUTHORITY_XA)
    xb.clock.ahead += LATER_MS
    await soon(() => cameTo(xa, answer)).toBe(true)
  })
})
