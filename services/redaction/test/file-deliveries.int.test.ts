import { hash, randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  consentWithdrawn,
  DataCategory,
  EvidenceKind,
  fileBuilt,
  fileCarried,
  fileOpened,
  fileRefused,
  fileSettled,
  fileStored,
  Occasion,
  Relation,
  takenBack,
} from '@amparo/contracts'
import { STATEMENT_LIFETIME_MS } from '@amparo/crypto'
import { fileCipher, MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { SCOPES } from '@amparo/http'
import { afterEach, describe, expect, test } from 'vitest'
import { PART_BYTES } from '../src/commands/files/parcel.ts'
import { POLICE, SHELTER, useHandingOver } from './fixtures/handing-over.ts'
import { IDENTITY } from './fixtures/neighbours.ts'
import { kin, STRANGER } from './fixtures/parties.ts'
import { restrictingIn } from './fixtures/restricting.ts'
import { longAgo, type Who } from './fixtures/service.ts'
import { custodian, FROM, TO } from './fixtures/two-vaults.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const hubs = await useHandingOver()
const { xa, xb, referred, keep, handOver, sealed, announce, part, bring, lacking, carry, listed, show } = hubs
const CANARY = 'declaración de Yaneth Quillahuaman '
const bytes = Buffer.alloc(MIN_CHUNK_BYTES + 100_000, CANARY)
const film = await prepared(bytes)
const { subjectRef, theirRef, referralId } = await referred()
/** Handed over, and ready to be carried. */
const made = async (file = film, of = { subjectRef, referralId }) => {
  const fileId = await keep(of.subjectRef, file)
  const { body } = await handOver(fileId, of.referralId)
  return { fileId, built: await sealed(body.deliveryId) }
}
const refusal = async (deliveryId: string) =>
  (await xb.told(fileRefused)).find(one => one.deliveryId === deliveryId)?.code
const arrived = async (deliveryId: string) =>
  (await listed(xb, SHELTER, referralId)).received.find((one: { deliveryId: string }) => one.deliveryId === deliveryId)

afterEach(() => {
  for (const { state } of [xa, xb]) {
    state.away.clear()
    state.denial = undefined
    state.tamperPermit = () => ({})
    state.entries.length = 0
    state.decided.length = 0
  }
})

describe('a file that is handed over', () => {
  test('is opened by the agency of the other hub, byte for byte, with its chain of custody signed on both sides', async () => {
    const { fileId, built } = await made()
    await carry(built)
    expect((await xb.told(fileStored)).map(one => one.deliveryId)).toContain(built.deliveryId)
    const { fileId: theirs, state } = await arrived(built.deliveryId)
    expect([state, theirs === fileId]).toEqual(['stored', false])
    const { status, opened } = await show(theirs, referralId)
    expect(status).toBe(200)
    const { content } = uploading(xb)
    const cipher = fileCipher(Buffer.from(opened.secret, 'base64'), opened)
    const whole = (await content(theirs, {}, SHELTER)).rawPayload
    const cut = cipher.sealedChunkBytes
    const chunks = [cipher.open(0, whole.subarray(0, cut)), cipher.open(1, whole.subarray(cut))]
    expect(hash('sha256', Buffer.concat(chunks))).toBe(hash('sha256', bytes))
    const custody = opened.custody.map(({ base64 }: { base64: string }) =>
      JSON.parse(Buffer.from(base64, 'base64').toString('utf8')),
    )
    expect(custody).toMatchObject([
      { act: 'taken_in', by: { hub: 'XA' }, item: fileId, signer: xa.certificates.packageSign.fingerprint },
      { act: 'handed_over', by: { hub: 'XA' }, to: { hub: 'XB' }, sha256: hash('sha256', bytes) },
      { act: 'received', by: { hub: 'XB' }, item: fileId, signer: xb.certificates.packageSign.fingerprint },
    ])
  })

  test('rests on a decision for the other hub, and is in the log of both, before anything of it leaves or is kept', async () => {
    const { fileId, built } = await made()
    expect(xa.state.decided.at(-1)).toMatchObject({ occasion: Occasion.PACKAGE, sender: FROM, recipient: TO })
    const grounds = {
      ...{ referralId, subjectRef, recipient: TO, basisId: 'consent-1', userId: POLICE.user },
      ...{ categories: [IDENTITY, DataCategory.DOCUMENTS], decisionHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    }
    expect(xa.state.entries.slice(-2)).toMatchObject([
      { action: Action.FILE_HANDED_OVER, ...grounds, packageId: '' },
      { action: Action.FILE_RELEASED, ...grounds, packageId: built.deliveryId },
    ])
    expect(new Set(xa.state.entries.slice(-2).map(({ decisionHash }) => decisionHash)).size).toBe(1)
    expect((await listed(xa, POLICE, referralId)).sent.at(-1)).toMatchObject({ fileId, to: TO, state: 'sent' })
    await carry(built)
    expect(xb.state.entries.at(-1)).toMatchObject({ action: Action.FILE_TAKEN_IN, referralId })
  })

  test('is entered by the hash of its bundle’s list when it is sealed, and that hash the other hub says that it has', async () => {
    const { built } = await made()
    const parts = await Promise.all(Array.from({ length: built.parts }, (_, number) => part(built, number)))
    const parcel = Buffer.concat(parts)
    const [list, signature] = [-8, -4].map(at => parcel.readUInt32BE(parcel.byteLength + at))
    const end = parcel.byteLength - 8 - (signature ?? 0)
    const sha256 = hash('sha256', parcel.subarray(end - (list ?? 0), end))
    expect(xa.state.entries.at(-1)).toMatchObject({ action: Action.FILE_RELEASED, packageHash: sha256 })
    await carry(built)
    expect((await xb.told(fileStored)).at(-1)).toMatchObject({ deliveryId: built.deliveryId, sha256 })
  })

  test('does not leave while the log does not answer, and then as what the log says', async () => {
    const fileId = await keep(subjectRef, film)
    const { body } = await handOver(fileId, referralId)
    xa.state.away.add('audit')
    await xa.app.files.sealDeliveries(new AbortController().signal)
    expect((await xa.told(fileBuilt)).filter(one => one.deliveryId === body.deliveryId)).toEqual([])
    xa.state.away.clear()
    await xa.rows(`update file_delivery set try_at = '-infinity' where delivery_id = $1 returning 1`, [body.deliveryId])
    await carry(await sealed(body.deliveryId))
    const { packageHash } = xa.state.entries.at(-1) ?? {}
    expect((await xb.told(fileStored)).at(-1)).toMatchObject({ deliveryId: body.deliveryId, sha256: packageHash })
  })

  test('that was handed over by an older version is entered with what is known of it', async () => {
    const fileId = await keep(subjectRef, film)
    const { body } = await handOver(fileId, referralId)
    await xa.rows('update file_delivery set entry = null where delivery_id = $1 returning 1', [body.deliveryId])
    await sealed(body.deliveryId)
    expect(xa.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.FILE_RELEASED, packageId: body.deliveryId, referralId, recipient: TO, agency: FROM },
      ...{ decisionHash: '', userId: '' },
    })
  })

  test('is read there on a fresh decision, in the log first, and its sender may hear that it was', async () => {
    const { built } = await made()
    await carry(built)
    const { fileId } = await arrived(built.deliveryId)
    xb.state.denial = 'consent_withdrawn'
    expect((await show(fileId, referralId)).body.code).toBe('consent_withdrawn')
    xb.state.denial = undefined
    xb.state.away.add('audit')
    expect((await show(fileId, referralId)).status).toBe(503)
    xb.state.away.clear()
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === built.deliveryId)).toEqual([])
    xb.state.staff = kin(SHELTER.user)
    expect((await show(fileId, referralId)).opened).toMatchObject({ fileId, purpose: 'shelter', handlingCode: 'h2' })
    expect(xb.state.entries.at(-1)).toMatchObject({
      action: Action.FILE_SHOWN,
      referralId,
      userId: SHELTER.user,
      relations: [Relation.SAME_FAMILY_NAME],
    })
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === built.deliveryId)).toHaveLength(1)
  })

  test('is of one referral: by another, or as a file of its own, it is not shown, and not passed on', async () => {
    const { built } = await made()
    await carry(built)
    const { fileId } = await arrived(built.deliveryId)
    const other = await referred()
    expect((await show(fileId, other.referralId)).status).toBe(404)
    const request = await xb.session.request(theirRef, new Date(), 'POST /file-views')
    const own = await xb.send(SHELTER, '/file-views', { request, fileId }, { jkt: xb.session.jkt })
    expect(own.status).toBe(404)
    expect((await xb.send(SHELTER, '/file-deliveries', { fileId, referralId })).body.code).toBe('onward_not_permitted')
  })

  test('is in no part, table or line of either hub in clear', async () => {
    const { built } = await made()
    const parts = await Promise.all(Array.from({ length: built.parts }, (_, number) => part(built, number)))
    expect(Buffer.concat(parts).includes('Quillahuaman')).toBe(false)
    await carry(built)
    for (const vault of [xa, xb]) expect(await vault.everything()).not.toContain(CANARY.trim())
  })

  test.each([
    [
      'rests on what',
      'consent_withdrawn',
      (id: string) => xa.publish(consentWithdrawn, { basisId: randomUUID(), referralIds: [id] }),
    ],
    ['is of a referral that', 'referral_over', (referralId: string) => xa.publish(takenBack, { referralId })],
  ])('that %s was taken back goes no further, sealed or not, and no part of it is kept', async (_, code, takeBack) => {
    const [taken, other] = [await referred(), await referred()]
    const [sent, goesOn] = [await made(film, taken), await made(film, other)]
    const { body } = await handOver(await keep(taken.subjectRef, film), taken.referralId)
    await takeBack(taken.referralId)
    await xa.app.files.sealDeliveries(new AbortController().signal)
    expect((await xa.told(fileBuilt)).map(({ deliveryId }) => deliveryId)).not.toContain(body.deliveryId)
    const ended = { state: 'expired', code }
    const stands = async (of: string) => (await listed(xa, POLICE, of)).sent
    expect(await stands(taken.referralId)).toMatchObject([
      { deliveryId: sent.built.deliveryId, ...ended },
      { deliveryId: body.deliveryId, ...ended },
    ])
    expect(await part(sent.built, 0)).toHaveLength(0)
    expect(await stands(other.referralId)).toMatchObject([{ state: 'sent' }])
    expect((await part(goesOn.built, 0)).byteLength).toBeGreaterThan(0)
  })

  test('that was taken back while it was being sealed is in no line as sealed', async () => {
    const { subjectRef, referralId } = await referred()
    await handOver(await keep(subjectRef, film), referralId)
    xa.state.tamperReceipt = async () => {
      await xa.publish(consentWithdrawn, { basisId: randomUUID(), referralIds: [referralId] })
      return {}
    }
    await xa.app.files.sealDeliveries(new AbortController().signal)
    xa.state.tamperReceipt = () => ({})
    expect((await listed(xa, POLICE, referralId)).sent).toMatchObject([{ state: 'expired', code: 'consent_withdrawn' }])
    expect(xa.lines.filter(line => line.includes('file.sealed') && line.includes(referralId))).toEqual([])
  })

  test('and was taken back before it stood here says of when it was decided, however late it is sealed: exchange stops it', async () => {
    const { subjectRef, referralId } = await referred()
    const fileId = await keep(subjectRef, film)
    let withdrawnAt = new Date()
    xa.state.tamperReceipt = async () => {
      await xa.publish(consentWithdrawn, { basisId: randomUUID(), referralIds: [referralId] })
      withdrawnAt = new Date()
      return {}
    }
    const { body } = await handOver(fileId, referralId)
    xa.state.tamperReceipt = () => ({})
    // Ten minutes ago, all of it.
    const ago = 600_000
    await xa.rows("update file_delivery set asked_at = asked_at - $2 * interval '1 ms' where delivery_id = $1", [
      ...[body.deliveryId, ago],
    ])
    await sealed(body.deliveryId)
    const [built] = await xa.rows('select occurred_at from outbox where aggregate_id = $1', [body.deliveryId])
    expect(Number(built?.occurred_at) - (Number(withdrawnAt) - ago)).toBeLessThan(STATEMENT_LIFETIME_MS)
  })

  test('that was asked for twice with one key is handed over once, and not again while it is on its way', async () => {
    const fileId = await keep(subjectRef, film)
    const key = randomUUID()
    const first = await handOver(fileId, referralId, POLICE, key)
    expect(await handOver(fileId, referralId, POLICE, key)).toMatchObject({ status: 201, body: first.body })
    expect((await handOver(fileId, referralId)).body.code).toBe('file_on_its_way')
    await xa.publish(fileSettled, {
      deliveryId: first.body.deliveryId,
      kind: EvidenceKind.REFUSED,
      code: 'file_altered',
    })
    expect((await listed(xa, POLICE, referralId)).sent.at(-1)).toMatchObject({ state: 'refused', code: 'file_altered' })
    expect((await handOver(fileId, referralId)).status).toBe(201)
  })

  test('shows whoever handed it over how much of it the other hub has, and takes nothing of that back', async () => {
    const fileId = await keep(subjectRef, film)
    const { deliveryId } = (await handOver(fileId, referralId)).body
    const sent = async () => (await listed(xa, POLICE, referralId)).sent.at(-1)
    expect(await sent()).toMatchObject({ deliveryId, state: 'sealing', size: null, carried: 0 })
    const { size, parts } = await sealed(deliveryId)
    expect(await sent()).toMatchObject({ state: 'sent', size: Number(size), carried: 0 })
    for (const some of [2, 1]) await xa.publish(fileCarried, { deliveryId, parts: some })
    expect(await sent()).toMatchObject({ state: 'sent', size: Number(size), carried: 2 * PART_BYTES })
    await xa.publish(fileCarried, { deliveryId, parts })
    expect(await sent()).toMatchObject({ state: 'sent', carried: Number(size) })
    await xa.publish(fileSettled, { deliveryId, kind: EvidenceKind.DELIVERED })
    expect(await sent()).toMatchObject({ state: 'delivered', carried: Number(size) })
  })

  test('leaves nothing of its bundle behind when it is settled, and stays delivered', async () => {
    const { built } = await made()
    const { deliveryId } = built
    await xa.publish(fileSettled, { deliveryId, kind: EvidenceKind.DELIVERED })
    await xa.publish(fileSettled, { deliveryId, kind: EvidenceKind.EXPIRED })
    expect((await listed(xa, POLICE, referralId)).sent.at(-1)).toMatchObject({ deliveryId, state: 'delivered' })
    expect(await part(built, 0)).toHaveLength(0)
    expect(await xa.rows('select 1 from file_part_out where delivery_id = $1', [deliveryId])).toEqual([])
  })
})

describe('a file is not handed over', () => {
  test.each([
    ['against a denial', () => ({ denial: 'consent_withdrawn' }), 'consent_withdrawn'],
    [
      'where less than the whole may go',
      () => ({ tamperPermit: () => ({ categories: [IDENTITY] }) }),
      'file_not_permitted',
    ],
    [
      'where a code name is all that may go',
      () => ({ tamperPermit: () => ({ codeNameOnly: true }) }),
      'file_not_permitted',
    ],
    [
      'where the police would read it, and nothing is said of what in it incriminates',
      () => ({ tamperPermit: () => ({ recipientType: AgencyType.POLICE }) }),
      'file_may_incriminate',
    ],
    ['on a permit for somebody else', () => ({ tamperPermit: () => ({ recipient: STRANGER }) }), 'statement_invalid'],
  ])('%s', async (_, changes, code) => {
    const fileId = await keep(subjectRef, film)
    Object.assign(xa.state, changes())
    expect((await handOver(fileId, referralId)).body.code).toBe(code)
    expect(await xa.rows('select 1 from file_delivery where file_id = $1', [fileId])).toEqual([])
  })

  test('while it cannot be in the log', async () => {
    const fileId = await keep(subjectRef, film)
    xa.state.away.add('audit')
    expect((await handOver(fileId, referralId)).status).toBe(503)
    expect(await xa.rows('select 1 from file_delivery where file_id = $1', [fileId])).toEqual([])
  })

  test('while one agency alone may open the person; one that was before is not sealed, and goes once that has ended', async () => {
    const { subjectRef, referralId } = await referred()
    const [before, after] = [await keep(subjectRef, film), await keep(subjectRef, film)]
    const { deliveryId } = (await handOver(before, referralId)).body
    const end = await restrictingIn(xa, custodian())(subjectRef)
    expect(await handOver(after, referralId)).toMatchObject({ status: 403, body: { code: 'identity_restricted' } })
    await expect(sealed(deliveryId)).rejects.toThrow('not sealed')
    expect((await listed(xa, POLICE, referralId)).sent).toMatchObject([{ deliveryId, state: 'sealing' }])
    expect(xa.state.entries.map(({ action }) => action)).not.toContain(Action.FILE_RELEASED)
    await end()
    expect((await sealed(deliveryId)).deliveryId).toBe(deliveryId)
    expect((await handOver(after, referralId)).status).toBe(201)
  })

  test('with a referral of another person', async () => {
    const fileId = await keep(subjectRef, film)
    const other = await referred()
    expect((await handOver(fileId, other.referralId)).status).toBe(404)
  })
})

describe('what comes', () => {
  test('may come in any order, twice, and after a kill: what is lacking is known, and what is there stays', async () => {
    const { built } = await made()
    await announce(built)
    const last = built.parts - 1
    expect(await lacking(built)).toEqual([{ first: 0, last }])
    await bring(built, 2, await part(built, 2))
    await bring(built, last, await part(built, last))
    await bring(built, 2, await part(built, 2))
    expect(await lacking(built)).toEqual([
      { first: 0, last: 1 },
      { first: 3, last: last - 1 },
    ])
    expect(await arrived(built.deliveryId)).toMatchObject({ state: 'coming', here: 2, parts: built.parts })
    for (let number = 0; number < last; number++) await bring(built, number, await part(built, number))
    expect([await lacking(built), (await arrived(built.deliveryId)).state]).toEqual([[], 'arrived'])
  })

  test('is refused part by part where it has another length than announced, or was not announced', async () => {
    const { built } = await made()
    await expect(bring(built, 0, await part(built, 0))).rejects.toMatchObject({ code: 'file_not_for_us' })
    await announce(built)
    const first = await part(built, 0)
    for (const [number, bytes] of [
      [0, first.subarray(1)],
      [built.parts, first],
    ] as const)
      await expect(bring(built, number, bytes)).rejects.toMatchObject({ code: 'file_of_other_size' })
  })

  test('is refused before any of it comes, for a referral or a size that is none', async () => {
    const { built } = await made()
    const tries = [
      [{ referralId: randomUUID() }, 'file_not_for_us'],
      [{ to: STRANGER }, 'file_not_for_us'],
      [{ from: { hub: 'XB', agencyId: FROM.agencyId } }, 'file_not_for_us'],
      [{ size: 80n * 1024n ** 3n }, 'file_too_large'],
      [{ parts: built.parts + 1 }, 'file_of_other_size'],
    ] as const
    for (const [change, code] of tries) {
      const file = { ...built, ...change, deliveryId: randomUUID() }
      await announce(file, longAgo())
      expect([change, await refusal(file.deliveryId)]).toEqual([change, code])
    }
  })

  test('is refused before any of it comes, from an agency that this hub has suspended', async () => {
    const { built } = await made()
    const file = { ...built, deliveryId: randomUUID() }
    xb.state.suspended.add(FROM.agencyId)
    await announce(file)
    xb.state.suspended.clear()
    expect(await refusal(file.deliveryId)).toBe('sender_suspended')
  })

  test.each([
    [
      'a corrupted chunk',
      'file_altered',
      (one: Uint8Array, number: number) => (number === 1 ? flipped(one, 70_000) : one),
    ],
    [
      'a changed list',
      'listing_changed',
      (one: Uint8Array, number: number, last: number) => (number === last ? flipped(one, one.length - 900) : one),
    ],
    [
      'a trailer that is none',
      'not_a_bundle',
      (one: Uint8Array, number: number, last: number) => (number === last ? flipped(one, one.length - 8) : one),
    ],
  ])('is refused with its code and not kept: %s', async (_, code, change) => {
    const { built } = await made()
    await carry(built, (one, number) => change(one, number, built.parts - 1))
    expect(await refusal(built.deliveryId)).toBe(code)
    expect(await arrived(built.deliveryId)).toMatchObject({ state: 'refused', code, fileId: null })
    expect(await xb.rows(`select 1 from file where state = 'arriving'`)).toEqual([])
    expect(await xb.rows('select 1 from file_part_in where delivery_id = $1', [built.deliveryId])).toEqual([])
  })

  test.each([
    ['in the middle', 'file_altered', () => 5_000],
    [
      'at the end of what is listed',
      'file_truncated',
      (whole: Buffer) =>
        whole.length - 108 - whole.readUInt32BE(whole.length - 8) - whole.readUInt32BE(whole.length - 4),
    ],
  ])('is refused when bytes are left out %s, though its parts are as announced', async (_, code, place) => {
    const { built } = await made()
    const whole = Buffer.concat(await Promise.all(Array.from({ length: built.parts }, (_, n) => part(built, n))))
    const at = place(whole)
    const cut = Buffer.concat([whole.subarray(0, at), whole.subarray(at + 100)])
    const parts = Math.ceil(cut.length / PART_BYTES)
    const shorter = { ...built, size: BigInt(cut.length), parts }
    await announce(shorter)
    for (let n = 0; n < parts; n++) await bring(shorter, n, cut.subarray(n * PART_BYTES, (n + 1) * PART_BYTES))
    await xb.app.files.verifyArrivals(new AbortController().signal)
    expect(await refusal(built.deliveryId)).toBe(code)
  })

  test('is refused once the day is over that was signed with it', async () => {
    const { built } = await made()
    xb.clock.ahead = 14 * 24 * 3_600_000
    await carry(built)
    xb.clock.ahead = 0
    expect(await refusal(built.deliveryId)).toBe('bundle_expired')
    expect(await arrived(built.deliveryId)).toMatchObject({ state: 'refused', code: 'bundle_expired', fileId: null })
  })

  test('is refused from a signer whom the directory does not name for that hub', async () => {
    const { built } = await made()
    const { jurisdiction } = xa.certificates
    const before = xb.state.hubs.get('XA')
    xb.state.hubs.set('XA', { jurisdiction, sign: await jurisdiction.certified('redaction-sign') })
    await carry(built)
    expect(await refusal(built.deliveryId)).toBe('signer_unknown')
    if (before) xb.state.hubs.set('XA', before)
  })

  test('is refused where it was made for another referral of the same two agencies', async () => {
    const { built } = await made()
    const other = await referred()
    await carry({ ...built, referralId: other.referralId })
    expect(await refusal(built.deliveryId)).toBe('file_not_for_us')
  })

  test('waits, and holds up nothing else, while it cannot be verified', async () => {
    const [first, second] = [await made(), await made()]
    xb.state.away.add('audit')
    await carry(first.built)
    expect(await arrived(first.built.deliveryId)).toMatchObject({ state: 'arrived' })
    xb.state.away.clear()
    await carry(second.built)
    expect(await arrived(second.built.deliveryId)).toMatchObject({ state: 'stored' })
    expect(await arrived(first.built.deliveryId)).toMatchObject({ state: 'arrived' })
    // Its minute is over.
    await xb.rows(`update file_arrival set try_at = now() where try_at > now()`)
    await xb.app.files.verifyArrivals(new AbortController().signal)
    expect(await arrived(first.built.deliveryId)).toMatchObject({ state: 'stored' })
  })

  test('goes with the person: nothing of a file is left when the person is', async () => {
    const of = await referred()
    const { built } = await made(film, of)
    await carry(built)
    expect(await xb.rows('select 1 from file where referral_id = $1', [of.referralId])).toHaveLength(1)
    await xb.rows('delete from subject where id = $1', [await xb.subjectOf(of.theirRef)])
    expect(await xb.rows('select 1 from file where referral_id = $1', [of.referralId])).toEqual([])
    expect(await xb.rows('select 1 from file_arrival where referral_id = $1', [of.referralId])).toEqual([])
  })
})

describe('files of a referral', async () => {
  const { built, fileId } = await made()
  await carry(built)
  const theirs = (await arrived(built.deliveryId)).fileId
  const as = (who: Who, scope: string): Who => ({ ...who, scope })
  const without = (scope: string) => SCOPES.filter(other => other !== scope).join(' ')
  const everything = SCOPES.join(' ')
  const strangers = [
    { agencyId: STRANGER.agencyId, user: randomUUID(), scope: everything },
    // A colleague to whom it is not assigned.
    { agencyId: POLICE.agencyId, user: randomUUID(), scope: everything },
  ]

  test('may be handed over, listed and opened: by whom the referral is assigned to, with that scope and no other', async () => {
    expect((await handOver(fileId, referralId, as(POLICE, 'referral:work'))).body.code).toBe('file_on_its_way')
    expect((await listed(xa, as(POLICE, 'referral:work'), referralId)).sent.length).toBeGreaterThan(0)
    expect((await show(theirs, referralId, as(SHELTER, 'view:open'))).status).toBe(200)
  })
  test('may not: without it', async () => {
    const none = as(POLICE, without('referral:work'))
    expect((await handOver(fileId, referralId, none)).status).toBe(404)
    expect((await xa.get(none, `/file-deliveries?referralId=${referralId}`)).status).toBe(404)
    expect((await show(theirs, referralId, as(SHELTER, without('view:open')))).status).toBe(404)
  })
  test('must not even be known: to anybody else, whatever their scopes', async () => {
    for (const who of strangers) {
      expect((await handOver(fileId, referralId, who)).status).toBe(404)
      expect((await xa.get(who, `/file-deliveries?referralId=${referralId}`)).status).toBe(404)
      expect((await show(theirs, referralId, who)).status).toBe(404)
    }
    expect((await handOver(fileId, randomUUID())).status).toBe(404)
    expect((await show(randomUUID(), referralId)).status).toBe(404)
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
