import {
  evidenceKinds,
  evidenceReceived,
  Priority,
  packageRefused,
  referralReceived,
  timestampFromDate,
  viewOpened,
} from '@amparo/contracts'
import { fingerprintOf, verifyDetached } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()

const HOUR = 3_600_000
const DAY = 24 * HOUR
const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind }) => evidenceKinds.toCode(kind))
/** An ordinary package is due by the same hour as it ends: either may be looked at first. */
const ofItsEnd = async (made: APackage) => (await heard(made)).filter(kind => kind !== 'not_delivered')
const state = (messageId: string) =>
  xa
    .rows<{ state: string }>('select state from outgoing where message_id = $1', [messageId])
    .then(([row]) => row?.state)
const kept = (messageId: string) =>
  xa.rows<{ bytes: number | null; sha256: string }>(
    'select octet_length(message) as bytes, sha256 from outgoing where message_id = $1',
    [messageId],
  )

const stated = async (hub: TestHub, made: APackage) =>
  (await hub.evidence(made.referralId, hub === xa ? POLICE : SHELTER)).items.map(said => `${said.issuer} ${said.kind}`)
/** Final statements that stand. */
const ends = async (hub: TestHub, made: APackage) =>
  (await hub.evidence(made.referralId, hub === xa ? POLICE : SHELTER)).items
    .filter(({ kind, overtaken }) => ['delivered', 'refused', 'expired'].includes(kind) && !overtaken)
    .map(said => `${said.issuer} ${said.kind}`)
const signer = async ({ keys: { exchange } }: TestHub) => ({
  certificate: exchange.certificate,
  fingerprint: await fingerprintOf(exchange.certificate),
})
const signerOf = { XA: await signer(xa), XB: await signer(xb) }

afterEach(() => {
  for (const { clock, line } of [xa, xb]) {
    clock.ahead = 0
    line.mend()
  }
})

describe('a package that nobody has answered for', () => {
  test('expires once, a day after it was made, with a signed statement that the agency can read', async () => {
    const made = aPackage()
    const id = await build(xa, made, { to: 'XC' })
    await soon(() => state(id)).toBe('waiting')
    xa.clock.ahead = 23 * HOUR
    await soon(() => ofItsEnd(made)).toEqual(['submitted', 'not_relayed'])
    expect(await state(id)).toBe('waiting')
    xa.clock.ahead = 25 * HOUR
    await soon(() => state(id)).toBe('expired')
    await new Promise(resolve => setTimeout(resolve, 1_000))
    await soon(() => ofItsEnd(made)).toEqual(['submitted', 'not_relayed', 'expired'])
    const items = (await xa.evidence(made.referralId, POLICE)).items.filter(({ kind }) => kind !== 'not_delivered')
    expect(items.map(({ kind, issuer, signature }) => [kind, issuer, typeof signature])).toEqual([
      ['submitted', 'XA', 'string'],
      ['not_relayed', 'XA', 'string'],
      ['expired', 'XA', 'string'],
    ])
    expect(xa.lines.filter(line => line.includes('edge.failed') && line.includes(id))).toHaveLength(1)
  })

  test('expires with what is in it, if that is earlier', async () => {
    const made = aPackage()
    const id = await build(xa, made, { to: 'XC', expiresAt: timestampFromDate(new Date(Date.now() + 2 * HOUR)) })
    await soon(() => state(id)).toBe('waiting')
    xa.clock.ahead = 3 * HOUR
    await new Promise(resolve => setTimeout(resolve, 600))
    // What was stated in the last moment may be under way.
    expect(await state(id)).toBe('waiting')
    xa.clock.ahead = 4 * HOUR
    await soon(() => state(id)).toBe('expired')
  })

  test('has arrived after all, if the other hub says so later', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await soon(() => state(id)).toBe('relayed')
    xa.clock.ahead = 25 * HOUR
    await soon(() => state(id)).toBe('expired')
    xa.clock.ahead = 0
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => state(id)).toBe('delivered')
    await soon(() => ofItsEnd(made)).toEqual(['submitted', 'relayed', 'expired', 'delivered'])
    await soon(() => ends(xa, made)).toEqual(['XB delivered'])
  })

  test('was delivered in time, and the answer comes when it has expired: that one stands, and both hubs show the same', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await soon(() => state(id)).toBe('relayed')
    xa.line.cut()
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => ends(xb, made)).toEqual(['XB delivered'])
    xa.clock.ahead = 25 * HOUR
    await soon(() => ends(xa, made)).toEqual(['XA expired'])
    await soon(async () => (await stated(xb, made)).toSorted()).toEqual(['XA expired', 'XB delivered', 'XB relayed'])
    xa.line.mend()
    await soon(() => ends(xa, made)).toEqual(['XB delivered'])
    expect(await ends(xb, made)).toEqual(['XB delivered'])
    expect(await state(id)).toBe('delivered')
    for (const [hub, agency] of [[xa, POLICE] as const, [xb, SHELTER] as const])
      for (const { kind, issuer, message, signature } of (await hub.evidence(made.referralId, agency)).items)
        if (kind !== 'relayed')
          await verifyDetached({
            bytes: new Uint8Array(Buffer.from(message ?? '', 'base64')),
            signature: signature ?? '',
            signer: signerOf[issuer === 'XA' ? 'XA' : 'XB'],
            now: new Date(Date.now() + 26 * HOUR),
          })
  })

  test('is refused too late: nothing is stated of it, both hubs have that it has expired', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await soon(() => state(id)).toBe('relayed')
    xb.clock.ahead = 23 * HOUR
    await xb.publish(packageRefused, { ...made, fromHub: 'XA', code: 'package_expired' })
    xa.clock.ahead = 25 * HOUR
    await soon(() => ends(xa, made)).toEqual(['XA expired'])
    await soon(() => ends(xb, made)).toEqual(['XA expired'])
    expect(await stated(xb, made)).toEqual(['XB relayed', 'XA expired'])
  })

  test('comes to the other hub too late, which neither takes it in nor answers, and counts it', async () => {
    const made = aPackage()
    xb.line.cut()
    const id = await build(xa, made)
    await soon(() => state(id)).toBe('waiting')
    xb.clock.ahead = 23 * HOUR
    xb.line.mend()
    await xb.until("select 1 from refused_in where peer = 'XA' and code = 'edge_message_expired'")
    expect(await xb.rows('select 1 as one from incoming where message_id = $1', [id])).toEqual([])
    xa.clock.ahead = 25 * HOUR
    await soon(() => ends(xa, made)).toEqual(['XA expired'])
    expect((await stated(xa, made)).filter(said => said.startsWith('XB'))).toEqual([])
  })

  test('that was delivered in time does not expire', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await soon(() => state(id)).toBe('relayed')
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => state(id)).toBe('delivered')
    xa.clock.ahead = 25 * HOUR
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect([await state(id), await heard(made)]).toEqual(['delivered', ['submitted', 'relayed', 'delivered']])
  })
})

describe('what nobody has stated by when it was due', () => {
  const MINUTE = 60_000
  const statedOf = async (made: APackage) =>
    (await xa.evidence(made.referralId, POLICE)).items.map(({ kind, issuer }) => `${kind} ${issuer}`)

  test('is stated of an emergency after five minutes, and the package is tried on and arrives', async () => {
    const made = aPackage()
    xb.line.cut()
    const id = await build(xa, made, { priority: Priority.EMERGENCY })
    await soon(() => state(id)).toBe('waiting')
    xa.clock.ahead = 4 * MINUTE
    await new Promise(resolve => setTimeout(resolve, 600))
    expect(await heard(made)).toEqual(['submitted'])
    xa.clock.ahead = 6 * MINUTE
    // Two that are stated at once have no order.
    await soon(async () => (await heard(made)).toSorted()).toEqual(['not_delivered', 'not_relayed', 'submitted'])
    expect(await state(id)).toBe('waiting')
    await soon(() => xa.lines.filter(line => line.includes('edge.late') && line.includes(id)).length).toBe(2)
    xb.line.mend()
    await soon(() => state(id)).toBe('relayed')
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => state(id)).toBe('delivered')
    expect((await statedOf(made)).toSorted()).toEqual([
      ...['delivered XB', 'not_delivered XA', 'not_relayed XA', 'relayed XB', 'submitted XA'],
    ])
    xa.clock.ahead = 31 * MINUTE
    await soon(() => heard(made)).toContain('not_retrieved')
  })

  test('is stated of an ordinary one after 12 and 36 hours, signed, once', async () => {
    const made = aPackage()
    const id = await build(xa, made, { priority: Priority.NORMAL })
    await soon(() => state(id)).toBe('relayed')
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => state(id)).toBe('delivered')
    xa.clock.ahead = 35 * HOUR
    await new Promise(resolve => setTimeout(resolve, 600))
    expect(await heard(made)).toEqual(['submitted', 'relayed', 'delivered'])
    xa.clock.ahead = 37 * HOUR
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'delivered', 'not_retrieved'])
    xa.clock.ahead = 60 * HOUR
    await new Promise(resolve => setTimeout(resolve, 600))
    const { items } = await xa.evidence(made.referralId, POLICE)
    expect(items.filter(({ kind }) => kind === 'not_retrieved').map(({ signature }) => typeof signature)).toEqual([
      'string',
    ])
  })

  test('is not stated of one that was opened in time', async () => {
    const made = aPackage()
    const id = await build(xa, made, { priority: Priority.EMERGENCY })
    await soon(() => state(id)).toBe('relayed')
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => state(id)).toBe('delivered')
    await xb.publish(viewOpened, { referralId: made.referralId })
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'delivered', 'retrieved'])
    xa.clock.ahead = 37 * HOUR
    await new Promise(resolve => setTimeout(resolve, 600))
    expect(await heard(made)).toHaveLength(4)
  })
})

test('ciphertext goes two weeks after its end; hash, statements and their bytes stay', async () => {
  const made = aPackage()
  const id = await build(xa, made)
  await soon(() => state(id)).toBe('relayed')
  await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
  await soon(() => state(id)).toBe('delivered')
  const [before] = await kept(id)
  xa.clock.ahead = 13 * DAY
  await soon(() => heard(made)).toContain('not_retrieved')
  expect(await kept(id)).toEqual([before])
  xa.clock.ahead = 15 * DAY
  await soon(() => kept(id)).toEqual([{ bytes: null, sha256: before?.sha256 }])
  // XB's statements, and XA's own, are as they were.
  xa.clock.ahead = 0
  const { items } = await xa.evidence(made.referralId, POLICE)
  expect(items.map(({ kind, message, about }) => [kind, message !== null, about.sha256])).toEqual(
    ['submitted', 'relayed', 'delivered', 'not_retrieved'].map(kind => [kind, true, before?.sha256]),
  )
  expect(
    await xb.rows('select 1 as one from outgoing where package_id = $1 and message is null', [made.packageId]),
  ).toEqual([])
})
