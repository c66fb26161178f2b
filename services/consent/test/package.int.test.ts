import { randomUUID } from 'node:crypto'
import {
  Basis,
  consentKeysChanged,
  DataCategory,
  decodePayload,
  FallbackChannel,
  fromBinary,
  GrantSchema,
  grantImported,
  grantRefused,
  Matter,
  Priority,
  Protocol,
  Purpose,
  referralRefused,
  ServiceCategory,
  type SignedGrant,
  SignedGrantSchema,
  timestampDate,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { revoke, signDetached, verifyDetached } from '@amparo/crypto'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { grantFault } from '../src/ports/grant-signature.ts'
import { consentForm, toXB, vitalForm } from './fixtures/forms.ts'
import { type GrantChange, signedGrant } from './fixtures/grants.ts'
import { makeHubKeys } from './fixtures/hub-keys.ts'
import { keptBy, reading } from './fixtures/kept.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { explained } = keptBy(service)
const { send, register, rows, state, open, grantKeys } = service
const { submit, view, pack } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const keysOfXB = await makeHubKeys('XB')

beforeAll(() => {
  state.hubs.set('XB', keysOfXB)
})
afterEach(() => {
  Object.assign(state, { ahead: 0, instruments: [TREATY] })
  state.suspended.clear()
  state.hubs.set('XB', keysOfXB)
})

/** No date holds it. */
const NO_TIME = { ...timestampFromDate(new Date()), seconds: 2n ** 62n }
const inMinutes = (minutes: number) => timestampFromDate(new Date(Date.now() + minutes * 60_000))
const DANGER = { basis: Basis.VITAL_INTEREST, codeNameOnly: true }
const FALLBACK = { channel: FallbackChannel.PHONE, number: '7K3M-9QXA-T2BA' }

describe('a package for another hub', () => {
  async function submitted(form = consentForm) {
    const subjectRef = register(agencies.police)
    const { body } = await send(officer, 'POST', '/consents', form(subjectRef, toXB))
    const { permit } = await submit({ subjectRef, user: officer.user, to: agencies.shelterXB })
    if (!permit) throw new Error('not permitted')
    return { subjectRef, permit, referralId: permit.referralId, basisId: body.id as string }
  }
  const grantIn = (signed: SignedGrant | undefined) => fromBinary(GrantSchema, signed?.grant ?? new Uint8Array())

  test('carries a grant: one purpose, these categories, until then, nothing onward unless the consent says so', async () => {
    const { subjectRef, referralId, permit } = await submitted()
    const packed = await pack({ subjectRef }, { referralId })
    expect(packed.permit).toMatchObject({ referralId, userId: officer.user, purpose: Purpose.SHELTER })
    const grant = grantIn(packed.grant)
    expect(grant).toMatchObject({
      referralId,
      issuer: refOf(agencies.police),
      recipient: refOf(agencies.shelterXB),
      purposes: [Purpose.SHELTER],
      categories: permit.categories,
      onwardPermitted: false,
      instrumentId: TREATY.id,
      codeNameOnly: false,
    })
    expect(grant.validUntil && timestampDate(grant.validUntil).toISOString()).toBe('2090-04-01T00:00:00.000Z')
    expect(grant.onward).toBeUndefined()
    const { certificate, fingerprint } = grantKeys
    const changes = (await service.told(consentKeysChanged)).flatMap(told => told.changes)
    expect(changes).toMatchObject([{ hub: 'XA', agencyId: '', use: 'consent_sign', what: 'signing_with', fingerprint }])
    const { grant: bytes, signature } = packed.grant ?? { grant: new Uint8Array(), signature: '' }
    await verifyDetached({ bytes, signature, signer: { certificate, fingerprint }, now: new Date() })
  })

  test('calls what it rests on by a name that no other referral of the person has, and the same one each time', async () => {
    const { subjectRef, referralId, basisId } = await submitted()
    const { permit } = await submit({ subjectRef, user: officer.user, to: agencies.shelterXB })
    const names: string[] = []
    for (const id of [referralId, referralId, permit?.referralId ?? ''])
      names.push(grantIn((await pack({ subjectRef }, { referralId: id })).grant).basisId)
    const [first, again, other] = names
    expect(again).toBe(first)
    expect(other).not.toBe(first)
    expect(names).not.toContain(basisId)
  })

  test('on a basis that waits for a second person is granted until that person must have spoken', async () => {
    const { subjectRef, referralId } = await submitted(vitalForm)
    const grant = grantIn((await pack({ subjectRef }, { referralId })).grant)
    expect(grant.codeNameOnly).toBe(true)
    const until = grant.validUntil ? timestampDate(grant.validUntil).getTime() : 0
    expect((until - Date.now()) / 3_600_000).toBeCloseTo(24, 1)
  })

  test('never holds more than was permitted at submission', async () => {
    const { subjectRef, referralId, permit } = await submitted()
    const change = { ...toXB, dataCategories: ['identity', 'narrative'], purposes: ['shelter'] }
    await send(officer, 'POST', '/consents', consentForm(subjectRef, change))
    const packed = await pack({ subjectRef }, { referralId })
    expect(packed.permit?.categories).toEqual([DataCategory.IDENTITY])
    expect(permit.categories).not.toContain(DataCategory.NARRATIVE)
    expect(packed.permit?.withheld.map(w => w.category)).toContain(DataCategory.NARRATIVE)
  })

  test.each<[string, (of: Awaited<ReturnType<typeof submitted>>) => ReturnType<typeof pack>]>([
    ['that was never submitted', ({ subjectRef }) => pack({ subjectRef })],
    ['of another person', ({ referralId }) => pack({ subjectRef: register(agencies.police) }, { referralId })],
    [
      'to another agency',
      ({ subjectRef, referralId }) => pack({ subjectRef }, { referralId, recipient: refOf(agencies.policeXB) }),
    ],
    ['inside the hub', ({ subjectRef, referralId }) => pack({ subjectRef, to: agencies.shelter }, { referralId })],
  ])('%s is not permitted', async (_, asked) => {
    expect((await asked(await submitted())).code).toBe('no_lawful_basis')
  })

  test('is not permitted with a token, nor after a withdrawal', async () => {
    const { subjectRef, referralId, basisId } = await submitted()
    const token = await service.tokenOf(officer)
    expect((await pack({ subjectRef }, { referralId, token })).code).toBe('no_lawful_basis')
    await send(officer, 'POST', `/consents/${basisId}/withdrawal`, { inPrivate: true, duressChecked: true })
    expect((await pack({ subjectRef }, { referralId })).code).toBe('consent_withdrawn')
  })
})

describe('a package from another hub', () => {
  /** What redaction tells when it has opened one. */
  async function arrives(change: GrantChange = {}, event = {}) {
    const { keys = keysOfXB, ...fields } = change
    const referralId = randomUUID()
    const subjectRef = register(agencies.shelter)
    const opened = {
      packageId: randomUUID(),
      referralId,
      from: refOf(agencies.policeXB),
      to: refOf(agencies.shelter),
      subjectId: state.people.get(subjectRef)?.subjectId ?? '',
      subjectRef,
      grant: toBinary(SignedGrantSchema, await signedGrant(keys, { referralId, ...fields })),
      protocol: Protocol.OAS_64_STANDARD,
      priority: Priority.URGENT,
      purpose: Purpose.SHELTER,
      services: [ServiceCategory.HOUSING],
      ...{
        protocolId: 'standard-service',
        protocolVersion: 3,
        protocolHash: 'ab'.repeat(32),
        quick: true,
        fallback: FALLBACK,
      },
      ...event,
    }
    await open(opened)
    const [news, ...more] = await rows('select * from outbox where aggregate_id = $1', [opened.packageId])
    expect(more).toEqual([])
    return { ...opened, news }
  }
  const refusalOf = async (...given: Parameters<typeof arrives>) => {
    const { news, packageId, referralId } = await arrives(...given)
    if (news.type !== 'consent.grant-refused.v1') return 'imported'
    const refused = decodePayload(grantRefused, news.payload)
    expect(refused).toMatchObject({ packageId, referralId })
    expect(await rows('select 1 from imported_grant where referral_id = $1', [referralId])).toEqual([])
    return refused.code
  }
  const read = (of: { referralId: string; subjectRef: string }) =>
    view({ subjectRef: of.subjectRef, from: agencies.policeXB }, { referralId: of.referralId })

  test('is imported, and its reader sees what both hubs permit', async () => {
    const arrived = await arrives({ categories: [DataCategory.IDENTITY, DataCategory.NEEDS, DataCategory.SUSPECTS] })
    const { packageId, referralId, subjectRef } = arrived
    expect(decodePayload(grantImported, arrived.news.payload)).toMatchObject({
      ...{ packageId, referralId, subjectRef, purpose: Purpose.SHELTER },
      from: refOf(agencies.policeXB),
      to: refOf(agencies.shelter),
      ...{
        protocolId: 'standard-service',
        protocolVersion: 3,
        protocolHash: 'ab'.repeat(32),
        quick: true,
        fallback: FALLBACK,
      },
    })
    const { permit } = await read(arrived)
    expect(permit?.categories).toEqual([DataCategory.IDENTITY, DataCategory.NEEDS])
    expect(permit?.instrumentId).toBe(TREATY.id)
  })

  test('of a code name stays one, whatever else its grant says', async () => {
    const arrived = await arrives({ categories: [DataCategory.IDENTITY, DataCategory.NEEDS], codeNameOnly: true })
    expect((await read(arrived)).permit).toMatchObject({ codeNameOnly: true, categories: [DataCategory.NEEDS] })
  })

  test('is not passed on', async () => {
    const arrived = await arrives()
    const shelter = { agency: agencies.shelter }
    const recipients = [{ hub: 'XA', agencyType: 'health' }]
    const form = consentForm(arrived.subjectRef, { recipients, purposes: ['medical_care'] })
    expect((await send(shelter, 'POST', '/consents', form)).status).toBe(201)
    const onward = submit({ subjectRef: arrived.subjectRef, from: agencies.shelter, to: agencies.health })
    expect((await onward).code).toBe('onward_not_permitted')
  })

  test('is no longer read when its grant has ended, or the instrument, or either hub says no', async () => {
    const arrived = await arrives({ validForHours: 48 })
    state.ahead = 47 * 3_600_000
    expect((await read(arrived)).code).toBe('permitted')
    state.suspended.add(agencies.shelter.agencyId)
    expect((await read(arrived)).code).toBe('recipient_unknown')
    state.suspended.clear()
    state.instruments = []
    expect((await read(arrived)).code).toBe('no_instrument')
    state.instruments = [TREATY]
    state.ahead = 48 * 3_600_000
    expect((await read(arrived)).code).toBe('consent_expired')
  })

  test('from a hub whose clock is fast by less than an hour begins there and then', async () => {
    expect((await read(await arrives({ validFrom: inMinutes(59) }))).code).toBe('permitted')
  })

  test('on a danger to life ends after 72 h, whatever the grant says, and the list', async () => {
    const arrived = await arrives({ ...DANGER, validForHours: 8_760 })
    await rows(
      `insert into grant_status (grant_id, as_of, in_force, stands_until)
       select grant_id, now(), true, now() + interval '300 days' from imported_grant where referral_id = $1`,
      [arrived.referralId],
    )
    state.ahead = 71 * 3_600_000
    expect((await read(arrived)).code).toBe('permitted')
    state.ahead = 72 * 3_600_000 + 60_000
    expect((await read(arrived)).code).toBe('consent_expired')
  })

  test('that comes twice is settled once', async () => {
    const { news: _, ...opened } = await arrives()
    await open(opened)
    expect(await rows('select 1 from outbox where aggregate_id = $1', [opened.packageId])).toHaveLength(1)
    expect(await rows('select 1 from decision where referral_id = $1', [opened.referralId])).toHaveLength(1)
  })

  test('is decided on for good: what was looked at is kept, and explained to the agency that it came for', async () => {
    const kept = async ({ referralId }: { referralId: string }) =>
      (
        await rows(
          'select d.*, c.bases from decision d join considered c on c.hash = considered_hash where referral_id = $1',
          [referralId],
        )
      )[0]
    const permitted = await kept(await arrives())
    expect(permitted).toMatchObject({
      occasion: 'import',
      rule: 'permitted',
      owner_agency: null,
      instrument_id: TREATY.id,
    })
    expect(permitted.bases).toMatchObject([{ id: permitted.basis_id, origin: 'grant' }])
    const { status, body } = await explained(permitted.decision_id, reading(agencies.shelter), 'fr')
    expect([status, body.outcome]).toEqual([200, 'permit'])
    state.instruments = []
    const refused = await kept(await arrives())
    expect(refused).toMatchObject({ outcome: 'denial', rule: 'no_instrument', basis_id: null })
    state.instruments = [TREATY]
    expect(await kept(await arrives({ keys: await makeHubKeys('XB') }))).toBeUndefined()
  })

  test('cannot lay its grant over a referral of this hub, nor over another grant', async () => {
    const subjectRef = register(agencies.police)
    await send(officer, 'POST', '/consents', consentForm(subjectRef))
    const { permit } = await submit({ subjectRef })
    const ours = permit?.referralId ?? ''
    expect(await codeFor(ours)).toBe('grant_mismatch')
    const theirs = (await arrives()).referralId
    expect(await codeFor(theirs)).toBe('grant_mismatch')
  })
  const codeFor = async (referralId: string) => {
    const { news } = await arrives({ referralId }, { referralId })
    return decodePayload(grantRefused, news.payload).code
  }

  test('that is sent again brings a grant of its own, and the one that was signed last counts', async () => {
    const { news: _, ...first } = await arrives()
    const { referralId, subjectId, subjectRef } = first
    const again = { referralId, subjectId, subjectRef }
    const { news, packageId } = await arrives({ referralId, categories: [DataCategory.NEEDS] }, again)
    expect(decodePayload(grantImported, news.payload)).toMatchObject({ packageId, referralId, subjectRef })
    expect((await read(first)).permit?.categories).toEqual([DataCategory.NEEDS])
    await open(first)
    expect(await rows('select 1 from outbox where aggregate_id = $1', [first.packageId])).toHaveLength(1)
    expect(await rows('select 1 from imported_grant where referral_id = $1', [referralId])).toHaveLength(2)
  })

  test('is let go of when its referral is not to be received here, and may come anew', async () => {
    const { referralId, packageId, subjectId } = await arrives()
    const refused = { packageId, referralId, code: 'protocol_unknown' }
    const grants = () => rows('select package_id from imported_grant where referral_id = $1', [referralId])
    await service.publish(referralRefused, { ...refused, fromHub: 'XC' })
    expect(await grants()).toHaveLength(1)
    await rows(
      `insert into grant_status (grant_id, as_of, in_force)
       select grant_id, now(), true from imported_grant where referral_id = $1`,
      [referralId],
    )
    await service.publish(referralRefused, { ...refused, fromHub: 'XB' })
    expect(await grants()).toEqual([])
    expect(await rows('select 1 from decision where referral_id = $1', [referralId])).toHaveLength(1)
    const anew = await arrives({ referralId }, { referralId })
    expect([anew.news.type, anew.subjectId === subjectId]).toEqual([grantImported.type, false])
  })

  test.each<[string, GrantChange, object]>([
    ['from another agency', { issuer: refOf(agencies.shelterXB) }, { from: refOf(agencies.shelterXB) }],
    ['to another agency', { recipient: refOf(agencies.otherShelter) }, { to: refOf(agencies.otherShelter) }],
    ['for another purpose', { purposes: [Purpose.MEDICAL_CARE] }, { purpose: Purpose.MEDICAL_CARE }],
  ])('is not taken for one that is sent again: %s', async (_, change, event) => {
    const { referralId, subjectId, subjectRef } = await arrives()
    const { news } = await arrives({ referralId, ...change }, { referralId, subjectId, subjectRef, ...event })
    expect(decodePayload(grantRefused, news.payload).code).toBe('grant_mismatch')
  })

  test.each<[string, string, () => Promise<GrantChange> | GrantChange, object?]>([
    ['grant_signer_unknown', 'signed by nobody known', async () => ({ keys: await makeHubKeys('XB') })],
    ['grant_invalid', 'changed after it was signed', () => ({ tampered: true })],
    ['grant_mismatch', 'for another referral', () => ({ referralId: randomUUID() })],
    ['grant_mismatch', 'for another agency', () => ({ recipient: refOf(agencies.otherShelter) })],
    ['grant_mismatch', 'from another agency', () => ({ issuer: refOf(agencies.shelterXB) })],
    ['grant_mismatch', 'for another purpose', () => ({ purposes: [Purpose.MEDICAL_CARE] })],
    ['grant_mismatch', 'that claims to be passed on', () => ({ onwardPermitted: true })],
    ['grant_mismatch', 'of a category that nobody knows', () => ({ categories: [99 as DataCategory] })],
    ['grant_mismatch', 'that begins at a time that is none', () => ({ validFrom: NO_TIME })],
    ['grant_mismatch', 'that ends at one', () => ({ validUntil: NO_TIME })],
    ['consent_expired', 'that has ended', () => ({ validForHours: -1 })],
    ['grant_not_begun', 'that begins later than clocks may differ', () => ({ validFrom: inMinutes(61) })],
    ['consent_expired', 'of a danger that began too long ago', () => ({ ...DANGER, validFrom: inMinutes(-72 * 60) })],
    ['no_instrument', 'on an instrument that this hub does not have', () => ({ instrumentId: 'another' })],
    ['nothing_to_disclose', 'of nothing that such an agency may know', () => ({ categories: [DataCategory.SUSPECTS] })],
    ['recipient_unknown', 'to an agency that nobody knows', () => STRANGER, { to: STRANGER.recipient }],
    [
      'protocol_not_for_agency',
      'under a protocol not open to it',
      () => ({ instrumentId: 'criminal' }),
      { protocol: Protocol.SPONTANEOUS_TRANSMISSION },
    ],
  ])('is refused with %s: a grant %s', async (code, _, change, event) => {
    state.instruments = [TREATY, { ...TREATY, id: 'criminal', matter: Matter.CRIMINAL }]
    expect(await refusalOf(await change(), event)).toBe(code)
  })

  test('is refused when the sender is suspended here', async () => {
    state.suspended.add(agencies.policeXB.agencyId)
    expect(await refusalOf()).toBe('sender_unknown')
  })

  test('is refused when the accreditation of either has lapsed by what this hub is told', async () => {
    const refusedWith = async (agencyId: string) => {
      state.accreditedUntil.set(agencyId, new Date(0))
      const code = await refusalOf()
      state.accreditedUntil.clear()
      return code
    }
    expect(await refusedWith(agencies.policeXB.agencyId)).toBe('sender_accreditation_lapsed')
    expect(await refusedWith(agencies.shelter.agencyId)).toBe('recipient_accreditation_lapsed')
  })

  test('is refused with what has become of the key that its grant is signed with', async () => {
    const certificate = await revoke(keysOfXB.certificate, keysOfXB.privateKey, 'compromised')
    state.hubs.set('XB', { ...keysOfXB, certificate })
    expect(await refusalOf()).toBe('grant_signer_revoked')
    const ending = await makeHubKeys('XB', 'consent-sign', 3_600)
    const bytes = new TextEncoder().encode('a grant')
    const signed = { bytes, signature: await signDetached(bytes, ending.privateKey) }
    const faultIn = (hours: number) => grantFault(signed, 'XB', [ending], new Date(Date.now() + hours * 3_600_000))
    expect(await faultIn(0)).toBeUndefined()
    expect(await faultIn(2)).toBe('grant_signer_expired')
  })

  test('is refused when its hub’s certificate is for another use, or certified by another jurisdiction', async () => {
    const exchange = await makeHubKeys('XB', 'exchange-sign')
    state.hubs.set('XB', exchange)
    expect(await refusalOf({ keys: exchange })).toBe('grant_invalid')
    const { jurisdiction, jurisdictionFingerprint } = await makeHubKeys('XC')
    state.hubs.set('XB', { ...keysOfXB, jurisdiction, jurisdictionFingerprint })
    expect(await refusalOf()).toBe('grant_invalid')
  })
})

const STRANGER = { recipient: { hub: 'XA', agencyId: randomUUID() } }
