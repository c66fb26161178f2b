import {
  evidenceKinds,
  evidenceReceived,
  Priority,
  referralReceived,
  timestampFromDate,
  viewOpened,
} from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()

const HOUR = 3_600_000
const DAY = 24 * HOUR
const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind }) => evidenceKinds.toCode(kind))
const state = (messageId: string) =>
  xa
    .rows<{ state: string }>('select state from outgoing where message_id = $1', [messageId])
    .then(([row]) => row?.state)
const kept = (messageId: string) =>
  xa.rows<{ bytes: number | null; sha256: string }>(
    'select octet_length(message) as bytes, sha256 from outgoing where message_id = $1',
    [messageId],
  )

afterEach(() => {
  xa.clock.ahead = 0
  xb.line.mend()
})

describe('a package that nobody has answered for', () => {
  test('expires once, a day after it was made, with a signed statement that the agency can read', async () => {
    const made = aPackage()
    const id = await build(xa, made, { to: 'XC' })
    await soon(() => state(id)).toBe('waiting')
    xa.clock.ahead = 23 * HOUR
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect(await state(id)).toBe('waiting')
    xa.clock.ahead = 25 * HOUR
    await soon(() => state(id)).toBe('expired')
    await new Promise(resolve => setTimeout(resolve, 1_000))
    await soon(() => heard(made)).toEqual(['submitted', 'not_relayed', 'expired'])
    const { items } = await xa.evidence(made.referralId, POLICE)
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
    await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'expired', 'delivered'])
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
    await soon(() => heard(made)).toEqual(['submitted', 'not_relayed', 'not_delivered'])
    expect(await state(id)).toBe('waiting')
    await soon(() => xa.lines.filter(line => line.includes('edge.late') && line.includes(id)).length).toBe(2)
    xb.line.mend()
    await soon(() => state(id)).toBe('relayed')
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => state(id)).toBe('delivered')
    // Two that are stated at once have no order.
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
  await new Promise(resolve => setTimeout(resolve, 1_000))
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
