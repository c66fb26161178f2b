import { hash, randomUUID } from 'node:crypto'
import { Action, AgencyType, DataCategory, Priority, Protocol, Purpose } from '@amparo/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addKnownReferral } from '../src/store/known-referrals.ts'
import { removeSubject } from '../src/store/records.ts'
import { POLICE, SHELTER, useHandingOver } from './fixtures/handing-over.ts'
import { IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import { FROM, TO } from './fixtures/two-vaults.ts'
import { type Prepared, prepared } from './fixtures/uploads.ts'

const { xa, xb, keep, keepAt, sealed, carry, referred } = await useHandingOver()
const CODES = { handling: 'h2', source: 'source-b', information: 'information-3' }
const TRANSMISSION = {
  ...{ protocol: Protocol.SPONTANEOUS_TRANSMISSION, protocolId: 'spontaneous-transmission', protocolVersion: 2 },
}
const [COURT, CLINIC] = [
  { hub: 'XB', agencyId: randomUUID() },
  { hub: 'XB', agencyId: randomUUID() },
]
let films = 0
const another = async () => {
  const bytes = Buffer.alloc(20_000, `seen from the other side ${films++} `)
  return { bytes, ...(await prepared(bytes)) }
}

/** A person of whom XB was told unasked, and the file that came with it. */
async function told(film: Prepared, codes: object = CODES) {
  const subjectRef = await xa.register(POLICE, { hub: 'XA' })
  const theirRef = await xb.register(SHELTER, { hub: 'XB' })
  const referralId = xa.refer(subjectRef, { from: FROM, to: TO, users: [POLICE.user], ...TRANSMISSION })
  xb.refer(theirRef, { from: FROM, to: TO, users: [SHELTER.user], ...TRANSMISSION }, referralId)
  const rest = { priority: Priority.NORMAL, purpose: Purpose.CRIMINAL_INVESTIGATION, services: [], quick: false }
  const of = { referralId, shareId: theirRef, subjectId: await xb.subjectOf(theirRef), from: FROM, to: TO }
  await xb.store.run(tx => addKnownReferral(tx, { ...of, ...TRANSMISSION, ...rest, itemCodes: CODES }))
  await come(subjectRef, referralId, film, codes)
  return { referralId, theirRef }
}
async function come(subjectRef: string, referralId: string, film: Prepared, codes?: object) {
  const fileId = await keep(subjectRef, film)
  const { body } = await xa.send(POLICE, '/file-deliveries', { fileId, referralId, ...(codes && { itemCodes: codes }) })
  await carry(await sealed(body.deliveryId))
}
/** Somebody else, and a referral of them to an agency, here or elsewhere. */
async function elsewhere(to: object = COURT) {
  const ref = await xb.register(SHELTER, { hub: 'XB' })
  return { ref, next: xb.refer(ref, { from: TO, to, users: [SHELTER.user] }) }
}
const give = async (fileId: string, referralId: string, codes?: object) => {
  const { status, body } = await xb.send(SHELTER, '/file-deliveries', {
    ...{ fileId, referralId, ...(codes && { itemCodes: codes }) },
  })
  return { status, code: body.code, deliveryId: body.deliveryId }
}
const permit = (referralId: string, use: string) => {
  const stand = xb.state.standings.get(referralId)
  if (stand)
    xb.state.standings.set(referralId, { ...stand, uses: [{ use, n: 1, state: 'permitted', how: 'as-asked' }] })
}
const last = () => xb.state.entries.at(-1)

beforeEach(() => {
  for (const { state } of [xa, xb]) state.categories = [IDENTITY, DataCategory.DOCUMENTS, NARRATIVE, NEEDS]
  xb.state.types.set(COURT.agencyId, AgencyType.COURT).set(CLINIC.agencyId, AgencyType.HEALTH)
})
afterEach(() => {
  for (const { state } of [xa, xb]) state.entries.length = 0
  xb.state.items.clear()
})

describe('what came unasked, uploaded again under somebody else', () => {
  test('goes on as little as the file that came, and by the leave for that, under the codes with which it came', async () => {
    const film = await another()
    const { referralId } = await told(film)
    const { ref, next } = await elsewhere()
    const again = await keepAt(xb, SHELTER, ref, film)
    expect(await give(again, next)).toMatchObject({ status: 403, code: 'referral_use_not_permitted' })
    expect(last()).toMatchObject({
      ...{ action: Action.DISCLOSURE_DENIED, code: 'referral_use_not_permitted', referralId, recipient: COURT },
    })
    permit(referralId, 'pass-to-police')
    expect((await give(again, next)).code).toBe('referral_use_not_permitted')
    permit(referralId, 'pass-to-court')
    expect((await give(again, next, { ...CODES, handling: 'h0' })).code).toBe('item_codes_differ')
    const { status, deliveryId } = await give(again, next)
    expect(status).toBe(201)
    expect(
      await xb.rows('select handling, evaluation from file_delivery where delivery_id = $1', [deliveryId]),
    ).toEqual([{ handling: 'h2', evaluation: 'b3' }])
    expect(xb.state.entries.slice(-2)).toMatchObject([
      { action: Action.ITEM_USED, code: 'pass-to-other-agency', referralId, recipient: COURT },
      { action: Action.FILE_HANDED_OVER, referralId: next, recipient: COURT },
    ])
  })

  test('does not leave for another agency abroad, nor for a kind of agency that no leave names; the code that lets it does', async () => {
    const [film, free] = [await another(), await another()]
    await told(film)
    await told(free, { ...CODES, handling: 'h1' })
    const [abroad, clinic] = [await elsewhere(FROM), await elsewhere(CLINIC)]
    const there = { hub: 'XA', agencyId: randomUUID() }
    const { jurisdiction } = xa.certificates
    xb.state.agencies.set(`XA/${there.agencyId}`, await jurisdiction.certified('agency', there.agencyId))
    const other = await elsewhere(there)
    const refused = async ({ ref, next }: typeof other) => (await give(await keepAt(xb, SHELTER, ref, film), next)).code
    expect(await refused(other)).toBe('referral_use_not_permitted')
    expect(await refused(clinic)).toBe('referral_use_not_permitted')
    // To whoever sent it nothing of it is told.
    expect(await refused(abroad)).toBeUndefined()
    expect((await give(await keepAt(xb, SHELTER, clinic.ref, free), clinic.next)).status).toBe(201)
  })

  test('is opened for another use as its code and its sender let it', async () => {
    const film = await another()
    const { referralId } = await told(film)
    const { ref } = await elsewhere()
    const fileId = await keepAt(xb, SHELTER, ref, film)
    const show = async (use: string) => {
      const request = await xb.session.request(ref, new Date(), 'POST /file-views')
      return (await xb.send(SHELTER, '/file-views', { request, fileId, use }, { jkt: xb.session.jkt })).body.code
    }
    expect(await show('as-requested')).toBeUndefined()
    expect(await show('judicial-proceedings')).toBeUndefined()
    expect(await show('export')).toBe('referral_use_not_permitted')
    permit(referralId, 'export')
    expect(await show('export')).toBeUndefined()
  })

  test('attached to a message, or sent along with a request for evidence, does not leave either', async () => {
    const film = await another()
    const { referralId } = await told(film)
    const attachments = [{ name: 'x.txt', mediaType: 'text/plain', base64: film.bytes.toString('base64') }]
    const write = async (to: string) => {
      const data = { referralId: to, lang: 'es', text: 'Va adjunto.', attachments }
      const { status, body } = await xb.post(SHELTER, '/messages', data)
      return [status, body.code]
    }
    expect(await write((await elsewhere()).next)).toEqual([403, 'referral_use_not_permitted'])
    expect(last()).toMatchObject({ action: Action.DISCLOSURE_DENIED, referralId })
    expect(await write(referralId)).toEqual([201, undefined])
    const requestId = randomUUID()
    const drafter = { ...SHELTER, scope: 'evidence:request' }
    xb.state.requests.set(requestId, {
      ...{ roles: { [SHELTER.agencyId]: 'drafter' }, open: true, draftedBy: TO, toHub: 'XC', texts: [], files: [] },
    })
    const annex = { requestId, mediaType: 'text/plain', ...film.file }
    expect((await xb.post(drafter, '/request-files', annex)).body.code).toBe('referral_use_not_permitted')
    permit(referralId, 'pass-to-other-country')
    expect((await xb.post(drafter, '/request-files', annex)).status).toBe(201)
  })

  test('by another agency of the hub is its own: nobody is told what came to whom', async () => {
    const film = await another()
    await told(film)
    const police = { ...SHELTER, agencyId: CLINIC.agencyId, user: randomUUID() }
    const ref = await xb.register(police, { hub: 'XB' })
    const next = xb.refer(ref, { from: CLINIC, to: COURT, users: [police.user] })
    const fileId = await keepAt(xb, police, ref, film)
    expect((await xb.send(police, '/file-deliveries', { fileId, referralId: next })).status).toBe(201)
  })

  test('that the agency had before it came is its own', async () => {
    const film = await another()
    const { ref, next } = await elsewhere()
    const before = await keepAt(xb, SHELTER, ref, film)
    await told(film)
    expect((await give(before, next)).status).toBe(201)
  })
})

test('what two have sent needs the leave of each, also where it was uploaded again in between', async () => {
  const film = await another()
  await told(film, { ...CODES, handling: 'h0' })
  const { ref, next } = await elsewhere()
  const again = await keepAt(xb, SHELTER, ref, film)
  const second = await told(film)
  expect((await give(again, next)).code).toBe('referral_use_not_permitted')
  expect(last()).toMatchObject({ referralId: second.referralId })
  permit(second.referralId, 'pass-to-court')
  expect((await give(again, next)).status).toBe(201)
})

test('what came with a referral whose protocol has nobody asked goes on in no copy', async () => {
  const film = await another()
  const { subjectRef, referralId } = await referred()
  await come(subjectRef, referralId, film)
  const { ref, next } = await elsewhere()
  expect((await give(await keepAt(xb, SHELTER, ref, film), next)).code).toBe('onward_not_permitted')
})

describe('what came with an ordinary referral whose recipient may ask', () => {
  const ASKING = { protocolId: 'standard', protocolVersion: 2 }
  /** A person who was referred to XB, and the file that came with them. */
  async function helped(film: Prepared) {
    const subjectRef = await xa.register(POLICE, { hub: 'XA' })
    const theirRef = await xb.register(SHELTER, { hub: 'XB' })
    const referralId = xa.refer(subjectRef, { from: FROM, to: TO, users: [POLICE.user], ...ASKING })
    xb.refer(theirRef, { from: FROM, to: TO, users: [SHELTER.user], ...ASKING }, referralId)
    const of = { referralId, shareId: theirRef, subjectId: await xb.subjectOf(theirRef), from: FROM, to: TO }
    const rest = { priority: Priority.NORMAL, purpose: Purpose.SHELTER, services: [], quick: false }
    await xb.store.run(tx => addKnownReferral(tx, { ...of, ...ASKING, protocol: Protocol.OAS_64_STANDARD, ...rest }))
    await come(subjectRef, referralId, film)
    const [file] = await xb.rows('select file_id from file where referral_id = $1', [referralId])
    return { referralId, theirRef, fileId: String(file?.['file_id']) }
  }
  const further = (theirRef: string, to: object) => xb.refer(theirRef, { from: TO, to, users: [SHELTER.user] })

  test('goes on with the same person to whom consent lets it, by the leave of whoever sent it; a page says whom to ask', async () => {
    const { referralId, theirRef, fileId } = await helped(await another())
    const next = further(theirRef, CLINIC)
    expect(await give(fileId, next)).toMatchObject({ status: 403, code: 'referral_use_not_permitted' })
    permit(referralId, 'export')
    expect((await give(fileId, next)).code).toBe('referral_use_not_permitted')
    permit(referralId, 'pass-on-as-person-agreed')
    xb.state.denial = 'recipient_not_covered'
    expect((await give(fileId, next)).status).toBe(403)
    xb.state.denial = undefined
    expect((await give(fileId, next)).status).toBe(201)
    expect(xb.state.entries.slice(-2)).toMatchObject([
      { action: Action.ITEM_USED, code: 'pass-to-other-agency', referralId, recipient: CLINIC },
      { action: Action.FILE_HANDED_OVER, referralId: next },
    ])
  })

  test('goes by that leave with nobody else’s referral, since it was not they who agreed, nor to another state', async () => {
    const film = await another()
    const { referralId, theirRef, fileId } = await helped(film)
    permit(referralId, 'pass-on-as-person-agreed')
    const { ref, next } = await elsewhere(CLINIC)
    expect((await give(await keepAt(xb, SHELTER, ref, film), next)).code).toBe('referral_use_not_permitted')
    const there = { hub: 'XA', agencyId: randomUUID() }
    xb.state.agencies.set(
      `XA/${there.agencyId}`,
      await xa.certificates.jurisdiction.certified('agency', there.agencyId),
    )
    expect((await give(fileId, further(theirRef, there))).code).toBe('referral_use_not_permitted')
  })
})

describe('the index of files by their hash', () => {
  test('holds no hash that somebody who has the file can compute, is made anew by another key, and ends with the person', async () => {
    const film = await another()
    const { theirRef } = await told(film)
    const { ref, next } = await elsewhere()
    const again = await keepAt(xb, SHELTER, ref, film)
    const tokens = () => xb.rows('select token, version from file_hash order by file_id')
    const sha256 = hash('sha256', film.bytes, 'buffer')
    for (const { token } of await tokens()) expect(sha256.includes(token)).toBe(false)
    // As of a hub that has run without it.
    await xb.rows(`update file_hash set token = '\\x00000000000000000000000000000000', version = 'before'`)
    expect((await give(again, next)).status).toBe(201)
    await xb.indexOnce()
    expect((await tokens()).filter(({ version }) => version === 'before')).toEqual([])
    const other = await elsewhere()
    const third = await keepAt(xb, SHELTER, other.ref, film)
    expect((await give(third, other.next)).code).toBe('referral_use_not_permitted')
    const subjectId = await xb.subjectOf(theirRef)
    await xb.store.run(tx => removeSubject(tx, subjectId))
    expect(await xb.rows('select 1 from file_hash left join file using (file_id) where file.file_id is null')).toEqual(
      [],
    )
    expect((await give(third, other.next)).status).toBe(201)
  })
})
