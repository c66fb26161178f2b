import { randomUUID } from 'node:crypto'
import {
  Action,
  ActorSchema,
  create,
  Priority,
  Protocol,
  packageBuilt,
  packageNotBuilt,
  packageReturned,
  REFERRAL_OVER,
  ReferralSubmittedSchema,
  redactionKeysChanged,
  referralSubmitted,
  ServiceCategory,
} from '@amparo/contracts'
import { decryptAndVerify } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { nameOfKey } from '../src/commands/agency-key.ts'
import { KEY_PATIENCE_MS } from '../src/commands/refused-keys.ts'
import { tendReplacedKeys } from '../src/commands/tend-replaced-keys.ts'
import { directory } from '../src/ports/directory.ts'
import { keptKeyOf } from '../src/store/hub-keys.ts'
import { type Certified, revoked } from './fixtures/certificates.ts'
import { PEER, RECIPIENT, SENDER } from './fixtures/parties.ts'
import { usePeer } from './fixtures/peer.ts'
import { longAgo, useRedaction } from './fixtures/service.ts'

const service = await useRedaction()
const { app, certificates, keyStore, publish, register, state, told } = service
const { jurisdiction, known, sign } = await usePeer(service)
const A_DAY_MS = 86_400_000
const A_WHILE_MS = 600
const ofPeer = (daysAgo: number) =>
  jurisdiction.certified('agency', PEER.agencyId, { date: new Date(Date.now() - daysAgo * A_DAY_MS) })
const [first, second, third] = [await ofPeer(30), await ofPeer(20), await ofPeer(10)]
const subjectRef = await register()
const listed = (...all: Certified[]) => state.agencies.set(`XB/${PEER.agencyId}`, all)

beforeEach(() => {
  known()
  listed(first)
  state.denial = undefined
  state.entries.length = 0
})

/** Who completed what goes again. */
const BY = create(ActorSchema, { userId: randomUUID(), acr: 'urn:amparo:acr:mfa', scope: 'subject:register' })
const aReferral = () =>
  create(ReferralSubmittedSchema, {
    ...{ referralId: randomUUID(), from: SENDER, to: PEER, subjectRef, protocol: Protocol.OAS_64_STANDARD },
    ...{ priority: Priority.URGENT, services: [ServiceCategory.HOUSING], fallback: { number: 'XA-7K2M-9QPT' } },
  })
const packagesOf = async (referralId: string) =>
  (await told(packageBuilt)).filter(built => built.referralId === referralId)
const notBuilt = async (referralId: string) =>
  (await told(packageNotBuilt)).filter(built => built.referralId === referralId).map(({ code }) => code)

async function submit() {
  const submitted = aReferral()
  expect(await publish(referralSubmitted, submitted)).toBe('done')
  const [built] = await packagesOf(submitted.referralId)
  if (built?.remake === undefined) throw new Error('nothing was built')
  return { ...built, remake: built.remake }
}
type Built = Awaited<ReturnType<typeof submit>>
const refuse = async ({ packageId, referralId, remake }: Built, code: string, at = new Date()) =>
  publish(packageReturned, { packageId, referralId, code, remake }, at)
const openedBy = (built: { ciphertext: Uint8Array } | undefined, { privateKey }: Certified) => {
  const { armored: certificate, fingerprint } = certificates.packageSign
  const signer = { certificate, fingerprint }
  return decryptAndVerify({ privateKey, signer, message: built?.ciphertext ?? new Uint8Array(), now: new Date() })
}

describe('a private key of an agency', () => {
  const ofRecipient = (daysAgo: number) =>
    certificates.jurisdiction.certified('agency', RECIPIENT.agencyId, {
      date: new Date(Date.now() - daysAgo * A_DAY_MS),
    })
  const names = async () => (await keyStore.privateKeyNames()).filter(name => name.includes(RECIPIENT.agencyId)).sort()
  const now = () => new Date()
  const tending = async () => ({
    ...{ hub: 'XA', directory: directory((await service.as('redaction')).ask, now), append: service.append },
    ...{ keptMs: 14 * A_DAY_MS, now, log: service.log },
  })
  const listedAs = (...all: Certified[]) => state.agencies.set(`XA/${RECIPIENT.agencyId}`, all)

  test('is destroyed, with an entry in the log first, once another one has been listed for a while, and at once when it is revoked', async () => {
    const [old, leaked, current] = [await ofRecipient(90), await ofRecipient(60), await ofRecipient(30)]
    const drawn = await ofRecipient(0)
    const name = (of: Certified) => nameOfKey(RECIPIENT.agencyId, of.fingerprint)
    await keyStore.savePrivateKey(`agency-${RECIPIENT.agencyId}`, old.privateKey)
    for (const one of [leaked, current, drawn]) await keyStore.savePrivateKey(name(one), one.privateKey)
    listedAs({ ...current, listedAt: new Date(Date.now() - 13 * A_DAY_MS) }, await revoked(leaked))
    await app.tendReplacedKeys()
    expect(await names()).toEqual([`agency-${RECIPIENT.agencyId}`, name(current), name(drawn)].sort())
    listedAs({ ...current, listedAt: new Date(Date.now() - 15 * A_DAY_MS) })
    state.away.add('audit')
    await expect(app.tendReplacedKeys()).rejects.toThrow()
    expect(await names()).toHaveLength(3)
    state.away.clear()
    const readOnly = { ...keyStore, savePrivateKey: () => Promise.reject(new Error('read-only')) }
    await tendReplacedKeys({ ...(await tending()), keyStore: readOnly })()
    expect(state.entries).toHaveLength(1)
    await app.tendReplacedKeys()
    await app.tendReplacedKeys()
    expect(await names()).toEqual([name(current), name(drawn)].sort())
    expect(state.entries.map(({ action, agency, code }) => ({ action, agencyId: agency?.agencyId, code }))).toEqual(
      [leaked, old].map(({ fingerprint }) => ({
        ...{ action: Action.KEY_CHANGED, agencyId: RECIPIENT.agencyId, code: `agency.destroyed:${fingerprint}` },
      })),
    )
  })
})

describe('a private key that the hub signs with no longer', () => {
  test('is destroyed, with an entry in the log first, once another one has been listed for a while; what it signs with stays', async () => {
    const own = state.hubs.get('XA')
    if (own === undefined) throw new Error('its own hub')
    const [old, leaked, drawn] = [await ofHub(60), await ofHub(30), await ofHub(1)]
    const kept = (of: Certified) => keptKeyOf('sign', of.fingerprint)
    for (const one of [old, leaked]) await keyStore.savePrivateKey(kept(one), one.privateKey)
    const named = (listedAt: Date) =>
      state.hubs.set('XA', { ...own, sign: { ...drawn, listedAt }, others: [old, leakedNow] })
    const leakedNow = await revoked(leaked)
    named(new Date(Date.now() - 13 * A_DAY_MS))
    await app.tendReplacedKeys()
    const names = async () => (await keyStore.privateKeyNames()).filter(name => name.startsWith('sign')).sort()
    expect(await names()).toEqual(['sign', kept(old)].sort())
    named(new Date(Date.now() - 15 * A_DAY_MS))
    await app.tendReplacedKeys()
    expect(await names()).toEqual(['sign'])
    expect(state.entries.map(({ action, agency, code }) => ({ action, agencyId: agency?.agencyId, code }))).toEqual(
      [leaked, old].map(({ fingerprint }) => ({
        ...{ action: Action.KEY_CHANGED, agencyId: '', code: `redaction_sign.destroyed:${fingerprint}` },
      })),
    )
    state.hubs.set('XA', own)
  })
  const ofHub = (daysAgo: number) =>
    certificates.jurisdiction.certified('redaction-sign', undefined, {
      date: new Date(Date.now() - daysAgo * A_DAY_MS),
    })
})

describe('of several certificates of an agency', () => {
  test('packages are encrypted to the newest that is valid', async () => {
    listed(first, third, second)
    await openedBy(await submit(), third)
    listed(first, await revoked(third), second)
    await openedBy(await submit(), second)
  })

  test('the agency’s own are used where its hub holds none, in an envelope for its hub', async () => {
    listed(first, { ...third, hubHeld: false })
    await openedBy(await submit(), first)
    listed({ ...third, hubHeld: false })
    const built = await submit()
    expect(built.remake.sealedTo).toBe(`${third.fingerprint} ${sign.fingerprint}`)
    await openedBy(built, sign)
  })

  test('none is used when all are revoked', async () => {
    listed(await revoked(first), await revoked(second))
    const { referralId } = aReferral()
    expect(await publish(referralSubmitted, { ...aReferral(), referralId })).toBe('done')
    expect(await notBuilt(referralId)).toEqual(['certificate_not_trusted'])
  })
})

describe('a package that was refused for its keys', () => {
  test('is made no more once its sender has taken the referral back', async () => {
    const before = await submit()
    state.entries.length = 0
    state.ended.add(before.referralId)
    listed(await revoked(first), second)
    expect(await refuse(before, 'recipient_key_revoked')).toBe('done')
    expect(await packagesOf(before.referralId)).toHaveLength(1)
    expect(await notBuilt(before.referralId)).toEqual(['referral_over'])
    expect(state.entries).toEqual([])
  })

  test('is made anew to the new key, under a new decision, with an entry of its own and all that the first one said', async () => {
    const before = await submit()
    expect(before.remake).toMatchObject({
      sealedTo: first.fingerprint,
      signedBy: certificates.packageSign.fingerprint,
      made: 1,
    })
    const decided = state.decided.length
    listed(await revoked(first), second)
    expect(await refuse(before, 'recipient_key_revoked')).toBe('done')
    const [, after] = await packagesOf(before.referralId)
    expect(after).toMatchObject({ from: SENDER, to: PEER, remake: { sealedTo: second.fingerprint, made: 2 } })
    expect(after?.remake?.submitted).toEqual(before.remake.submitted)
    expect(after?.packageId).not.toBe(before.packageId)
    await openedBy(after, second)
    expect(state.decided.length).toBe(decided + 1)
    expect(state.entries.map(({ action }) => action)).toEqual([Action.PACKAGE_RELEASED, Action.PACKAGE_RELEASED])
  })

  test('is not, where the decision is another one by now', async () => {
    const before = await submit()
    listed(await revoked(first), second)
    state.denial = 'consent_withdrawn'
    expect(await refuse(before, 'recipient_key_revoked')).toBe('done')
    expect(await packagesOf(before.referralId)).toHaveLength(1)
    expect(await notBuilt(before.referralId)).toEqual(['consent_withdrawn'])
  })

  test('is made anew at once, and counted from the first, when it is a supplement whose referral was taken back and goes on after all', async () => {
    const before = await submit()
    const remake = { ...before.remake, submitted: undefined, made: 3, supplement: true, by: BY }
    const supplement = { ...before, packageId: randomUUID(), remake }
    state.ended.add(before.referralId)
    expect(await refuse(supplement, REFERRAL_OVER, longAgo())).toBe('done')
    expect(await packagesOf(before.referralId)).toHaveLength(1)
    state.ended.delete(before.referralId)
    state.entries.length = 0
    expect(await refuse(supplement, REFERRAL_OVER, longAgo())).toBe('done')
    const [, after, ...more] = await packagesOf(before.referralId)
    expect(more).toEqual([])
    expect(after).toMatchObject({ supplement: true, to: PEER, remake: { supplement: true, made: 1, by: BY } })
    expect(state.entries.map(({ action }) => action)).toEqual([Action.PACKAGE_RELEASED])
  })

  test('is made anew of what is held by now when it is a supplement, and is given up in silence when no other key comes', async () => {
    const before = await submit()
    const { sealedTo, signedBy } = before.remake
    const remake = { ...before.remake, submitted: undefined, sealedTo, signedBy, made: 1, supplement: true, by: BY }
    const supplement = { ...before, packageId: randomUUID(), remake }
    expect(await refuse(supplement, 'recipient_key_revoked', longAgo())).toBe('done')
    expect(await packagesOf(before.referralId)).toHaveLength(1)
    expect(await notBuilt(before.referralId)).toEqual([])

    listed(await revoked(first), second)
    expect(await refuse(supplement, 'recipient_key_revoked')).toBe('done')
    const [, after] = await packagesOf(before.referralId)
    expect(after).toMatchObject({ supplement: true, to: PEER })
    expect(after?.remake).toMatchObject({ supplement: true, made: 2, sealedTo: second.fingerprint, by: BY })
    expect(after?.remake?.submitted).toBeUndefined()
    await openedBy(after, second)
    expect(state.entries.map(({ action }) => action)).toEqual([Action.PACKAGE_RELEASED, Action.PACKAGE_RELEASED])
    const { userId, acr: authentication, scope } = BY
    expect(state.entries[1]).toMatchObject({ userId, authentication, scope })
  })

  test('waits for the directory to learn of the new key', async () => {
    const before = await submit()
    setTimeout(() => listed(first, second), A_WHILE_MS)
    expect(await refuse(before, 'recipient_key_unknown')).toBe('done')
    await openedBy((await packagesOf(before.referralId))[1], second)
  })

  test('is given up with that code when no other key comes, and the sender is told', async () => {
    const before = await submit()
    expect(await refuse(before, 'recipient_key_revoked', longAgo())).toBe('done')
    expect(await notBuilt(before.referralId)).toEqual(['recipient_key_revoked'])
  })

  test('is made three times at most', async () => {
    const before = await submit()
    listed(second)
    const again = { ...before, remake: { ...before.remake, made: 3 } }
    expect(await refuse(again, 'recipient_key_unknown')).toBe('done')
    expect(await notBuilt(before.referralId)).toEqual(['recipient_key_unknown'])
  })

  test('as signed by an old key waits for the hub to have another one', async () => {
    const before = await submit()
    const next = await certificates.jurisdiction.certified('redaction-sign')
    setTimeout(() => void keyStore.savePrivateKey('sign', next.privateKey), A_WHILE_MS)
    expect(await refuse(before, 'signer_expired')).toBe('done')
    expect((await packagesOf(before.referralId))[1]?.remake).toMatchObject({ signedBy: next.fingerprint })
    // Each is in the log before the first signature of it.
    const changes = (await told(redactionKeysChanged)).flatMap(event => event.changes)
    expect(changes.filter(({ use, what }) => use === 'redaction_sign' && what === 'signing_with')).toMatchObject([
      { hub: 'XA', agencyId: '', fingerprint: certificates.packageSign.fingerprint },
      { hub: 'XA', agencyId: '', fingerprint: next.fingerprint },
    ])
    await keyStore.savePrivateKey('sign', certificates.packageSign.privateKey)
  })

  test('as its grant was signed by an old key is granted and made anew, once consent has another one', async () => {
    const [old, next] = [
      await certificates.jurisdiction.certified('consent-sign'),
      await certificates.jurisdiction.certified('consent-sign'),
    ]
    const own = state.hubs.get('XA')
    if (own === undefined) throw new Error('its own hub')
    const made = await submit()
    const before = { ...made, remake: { ...made.remake, grantedBy: old.fingerprint } }
    state.hubs.set('XA', { ...own, grants: old })
    setTimeout(() => state.hubs.set('XA', { ...own, grants: next }), A_WHILE_MS)
    const decided = state.decided.length
    expect(await refuse(before, 'grant_signer_revoked')).toBe('done')
    expect(await packagesOf(before.referralId)).toHaveLength(2)
    expect(state.decided.length).toBe(decided + 1)
    state.hubs.set('XA', own)
  })

  test('as signed by a key that the other hub has yet to hear of is made again a while later', async () => {
    const before = await submit()
    const at = new Date(Date.now() - KEY_PATIENCE_MS / 4 + A_WHILE_MS)
    expect(await refuse(before, 'signer_unknown', at)).toBe('done')
    const [, after] = await packagesOf(before.referralId)
    expect(after?.remake).toMatchObject({ signedBy: before.remake.signedBy, made: 2 })
    expect(Date.now() - at.getTime()).toBeGreaterThanOrEqual(KEY_PATIENCE_MS / 4)
  })
})
