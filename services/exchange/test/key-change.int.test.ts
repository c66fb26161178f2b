import { exchangeKeysChanged, referralReceived } from '@amparo/contracts'
import { fingerprintOf } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { certified, hubEntry } from './fixtures/keys.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, build, POLICE, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()
/** As long as exchange keeps a peer's certificates, and more. */
const LATER_MS = 40_000
const named = (...certificates: string[]) => {
  xb.directory.set('XA', hubEntry('XA', xa.keys, certificates))
  xb.clock.ahead += LATER_MS
}
const attempts = async (packageId: string) =>
  (await xa.rows<{ attempts: number }>('select attempts from outgoing where package_id = $1', [packageId]))[0]?.attempts
const arrivals = (packageId: string) => xb.rows('select 1 from incoming where package_id = $1', [packageId])

test('what was signed with a key that a peer believes no more is signed anew with the next one, and arrives once', async () => {
  const next = await certified('XA', xa.keys.jurisdiction)
  named(next.certificate)
  const made = aPackage()
  await build(xa, made)
  // Sent, and not believed.
  await soon(() => attempts(made.packageId)).toBeGreaterThan(1)
  expect(await arrivals(made.packageId)).toEqual([])
  expect(xb.lines.join()).toContain('edge_signature_refused')

  xa.signing.key = next.privateKey
  await soon(() => arrivals(made.packageId)).toHaveLength(1)
  // Before the first signature of each: for the log.
  const told = (await xa.told(exchangeKeysChanged)).flatMap(({ changes }) => changes)
  const signingWith = async (certificate: string) => ({
    ...{ hub: 'XA', agencyId: '', use: 'exchange_sign', what: 'signing_with' },
    fingerprint: await fingerprintOf(certificate),
  })
  expect(told).toMatchObject([await signingWith(xa.keys.exchange.certificate), await signingWith(next.certificate)])
  await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
  const kinds = async () =>
    (await xa.evidence(made.referralId, POLICE)).items.map(({ issuer, kind }) => `${issuer} ${kind}`)
  await soon(kinds).toEqual(['XA submitted', 'XB relayed', 'XB delivered'])
})

test('with both in the directory a change loses nothing, whichever signed', async () => {
  const next = await certified('XA', xa.keys.jurisdiction)
  const [before, after] = [aPackage(), aPackage()]
  named(xa.keys.exchange.certificate, next.certificate)
  xa.signing.key = xa.keys.exchange.privateKey
  await build(xa, before)
  xa.signing.key = next.privateKey
  await build(xa, after)
  for (const { packageId } of [before, after]) await soon(() => arrivals(packageId)).toHaveLength(1)
})
