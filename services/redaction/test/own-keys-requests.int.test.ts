import { randomUUID } from 'node:crypto'
import {
  Action,
  EvidenceKind,
  fileBuilt,
  fileOpened,
  fileReceived,
  fileRefused,
  fileStored,
  lettersOpened,
  messageBuilt,
  messageOpened,
  messageReceived,
  messageRefused,
  messageSettled,
  messageStored,
  requestSigned,
} from '@amparo/contracts'
import { bundleFolder, openBundle } from '@amparo/crypto/bundle'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Certified, revoked } from './fixtures/certificates.ts'
import type { RequestFileStand } from './fixtures/neighbours.ts'
import { agencyMachine } from './fixtures/openpgp-programs.ts'
import { SENDER, STRANGER } from './fixtures/parties.ts'
import type { Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'
import { prepared } from './fixtures/uploads.ts'

/** Two hubs; the central authority of XB holds its keys itself. */
const { xa, xb } = await useTwoVaults()
await xb.keyStore.destroyPrivateKey(`agency-${AGENCY}`)
const { jurisdiction } = xb.certificates
const own = await jurisdiction.certified('agency', AGENCY, { profile: 'compatible' })
const next = await jurisdiction.certified('agency', AGENCY)
const listing = (...all: Certified[]) => {
  const theirs = all.map(one => ({ ...one, hubHeld: false }))
  for (const { state } of [xa, xb]) state.agencies.set(`XB/${AGENCY}`, theirs)
}
const scope = 'evidence:request evidence:decide'
const DRAFTER: Who = { agencyId: SENDER.agencyId, user: randomUUID(), scope }
const ASKING: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const ASKED: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const machine = agencyMachine()
afterAll(() => machine.close())

beforeEach(() => {
  listing(own)
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined })
    state.away.clear()
    state.entries.length = 0
  }
})

type Vault = typeof xa
const FACTS = 'El sospechoso Ramiro Quispetupa captó a la víctima Yaneth Quillahuaman.'
interface Named {
  readonly texts?: readonly { field: string; sha256: string }[]
  readonly files?: readonly RequestFileStand[]
}
function signed(id: string, named: Named = {}): string {
  const stand = { draftedBy: SENDER, toHub: 'XB', parties: { sender: FROM, recipient: TO }, texts: [], ...named }
  xa.state.requests.set(id, { ...stand, roles: { [DRAFTER.agencyId]: 'drafter', [AGENCY]: 'sender' } })
  xb.state.requests.set(id, { ...stand, roles: { [AGENCY]: 'recipient' } })
  return id
}
function draft(): string {
  const id = randomUUID()
  const stand = { roles: { [DRAFTER.agencyId]: 'drafter' }, draftedBy: SENDER, toHub: 'XB', texts: [] }
  xa.state.requests.set(id, { ...stand, open: true })
  return id
}
const builtFor = async (vault: Vault, id: string) =>
  (await vault.told(messageBuilt)).filter(({ referralId }) => referralId === id)
async function carry(from: Vault, to: Vault, id: string): Promise<string> {
  const built = (await builtFor(from, id)).at(-1)
  if (built === undefined) throw new Error('nothing was built')
  const { messageId, referralId, to: agency, ciphertext, sha256 } = built
  const message = { messageId, referralId, ciphertext, sha256, ...(agency && { to: agency }) }
  await to.publish(messageReceived, { fromHub: from === xa ? 'XA' : 'XB', message })
  return messageId
}
async function fetch(requestId: string, itemId: string, who = ASKED, use = 'as-requested') {
  const request = await xb.session.request(requestId, new Date(), 'POST /sealed-request-items')
  const { jkt } = xb.session
  const { status, body, bytes: zip } = await xb.send(who, '/sealed-request-items', { request, itemId, use }, { jkt })
  return { status, code: body?.code, zip }
}
/** Where the key is; and no key of XB's opens it. */
async function opened(zip: Buffer, key = own.privateKey) {
  const folder = bundleFolder(`${machine.dir}/${machine.unpack(zip)}/bundle`)
  const chunks: Buffer[] = []
  const content = async (chunk: Uint8Array) => void chunks.push(Buffer.from(chunk))
  const options = { signers: [xa.certificates.packageSign.armored], at: new Date(), content }
  const { manifest, custody } = await openBundle(folder, { ...options, privateKeys: [key] })
  const bytes = Buffer.concat(chunks)
  for (const name of await xb.keyStore.privateKeyNames()) {
    const privateKeys = [(await xb.keyStore.readPrivateKey(name)) ?? '']
    await expect(openBundle(folder, { ...options, privateKeys })).rejects.toMatchObject({ code: 'not_for_this_key' })
  }
  return { manifest, custody, bytes }
}

describe('what a request for evidence says, to a central authority that holds its keys itself', () => {
  async function came() {
    const id = draft()
    const { body } = await xa.post(DRAFTER, '/request-texts', {
      ...{ requestId: id, field: 'facts', lang: 'es', text: FACTS, attachments: [] },
    })
    signed(id, { texts: [body] })
    xa.state.entries.length = 0
    expect(await xa.publish(requestSigned, { requestId: id })).toBe('done')
    const textId = await carry(xa, xb, id)
    return { id, textId, sha256: body.sha256 }
  }

  test('goes sealed to it alone, and opens to the very bytes whose hash the request names', async () => {
    const { id, textId, sha256 } = await came()
    expect((await xb.told(messageStored)).filter(one => one.messageId === textId)).toHaveLength(1)
    expect(xa.state.entries.filter(({ action }) => action === Action.REQUEST_TEXT_RELEASED)).toMatchObject([
      { recipient: TO, code: `agency_held:${own.fingerprint}:facts` },
    ])
    const { opened: read } = await xb.readTexts(id, ASKED)
    expect(read).toMatchObject({
      texts: [],
      elsewhere: [],
      sealed: [{ itemId: textId, field: 'facts', sha256, by: FROM, sealedTo: own.fingerprint }],
    })
    expect(await xb.everything()).not.toContain('Quispetupa')

    xb.state.entries.length = 0
    const { status, zip } = await fetch(id, textId)
    expect(status).toBe(200)
    expect(xb.state.entries).toMatchObject([
      { action: Action.CONTENTS_GIVEN_OUT, userId: ASKED.user, code: own.fingerprint, referralId: id },
    ])
    expect((await xb.told(messageOpened)).filter(one => one.messageId === textId)).toHaveLength(1)
    const { manifest, bytes } = await opened(zip)
    expect(manifest).toMatchObject({ bundle: textId, referral: id, sha256, recipientKey: own.fingerprint })
    const text = JSON.parse(bytes.toString('utf8'))
    expect(text).toMatchObject({ requestId: id, field: 'facts', lang: 'es' })
    expect(text.text).toBe('El sospechoso [PERSON] captó a la víctima [PERSON].')
  })

  test('is given to nobody without a decision and an entry in the log, and to nobody else', async () => {
    const { id, textId } = await came()
    xb.state.denial = 'no_instrument'
    expect(await fetch(id, textId)).toMatchObject({ code: 'no_instrument' })
    xb.state.denial = undefined
    xb.state.away.add('audit')
    expect((await fetch(id, textId)).status).toBe(503)
    xb.state.away.clear()
    const stand = xb.state.requests.get(id)
    if (stand) xb.state.requests.set(id, { ...stand, roles: { ...stand.roles, [STRANGER.agencyId]: 'drafter' } })
    expect(await fetch(id, textId, { ...ASKED, agencyId: STRANGER.agencyId })).toMatchObject({ status: 404 })
    expect(await fetch(id, randomUUID())).toMatchObject({ status: 404, code: 'not_found' })
    expect(await fetch(signed(randomUUID()), textId)).toMatchObject({ status: 404, code: 'not_found' })
    listing(await revoked(own), next)
    expect(await fetch(id, textId)).toMatchObject({ status: 409, code: 'contents_key_revoked' })
  })

  test('goes again to its next key when the one that it went to was revoked on the way', async () => {
    const id = draft()
    const text = { requestId: id, field: 'facts', lang: 'es', text: FACTS, attachments: [] }
    const { body } = await xa.post(DRAFTER, '/request-texts', text)
    signed(id, { texts: [body] })
    await xa.publish(requestSigned, { requestId: id })
    listing(await revoked(own), next)
    const first = await carry(xa, xb, id)
    const [refused] = (await xb.told(messageRefused)).filter(one => one.messageId === first)
    expect(refused?.code).toBe('recipient_key_revoked')
    xa.state.entries.length = 0
    const kind = EvidenceKind.REFUSED
    await xa.publish(messageSettled, { messageId: first, referralId: id, kind, code: 'recipient_key_revoked' })
    const again = await carry(xa, xb, id)
    expect(again).not.toBe(first)
    expect(xa.state.entries.filter(({ action }) => action === Action.REQUEST_TEXT_RELEASED)).toMatchObject([
      { code: `agency_held:${next.fingerprint}:facts` },
    ])
    const { manifest } = await opened((await fetch(id, again)).zip, next.privateKey)
    expect(manifest).toMatchObject({ bundle: again, sha256: body.sha256, recipientKey: next.fingerprint })
  })

  test('is not taken in where the request names another text in that field', async () => {
    const id = draft()
    const text = { requestId: id, field: 'facts', lang: 'es', text: FACTS, attachments: [] }
    const { body } = await xa.post(DRAFTER, '/request-texts', text)
    signed(id, { texts: [body] })
    await xa.publish(requestSigned, { requestId: id })
    const stand = xb.state.requests.get(id)
    if (stand) xb.state.requests.set(id, { ...stand, texts: [{ field: 'facts', sha256: 'd'.repeat(64) }] })
    await carry(xa, xb, id)
    expect(await xb.rows('select 1 from request_text where request_id = $1', [id])).toEqual([])
  })
})

describe('a letter about a request', () => {
  const write = (vault: Vault, id: string, who: Who, text: string) =>
    vault.post(who, '/request-letters', { requestId: id, victims: 'no-victim', lang: 'es', text, attachments: [] })

  test('goes to it sealed, and from it as any other', async () => {
    const id = signed(randomUUID())
    expect((await write(xa, id, ASKING, 'El banco entregará mañana.')).status).toBe(201)
    const letterId = await carry(xa, xb, id)
    const { opened: listed } = await xb.readLetters(id, ASKED)
    expect(listed).toMatchObject({ letters: [], more: false, sealed: [{ itemId: letterId, field: 'letter' }] })
    // It is listed, and read by whoever fetches it.
    const read = async () => (await xb.told(lettersOpened)).filter(one => one.requestId === id)
    expect(await read()).toEqual([])
    const { bytes } = await opened((await fetch(id, letterId)).zip)
    expect(await read()).toMatchObject([{ agencyId: AGENCY, sha256: [listed.sealed[0].sha256] }])
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ text: 'El banco entregará mañana.' })
    expect((await write(xb, id, ASKED, 'Recibido.')).status).toBe(201)
    await carry(xb, xa, id)
    expect((await xa.readLetters(id, ASKING)).opened.letters[0]).toMatchObject({ text: 'Recibido.', by: TO })
  })

  test('of whoever leads the case is given out to it as one of the other authority is', async () => {
    const id = signed(randomUUID())
    expect((await write(xa, id, DRAFTER, 'La audiencia es el lunes.')).status).toBe(201)
    const letterId = await carry(xa, xb, id)
    const { opened: listed } = await xb.readLetters(id, ASKED)
    expect(listed).toMatchObject({ letters: [], sealed: [{ itemId: letterId, by: SENDER }] })
    const { status, zip } = await fetch(id, letterId)
    expect(status).toBe(200)
    const { bytes } = await opened(zip)
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ text: 'La audiencia es el lunes.' })
  })
})

describe('a file of a request', async () => {
  const film = await prepared(Buffer.alloc(300_000, 'plano de la casa de Yaneth Quillahuaman '))
  const CODES = { handling: 'h1', source: 'source-b', information: 'information-3' }
  const work = () => new AbortController().signal
  async function annexed(change: (id: string, itemId: string) => void = () => {}) {
    const id = draft()
    const { body } = await xa.post(DRAFTER, '/request-files', { requestId: id, mediaType: 'video/mp4', ...film.file })
    const bearer = await xa.token({ scope, agency: DRAFTER.agencyId, sub: DRAFTER.user })
    const tus = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    const url = `/request-files/${body.fileId}/content`
    const headers = { authorization: `Bearer ${bearer}`, ...tus }
    await xa.http.inject({ method: 'PATCH', url, headers, payload: film.sealed })
    await xa.app.files.verifyFiles(work())
    signed(id, { files: [{ itemId: body.fileId, sha256: film.file.sha256, side: 'sender', ...CODES }] })
    change(id, body.fileId)
    const handed = await xa.send(ASKING, '/request-file-deliveries', { fileId: body.fileId, requestId: id })
    expect([handed.status, handed.body.code]).toEqual([201, undefined])
    const { deliveryId } = handed.body
    await xa.app.files.sealDeliveries(work())
    const built = (await xa.told(fileBuilt)).find(one => one.deliveryId === deliveryId)
    if (built === undefined) throw new Error('it was not sealed')
    const { from, to, referralId, size, parts, itemId } = built
    const file = { deliveryId, referralId, size, parts, itemId, ...(from && { from }), ...(to && { to }) }
    await xb.publish(fileReceived, { fromHub: 'XA', file })
    for (let number = 0; number < parts; number++) {
      const { ciphertext } = await xa.app.files.parts.toSend({ deliveryId, number })
      const $typeName = 'amparo.redaction.v1.TakeFilePartRequest'
      await xb.app.files.parts.take({ $typeName, fromHub: 'XA', deliveryId, number, ciphertext })
    }
    await xb.app.files.verifyArrivals(work())
    return { id, itemId: body.fileId, deliveryId }
  }

  test('goes to it sealed, and opens to what the request names: item, hash, handling code and evaluation', async () => {
    const { id, itemId, deliveryId } = await annexed()
    expect(xa.state.entries.filter(({ action }) => action === Action.FILE_HANDED_OVER)).toMatchObject([
      { recipient: TO, code: `agency_held:${own.fingerprint}` },
    ])
    expect((await xb.told(fileStored)).filter(one => one.deliveryId === deliveryId)).toHaveLength(1)
    const { body } = await xb.get(ASKED, `/request-files?requestId=${id}`)
    expect(body).toMatchObject({
      files: [],
      coming: [{ deliveryId, item: itemId, state: 'stored', sealedTo: own.fingerprint }],
    })
    xb.state.entries.length = 0
    const { zip } = await fetch(id, deliveryId)
    expect(xb.state.entries).toMatchObject([{ action: Action.CONTENTS_GIVEN_OUT, code: own.fingerprint }])
    expect((await xb.told(fileOpened)).filter(one => one.deliveryId === deliveryId)).toHaveLength(1)
    const { manifest, custody, bytes } = await opened(zip)
    expect(manifest).toMatchObject({ item: itemId, referral: id, handling: 'h1', evaluation: 'b3' })
    expect(manifest.sha256).toBe(film.file.sha256)
    expect(custody.at(-1)).toMatchObject({ act: 'handed_over', to: { hub: 'XB', agency: AGENCY } })
    expect(bytes.byteLength).toBe(300_000)
  })

  test('is not given out once the term is over that its sender set', async () => {
    const { id, itemId, deliveryId } = await annexed()
    const { sha256 } = film.file
    xb.state.items.set(sha256, { requestId: id, itemId, refusals: { 'as-requested': 'item_term_over' } })
    xb.state.entries.length = 0
    expect(await fetch(id, deliveryId)).toMatchObject({ status: 403, code: 'item_term_over' })
    expect(xb.state.entries).toMatchObject([{ action: Action.DISCLOSURE_DENIED, code: 'item_term_over' }])
    xb.state.items.clear()
  })

  test('is given out for a use that is stated first: in the log and with exchange, once; for another as that is let', async () => {
    const { id, itemId, deliveryId } = await annexed()
    xb.state.items.set(film.file.sha256, { requestId: id, itemId, refusals: { export: 'item_use_not_permitted' } })
    xb.state.entries.length = 0
    xb.state.usesAsked.length = 0
    for (const _ of [1, 2]) expect((await fetch(id, deliveryId)).status).toBe(200)
    expect(xb.state.usesAsked).toMatchObject([1, 2].map(() => ({ use: 'as-requested', givenOut: true })))
    expect(new Set(xb.state.usesAsked.map(({ useId }) => useId)).size).toBe(1)
    const [first, then] = xb.state.entries
    expect(first).toMatchObject({ action: Action.ITEM_USED, code: `as-requested:${itemId}`, referralId: id })
    expect(then).toMatchObject({ action: Action.CONTENTS_GIVEN_OUT })
    expect(await fetch(id, deliveryId, ASKED, 'export')).toMatchObject({ status: 403, code: 'item_use_not_permitted' })
    expect(xb.state.entries.at(-1)).toMatchObject({ action: Action.DISCLOSURE_DENIED, code: 'item_use_not_permitted' })
    xb.state.items.clear()
  })

  test('that the request does not name is refused', async () => {
    const { deliveryId } = await annexed(id => {
      const stand = xb.state.requests.get(id)
      if (stand) xb.state.requests.set(id, { ...stand, files: [] })
    })
    expect((await xb.told(fileRefused)).find(one => one.deliveryId === deliveryId)?.code).toBe('request_file_differs')
  })
})
