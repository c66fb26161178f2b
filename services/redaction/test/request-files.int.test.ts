import { hash, randomUUID } from 'node:crypto'
import {
  Action,
  DataCategory,
  EvidenceKind,
  fileBuilt,
  fileOpened,
  fileRefused,
  fileSettled,
  fileStored,
  itemsGone,
  Relation,
  requestDiscarded,
  timestampFromDate,
} from '@amparo/contracts'
import { useIdOf } from '@amparo/crypto'
import { fileCipher } from '@amparo/crypto/bundle'
import { SCOPES } from '@amparo/http'
import { afterEach, describe, expect, test } from 'vitest'
import { nameOfKey } from '../src/commands/agency-key.ts'
import { carryFile } from './fixtures/carry-file.ts'
import { revoked } from './fixtures/certificates.ts'
import type { RequestFileStand } from './fixtures/neighbours.ts'
import { SENDER, STRANGER } from './fixtures/parties.ts'
import type { useRedaction, Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'
import { type Prepared, prepared } from './fixtures/uploads.ts'

type Vault = Awaited<ReturnType<typeof useRedaction>>
const { xa, xb } = await useTwoVaults()
const scope = 'evidence:request evidence:decide'
/** The prosecution of XA that drafts; the central authorities of XA and XB. */
const DRAFTER: Who = { agencyId: SENDER.agencyId, user: randomUUID(), scope: 'evidence:request' }
const ASKING: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const ASKED: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const work = () => new AbortController().signal
const CANARY = 'plano de la casa de Yaneth Quillahuaman '
const film = await prepared(Buffer.alloc(300_000, CANARY))

afterEach(() => {
  for (const { state } of [xa, xb]) {
    state.away.clear()
    state.denial = undefined
    state.entries.length = 0
    state.items.clear()
    state.usesAsked.length = 0
  }
})

const CODES = { handling: 'h1', source: 'source-b', information: 'information-3' }
const PARTIES = { sender: FROM, recipient: TO }
/** A draft of XA's prosecution to XB, as exchange of XA has it. */
function draft(): string {
  const id = randomUUID()
  const stand = { roles: { [DRAFTER.agencyId]: 'drafter' }, draftedBy: SENDER, toHub: 'XB', texts: [] }
  xa.state.requests.set(id, { ...stand, open: true })
  return id
}
/** Signed, known to both hubs, naming these files. */
function signed(id: string, files: readonly RequestFileStand[]): void {
  const stand = { draftedBy: SENDER, toHub: 'XB', parties: PARTIES, texts: [], files }
  xa.state.requests.set(id, { ...stand, roles: { [DRAFTER.agencyId]: 'drafter', [AGENCY]: 'sender' } })
  xb.state.requests.set(id, { ...stand, roles: { [AGENCY]: 'recipient' } })
}
const named = (itemId: string, side: string, file: Prepared = film): RequestFileStand => ({
  ...{ itemId, sha256: file.file.sha256, side },
  ...CODES,
})

const begin = (vault: Vault, who: Who, requestId: string, { file }: Prepared = film) =>
  vault.post(who, '/request-files', { requestId, mediaType: 'video/mp4', ...file })
async function ask(vault: Vault, who: Who, method: 'GET' | 'HEAD' | 'PATCH', fileId: string, payload?: Buffer) {
  const bearer = await vault.token({ scope: who.scope ?? '', agency: who.agencyId, sub: who.user })
  const tus = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const headers = { authorization: `Bearer ${bearer}`, ...(method === 'GET' ? {} : tus) }
  return vault.http.inject({ method, url: `/request-files/${fileId}/content`, headers, ...(payload && { payload }) })
}
/** Sent whole, and verified. */
async function keep(vault: Vault, who: Who, requestId: string, file: Prepared = film): Promise<string> {
  const { status, body } = await begin(vault, who, requestId, file)
  expect([status, body.code]).toEqual([201, undefined])
  expect((await ask(vault, who, 'PATCH', body.fileId, file.sealed)).statusCode).toBe(204)
  await vault.app.files.verifyFiles(work())
  return body.fileId
}
const handOver = (vault: Vault, who: Who, fileId: string, requestId: string) =>
  vault.send(who, '/request-file-deliveries', { fileId, requestId })
const list = async (vault: Vault, who: Who, requestId: string) =>
  (await vault.get(who, `/request-files?requestId=${requestId}`)).body
const came = async (vault: Vault, who: Who, requestId: string) =>
  (await list(vault, who, requestId)).files.find((one: { came: boolean }) => one.came)
async function show(vault: Vault, who: Who, requestId: string, fileId: string, use?: string) {
  const route = 'POST /request-file-views'
  const request = await vault.session.request(requestId, new Date(), route)
  const body = { request, fileId, ...(use !== undefined && { use }) }
  const answer = await vault.send(who, '/request-file-views', body, { jkt: vault.session.jkt })
  const opened = answer.status === 200 ? await vault.session.open(answer.body.sealed, route) : undefined
  return { status: answer.status, code: answer.body.code, opened }
}
const custodyIn = (opened: { custody: { base64: string }[] }) =>
  opened.custody.map(({ base64 }) => JSON.parse(Buffer.from(base64, 'base64').toString('utf8')))
const refusal = async (vault: Vault, deliveryId: string) =>
  (await vault.told(fileRefused)).find(one => one.deliveryId === deliveryId)?.code

const at = (hub: string, agency: string) => ({ hub, agency })
const [PROSECUTION, CENTRAL, THERE] = [at('XA', SENDER.agencyId), at('XA', AGENCY), at('XB', AGENCY)]

describe('an annex', () => {
  test('goes with what is asked: from the prosecution by its central authority to the other one, whose chain of custody it bears', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    signed(id, [named(fileId, 'sender')])
    const { status, body } = await handOver(xa, ASKING, fileId, id)
    expect([status, body.code]).toEqual([201, undefined])
    expect(xa.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.FILE_HANDED_OVER, referralId: id, recipient: TO, agency: FROM, userId: ASKING.user },
    })
    await carryFile(xa, xb, body.deliveryId)
    expect((await xb.told(fileStored)).map(one => one.deliveryId)).toContain(body.deliveryId)
    const there = await came(xb, ASKED, id)
    expect(there).toMatchObject({ item: fileId, state: 'kept', own: true, sha256: film.file.sha256 })
    const { opened } = await show(xb, ASKED, id, there.fileId)
    expect(opened).toMatchObject({ item: fileId, handlingCode: 'h1', purpose: 'criminal_investigation' })
    expect(custodyIn(opened)).toMatchObject([
      { act: 'taken_in', by: PROSECUTION, item: fileId },
      { act: 'handed_over', by: PROSECUTION, to: CENTRAL },
      { act: 'received', by: CENTRAL },
      { act: 'handed_over', by: CENTRAL, to: THERE },
      { act: 'received', by: THERE, item: fileId },
    ])
    const content = (await ask(xb, ASKED, 'GET', there.fileId)).rawPayload
    const cipher = fileCipher(Buffer.from(opened.secret, 'base64'), opened)
    expect(hash('sha256', cipher.open(0, content))).toBe(film.file.sha256)
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === body.deliveryId)).toHaveLength(1)
    expect(xb.state.entries.map(({ action }) => action)).toEqual([Action.FILE_TAKEN_IN, Action.FILE_SHOWN])
    expect(xb.state.entries[1]).toMatchObject({ code: `as-requested:${there.fileId}`, relations: [Relation.UNKNOWN] })
    expect(xb.state.entries[1]?.categories).toContain(DataCategory.DOCUMENTS)
  })

  test('leaves, whoever opens it between being handed over and sealed: the chain of custody comes back to whoever hands it over', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    signed(id, [named(fileId, 'sender')])
    const { deliveryId } = (await handOver(xa, ASKING, fileId, id)).body
    expect((await show(xa, DRAFTER, id, fileId)).status).toBe(200)
    await carryFile(xa, xb, deliveryId)
    const { opened } = await show(xb, ASKED, id, (await came(xb, ASKED, id)).fileId)
    expect(custodyIn(opened).map(({ act, by }) => [act, by])).toEqual([
      ...[['taken_in', PROSECUTION] as const, ['handed_over', PROSECUTION] as const, ['received', CENTRAL] as const],
      ...[['handed_over', CENTRAL] as const, ['received', PROSECUTION] as const],
      ...[['handed_over', PROSECUTION] as const, ['received', CENTRAL] as const],
      ...[['handed_over', CENTRAL] as const, ['received', THERE] as const],
    ])
  })

  test('goes no more once the request is over: neither asked for then, nor handed over before and not sealed yet', async () => {
    const id = draft()
    const [early, late] = [await keep(xa, DRAFTER, id), await keep(xa, DRAFTER, id)]
    const files = [named(early, 'sender'), named(late, 'sender')]
    signed(id, files)
    const { body } = await handOver(xa, ASKING, early, id)
    const stand = xa.state.requests.get(id)
    if (stand) xa.state.requests.set(id, { ...stand, over: true })
    await xa.app.files.sealDeliveries(work())
    expect((await xa.told(fileBuilt)).map(({ deliveryId }) => deliveryId)).not.toContain(body.deliveryId)
    expect((await list(xa, ASKING, id)).sent).toMatchObject([{ state: 'expired', code: 'request_over' }])
    expect(await handOver(xa, ASKING, late, id)).toMatchObject({ status: 409, body: { code: 'request_over' } })
  })

  test('is in no table, part or line of either hub in clear, and its key is the request’s', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    signed(id, [named(fileId, 'sender')])
    await carryFile(xa, xb, (await handOver(xa, ASKING, fileId, id)).body.deliveryId)
    for (const vault of [xa, xb]) {
      expect(await vault.everything()).not.toContain(CANARY.trim())
      expect(await vault.keyRows('select 1 from wrapped_key where subject_id = $1', [id])).toHaveLength(1)
    }
  })

  test('is seen by whoever sends it alone until the request names it; then by its central authority, too', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    xa.state.requests.set(id, {
      ...{ roles: { [DRAFTER.agencyId]: 'drafter', [AGENCY]: 'reviewer' }, draftedBy: SENDER, toHub: 'XB' },
      ...{ texts: [], files: [] },
    })
    expect((await list(xa, DRAFTER, id)).files).toMatchObject([{ fileId, own: true, came: false }])
    expect((await list(xa, ASKING, id)).files).toEqual([])
    for (const one of [await show(xa, ASKING, id, fileId), await show(xa, { ...ASKING, ...STRANGER }, id, fileId)])
      expect([one.status, one.code]).toEqual([404, 'not_found'])
    expect((await ask(xa, ASKING, 'GET', fileId)).statusCode).toBe(404)
    const before = xa.state.requests.get(id)
    if (before) xa.state.requests.set(id, { ...before, files: [named(fileId, 'sender')] })
    expect((await show(xa, ASKING, id, fileId)).opened).toMatchObject({ fileId, handlingCode: 'h1' })
    expect((await ask(xa, ASKING, 'GET', fileId)).statusCode).toBe(200)
  })

  test('is not handed over unnamed, under another hash, by whoever drafts, or before it is signed', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    const code = async (who = ASKING) => (await handOver(xa, who, fileId, id)).body.code
    expect(await code()).toBe('not_found')
    signed(id, [])
    expect(await code()).toBe('request_file_not_named')
    signed(id, [{ ...named(fileId, 'sender'), sha256: 'f'.repeat(64) }])
    expect(await code()).toBe('request_file_not_named')
    signed(id, [named(fileId, 'recipient')])
    expect(await code()).toBe('request_file_not_named')
    signed(id, [named(fileId, 'sender')])
    expect(await code({ ...DRAFTER, scope })).toBe('request_authority_only')
    xa.state.denial = 'no_instrument'
    expect(await code()).toBe('no_instrument')
    xa.state.denial = undefined
    xa.state.away.add('audit')
    expect((await handOver(xa, ASKING, fileId, id)).status).toBe(503)
    xa.state.away.clear()
    expect(await code()).toBeUndefined()
    expect(await code()).toBe('file_on_its_way')
  })

  test('that another state sent on another request leaves for a third only with its permission', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    signed(id, [named(fileId, 'sender')])
    const refusals = { 'pass-to-other-state': 'item_use_refused' }
    xa.state.items.set(film.file.sha256, { requestId: randomUUID(), itemId: randomUUID(), refusals })
    expect((await handOver(xa, ASKING, fileId, id)).body.code).toBe('item_use_refused')
    expect(xa.state.entries.at(-1)).toMatchObject({ action: Action.DISCLOSURE_DENIED, code: 'item_use_refused' })
  })

  test('that another state let pass once is begun and handed over on this request as one use, whatever else it is kept as', async () => {
    const id = draft()
    xa.state.items.set(film.file.sha256, { requestId: randomUUID(), itemId: randomUUID(), refusals: {} })
    const fileId = await keep(xa, DRAFTER, id)
    signed(id, [named(fileId, 'sender')])
    expect((await handOver(xa, ASKING, fileId, id)).status).toBe(201)
    expect(xa.state.usesAsked.map(({ use, useId }) => [use, useId])).toEqual(
      [1, 2].map(() => ['pass-to-other-state', useIdOf(id, film.file.sha256)]),
    )
  })

  test('serves there what was asked, and anything else as exchange lets it, by its hash', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    signed(id, [named(fileId, 'sender')])
    await carryFile(xa, xb, (await handOver(xa, ASKING, fileId, id)).body.deliveryId)
    const there = await came(xb, ASKED, id)
    const refusals = { 'other-proceedings': 'item_use_not_permitted' }
    xb.state.items.set(film.file.sha256, { requestId: id, itemId: fileId, refusals })
    expect((await show(xb, ASKED, id, there.fileId, 'other-proceedings')).code).toBe('item_use_not_permitted')
    expect(xb.state.entries.at(-1)).toMatchObject({ action: Action.DISCLOSURE_DENIED, code: 'item_use_not_permitted' })
    expect((await show(xb, ASKED, id, there.fileId, 'civil-proceedings')).status).toBe(200)
    expect((await show(xb, ASKED, id, there.fileId, 'as-requested')).status).toBe(200)
    expect(xb.state.usesAsked.map(({ use, to }) => [use, to])).toEqual(
      ['other-proceedings', 'civil-proceedings', 'as-requested'].map(use => [use, `XB ${AGENCY}`]),
    )
  })

  test('is added to a draft by its drafter alone, not once it was handed in, and goes when it is discarded', async () => {
    const id = draft()
    expect((await begin(xa, ASKING, id)).status).toBe(404)
    const fileId = await keep(xa, DRAFTER, id)
    xa.state.requests.set(id, { roles: { [DRAFTER.agencyId]: 'drafter' }, draftedBy: SENDER, toHub: 'XB', texts: [] })
    expect((await begin(xa, DRAFTER, id)).body.code).toBe('request_not_open')
    expect(await xa.publish(requestDiscarded, { requestId: id, agencyId: DRAFTER.agencyId })).toBe('done')
    expect(await xa.rows('select 1 from file where file_id = $1', [fileId])).toEqual([])
    expect(await xa.rows('select 1 from file_piece where file_id = $1', [fileId])).toEqual([])
  })
})

describe('an item of the answer', () => {
  /** Obtained by XB, and handed over to XA. */
  async function answered(changes: Partial<RequestFileStand> = {}) {
    const id = randomUUID()
    signed(id, [])
    const fileId = await keep(xb, ASKED, id)
    signed(id, [named(fileId, 'recipient')])
    const { body } = await handOver(xb, ASKED, fileId, id)
    const files = [{ ...named(fileId, 'recipient'), ...changes }]
    const there = xa.state.requests.get(id)
    if (there) xa.state.requests.set(id, { ...there, files })
    await carryFile(xb, xa, body.deliveryId)
    return { id, fileId, deliveryId: body.deliveryId }
  }

  test('is opened by the central authority that asked, and by the prosecution, which the chain of custody says', async () => {
    const { id, fileId } = await answered()
    const { fileId: here } = await came(xa, ASKING, id)
    expect((await show(xa, ASKING, id, here)).opened).toMatchObject({ item: fileId, handlingCode: 'h1' })
    const { opened } = await show(xa, DRAFTER, id, here)
    expect(custodyIn(opened)).toMatchObject([
      { act: 'taken_in', by: THERE, signer: xb.certificates.packageSign.fingerprint },
      { act: 'handed_over', by: THERE, to: CENTRAL },
      { act: 'received', by: CENTRAL, signer: xa.certificates.packageSign.fingerprint },
      { act: 'handed_over', by: CENTRAL, to: PROSECUTION },
      { act: 'received', by: PROSECUTION, item: fileId },
    ])
    expect(custodyIn((await show(xa, DRAFTER, id, here)).opened)).toHaveLength(5)
    expect((await ask(xa, DRAFTER, 'GET', here)).statusCode).toBe(200)
    expect((await ask(xa, DRAFTER, 'HEAD', here)).statusCode).toBe(404)
  })

  test('that went back, is held all the same, was destroyed or came back says so in its chain of custody, once each, signed by the hub whose authority says it', async () => {
    const { id, fileId } = await answered()
    const { fileId: here } = await came(xa, ASKING, id)
    expect((await show(xa, DRAFTER, id, here)).status).toBe(200)
    const heard = (acts: string[]) => acts.map(act => ({ act, at: timestampFromDate(new Date()) }))
    const other = { itemId: randomUUID(), sha256: film.file.sha256, acts: heard(['destroyed']) }
    const before = { act: 'destroyed', at: timestampFromDate(new Date(0)) }
    const told = async (vault: Vault, said: string[], sha256 = film.file.sha256) => {
      // Of a file that came before this one.
      const acts = [before, ...heard(said)]
      expect(
        await vault.publish(itemsGone, {
          ...{ requestId: id, holder: FROM, origin: TO, items: [{ itemId: fileId, sha256, acts }, other] },
        }),
      ).toBe('done')
    }
    for (const vault of [xa, xb]) {
      await told(vault, ['returned'])
      await told(vault, ['returned', 'held_again', 'returned', 'came_back'])
      // News that come late, and of other bytes under the same number.
      await told(vault, ['returned', 'held_again'])
      await told(vault, ['destroyed'], 'f'.repeat(64))
    }
    const stands = (await came(xa, DRAFTER, id)).gone
    const chain = custodyIn((await show(xa, DRAFTER, id, here)).opened)
    // What opens no more is shown who had it.
    expect(custodyIn(stands)).toEqual(chain)
    expect((await list(xb, ASKED, id)).files).toMatchObject([{ fileId, gone: null }])
    const signer = xa.certificates.packageSign.fingerprint
    expect(chain.slice(3)).toMatchObject([
      ...[
        { act: 'handed_over', by: CENTRAL, to: PROSECUTION },
        { act: 'received', by: PROSECUTION },
      ],
      ...[
        { act: 'handed_over', by: PROSECUTION, to: CENTRAL },
        { act: 'received', by: CENTRAL },
      ],
      ...[
        { act: 'returned', by: CENTRAL, to: THERE, item: fileId, signer },
        { act: 'held_again', by: CENTRAL, to: null },
      ],
      { act: 'returned', by: CENTRAL, to: THERE, signer },
    ])
    expect(custodyIn((await show(xb, ASKED, id, fileId)).opened)).toMatchObject([
      { act: 'taken_in', by: THERE },
      { act: 'came_back', by: THERE, to: null, signer: xb.certificates.packageSign.fingerprint },
    ])
    // Handed over anew, it is held and opened as before.
    await told(xa, ['returned', 'held_again', 'returned', 'came_back', 'held_again', 'destroyed', 'held_again'])
    expect(custodyIn((await show(xa, DRAFTER, id, here)).opened).slice(10)).toMatchObject([
      ...[{ act: 'held_again' }, { act: 'destroyed', by: CENTRAL, to: null }, { act: 'held_again' }],
      ...[
        { act: 'handed_over', by: CENTRAL, to: PROSECUTION },
        { act: 'received', by: PROSECUTION },
      ],
    ])
  })

  test('is opened for another use only as exchange lets it, by its hash', async () => {
    const { id } = await answered()
    const { fileId } = await came(xa, ASKING, id)
    const refusals = { 'other-proceedings': 'item_use_not_permitted' }
    xa.state.items.set(film.file.sha256, { requestId: id, itemId: randomUUID(), refusals })
    expect((await show(xa, DRAFTER, id, fileId, 'other-proceedings')).code).toBe('item_use_not_permitted')
    expect((await show(xa, DRAFTER, id, fileId)).status).toBe(200)
    expect(xa.state.usesAsked.map(({ use, to }) => [use, to])).toEqual([
      ['other-proceedings', `XA ${DRAFTER.agencyId}`],
      ['as-requested', `XA ${DRAFTER.agencyId}`],
    ])
  })

  test.each([
    ['hash', { sha256: 'e'.repeat(64) }],
    ['item', { itemId: randomUUID() }],
    ['side', { side: 'sender' }],
    ['handling code', { handling: 'h0' }],
    ['evaluation', { information: 'information-1' }],
  ])('that is not what its request names, by another %s, is refused, and nothing of it stays', async (_, changes) => {
    const { id, deliveryId } = await answered(changes)
    expect(await refusal(xa, deliveryId)).toBe('request_file_differs')
    expect(await xa.rows('select 1 from file where request_id = $1', [id])).toEqual([])
  })

  test('between others than its request’s two authorities is refused', async () => {
    const id = randomUUID()
    signed(id, [])
    const fileId = await keep(xb, ASKED, id)
    signed(id, [named(fileId, 'recipient')])
    const { body } = await handOver(xb, ASKED, fileId, id)
    const there = xa.state.requests.get(id)
    const other = { hub: 'XB', agencyId: STRANGER.agencyId }
    if (there) xa.state.requests.set(id, { ...there, parties: { sender: FROM, recipient: other } })
    await carryFile(xb, xa, body.deliveryId)
    expect(await refusal(xa, body.deliveryId)).toBe('file_not_for_us')
  })

  test('that was refused there for a key goes again, sealed to the next one, with an entry of its own, three times at most', async () => {
    const { recipient, jurisdiction } = xa.certificates
    const id = randomUUID()
    signed(id, [])
    const fileId = await keep(xb, ASKED, id)
    signed(id, [named(fileId, 'recipient')])
    const { deliveryId } = (await handOver(xb, ASKED, fileId, id)).body
    await xb.app.files.sealDeliveries(work())
    const next = await jurisdiction.certified('agency', AGENCY)
    await xa.keyStore.savePrivateKey(nameOfKey(AGENCY, next.fingerprint), next.privateKey)
    for (const { state } of [xa, xb]) state.agencies.set(`XA/${AGENCY}`, [await revoked(recipient), next])
    await carryFile(xb, xa, deliveryId)
    expect(await refusal(xa, deliveryId)).toBe('recipient_key_revoked')
    xb.state.entries.length = 0
    const settled = (of: string, code: string) =>
      xb.publish(fileSettled, { deliveryId: of, kind: EvidenceKind.REFUSED, code })
    expect(await settled(deliveryId, 'recipient_key_revoked')).toBe('done')
    const sent = async () => (await list(xb, ASKED, id)).sent as { deliveryId: string; state: string }[]
    const again = (await sent()).at(-1)?.deliveryId ?? ''
    expect((await sent()).map(({ state }) => state)).toEqual(['refused', 'sealing'])
    expect(xb.state.entries.map(({ action, entryId }) => [action, entryId])).toEqual([[Action.FILE_HANDED_OVER, again]])
    await carryFile(xb, xa, again)
    expect((await came(xa, ASKING, id)).fileId).toBeDefined()

    const third = await jurisdiction.certified('agency', AGENCY)
    xb.state.agencies.set(`XA/${AGENCY}`, [third])
    expect(await settled(again, 'not_for_this_key')).toBe('done')
    expect((await sent()).map(({ state }) => state)).toEqual(['refused', 'refused', 'sealing'])
    expect(await settled((await sent()).at(-1)?.deliveryId ?? '', 'signer_unknown')).toBe('done')
    expect((await sent()).map(({ state }) => state)).toEqual(['refused', 'refused', 'refused'])
    for (const { state } of [xa, xb]) state.agencies.set(`XA/${AGENCY}`, recipient)
  })

  test('that was refused there is shown so, and may be handed over anew', async () => {
    const { id, fileId, deliveryId } = await answered()
    await xb.publish(fileSettled, { deliveryId, kind: EvidenceKind.REFUSED, code: 'request_file_differs' })
    expect((await list(xb, ASKED, id)).sent).toMatchObject([{ fileId, state: 'refused', code: 'request_file_differs' }])
    expect((await handOver(xb, ASKED, fileId, id)).status).toBe(201)
  })
})

describe('no way leads round it', () => {
  test('a request’s file is no person’s, and the other way round', async () => {
    const id = draft()
    const fileId = await keep(xa, DRAFTER, id)
    const worker: Who = { ...DRAFTER, scope: 'referral:work view:open' }
    expect((await xa.get(worker, `/files/${fileId}`)).status).toBe(404)
    const request = await xa.session.request(id, new Date(), 'POST /file-views')
    expect((await xa.send(worker, '/file-views', { request, fileId }, { jkt: xa.session.jkt })).status).toBe(404)
  })
})

describe('files of a request', async () => {
  const id = draft()
  const fileId = await keep(xa, DRAFTER, id)
  signed(id, [named(fileId, 'sender')])
  const as = (who: Who, scopes: string): Who => ({ ...who, scope: scopes })
  const without = (scopes: readonly string[]) => SCOPES.filter(one => !scopes.includes(one)).join(' ')
  const everything = SCOPES.join(' ')

  test('may be listed, opened and handed over: by agencies of the request, with that scope and no other', async () => {
    const reader = as(DRAFTER, 'evidence:request')
    expect((await list(xa, reader, id)).files).toHaveLength(1)
    expect((await show(xa, reader, id, fileId)).status).toBe(200)
    expect((await ask(xa, reader, 'GET', fileId)).statusCode).toBe(200)
    expect((await ask(xa, reader, 'HEAD', fileId)).statusCode).toBe(204)
    expect((await handOver(xa, as(ASKING, 'evidence:decide'), fileId, id)).status).toBe(201)
  })
  test('may not: without it', async () => {
    const reader = as(DRAFTER, without(['evidence:request']))
    expect((await xa.get(reader, `/request-files?requestId=${id}`)).status).toBe(404)
    expect((await begin(xa, reader, id)).status).toBe(404)
    expect((await show(xa, reader, id, fileId)).status).toBe(404)
    for (const method of ['GET', 'HEAD', 'PATCH'] as const)
      expect((await ask(xa, reader, method, fileId)).statusCode).toBe(404)
    expect((await handOver(xa, as(ASKING, without(['evidence:decide'])), fileId, id)).status).toBe(404)
  })
  test('must not even be known: to any other agency, whatever its scopes', async () => {
    const stranger: Who = { agencyId: STRANGER.agencyId, user: randomUUID(), scope: everything }
    expect((await xa.get(stranger, `/request-files?requestId=${id}`)).status).toBe(404)
    expect((await begin(xa, stranger, id)).status).toBe(404)
    expect((await show(xa, stranger, id, fileId)).status).toBe(404)
    for (const method of ['GET', 'HEAD', 'PATCH'] as const)
      expect((await ask(xa, stranger, method, fileId)).statusCode).toBe(404)
    expect((await handOver(xa, stranger, fileId, id)).status).toBe(404)
  })
})
