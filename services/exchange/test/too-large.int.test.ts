import { evidenceKinds, evidenceReceived } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs({ peerPayload: 64 * 1024 })

const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind, code }) => `${evidenceKinds.toCode(kind)} ${code}`.trim())

test('a package that the peer’s server will never take is refused at once, and those behind it go on', async () => {
  const large = aPackage(100 * 1024)
  const small = aPackage(1_000)
  await build(xa, large)
  await build(xa, small)
  await soon(() => heard(large)).toEqual(['submitted', 'refused package_too_large'])
  await xb.until('select 1 from incoming where package_id = $1', [small.packageId])
  await soon(() => heard(small)).toEqual(['submitted', 'relayed'])
  const { items } = await xa.evidence(large.referralId, POLICE)
  expect(items.map(({ issuer, kind, signature }) => [issuer, kind, signature !== null])).toEqual([
    ['XA', 'submitted', true],
    ['XA', 'refused', true],
  ])
})
