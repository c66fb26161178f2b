import { hash, randomUUID } from 'node:crypto'
import {
  Basis,
  create,
  HandlingCode,
  PermitSchema,
  Protocol,
  Purpose,
  SealedKind,
  timestampFromDate,
} from '@amparo/contracts'
import { sealTo } from '@amparo/crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealInside } from '../src/commands/sealed/seal-inside.ts'
import { type Certified, revoked } from './fixtures/certificates.ts'
import { HEALTH, IDENTITY } from './fixtures/neighbours.ts'
import { PEER, RECIPIENT, STRANGER } from './fixtures/parties.ts'
import { A_VIEW, asBytes, usePeer } from './fixtures/peer.ts'
import { useRedaction } from './fixtures/service.ts'

const DAY_S = 86_400
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_S * 1000)

const service = await useRedaction()
const { certificates, keyStore, rows, state } = service
const { jurisdiction, known, sign, aPackage, takeIn, aMessage, receive: receiveText } = await usePeer(service)
const own = certificates.jurisdiction
/** No date holds it. */
const NO_TIME = { ...timestampFromDate(new Date()), seconds: 2n ** 62n }
const TRANSMISSION = { protocolId: 'spontaneous-transmission', protocolVersion: 2 }
const OWN = `XA/${RECIPIENT.agencyId}`

/** Keys of the recipient besides the one of today, each opened by what lies in the key store. */
const held = async (certificate: Certified): Promise<Certified> => {
  await keyStore.savePrivateKey(
    `agency-${RECIPIENT.agencyId}-${certificate.fingerprint.slice(0, 16)}`,
    certificate.privateKey,
  )
  return certificate
}
const ofRecipient = (made: object = {}) => own.certified('agency', RECIPIENT.agencyId, made)
const before = await held(await ofRecipient({ date: daysAgo(100) }))
const lapsed = await held(await ofRecipient({ date: daysAgo(100), expiresInSeconds: 99 * DAY_S }))
const foreign = await ofRecipient()
const peerSeal = await jurisdiction.certified('redaction-seal')
const other = await jurisdiction.certified('redaction-sign', undefined, { date: daysAgo(100) })
const lapsedSigner = await jurisdiction.certified('redaction-sign', undefined, {
  date: daysAgo(9),
  expiresInSeconds: DAY_S,
})

beforeEach(() => {
  known()
  state.entries.length = 0
})
afterEach(() => state.agencies.clear())

type Event = Awaited<ReturnType<typeof aPackage>>
const receive = async (event: Event) => {
  const count = async () => Number((await rows('select count(*) from subject'))[0].count)
  const kept = await count()
  const { opened, refused } = await takeIn(event)
  return { isOpened: opened !== undefined, code: refused?.code, kept: (await count()) - kept }
}
/** With the hash that exchange then announces. */
const as = (event: Event, ciphertext: Uint8Array): Event => ({
  ...event,
  ciphertext,
  sha256: hash('sha256', ciphertext, 'hex'),
})
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
const unsigned = async (event: Event) => {
  const [, body = ''] = (await sealTo(certificates.recipient.armored, Buffer.from('unsigned'))).split(/\r?\n\r?\n/)
  return as(event, Buffer.from(body.replace(/^[=-].*$/gm, ''), 'base64'))
}

const HOSTILE: [what: string, make: () => Promise<Event>, code: string][] = [
  [
    'whose ciphertext is not the one announced',
    async () => ({ ...(await aPackage()), sha256: 'ab'.repeat(32) }),
    'ciphertext_altered',
  ],
  [
    'in which one bit was turned over before it was announced',
    async () => {
      const event = await aPackage()
      return as(event, flipped(event.ciphertext, event.ciphertext.length - 40))
    },
    'package_unreadable',
  ],
  [
    'that was cut short before it was announced',
    async () => {
      const event = await aPackage()
      return as(event, event.ciphertext.slice(0, -40))
    },
    'package_unreadable',
  ],
  [
    'under a protocol that asks for handling code and evaluation, without them',
    () => aPackage({ protocol: Protocol.SPONTANEOUS_TRANSMISSION, ...TRANSMISSION }),
    'item_codes_missing',
  ],
  [
    'with a handling code that is on no list',
    () => aPackage({ itemCodes: { handling: 'h9', source: 'source-a', information: 'information-1' } }),
    'package_malformed',
  ],
  ['that nobody has signed', async () => unsigned(await aPackage()), 'signer_unknown'],
  ['signed by this hub itself', () => aPackage({}, { signer: certificates.packageSign.privateKey }), 'signer_unknown'],
  ['signed with a key for another use', () => aPackage({}, { signer: peerSeal.privateKey }), 'signer_unknown'],
  [
    'signed with a key that has been revoked',
    async () => {
      state.hubs.set('XB', { jurisdiction, sign: await revoked(sign) })
      return aPackage()
    },
    'signer_revoked',
  ],
  [
    'signed with a key that has expired, whatever date it says',
    async () => {
      state.hubs.set('XB', { jurisdiction, sign: lapsedSigner })
      return aPackage({}, { signer: lapsedSigner.privateKey, sealedTo: before.armored, date: daysAgo(8.5) })
    },
    'signer_expired',
  ],
  ['encrypted to a key that is not here', () => aPackage({}, { sealedTo: foreign.armored }), 'recipient_key_unknown'],
  [
    'encrypted to a key that the own directory has as revoked',
    async () => {
      state.agencies.set(OWN, [certificates.recipient, await revoked(before)])
      return aPackage({}, { sealedTo: before.armored })
    },
    'recipient_key_revoked',
  ],
  // What XB has sent to another agency, and that agency passes on under this one's key: the signature is XB's and good.
  ['meant for another agency', () => aPackage({ to: STRANGER }), 'package_not_for_us'],
  ['meant for another hub', () => aPackage({ to: { ...RECIPIENT, hub: 'XC' } }), 'package_not_for_us'],
  ['of another hub', () => aPackage({ from: { ...PEER, hub: 'XC' } }), 'package_not_for_us'],
  ['of another referral', () => aPackage({ referralId: randomUUID() }), 'package_not_for_us'],
  [
    'signed for another key of the same agency',
    () => aPackage({ recipientFingerprint: before.fingerprint }),
    'recipient_key_differs',
  ],
  ['that names no key', () => aPackage({ recipientFingerprint: '' }), 'recipient_key_differs'],
  [
    'for a purpose that is on no list, whatever it was granted for',
    () => aPackage({ purpose: 99 }, { grant: { purposes: [99] } }),
    'package_malformed',
  ],
  ['that ends at a time that is none', () => aPackage({ expiresAt: NO_TIME }), 'package_malformed'],
  ['whose grant begins at none', () => aPackage({}, { grant: { validFrom: NO_TIME } }), 'package_malformed'],
  ['of a record of more versions than there are', () => aPackage({ recordVersion: 2 ** 32 - 1 }), 'package_malformed'],
  [
    'of an agency whose id no table holds',
    () => aPackage({ from: { ...PEER, agencyId: 'a\0b' } }),
    'package_malformed',
  ],
  ['too late', () => aPackage({ expiresAt: timestampFromDate(daysAgo(0.01)) }), 'package_expired'],
  [
    'for another purpose than it was granted for',
    () => aPackage({ purpose: Purpose.CRIMINAL_INVESTIGATION }),
    'package_terms_differ',
  ],
  ['on another basis than it was granted on', () => aPackage({ basis: Basis.COURT_ORDER }), 'package_terms_differ'],
  ['under another handling code', () => aPackage({ handlingCode: HandlingCode.H0 }), 'package_terms_differ'],
  [
    'that says neither basis nor handling code',
    () => {
      const none = { basis: Basis.UNSPECIFIED, handlingCode: HandlingCode.UNSPECIFIED }
      return aPackage(none, { grant: none })
    },
    'package_terms_differ',
  ],
]

/** What its vault has sealed to that key of an agency's own. */
const insideOf = (id: string, recipient: Certified) =>
  sealInside(async () => sign.privateKey, {
    ...{ id, referralId: randomUUID(), from: PEER, to: RECIPIENT, at: new Date() },
    permit: create(PermitSchema, {
      ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, handlingCode: HandlingCode.H2 },
    }),
    content: asBytes(A_VIEW),
    recipient: { ...recipient, profile: 'modern' },
  })

/** For an agency that holds its keys itself: an envelope for its hub, and what is sealed to the agency inside. */
async function envelope(
  changes: object = {},
  { recipient = foreign, view = { ...A_VIEW, categories: {} as object } } = {},
) {
  state.agencies.set(OWN, { ...foreign, hubHeld: false })
  const packageId = randomUUID()
  const inside = await insideOf(packageId, recipient)
  const contents = { contents: inside.parcel, contentsSealedTo: foreign.fingerprint, contentsCategories: [IDENTITY] }
  const sealedTo = certificates.packageSign.armored
  const event = await aPackage({ packageId, ...contents, ...changes }, { sealedTo, view })
  return { ...event, packageId, inside }
}

describe('an envelope for an agency that holds its keys itself', () => {
  const nothing = { contents: new Uint8Array(), contentsSealedTo: '', contentsCategories: [] }

  test('is taken in, with what it cannot open', async () => {
    expect(await receive(await envelope())).toMatchObject({ isOpened: true, kept: 1 })
    expect((await rows('select sealed_to from sealed_contents')).map(row => row.sealed_to)).toEqual([
      foreign.fingerprint,
    ])
  })

  test.each<[what: string, make: () => Promise<Event>, code: string]>([
    ['has what it shows in clear for the hub', () => envelope(nothing, { view: A_VIEW }), 'contents_not_sealed'],
    ['has something in clear for the hub beside it', () => envelope({}, { view: A_VIEW }), 'contents_not_sealed'],
    ['has nothing for the agency', () => envelope(nothing), 'contents_not_sealed'],
    [
      'has something for an agency whose key this hub holds',
      async () => {
        const { inside } = await envelope()
        state.agencies.clear()
        return aPackage({ contents: inside.parcel, contentsSealedTo: foreign.fingerprint })
      },
      'contents_not_sealed',
    ],
    [
      'has what was sealed for another package',
      async () => envelope({ contents: (await envelope()).inside.parcel }),
      'contents_unsound',
    ],
    [
      'has one bit of it turned over',
      async () => {
        const { inside } = await envelope()
        return envelope({ contents: flipped(inside.parcel, 900) })
      },
      'contents_unsound',
    ],
    ['has it encrypted to another key than it says', () => envelope({}, { recipient: before }), 'contents_unsound'],
    [
      'names a key that the directory does not',
      () => envelope({ contentsSealedTo: before.fingerprint }),
      'recipient_key_unknown',
    ],
    [
      'says that there is more in it than was granted',
      () => envelope({ contentsCategories: [HEALTH] }),
      'package_malformed',
    ],
    [
      'says that there is something in it that nobody knows',
      () => envelope({ contentsCategories: [99] }),
      'package_malformed',
    ],
  ])('is refused if it %s', async (_, make, code) => {
    expect(await receive(await make())).toEqual({ isOpened: false, code, kept: 0 })
    expect(state.entries).toEqual([])
  })
})

describe('a message for such an agency', () => {
  const content = asBytes({ text: 'ven mañana' })
  const kind = SealedKind.MESSAGE
  const sealed = async (changes: object, id = randomUUID(), own = foreign) => {
    const { parcel, sealedTo } = await insideOf(id, own)
    return { messageId: id, sealed: { parcel, sealedTo, kind, ...changes } }
  }
  test.each<[what: string, make: () => Promise<object>, code: string]>([
    [
      'has something in clear for the hub beside it',
      async () => ({ ...(await sealed({})), content }),
      'message_malformed',
    ],
    ['is of no kind', () => sealed({ kind: SealedKind.UNSPECIFIED }), 'message_malformed'],
    [
      'has what was sealed for another message',
      async () => ({ ...(await sealed({})), messageId: randomUUID() }),
      'contents_unsound',
    ],
    ['names another key than it is sealed to', () => sealed({}, randomUUID(), before), 'recipient_key_unknown'],
    ['has nothing sealed in it', () => sealed({ parcel: new Uint8Array() }), 'contents_unsound'],
    ['was written at a time that is none', async () => ({ content, writtenAt: NO_TIME }), 'message_malformed'],
    ['ends at one', async () => ({ content, expiresAt: NO_TIME }), 'message_malformed'],
  ])('is refused if it %s', async (_, make, code) => {
    state.agencies.set(OWN, { ...foreign, hubHeld: false })
    const message = await aMessage(await make(), sign.privateKey, certificates.packageSign)
    expect(await receiveText(message)).toMatchObject({ stored: [], refused: { code } })
  })
})

test('a message for such an agency that its hub could read is refused; only that the sender has erased the person is for the hub', async () => {
  state.agencies.set(OWN, { ...foreign, hubHeld: false })
  const content = new Uint8Array(Buffer.from(JSON.stringify({ text: 'ven mañana' })))
  const message = await aMessage({ content }, sign.privateKey, certificates.packageSign)
  expect(await receiveText(message)).toMatchObject({ stored: [], refused: { code: 'contents_not_sealed' } })
  const erased = await aMessage({ erased: true }, sign.privateKey, certificates.packageSign)
  expect((await receiveText(erased)).refused?.code).not.toBe('contents_not_sealed')
})

describe('a package is refused, and nothing of it is kept,', () => {
  test.each(HOSTILE)('%s', async (_, make, code) => {
    expect(await receive(await make())).toEqual({ isOpened: false, code, kept: 0 })
    expect(state.entries).toEqual([])
  })

  test('that was taken in before and comes again under another id', async () => {
    const first = await aPackage()
    expect(await receive(first)).toMatchObject({ isOpened: true, kept: 1 })
    state.entries.length = 0
    const again = { ...first, packageId: randomUUID() }
    expect(await receive(again)).toEqual({ isOpened: false, code: 'package_replayed', kept: 0 })
    expect(await receive({ ...(await aPackage()), packageId: randomUUID() })).toMatchObject({
      code: 'package_not_for_us',
    })
    expect(state.entries).toEqual([])
  })
})

describe('a package that is under way', () => {
  test('when the recipient’s key is replaced is opened, for as long as the key is kept', async () => {
    expect(await receive(await aPackage({}, { sealedTo: before.armored }))).toMatchObject({ isOpened: true, kept: 1 })
    state.agencies.set(OWN, [certificates.recipient, before])
    expect(await receive(await aPackage({}, { sealedTo: before.armored }))).toMatchObject({ isOpened: true, kept: 1 })
  })

  test('when the recipient’s key expires is opened', async () => {
    state.agencies.set(OWN, [certificates.recipient, lapsed])
    state.hubs.set('XB', { jurisdiction, sign: other })
    const event = await aPackage({}, { signer: other.privateKey, sealedTo: lapsed.armored, date: daysAgo(2) })
    expect(await receive(event)).toMatchObject({ isOpened: true, kept: 1 })
  })

  test('when the sending hub changes its key is opened, while its directory has both', async () => {
    state.hubs.set('XB', { jurisdiction, sign: other })
    expect(await receive(await aPackage())).toMatchObject({ code: 'signer_unknown' })
    state.hubs.set('XB', { jurisdiction, sign, others: [other] })
    expect(await receive(await aPackage())).toMatchObject({ isOpened: true })
    expect(await receive(await aPackage({}, { signer: other.privateKey }))).toMatchObject({ isOpened: true })
  })
})
