import {
  EvidenceKind,
  evidenceKinds,
  evidenceReceived,
  Protocol,
  packageRefused,
  packageReturned,
  referralReceived,
} from '@amparo/contracts'
import { fingerprintOf, verifyDetached } from '@amparo/crypto'
import { describe, expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, POLICE, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()

const arrived = (made: APackage) =>
  xb.until("select 1 from outbox where type like '%package-received%' and aggregate_id = $1", [made.packageId])
const of = <E extends { packageId: string }>(all: E[], made: APackage) =>
  all.filter(({ packageId }) => packageId === made.packageId)
const heard = async (made: APackage) =>
  of(await xa.told(evidenceReceived), made).map(({ kind, code }) => [evidenceKinds.toCode(kind), code])
const returned = async (made: APackage) => of(await xa.told(packageReturned), made)
const refusedWith = async (made: APackage, code: string) => {
  await arrived(made)
  await xb.publish(packageRefused, { ...made, fromHub: 'XA', code })
}
/** Refusals as the sending agency reads them, each verified by XB's certificate alone. */
async function refusals({ referralId }: APackage) {
  const { items } = await xa.evidence(referralId, POLICE)
  const stated = items.filter(({ issuer, kind }) => issuer === 'XB' && kind === 'refused')
  const { certificate } = xb.keys.exchange
  for (const { message, signature } of stated)
    await verifyDetached({
      ...{ bytes: new Uint8Array(Buffer.from(message ?? '', 'base64')), signature: signature ?? '', now: new Date() },
      signer: { certificate, fingerprint: await fingerprintOf(certificate) },
    })
  return stated.map(({ code }) => code)
}

/** Codes and ids, as redaction of XA gives them with a package. */
const remakeOf = ({ referralId }: APackage) => ({
  submitted: {
    ...{ referralId, subjectRef: 'share', protocol: Protocol.OAS_64_STANDARD, protocolId: 'standard' },
    ...{ from: { hub: 'XA', agencyId: POLICE }, to: { hub: 'XB', agencyId: SHELTER } },
  },
  ...{ sealedTo: 'ab', signedBy: 'cd', made: 1 },
})

describe('a package that the other hub’s vault refuses', () => {
  test.each([
    ...['ciphertext_altered', 'package_unreadable', 'package_not_for_us', 'recipient_key_differs'],
    ...['package_replayed', 'package_expired', 'package_terms_differ', 'certificate_not_trusted'],
  ])('with %s has that code in signed evidence, and the referral hears of it', async code => {
    const made = aPackage()
    await build(xa, made, { remake: remakeOf(made) })
    await refusedWith(made, code)
    await soon(() => heard(made)).toContainEqual(['refused', code])
    expect(await refusals(made)).toEqual([code])
    expect(await returned(made)).toEqual([])
  })

  test('for its keys goes back to be made anew when it is a supplement, too; the referral never hears', async () => {
    const made = aPackage()
    const remake = { sealedTo: 'ab', signedBy: 'cd', made: 1, supplement: true }
    await build(xa, made, { remake, supplement: true })
    await refusedWith(made, 'recipient_key_revoked')
    await soon(() => returned(made)).toMatchObject([{ ...idsOf(made), code: 'recipient_key_revoked', remake }])
    expect(await heard(made)).toEqual([])
  })

  test.each([
    ...['recipient_key_unknown', 'recipient_key_revoked', 'recipient_key_expired'],
    ...['signer_unknown', 'signer_revoked', 'signer_expired'],
    ...['grant_signer_unknown', 'grant_signer_revoked', 'grant_signer_expired'],
  ])('with %s has it in evidence and goes back to be made anew; the referral waits', async code => {
    const made = aPackage()
    await build(xa, made, { remake: remakeOf(made) })
    await refusedWith(made, code)
    await soon(() => returned(made)).toMatchObject([{ ...idsOf(made), code, remake: remakeOf(made) }])
    expect(await refusals(made)).toEqual([code])
    expect((await heard(made)).map(([kind]) => kind)).toEqual(['submitted', 'relayed'])
    // What is made in its place is a package of the same referral, with evidence of its own.
    const { referralId } = made
    const next = { ...aPackage(), referralId }
    await build(xa, next, { remake: { ...remakeOf(made), made: 2 } })
    await arrived(next)
    await xb.publish(referralReceived, { ...next, fromHub: 'XA' })
    await soon(() => heard(next)).toContainEqual(['delivered', ''])
    const kinds = (await xa.evidence(referralId, POLICE)).items.map(({ issuer, kind }) => `${issuer} ${kind}`)
    expect(kinds.filter(kind => kind.startsWith('XB'))).toEqual([
      'XB relayed',
      'XB refused',
      'XB relayed',
      'XB delivered',
    ])
  })

  test('for its keys is the end of one of which nobody knows how it was made', async () => {
    const made = aPackage()
    await build(xa, made)
    await refusedWith(made, 'recipient_key_revoked')
    await soon(() => heard(made)).toContainEqual(['refused', 'recipient_key_revoked'])
    expect(await returned(made)).toEqual([])
  })

  test('for its keys after it was delivered changes nothing', async () => {
    const made = aPackage()
    await build(xa, made, { remake: remakeOf(made) })
    await arrived(made)
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(() => heard(made)).toContainEqual(['delivered', ''])
    await xb.publish(packageRefused, { ...made, fromHub: 'XA', code: 'recipient_key_revoked' })
    const later = aPackage()
    await build(xa, later)
    await refusedWith(later, 'package_expired')
    await soon(() => heard(later)).toContainEqual(['refused', 'package_expired'])
    expect(await returned(made)).toEqual([])
    expect((await xa.told(evidenceReceived)).filter(({ kind }) => kind === EvidenceKind.REFUSED)).not.toContainEqual(
      expect.objectContaining({ packageId: made.packageId }),
    )
  })
})

const idsOf = ({ packageId, referralId }: APackage) => ({ packageId, referralId })
