import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  consentWithdrawn,
  evidenceKinds,
  evidenceReceived,
  messageBuilt,
  packageReceived,
  packageReturned,
  referralChanged,
  referralReceived,
  referralUpdateReceived,
  reinstated,
  supplementStored,
  takenBack,
  timestampFromDate,
} from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb, ways } = await useTwoHubs()

const IN_XB =
  "select 1 from outbox where type like '%package-received%' and aggregate_id = any($1) having count(*) = $2"
const arrived = (...made: APackage[]) => xb.until(IN_XB, [made.map(({ packageId }) => packageId), made.length])
const stated = (messageId: string, kind: string) =>
  xa.until('select 1 from evidence where about_message_id = $1 and kind = $2', [messageId, kind])
const copies = async (made: APackage) =>
  (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId).length
const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind }) => evidenceKinds.toCode(kind))
const takenIn = (made: APackage) => xb.publish(referralReceived, { ...made, fromHub: 'XA' })
const HASH = 'ab'.repeat(32)
const change = (referralId: string, number: number, step: string, by = xa, to = xb) =>
  by.publish(referralChanged, {
    ...{ referralId, protocolHash: HASH, steps: [{ number, step, at: timestampFromDate(new Date()), data: '{}' }] },
    by: { hub: by.code, agencyId: by === xa ? POLICE : SHELTER },
    counterpart: { hub: to.code, agencyId: to === xa ? POLICE : SHELTER },
  })
const updates = async (referralId: string) =>
  (await xb.told(referralUpdateReceived)).flatMap(({ update }) =>
    update?.referralId === referralId && update.protocolHash === HASH ? update.steps.map(({ number }) => number) : [],
  )

describe('what is sent while the peer is away', () => {
  afterEach(() => {
    xb.line.mend()
    xa.line.mend()
  })

  test('waits, arrives once when it is back, and the operator hears of it once', async () => {
    xb.line.cut()
    const lines = (message: string) => xa.lines.filter(line => line.includes(message)).length
    const before = lines('edge.peer_away')
    const made = [aPackage(), aPackage(), aPackage()]
    const ids = []
    for (const one of made) ids.push(await build(xa, one))
    await soon(() => lines('edge.peer_away')).toBe(before + 1)
    await sleep(500)
    expect(await xb.rows('select 1 from incoming where package_id = any($1)', [made.map(m => m.packageId)])).toEqual([])
    xb.line.mend()
    await arrived(...made)
    for (const id of ids) await stated(id, 'relayed')
    await soon(() => Promise.all(made.map(copies))).toEqual([1, 1, 1])
    await soon(() => lines('edge.peer_back')).toBeGreaterThan(0)
    expect(lines('edge.peer_away')).toBe(before + 1)
  })

  test('waits too when the line takes everything and passes nothing on', async () => {
    const known = aPackage()
    await build(xa, known)
    await arrived(known)
    xb.line.goDead()
    const made = aPackage()
    const id = await build(xa, made)
    await sleep(500)
    expect(await copies(made)).toBe(0)
    // The sender does not know it yet; its connection is dropped when no answer comes in time.
    xb.line.mend()
    await stated(id, 'relayed')
    await soon(() => copies(made)).toBe(1)
  })

  test('waits in the peer’s broker when only its exchange is away, sent again and again, and is taken in once', async () => {
    await xb.stop()
    const made = aPackage()
    const id = await build(xa, made)
    await xa.until('select 1 from outgoing where message_id = $1 and attempts >= 3', [id])
    await xb.start(ways.xb)
    await stated(id, 'relayed')
    await xa.until('select 1 from outgoing where message_id = $1 and state = $2', [id, 'relayed'])
    await soon(() => copies(made)).toBe(1)
    await soon(() => heard(made)).toEqual(['submitted', 'relayed'])
  })

  test('has its evidence repeated until that comes through: nothing is told twice', async () => {
    xa.line.cut()
    const made = aPackage()
    const id = await build(xa, made)
    await arrived(made)
    await takenIn(made)
    await sleep(400)
    expect(await heard(made)).toEqual(['submitted'])
    xa.line.mend()
    await stated(id, 'delivered')
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'delivered'])
    await soon(() => copies(made)).toBe(1)
  })

  test('and a peer that is away holds up no other', async () => {
    const carried = async () => {
      const made = aPackage()
      const began = performance.now()
      await build(xa, made)
      await arrived(made)
      return performance.now() - began
    }
    const ROUNDS = 6
    const inTurn = async () => {
      let total = 0
      for (let round = 0; round < ROUNDS; round++) total += await carried()
      return total
    }
    const alone = await inTurn()
    // XC never answers, and has a message waiting all the time: to connect is tried for three seconds, and each round would wait for that.
    const waiting = await build(xa, aPackage(), { to: 'XC' })
    await xa.until('select 1 from outgoing where message_id = $1', [waiting])
    expect(await inTurn()).toBeLessThan(2 * alone + (ROUNDS / 2) * 3_000)
  })
})

describe('a lost statement', () => {
  test('is sent again when the message it is about comes again', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await stated(id, 'relayed')
    const sentBefore = await xb.rows<{ attempts: number }>(
      "select attempts from outgoing where package_id = $1 and kind = 'evidence'",
      [made.packageId],
    )
    // Relayed and no more: XA asks again in its own time.
    await xb.until("select 1 from outgoing where package_id = $1 and kind = 'evidence' and attempts > $2", [
      made.packageId,
      sentBefore[0]?.attempts,
    ])
    await soon(() => copies(made)).toBe(1)
    await soon(() => heard(made)).toEqual(['submitted', 'relayed'])
  })
})

describe('updates of a referral', () => {
  test('wait until its package is delivered, then go in order, each once', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await arrived(made)
    await xa.until('select 1 from outgoing where message_id = $1', [id])
    const first = await change(made.referralId, 2, 'answer')
    // Their order is that in which this hub heard of them.
    await xa.until('select 1 from outgoing where message_id = $1', [first])
    const second = await change(made.referralId, 3, 'cancel')
    await xa.until('select 1 from outgoing where message_id = $1', [second])
    await sleep(300)
    expect(await updates(made.referralId)).toEqual([])
    await takenIn(made)
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [second])
    await soon(() => updates(made.referralId)).toEqual([2, 3])
    const [row] = await xa.rows('select state from outgoing where message_id = $1', [first])
    expect(row).toEqual({ state: 'delivered' })
  })

  test('go on when the package was refused or the update before them has run out', async () => {
    const made = aPackage()
    const refused = await build(xa, made, { to: 'XZ' })
    await stated(refused, 'refused')
    const update = await change(made.referralId, 2, 'fail')
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [update])
    await soon(() => updates(made.referralId)).toEqual([2])
  })

  test('of a referral that is not there yet are handed on: referral keeps them', async () => {
    const { referralId } = aPackage()
    const update = await change(referralId, 4, 'cancel')
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [update])
    await soon(() => updates(referralId)).toEqual([4])
  })

  test('of a referral within the hub go nowhere', async () => {
    const { referralId } = aPackage()
    const id = await change(referralId, 2, 'cancel', xa, xa)
    await xa.until('select 1 from inbox where event_id = $1', [id])
    expect(await xa.rows('select 1 from outgoing where referral_id = $1', [referralId])).toEqual([])
  })
})

describe('a referral that its sender takes back', () => {
  afterEach(() => xb.line.mend())

  /** As referral of XA tells it: nothing of it leaves any more, and the step that says so. */
  const takeBack = async ({ referralId }: APackage) => {
    await xa.publish(takenBack, { referralId })
    return change(referralId, 2, 'cancel')
  }
  const rowOf = async ({ packageId }: APackage) =>
    (await xa.rows('select state, code, message from outgoing where package_id = $1', [packageId]))[0]
  const ended = { state: 'expired', code: 'referral_over', message: null }
  const ends = async (made: APackage, hub = xa) => {
    const own = hub === xa ? 'outgoing' : 'incoming'
    return hub.rows(
      `select evidence.kind, evidence.issuer, evidence.code from evidence join ${own} about on about_message_id = about.message_id
        where about.package_id = $1 and about.kind <> 'evidence' and evidence.kind in ('delivered', 'refused', 'expired')
          and (evidence.signature is not null or evidence.issuer = $2) order by at`,
      [made.packageId, hub.code],
    )
  }

  test('while its package waits for the line: that never comes there, and has ended, signed; the step goes', async () => {
    xb.line.cut()
    const made = aPackage()
    await build(xa, made)
    await soon(() => rowOf(made)).toMatchObject({ state: 'waiting' })
    const step = await takeBack(made)
    await soon(() => rowOf(made)).toEqual(ended)
    xb.line.mend()
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [step])
    await soon(() => ends(made)).toEqual([{ kind: 'expired', issuer: 'XA', code: 'referral_over' }])
    await soon(() => heard(made)).toEqual(['submitted', 'expired'])
    expect(await updates(made.referralId)).toEqual([2])
    expect(await copies(made)).toBe(0)
  })

  test('while its package is made: what comes after that does not leave, but what somebody writes then', async () => {
    const made = aPackage()
    await takeBack(made)
    await xa.until('select 1 from taken_back where referral_id = $1', [made.referralId])
    await build(xa, made)
    xb.line.cut()
    const written = aPackage()
    const { packageId: messageId, ciphertext, sha256 } = written
    const to = { hub: 'XB', agencyId: SHELTER }
    await xa.publish(messageBuilt, { messageId, referralId: made.referralId, ciphertext, sha256, to })
    await soon(() => rowOf(written)).toMatchObject({ state: 'waiting' })
    const completing = { ...aPackage(), referralId: made.referralId }
    await build(xa, completing, { supplement: true })
    for (const one of [made, completing]) await soon(() => rowOf(one)).toEqual(ended)
    xb.line.mend()
    await soon(() => rowOf(written)).toMatchObject({ state: 'relayed' })
    expect(await Promise.all([made, completing].map(copies))).toEqual([0, 0])
  })

  test('without effect, since its recipient had gone on before: what comes after that leaves again, whatever is heard late', async () => {
    const { referralId } = aPackage()
    const completing = async () => {
      const one = { ...aPackage(), referralId }
      await build(xa, one, { supplement: true })
      return one
    }
    const stands = (stands: boolean, version: number) =>
      xa.until('select 1 from taken_back where referral_id = $1 and stands = $2 and version = $3', [
        referralId,
        stands,
        version,
      ])
    await xa.publish(takenBack, { referralId }, undefined, 4)
    await stands(true, 4)
    const kept = await completing()
    await soon(() => rowOf(kept)).toEqual(ended)
    await xa.publish(reinstated, { referralId }, undefined, 6)
    await stands(false, 6)
    const gone = await completing()
    await soon(() => rowOf(gone)).toMatchObject({ state: 'relayed', code: null })
    // What had been said before that comes again, or only now.
    const late = await xa.publish(takenBack, { referralId }, undefined, 5)
    await xa.until('select 1 from inbox where event_id = $1', [late])
    const other = await completing()
    await xa.until('select 1 from outgoing where package_id = $1', [other.packageId])
    expect([await rowOf(gone), await rowOf(other)]).toMatchObject([{ code: null }, { code: null }])
    expect(await rowOf(kept)).toEqual(ended)
    // Taken back anew, it is.
    await xa.publish(takenBack, { referralId }, undefined, 9)
    await soon(() => rowOf(other)).toEqual(ended)
  })

  test('without effect: what completed it and ended is asked for anew, the last of it, until another has been made', async () => {
    const { referralId } = aPackage()
    const BY = { userId: randomUUID(), acr: 'urn:amparo:acr:mfa', scope: 'subject:register' }
    const remake = { sealedTo: 'a', signedBy: 'b', grantedBy: 'c', made: 2, supplement: true, by: BY }
    const completing = async (more: object = {}) => {
      const one = { ...aPackage(), referralId }
      await build(xa, one, { supplement: true, remake, ...more })
      return one
    }
    const askedFor = async () =>
      (await xa.told(packageReturned)).flatMap(one => (one.referralId === referralId ? [one] : []))
    const say = async (what: 'takenBack' | 'reinstated', version: number) => {
      const at = [{ referralId }, undefined, version] as const
      const id = await (what === 'takenBack' ? xa.publish(takenBack, ...at) : xa.publish(reinstated, ...at))
      await xa.until('select 1 from inbox where event_id = $1', [id])
    }
    await say('takenBack', 4)
    const first = await completing()
    await soon(() => rowOf(first)).toEqual(ended)
    const last = await completing()
    await soon(() => rowOf(last)).toEqual(ended)
    expect(await askedFor()).toEqual([])
    await say('reinstated', 6)
    await soon(askedFor).toMatchObject([{ packageId: last.packageId, code: 'referral_over', remake }])
    // Nothing was made of it: it is taken back once more first.
    await say('takenBack', 7)
    await say('reinstated', 8)
    await soon(askedFor).toHaveLength(2)
    const made = await completing()
    await soon(() => rowOf(made)).toMatchObject({ state: 'relayed' })
    await arrived(made)
    await xb.publish(supplementStored, { ...made, fromHub: 'XA' })
    await soon(async () => (await rowOf(made))?.['state']).toBe('delivered')
    for (const [what, version] of [['takenBack', 9] as const, ['reinstated', 10] as const, ['reinstated', 5] as const])
      await say(what, version)
    expect(await askedFor()).toHaveLength(2)
    // Of a person who was erased, or who took back what it rests on, nothing is.
    await say('takenBack', 11)
    const never = await completing()
    await soon(() => rowOf(never)).toEqual(ended)
    const withdrawn = await xa.publish(consentWithdrawn, { referralIds: [referralId] })
    await xa.until('select 1 from inbox where event_id = $1', [withdrawn])
    await say('reinstated', 12)
    expect(await askedFor()).toHaveLength(2)
  })

  test('while nobody knows whether its package arrived: it is there once, and the word of the hub that has it stands', async () => {
    const made = aPackage()
    await build(xa, made)
    await arrived(made)
    await soon(() => rowOf(made)).toMatchObject({ state: 'relayed' })
    const step = await takeBack(made)
    const expired = { kind: 'expired', issuer: 'XA' }
    await soon(() => ends(made, xb)).toMatchObject([expired])
    await takenIn(made)
    await soon(() => ends(made)).toMatchObject([expired, { kind: 'delivered', issuer: 'XB' }])
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [step])
    expect([await copies(made), await updates(made.referralId)]).toEqual([1, [2]])
    const { items } = await xa.evidence(made.referralId, POLICE)
    const finals = items.filter(({ kind }) => ['delivered', 'refused', 'expired'].includes(kind))
    expect(finals.filter(({ overtaken }) => !overtaken)).toMatchObject([{ kind: 'delivered' }])
  })

  test('after its package was delivered: that stays as it was, and whoever has it hears of the step', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await arrived(made)
    await takenIn(made)
    await stated(id, 'delivered')
    await takeBack(made)
    await soon(() => updates(made.referralId)).toEqual([2])
    await soon(() => rowOf(made)).toEqual({ state: 'delivered', code: null, message: null })
    expect(await ends(made)).toMatchObject([{ kind: 'delivered' }])
    // Another one to the same agency goes as ever.
    const another = aPackage()
    await build(xa, another)
    await arrived(another)
  })
})

test('an event that is delivered twice makes one message', async () => {
  const made = aPackage()
  const id = await build(xa, made)
  await build(xa, made, { id })
  const other = aPackage()
  await build(xa, other)
  await arrived(made, other)
  expect(await xa.rows('select 1 as one from outgoing where package_id = $1', [made.packageId])).toHaveLength(1)
  await soon(() => copies(made)).toBe(1)
})
