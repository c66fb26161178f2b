import { randomUUID } from 'node:crypto'
import { Action, fileOpened, fileRefused, fileStored, Relation, timestampFromDate } from '@amparo/contracts'
import { bundleFolder, MIN_CHUNK_BYTES, openBundle } from '@amparo/crypto/bundle'
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Certified, revoked } from './fixtures/certificates.ts'
import { SHELTER, useHandingOver } from './fixtures/handing-over.ts'
import { NEEDS } from './fixtures/neighbours.ts'
import { agencyMachine } from './fixtures/openpgp-programs.ts'
import { kin } from './fixtures/parties.ts'
import { AGENCY, FROM, TO } from './fixtures/two-vaults.ts'
import { prepared } from './fixtures/uploads.ts'

const { xa, xb, referred, keep, handOver, sealed, announce, part, bring, carry, listed } = await useHandingOver()
await xb.keyStore.destroyPrivateKey(`agency-${AGENCY}`)
const { jurisdiction } = xb.certificates
const first = await jurisdiction.certified('agency', AGENCY, { profile: 'compatible' })
const second = await jurisdiction.certified('agency', AGENCY)
const listing = (...all: Certified[]) => {
  for (const { state } of [xa, xb])
    state.agencies.set(
      `XB/${AGENCY}`,
      all.map(one => ({ ...one, hubHeld: false })),
    )
}
const bytes = Buffer.alloc(MIN_CHUNK_BYTES + 1_000, 'what she had with her ')
const film = await prepared(bytes)
const machine = agencyMachine()
afterAll(() => machine.close())
const { categories } = xb.state

beforeEach(() => {
  listing(first)
  for (const { state } of [xa, xb]) {
    Object.assign(state, { categories, denial: undefined })
    state.entries.length = 0
    state.away.clear()
  }
})

async function cameSealed() {
  const { subjectRef, referralId } = await referred()
  const { body } = await handOver(await keep(subjectRef, film), referralId)
  const built = await sealed(body.deliveryId)
  return { built, referralId, deliveryId: String(body.deliveryId) }
}
const receivedOf = async (referralId: string) => (await listed(xb, SHELTER, referralId)).received
async function asked(referralId: string, deliveryId: string, more: object = {}) {
  const request = await xb.session.request(referralId, new Date(), 'POST /sealed-files')
  return { request, deliveryId, ...more }
}
const { jkt } = xb.session
async function fetch(referralId: string, deliveryId: string, who = SHELTER, more: object = {}) {
  const body = await asked(referralId, deliveryId, more)
  const answer = await xb.send(who, '/sealed-files', body, { jkt })
  return { status: answer.status, code: answer.body?.code, zip: answer.bytes, headers: answer.headers }
}
/** Over a line that breaks after so many bytes. */
async function beginning(referralId: string, deliveryId: string, bytes: number) {
  const request = await xb.asking(SHELTER, '/sealed-files', await asked(referralId, deliveryId), { jkt })
  const answer = await xb.http.inject({ ...request, payloadAsStream: true })
  const came: Buffer[] = []
  let left = bytes
  for await (const piece of answer.stream()) {
    came.push(piece.subarray(0, left))
    left -= piece.byteLength
    if (left <= 0) break
  }
  const { 'content-length': size, etag = '' } = answer.headers
  return { came: Buffer.concat(came), size: Number(size), tag: etag.replaceAll('"', '') }
}

describe('a file for an agency that holds its keys itself', () => {
  test('goes sealed to its own key, is kept as it came, and opens where that key is', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    const code = `agency_held:${first.fingerprint}`
    expect(xa.state.entries.slice(-2)).toMatchObject([
      { action: Action.FILE_HANDED_OVER, recipient: TO, code },
      { action: Action.FILE_RELEASED, recipient: TO, code, packageId: deliveryId },
    ])
    const { packageHash } = xa.state.entries.at(-1) ?? {}
    await carry(built)
    const stored = (await xb.told(fileStored)).filter(one => one.deliveryId === deliveryId)
    expect(stored).toMatchObject([{ sha256: packageHash }])
    expect(await receivedOf(referralId)).toMatchObject([
      { deliveryId, from: FROM, state: 'stored', fileId: null, sealedTo: first.fingerprint },
    ])

    xb.state.entries.length = 0
    xb.state.staff = kin(SHELTER.user)
    const { status, zip } = await fetch(referralId, deliveryId)
    expect(status).toBe(200)
    expect(xb.state.entries).toMatchObject([
      {
        action: Action.CONTENTS_GIVEN_OUT,
        userId: SHELTER.user,
        code: first.fingerprint,
        ...{ referralId, packageId: deliveryId, packageHash },
        relations: [Relation.SAME_FAMILY_NAME],
      },
    ])
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === deliveryId)).toHaveLength(1)

    const folder = bundleFolder(`${machine.dir}/${machine.unpack(zip)}/bundle`)
    const chunks: Buffer[] = []
    const content = async (chunk: Uint8Array) => void chunks.push(Buffer.from(chunk))
    const options = { signers: [xa.certificates.packageSign.armored], at: new Date(), content }
    const { manifest, custody } = await openBundle(folder, { ...options, privateKeys: [first.privateKey] })
    expect(manifest).toMatchObject({ bundle: deliveryId, referral: referralId, recipientKey: first.fingerprint })
    expect(custody.map(({ act }) => act)).toEqual(['taken_in', 'handed_over'])
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
    for (const name of await xb.keyStore.privateKeyNames()) {
      const privateKeys = [(await xb.keyStore.readPrivateKey(name)) ?? '']
      await expect(openBundle(folder, { ...options, privateKeys })).rejects.toMatchObject({ code: 'not_for_this_key' })
    }
  })

  test('is given to nobody without a decision that permits all of it, an entry in the log and an assignment', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    await carry(built)
    xb.state.categories = [NEEDS]
    expect(await fetch(referralId, deliveryId)).toMatchObject({ status: 403, code: 'file_not_permitted' })
    xb.state.categories = categories
    xb.state.denial = 'consent_withdrawn'
    expect(await fetch(referralId, deliveryId)).toMatchObject({ code: 'consent_withdrawn' })
    xb.state.denial = undefined
    xb.state.away.add('audit')
    expect((await fetch(referralId, deliveryId)).status).toBe(503)
    xb.state.away.clear()
    for (const who of [
      { ...SHELTER, user: randomUUID() },
      { ...SHELTER, scope: 'referral:work' },
    ])
      expect(await fetch(referralId, deliveryId, who)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await fetch(referralId, randomUUID())).toMatchObject({ status: 404, code: 'not_found' })
    const { referralId: other } = await referred()
    expect(await fetch(other, deliveryId)).toMatchObject({ status: 404, code: 'not_found' })
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === deliveryId)).toEqual([])
  })

  test('is not given out on a decision that lapsed while the log was slow: it may have been taken back meanwhile', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    await carry(built)
    onTestFinished(() => {
      Object.assign(xb.state, { tamperPermit: () => ({}), tamperReceipt: () => ({}) })
      xb.clock.ahead = 0
    })
    xb.state.tamperPermit = () => ({ expiresAt: timestampFromDate(new Date(Date.now() + 15_000)) })
    xb.state.tamperReceipt = () => {
      xb.clock.ahead = 16_000
      return {}
    }
    expect(await fetch(referralId, deliveryId)).toMatchObject({ status: 503, code: 'statement_invalid' })
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === deliveryId)).toEqual([])
  })

  test('is given out for another use than it was sent for only by leave of its sender, which is in the log', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    await carry(built)
    const forDefence = () => fetch(referralId, deliveryId, SHELTER, { use: 'disclose-to-defence' })
    expect(await forDefence()).toMatchObject({ status: 403, code: 'referral_use_not_permitted' })
    expect(xb.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.DISCLOSURE_DENIED, code: 'referral_use_not_permitted', referralId },
    })
    const stand = xb.state.standings.get(referralId)
    const uses = [{ use: 'disclose-to-defence', n: 1, state: 'permitted', how: 'as-asked' }]
    if (stand) xb.state.standings.set(referralId, { ...stand, uses })
    expect((await forDefence()).status).toBe(200)
    expect(xb.state.entries.slice(-2)).toMatchObject([
      { action: Action.ITEM_USED, code: 'disclose-to-defence', referralId },
      { action: Action.CONTENTS_GIVEN_OUT, referralId },
    ])
  })

  test('permitted once it is one download, which goes on through a thin line as long as it takes', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    await carry(built)
    const stand = xb.state.standings.get(referralId)
    const uses = [{ use: 'disclose-to-defence', n: 1, state: 'permitted', how: 'once-only' }]
    if (stand) xb.state.standings.set(referralId, { ...stand, uses })
    const forDefence = (more: object = {}) =>
      fetch(referralId, deliveryId, SHELTER, { use: 'disclose-to-defence', ...more })
    const { status, headers } = await forDefence()
    expect(status).toBe(200)
    await xb.rows("update referral_use set used_at = used_at - interval '5 hours'")
    const goOn = { from: 4_096, tag: String(headers['etag']).replaceAll('"', '') }
    expect((await forDefence({ goOn })).status).toBe(206)
    expect(await forDefence()).toMatchObject({ status: 403, code: 'referral_use_spent' })
    await xb.rows("update referral_use set used_at = used_at - interval '20 hours'")
    expect(await forDefence({ goOn })).toMatchObject({ status: 403, code: 'referral_use_spent' })
  })

  test.each<[what: string, change: () => Promise<void>, code: string]>([
    ['whose key was revoked on the way', async () => listing(await revoked(first), second), 'recipient_key_revoked'],
    ['whose key the receiving directory does not name', async () => listing(second), 'recipient_key_unknown'],
  ])('%s is refused with its code', async (_, change, code) => {
    const { built, referralId, deliveryId } = await cameSealed()
    await change()
    await carry(built)
    expect((await xb.told(fileRefused)).find(one => one.deliveryId === deliveryId)?.code).toBe(code)
    expect(await receivedOf(referralId)).toMatchObject([{ state: 'refused', code, sealedTo: null }])
  })

  test('goes on after a line was cut with the byte that is missing: the same bytes, decided anew, each time in the log', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    await carry(built)
    const whole = (await fetch(referralId, deliveryId)).zip
    xb.state.entries.length = 0

    const cut = MIN_CHUNK_BYTES / 2 + 77
    const first = await beginning(referralId, deliveryId, cut)
    expect([first.came.byteLength, first.size]).toEqual([cut, whole.byteLength])
    const goOn = { from: cut, tag: first.tag }
    const { status, code, headers, zip } = await fetch(referralId, deliveryId, SHELTER, { goOn })
    expect([status, code]).toEqual([206, undefined])
    expect(headers['content-range']).toBe(`bytes ${goOn.from}-${whole.byteLength - 1}/${whole.byteLength}`)
    expect(Buffer.concat([first.came, zip]).equals(whole)).toBe(true)
    const { CONTENTS_GIVEN_OUT } = Action
    expect(xb.state.entries.map(({ action }) => action)).toEqual([CONTENTS_GIVEN_OUT, CONTENTS_GIVEN_OUT])

    xb.state.denial = 'consent_withdrawn'
    expect(await fetch(referralId, deliveryId, SHELTER, { goOn })).toMatchObject({ code: 'consent_withdrawn' })
    xb.state.denial = undefined
    for (const other of [
      { ...goOn, tag: 'a'.repeat(64) },
      { ...goOn, from: whole.byteLength },
    ])
      expect(await fetch(referralId, deliveryId, SHELTER, { goOn: other })).toMatchObject({
        status: 409,
        code: 'contents_differ',
      })
    expect(await fetch(referralId, deliveryId, SHELTER, { goOn: { ...goOn, from: 0 } })).toMatchObject({ status: 400 })
    expect(xb.state.entries).toHaveLength(2)
  })

  test('of which a byte was changed on the way is refused', async () => {
    const { built, deliveryId } = await cameSealed()
    await announce(built)
    for (let number = 0; number < built.parts; number++) {
      const came = Buffer.from(await part(built, number))
      if (number === 1) came[77] = (came[77] ?? 0) ^ 1
      await bring(built, number, came)
    }
    await xb.app.files.verifyArrivals(new AbortController().signal)
    expect((await xb.told(fileRefused)).find(one => one.deliveryId === deliveryId)?.code).toBe('file_altered')
  })

  test('whose key was revoked after it came is given out no more', async () => {
    const { built, referralId, deliveryId } = await cameSealed()
    await carry(built)
    listing(await revoked(first), second)
    expect(await fetch(referralId, deliveryId)).toMatchObject({ status: 409, code: 'contents_key_revoked' })
  })
})
