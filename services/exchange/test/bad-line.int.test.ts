import { setTimeout as sleep } from 'node:timers/promises'
import {
  create,
  evidenceKinds,
  evidenceReceived,
  packageReceived,
  referralReceived,
  SignedEdgeMessageSchema,
  toBinary,
} from '@amparo/contracts'
import { afterEach, expect, test } from 'vitest'
import { useForger } from './fixtures/forger.ts'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, useTwoHubs } from './fixtures/two-hubs.ts'

/** Whoever is in the middle has what the hubs send, and can put anything onto the way. */
const { xa, xb, xc } = await useTwoHubs()
const onTheWay = await useForger(xb, 'XA', xa.keys.exchange.privateKey)
const asXc = await useForger(xb, 'XC', xc.exchange.privateKey)
afterEach(() => xb.line.mend())

const arrivals = async (made: APackage) =>
  (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId).length
const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind }) => evidenceKinds.toCode(kind))
const refusals = async () =>
  Object.fromEntries(
    (
      await xb.rows<{ what: string; n: number }>(
        "select peer || ' ' || code as what, sum(times)::int as n from refused_in group by 1",
      )
    ).map(({ what, n }) => [what, n]),
  )
const total = async () => Object.values(await refusals()).reduce((sum, n) => sum + n, 0)

/** A package of XA's, as it leaves: signed, and not there yet. */
async function underWay(to = 'XB'): Promise<{ made: APackage; bytes: Uint8Array }> {
  const made = aPackage()
  const id = await build(xa, made, { to })
  const signed = 'select message, signature from outgoing where message_id = $1 and signature is not null'
  await xa.until(signed, [id])
  const [row] = await xa.rows<{ message: Buffer; signature: string }>(signed, [id])
  const message = new Uint8Array(row?.message ?? [])
  const signature = row?.signature ?? ''
  return { made, bytes: toBinary(SignedEdgeMessageSchema, create(SignedEdgeMessageSchema, { message, signature })) }
}
const taken = async (made: APackage) => {
  await soon(() => arrivals(made)).toBe(1)
  await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
  await soon(() => heard(made)).toEqual(['submitted', 'relayed', 'delivered'])
}

test('a line that is cut in the middle of each message lets none of it in; mended, it lets in all of it once, with evidence', async () => {
  const size = 200_000
  xb.line.cutAfter(size / 2)
  const made = aPackage(size)
  await build(xa, made)
  // That nothing got through is no attempt that counts: the peer is away.
  await soon(() => xa.lines.some(line => line.includes('edge.peer_away'))).toBe(true)
  await sleep(500)
  expect(await arrivals(made)).toBe(0)
  expect(await heard(made)).toEqual(['submitted'])
  xb.line.mend()
  await taken(made)
  expect(await arrivals(made)).toBe(1)
})

test('what comes in another order, and more than once, is taken in once each and told once', async () => {
  xb.line.cut()
  const [first, second] = [await underWay(), await underWay()]
  for (const { bytes } of [second, first, second, first]) await onTheWay.sendBytes(bytes)
  await soon(() => arrivals(first.made)).toBe(1)
  await soon(() => arrivals(second.made)).toBe(1)
  xb.line.mend()
  for (const { made } of [first, second]) await taken(made)
  // And replayed when all is over.
  await onTheWay.sendBytes(first.bytes)
  await sleep(300)
  expect(await arrivals(first.made)).toBe(1)
  expect(await heard(first.made)).toEqual(['submitted', 'relayed', 'delivered'])
})

test('what was cut short or changed anywhere is not believed, is counted with its code, and spoils nothing: the whole one is taken', async () => {
  xb.line.cut()
  const { made, bytes } = await underWay()
  const before = await total()
  const short = [1, 20, Math.floor(bytes.length / 2), bytes.length - 1].map(length => bytes.slice(0, length))
  const changed = [1, 10, 60, 200, Math.floor(bytes.length / 2)].map(at =>
    bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
  )
  const bad = [...short, ...changed]
  for (const one of bad) await onTheWay.sendBytes(new Uint8Array(one))
  await soon(total).toBe(before + bad.length)
  const codes = Object.keys(await refusals())
  expect(codes).toContain('XA edge_message_unreadable')
  expect(codes).toContain('XA edge_signature_refused')
  expect(await arrivals(made)).toBe(0)
  // Nobody is answered: whoever sent it is not known.
  expect(await heard(made)).toEqual(['submitted'])
  xb.line.mend()
  await taken(made)
})

test('what XA signed for a third hub is refused here, whoever passes it on and by whatever way', async () => {
  const { made, bytes } = await underWay('XC')
  const before = await refusals()
  await onTheWay.sendBytes(bytes)
  await soon(async () => (await refusals())['XA edge_message_not_for_us']).toBe(
    (before['XA edge_message_not_for_us'] ?? 0) + 1,
  )
  await asXc.sendBytes(bytes)
  await soon(async () => Object.keys(await refusals()).filter(what => what.startsWith('XC '))).toHaveLength(1)
  expect(await arrivals(made)).toBe(0)
})
