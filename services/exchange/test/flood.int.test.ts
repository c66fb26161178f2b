import { packageReceived } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { useForger } from './fixtures/forger.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, build, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb, ways, xc } = await useTwoHubs()
const fromXc = await useForger(xb, 'XC', xc.exchange.privateKey)

const FLOOD = 200

const seen = async () =>
  (await xb.rows<{ n: number }>("select coalesce(sum(times), 0)::int as n from refused_in where peer = 'XC'"))[0]?.n ??
  0

test('a peer that floods is held back, heard of once, and keeps nobody else waiting', async () => {
  await xb.stop()
  // Slower than any machine works, so that it is always the limit that holds them back.
  const messages = { perSecond: 3, burst: 10 }
  await xb.start(ways.xb, { allowed: { messages, bytes: { perSecond: 1024 ** 2, burst: 1024 ** 2 } } })
  const began = performance.now()
  for (let n = 0; n < FLOOD; n++) await fromXc.sendBytes(new Uint8Array([255, n]))
  await soon(seen).toBeGreaterThan(5)

  const made = aPackage()
  await build(xa, made)
  const arrived = async () => (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId)
  await soon(arrived).toHaveLength(1)

  const counted = await seen()
  expect(counted).toBeLessThan(FLOOD / 2)
  const mayBe = messages.burst + (messages.perSecond * (performance.now() - began)) / 1_000
  expect(counted).toBeLessThanOrEqual(mayBe + 1)
  expect(xb.lines.filter(line => line.includes('edge.slowed'))).toHaveLength(1)
  // Held back, not thrown away.
  const later = counted + 10
  await soon(seen).toBeGreaterThan(later)
})
