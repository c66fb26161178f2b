import { hash, randomUUID } from 'node:crypto'
import { Action, AgencyType, DataCategory, Priority, Protocol, Purpose, timestampFromDate } from '@amparo/contracts'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addKnownReferral } from '../src/store/known-referrals.ts'
import { POLICE, SHELTER, useHandingOver } from './fixtures/handing-over.ts'
import { IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import { FROM, TO } from './fixtures/two-vaults.ts'
import { prepared } from './fixtures/uploads.ts'

const hubs = await useHandingOver()
const { xa, xb, keep, handOver, sealed, carry, listed } = hubs
const bytes = Buffer.alloc(MIN_CHUNK_BYTES + 1_000, 'told unasked ')
const film = await prepared(bytes)

const CODES = { handling: 'h2', source: 'source-b', information: 'information-3' }
const TRANSMISSION = {
  ...{ protocol: Protocol.SPONTANEOUS_TRANSMISSION, protocolId: 'spontaneous-transmission', protocolVersion: 2 },
}

/** A person of XA of whom XB was told unasked, as if the package had come. */
async function told(itemCodes: typeof CODES | undefined = CODES) {
  const subjectRef = await xa.register(POLICE, { hub: 'XA' })
  const theirRef = await xb.register(SHELTER, { hub: 'XB' })
  const referralId = xa.refer(subjectRef, { from: FROM, to: TO, users: [POLICE.user], ...TRANSMISSION })
  xb.refer(theirRef, { from: FROM, to: TO, users: [SHELTER.user], ...TRANSMISSION }, referralId)
  const rest = { priority: Priority.NORMAL, purpose: Purpose.CRIMINAL_INVESTIGATION, services: [], quick: false }
  const known = async (vault: typeof xa, shareId: string) => {
    const of = { referralId, shareId, subjectId: await vault.subjectOf(shareId), from: FROM, to: TO, itemCodes }
    await vault.store.run(tx => addKnownReferral(tx, { ...of, ...TRANSMISSION, ...rest }))
  }
  await known(xa, subjectRef)
  await known(xb, theirRef)
  return { subjectRef, theirRef, referralId }
}
type Told = Awaited<ReturnType<typeof told>>

const give = async (fileId: string, referralId: string, itemCodes?: object, who = POLICE, vault = xa) =>
  vault.send(who, '/file-deliveries', { fileId, referralId, ...(itemCodes && { itemCodes }) })
const show = async (fileId: string, referralId: string, use = 'as-requested') => {
  const route = 'POST /received-file-views' as const
  const request = await xb.session.request(referralId, new Date(), route)
  const { status, body } = await xb.send(
    SHELTER,
    '/received-file-views',
    { request, fileId, use },
    { jkt: xb.session.jkt },
  )
  return { status, code: body.code, seen: status === 200 ? await xb.session.open(body.sealed, route) : undefined }
}
let films = 0
/** A file of XA's that lies at XB, and how it came. Each is another: of the same bytes each sender would have to be asked. */
async function came(codes: object = CODES) {
  const of = await told()
  const another = await prepared(Buffer.concat([bytes, Buffer.from(`${films++}`)]))
  const { body } = await give(await keep(of.subjectRef, another), of.referralId, codes)
  await carry(await sealed(body.deliveryId))
  const [{ fileId }] = (await listed(xb, SHELTER, of.referralId)).received
  return { ...of, fileId: fileId as string }
}

beforeEach(() => {
  for (const { state } of [xa, xb]) state.categories = [IDENTITY, DataCategory.DOCUMENTS, NARRATIVE, NEEDS]
})
afterEach(() => {
  for (const { state } of [xa, xb]) {
    state.items.clear()
    state.away.clear()
    state.entries.length = 0
  }
})

describe('a file that one authority gives another unasked', () => {
  test('does not go without handling code and evaluation, nor with codes that are on no list', async () => {
    const { subjectRef, referralId } = await told()
    const fileId = await keep(subjectRef, film)
    const without = await give(fileId, referralId)
    expect([without.status, without.body.errors]).toEqual([400, [{ pointer: '/itemCodes', code: 'required' }]])
    for (const wrong of [{ handling: 'h4' }, { source: 'source-d' }, { information: 'information-5' }])
      expect((await give(fileId, referralId, { ...CODES, ...wrong })).status).toBe(400)
    expect((await listed(xa, POLICE, referralId)).sent).toEqual([])
  })

  test('bears them in its signed manifest, and whoever opens it sees them', async () => {
    const { fileId, referralId } = await came({ ...CODES, handling: 'h1' })
    const { seen } = await show(fileId, referralId)
    // Its own, not those of the referral.
    expect(seen).toMatchObject({ handlingCode: 'h1', evaluation: 'b3' })
  })

  test('is refused there where its manifest says nothing of them', async () => {
    const { subjectRef, referralId } = await told()
    const { body } = await give(await keep(subjectRef, film), referralId, CODES)
    await xa
      .rows('update file_delivery set evaluation = null where delivery_id = $1', [body.deliveryId])
      .catch(() => {})
    await carry(await sealed(body.deliveryId))
    const [row] = (await listed(xb, SHELTER, referralId)).received
    expect(row).toMatchObject({ state: 'refused', code: 'item_codes_missing', fileId: null })
  })

  test('of a referral that asks for none goes without them, and takes none', async () => {
    const { subjectRef, referralId } = await hubs.referred()
    const fileId = await keep(subjectRef, film)
    expect((await give(fileId, referralId, CODES)).body.errors).toEqual([
      { pointer: '/itemCodes', code: 'not_allowed' },
    ])
    expect((await handOver(fileId, referralId)).status).toBe(201)
  })

  test.each([
    ['h0', ['judicial-proceedings', 'export', 'pass-to-other-agency']],
    ['h1', ['export', 'pass-to-other-agency']],
    ['h2', ['judicial-proceedings']],
    ['h3', []],
  ])('under %s is used unasked for these alone: %j', async (handling, free) => {
    const { fileId, referralId } = await came({ ...CODES, handling })
    const uses = ['judicial-proceedings', 'export', 'pass-to-other-agency', 'other-offence', 'civil-proceedings']
    const let_ = []
    for (const use of [...uses, 'disclose-to-defence', 'pass-to-other-state']) {
      const { status, code } = await show(fileId, referralId, use)
      if (status === 200) let_.push(use)
      else expect(code, use).toBe('referral_use_not_permitted')
    }
    expect(let_).toEqual(free)
  })
})

describe('what one authority tells another unasked', () => {
  const open = async (referralId: string, use?: string) => {
    const { status, body } = await xb.view(referralId, SHELTER, use)
    return { code: body.code, seen: status === 200 ? await xb.session.open(body.sealed) : undefined }
  }
  const permitted = (referralId: string, use: string, until?: Date) => {
    const stand = xb.state.standings.get(referralId)
    const said = { use, n: 1, state: 'permitted', how: 'as-asked', ...(until && { until: timestampFromDate(until) }) }
    if (stand) xb.state.standings.set(referralId, { ...stand, uses: [said] })
  }

  test('is shown with its handling code and evaluation, and used as they let it', async () => {
    const { referralId } = await told()
    expect((await open(referralId)).seen).toMatchObject({ handlingCode: 'h2', evaluation: 'b3' })
    expect((await open(referralId, 'judicial-proceedings')).seen).toBeDefined()
    expect((await open(referralId, 'export')).code).toBe('referral_use_not_permitted')
    expect(xb.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.DISCLOSURE_DENIED, code: 'referral_use_not_permitted', referralId },
    })
  })

  test.each(['export', 'civil-proceedings'])('is let for %s by a permission that names it', async use => {
    const { referralId } = await told()
    permitted(referralId, 'other-investigation')
    expect((await open(referralId, use)).code).toBe('referral_use_not_permitted')
    permitted(referralId, use)
    expect((await open(referralId, use)).seen).toBeDefined()
    expect(xb.state.entries.map(({ action }) => action).slice(-2)).toEqual([Action.ITEM_USED, Action.VIEW_OPENED])
  })

  test('is let until the day that the permission says', async () => {
    const { referralId } = await told()
    permitted(referralId, 'export', new Date(Date.now() + 60_000))
    expect((await open(referralId, 'export')).seen).toBeDefined()
    permitted(referralId, 'export', new Date(Date.now() - 1_000))
    expect((await open(referralId, 'export')).code).toBe('referral_use_not_permitted')
  })
})

describe('a file that came unasked', () => {
  const COURT = { hub: 'XB', agencyId: randomUUID() }

  /** The next agency of XB to which its recipient refers the person. */
  function further({ theirRef }: Told): string {
    xb.state.types.set(COURT.agencyId, AgencyType.COURT)
    return xb.refer(theirRef, { from: TO, to: COURT, users: [SHELTER.user], ...TRANSMISSION })
  }
  const pass = (of: Told & { fileId: string }, next: string, codes?: object) =>
    give(of.fileId, next, codes, SHELTER, xb)
  const said = (of: Told, use: string, how = 'as-asked') => {
    const stand = xb.state.standings.get(of.referralId)
    if (stand) xb.state.standings.set(of.referralId, { ...stand, uses: [{ use, n: 1, state: 'permitted', how }] })
  }

  test('goes on to no other agency until its sender has permitted that, for that kind of agency', async () => {
    const of = await came()
    const next = further(of)
    const refused = async () => {
      const { status, body } = await pass(of, next)
      expect(xb.state.entries.at(-1)).toMatchObject({
        ...{ action: Action.DISCLOSURE_DENIED, code: body.code, referralId: of.referralId, recipient: COURT },
      })
      return [status, body.code]
    }
    expect(await refused()).toEqual([403, 'referral_use_not_permitted'])
    said(of, 'export')
    expect(await refused()).toEqual([403, 'referral_use_not_permitted'])
    said(of, 'pass-to-police')
    expect(await refused()).toEqual([403, 'referral_use_not_permitted'])
    said(of, 'pass-to-court', 'without-identity-of-victims')
    expect(await refused()).toEqual([403, 'referral_use_without_identity'])
    said(of, 'pass-to-court')
    expect((await pass(of, next)).status).toBe(201)
    expect(xb.state.entries.slice(-2)).toMatchObject([
      { action: Action.ITEM_USED, code: 'pass-to-other-agency', referralId: of.referralId, recipient: COURT },
      { action: Action.FILE_HANDED_OVER, referralId: next, recipient: COURT },
    ])
  })

  test('goes on under the codes with which it came, and whoever passes it on does not change them', async () => {
    const of = await came()
    const next = further(of)
    said(of, 'pass-to-court')
    const { status, body } = await pass(of, next, { ...CODES, handling: 'h0' })
    expect([status, body.code]).toEqual([409, 'item_codes_differ'])
    const { deliveryId } = (await pass(of, next)).body
    expect(
      await xb.rows('select handling, evaluation from file_delivery where delivery_id = $1', [deliveryId]),
    ).toEqual([{ handling: 'h2', evaluation: 'b3' }])
    await xb.app.files.sealDeliveries(new AbortController().signal)
    const [copy] = await xb.rows('select state from file_delivery where delivery_id = $1', [deliveryId])
    expect(copy.state).toBe('delivered')
  })
})

test('an item of a request for evidence goes on with a referral under the codes with which it came', async () => {
  const { subjectRef, referralId } = await hubs.referred()
  const itemCodes = { handling: 'h1', source: 'source-a', information: 'information-4' }
  const [requestId, itemId] = [randomUUID(), randomUUID()]
  xa.state.items.set(hash('sha256', bytes), { requestId, itemId, itemCodes, refusals: {} })
  const fileId = await keep(subjectRef, film)
  expect((await give(fileId, referralId, { ...itemCodes, source: 'source-b' })).body.code).toBe('item_codes_differ')
  const { body } = await give(fileId, referralId)
  await carry(await sealed(body.deliveryId))
  const [{ fileId: there }] = (await listed(xb, SHELTER, referralId)).received
  expect((await show(there, referralId)).seen).toMatchObject({ handlingCode: 'h1', evaluation: 'a4' })
})
