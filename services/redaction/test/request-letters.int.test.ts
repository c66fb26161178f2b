import { randomUUID } from 'node:crypto'
import {
  Action,
  lettersOpened,
  messageBuilt,
  messageOpened,
  messageReceived,
  messageRefused,
  messageStored,
  Relation,
} from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { dataKeys } from '../src/store/data-keys.ts'
import { addRequestText, hashOfText, requestKey } from '../src/store/request-texts.ts'
import { SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import type { Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'

const { xa, xb } = await useTwoVaults()
const scope = 'evidence:request evidence:decide'
const ASKING: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const ASKED: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const DRAFTER: Who = { agencyId: SENDER.agencyId, user: WORKER, scope }
const TEXT =
  'El banco entregará mañana. El sospechoso Ramiro Quispetupa sigue detenido; la testigo Yaneth Quillahuaman declaró ayer.'

beforeEach(() => {
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined })
    state.away.clear()
    state.entries.length = 0
  }
})

/** The persons of a request, as both hubs hold them. Answers by what it names them. */
async function keepPersons(requestId: string, suspects: readonly string[]) {
  const text = 'Ramiro Quispetupa, nacido en 1984.'
  const said = { v: 1, requestId, field: 'persons', salt: 'a'.repeat(32), lang: 'es', text, attachments: [], suspects }
  const json = JSON.stringify(said)
  const kept = { requestId, field: 'persons', sha256: hashOfText(json), by: FROM, byUser: undefined }
  for (const vault of [xa, xb]) {
    const key = await requestKey({ ...vault, keys: dataKeys(vault.keyStore, vault.keysDatabase) }, requestId)
    const head = { ...kept, textId: randomUUID(), madeAt: new Date() }
    await vault.store.run(tx => addRequestText(tx, head, json, key))
  }
  return { field: 'persons', sha256: kept.sha256 }
}

async function listSuspects(requestId: string, suspects: readonly string[]) {
  const texts = [await keepPersons(requestId, suspects)]
  for (const { state } of [xa, xb]) {
    const stand = state.requests.get(requestId)
    if (stand) state.requests.set(requestId, { ...stand, texts })
  }
}

/** Of XA's central authority to XB's, as both exchanges have it. */
function signed(): string {
  const id = randomUUID()
  const request = { draftedBy: SENDER, toHub: 'XB', parties: { sender: FROM, recipient: TO }, texts: [] }
  xa.state.requests.set(id, { ...request, roles: { [AGENCY]: 'sender', [SENDER.agencyId]: 'drafter' } })
  xb.state.requests.set(id, { ...request, roles: { [AGENCY]: 'recipient' } })
  return id
}
type Vault = typeof xa
const write = (vault: Vault, requestId: string, who: Who, text = TEXT) =>
  vault.post(who, '/request-letters', { requestId, victims: 'no-victim', lang: 'es', text, attachments: [] })
const builtFor = async (vault: Vault, id: string) =>
  (await vault.told(messageBuilt)).filter(({ referralId }) => referralId === id)
/** As exchange carries what was built last. */
async function carry(from: Vault, to: Vault, id: string) {
  const built = (await builtFor(from, id)).at(-1)
  if (built === undefined) throw new Error('nothing was built')
  const { messageId, referralId, to: agency, ciphertext, sha256 } = built
  const message = { messageId, referralId, ciphertext, sha256, ...(agency && { to: agency }) }
  await to.publish(messageReceived, { fromHub: from === xa ? 'XA' : 'XB', message })
  return messageId
}
const REASONS = 'amparo.redaction.v1.RequestReasonsRequest' as const
const party = (of: { hub: string; agencyId: string }) => ({ $typeName: 'amparo.common.v1.AgencyRef' as const, ...of })
const textsOf = async (vault: Vault, id: string, who: Who) =>
  (await vault.readLetters(id, who)).opened.letters.map(({ text }: { text: string }) => text)

describe('what two central authorities write to each other about a request', () => {
  test('goes either way, masked as what is asked is, and is read by both and by whoever leads the case', async () => {
    const id = signed()
    await listSuspects(id, ['Ramiro Quispetupa'])
    expect((await write(xa, id, ASKING)).status).toBe(201)
    const written = [await carry(xa, xb, id)]
    xb.state.staff = [{ userId: ASKED.user, givenNames: 'Ficticio', familyNames: 'Quispetupa' }]
    const [came] = await textsOf(xb, id, ASKED)
    expect(xb.state.entries.at(-1)).toMatchObject({
      action: Action.MESSAGES_READ,
      relations: [Relation.SAME_FAMILY_NAME],
    })
    expect(came).toContain('Ramiro Quispetupa')
    expect(came).not.toContain('Quillahuaman')
    expect((await write(xb, id, ASKED, 'Recibido.')).status).toBe(201)
    written.push(await carry(xb, xa, id))
    expect(await textsOf(xa, id, ASKING)).toEqual(['Recibido.', came])
    expect(await textsOf(xa, id, DRAFTER)).toEqual(['Recibido.', came])
    for (const vault of [xa, xb])
      expect((await vault.told(messageOpened)).filter(({ messageId }) => written.includes(messageId))).toHaveLength(1)
    expect((await xa.readLetters(id, ASKING)).opened.letters[1]).toMatchObject({ by: FROM, delivery: 'sent' })
  })

  test.each([
    ['that it lists as none', []],
    ['that it does not list', ['Pedro Ruiz']],
  ])('names nobody as a suspect of the request %s, in either hub', async (_, suspects) => {
    const id = signed()
    await listSuspects(id, suspects)
    for (const [vault, who] of [[xa, ASKING] as const, [xa, DRAFTER] as const, [xb, ASKED] as const]) {
      expect((await write(vault, id, who)).status).toBe(201)
      const [text] = await textsOf(vault, id, who)
      expect(text).toContain('El banco entregará mañana. El sospechoso [PERSON] sigue detenido')
    }
  })

  test('names nobody by a text of persons that the request does not name', async () => {
    const id = signed()
    await keepPersons(id, ['Ramiro Quispetupa'])
    expect((await write(xa, id, ASKING)).status).toBe(201)
    expect((await textsOf(xa, id, ASKING))[0]).not.toMatch(/Ramiro|Quispetupa/)
  })

  test('stands in the log before it leaves and before it is read, and nowhere else in clear', async () => {
    const id = signed()
    // What their own agency has written is no disclosure to them.
    xa.state.staff = [{ userId: ASKING.user, givenNames: 'Ficticio', familyNames: 'Quispetupa' }]
    await write(xa, id, ASKING)
    await xa.readLetters(id, ASKING)
    expect(xa.state.entries).toMatchObject([
      { action: Action.REQUEST_TEXT_RELEASED, referralId: id, code: 'letter', recipient: TO, userId: ASKING.user },
      { action: Action.MESSAGES_READ, referralId: id, userId: ASKING.user, relations: [] },
    ])
    expect(await xa.everything()).not.toContain('Quispetupa')
    xa.state.away.add('audit')
    expect((await write(xa, id, ASKING)).status).toBe(503)
    expect(await builtFor(xa, id)).toHaveLength(1)
  })

  test('goes only with what is said of the victims in it and the other state', async () => {
    const id = signed()
    const data = { requestId: id, lang: 'es', text: TEXT, attachments: [] }
    for (const victims of [undefined, '', 'not-asked'])
      expect(
        await xa.post(ASKING, '/request-letters', { ...data, ...(victims !== undefined && { victims }) }),
      ).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/victims' }] },
      })
    expect(await builtFor(xa, id)).toEqual([])
  })

  test('is no text of the request: neither is taken for the other', async () => {
    const id = signed()
    await write(xa, id, ASKING)
    expect((await xa.readTexts(id, ASKING)).opened.texts).toEqual([])
    const draft = randomUUID()
    const roles = { [DRAFTER.agencyId]: 'drafter' }
    xa.state.requests.set(draft, { roles, open: true, draftedBy: SENDER, toHub: 'XB', texts: [] })
    const data = { requestId: draft, field: 'letter', lang: 'es', text: TEXT, attachments: [] }
    expect((await xa.post(DRAFTER, '/request-texts', data)).status).toBe(400)
  })

  test('is written by whoever leads the case, too, to the other state’s authority; all read it, and the answer', async () => {
    const id = signed()
    expect((await write(xa, id, DRAFTER, 'Soy quien lleva la causa.')).status).toBe(201)
    expect(xa.state.entries).toMatchObject([{ agency: SENDER, recipient: TO, userId: DRAFTER.user }])
    expect((await builtFor(xa, id))[0]).toMatchObject({ from: SENDER, to: TO })
    await carry(xa, xb, id)
    expect((await write(xb, id, ASKED, 'Recibido.')).status).toBe(201)
    await carry(xb, xa, id)
    for (const who of [ASKING, DRAFTER])
      expect(await textsOf(xa, id, who)).toEqual(['Recibido.', 'Soy quien lleva la causa.'])
    expect((await xb.readLetters(id, ASKED)).opened.letters[1]).toMatchObject({ by: SENDER })
    // Not of another prosecution, which has nothing to do with it.
    const other = signed()
    await write(xa, other, DRAFTER)
    const there = xb.state.requests.get(other)
    if (there) xb.state.requests.set(other, { ...there, draftedBy: STRANGER })
    const messageId = await carry(xa, xb, other)
    expect((await xb.told(messageRefused)).find(one => one.messageId === messageId)?.code).toBe('request_text_unknown')
  })

  test('is, where an answer names it by its hash, shown as the reasons on both sides; what is named and not here is told', async () => {
    const id = signed()
    const { body } = await write(xb, id, ASKED, 'El juicio propio sigue abierto.')
    await carry(xb, xa, id)
    const named = (sha256: string, side = 'recipient') => {
      for (const { state } of [xa, xb]) {
        const stand = state.requests.get(id)
        if (stand) state.requests.set(id, { ...stand, reasons: [{ step: 'postpone', side, sha256 }] })
      }
    }
    const shown = async (vault: Vault, who: Who) => {
      const { letters, unheld } = (await vault.readLetters(id, who)).opened
      return [letters.map(({ reasonsFor }: { reasonsFor: string[] }) => reasonsFor), unheld]
    }
    named(body.sha256)
    for (const [vault, who] of [[xa, ASKING] as const, [xb, ASKED] as const])
      expect(await shown(vault, who)).toEqual([[['postpone']], []])
    // Another text, and the same of the other side.
    named('d'.repeat(64))
    expect(await shown(xa, ASKING)).toEqual([[[]], ['postpone']])
    named(body.sha256, 'sender')
    expect(await shown(xa, ASKING)).toEqual([[[]], ['postpone']])
    const asked = { requestId: id, sha256: body.sha256, by: TO }
    expect(await xb.app.requestReasons({ $typeName: REASONS, ...asked, by: party(TO) })).toEqual({ written: true })
    expect(await xb.app.requestReasons({ $typeName: REASONS, ...asked, by: party(FROM) })).toEqual({ written: false })
  })

  test('is written by nobody else, and not where consent does not let it go', async () => {
    const id = signed()
    const stranger = { ...ASKING, agencyId: STRANGER.agencyId }
    expect((await write(xa, id, stranger)).status).toBe(404)
    // Nor before it was signed.
    const draft = randomUUID()
    const roles = { [DRAFTER.agencyId]: 'drafter' }
    xa.state.requests.set(draft, { roles, open: true, draftedBy: SENDER, toHub: 'XB', texts: [] })
    const early = await write(xa, draft, DRAFTER)
    expect([early.status, early.body.code]).toEqual([409, 'request_not_signed'])
    xa.state.denial = 'no_instrument'
    expect((await write(xa, id, ASKING)).body.code).toBe('no_instrument')
    expect(await builtFor(xa, id)).toEqual([])
  })

  test('is made known on both sides by its hash, and so is each agency that has read it', async () => {
    const id = signed()
    const { sha256 } = (await write(xa, id, DRAFTER)).body
    const messageId = await carry(xa, xb, id)
    expect(await builtFor(xa, id)).toMatchObject([{ field: 'letter', textSha256: sha256, messageId }])
    const known = async (vault: Vault) => (await vault.told(messageStored)).filter(one => one.referralId === id)
    for (const vault of [xa, xb])
      expect(await known(vault)).toMatchObject([{ from: SENDER, to: TO, field: 'letter', sha256 }])
    const readBy = async (vault: Vault) =>
      (await vault.told(lettersOpened)).flatMap(one => (one.requestId === id ? [[one.agencyId, one.sha256]] : []))
    await textsOf(xb, id, ASKED)
    expect(await readBy(xb)).toEqual([[AGENCY, [sha256]]])
    // Whoever wrote it has nothing to read.
    await textsOf(xa, id, DRAFTER)
    expect(await readBy(xa)).toEqual([])
    await textsOf(xa, id, ASKING)
    expect(await readBy(xa)).toEqual([[AGENCY, [sha256]]])
  })

  test('is not taken in between other authorities than the two', async () => {
    const id = signed()
    await write(xa, id, ASKING)
    const there = xb.state.requests.get(id)
    const sender = { ...FROM, agencyId: STRANGER.agencyId }
    if (there) xb.state.requests.set(id, { ...there, parties: { sender, recipient: TO } })
    const messageId = await carry(xa, xb, id)
    const refusal = (await xb.told(messageRefused)).find(one => one.messageId === messageId)
    expect(refusal?.code).toBe('request_text_unknown')
  })
})

describe('what was written about a request is read page by page', () => {
  /** Its pages, from the newest back, as they begin. */
  const pagesOf = async (vault: Vault, id: string, who: Who, limit?: number) => {
    const pages: string[][] = []
    for (let before: string | undefined; ; ) {
      const page = { ...(limit && { limit }), ...(before && { before }) }
      const { letters, more, oldest } = (await vault.readLetters(id, who, page)).opened
      pages.push(letters.map(({ text }: { text: string }) => text.slice(0, 8)))
      if (!more) return pages
      before = oldest
    }
  }
  /** As one that was written is kept: so large as software may write one. */
  const keepLarge = async (requestId: string, text: string, madeAt: Date) => {
    const field = 'letter'
    const said = { lang: 'es', text: text.padEnd(700_000, '.'), attachments: [] }
    const json = JSON.stringify({ v: 1, requestId, field, salt: '0'.repeat(32), ...said })
    const head = {
      textId: randomUUID(),
      requestId,
      field,
      sha256: hashOfText(json),
      by: FROM,
      byUser: undefined,
      madeAt,
    }
    const key = await requestKey({ ...xa, keys: dataKeys(xa.keyStore, xa.keysDatabase) }, requestId)
    await xa.store.run(tx => addRequestText(tx, head, json, key))
  }

  test('by number: none is lost or shown twice, and only what was shown is no longer unread', async () => {
    const id = signed()
    for (const n of [1, 2, 3, 4, 5]) {
      await write(xa, id, ASKING, `Carta ${n}.`)
      await carry(xa, xb, id)
    }
    expect(await pagesOf(xa, id, DRAFTER, 2)).toEqual([
      ['Carta 5.', 'Carta 4.'],
      ['Carta 3.', 'Carta 2.'],
      ['Carta 1.'],
    ])
    expect(xa.state.entries.filter(({ action }) => action === Action.MESSAGES_READ)).toHaveLength(3)
    await xb.readLetters(id, ASKED, { limit: 2 })
    const opened = (await xb.told(lettersOpened)).filter(({ requestId }) => requestId === id)
    expect(opened.map(({ sha256 }) => sha256.length)).toEqual([2])
    expect((await xa.readLetters(id, ASKING, { before: randomUUID() })).opened).toMatchObject({
      letters: [],
      more: false,
    })
  })

  test('by what an answer holds: the older ones come after, whatever their number', async () => {
    const id = signed()
    for (const n of [1, 2, 3, 4, 5]) await keepLarge(id, `Carta ${n}.`, new Date(Date.now() - (9 - n) * 1_000))
    expect(await pagesOf(xa, id, ASKING)).toEqual([['Carta 5.', 'Carta 4.'], ['Carta 3.', 'Carta 2.'], ['Carta 1.']])
  })

  test('also where several were written at one moment', async () => {
    const id = signed()
    const at = new Date()
    const all = ['Carta 1.', 'Carta 2.', 'Carta 3.']
    for (const text of all) await keepLarge(id, text, at)
    expect((await pagesOf(xa, id, ASKING, 1)).flat().toSorted()).toEqual(all)
  })
})

describe('operational contact', () => {
  const POLICE = { hub: 'XB', agencyId: randomUUID() }
  const UNIT: Who = { agencyId: POLICE.agencyId, user: randomUUID(), scope: 'evidence:contact' }
  const LEAD: Who = { ...DRAFTER, scope: 'evidence:request evidence:contact' }
  const deciding = (who: Who): Who => ({ ...who, scope: `${scope} evidence:contact` })
  /** That XB's central authority has let the unit write, as its exchange has it. */
  const letWrite = (id: string, isOpen = true) => {
    const there = xb.state.requests.get(id)
    const unit = isOpen ? { [POLICE.agencyId]: 'contact' } : {}
    if (there) xb.state.requests.set(id, { ...there, roles: { [AGENCY]: 'recipient', ...unit } })
  }
  const say = (vault: Vault, requestId: string, who: Who, text: string, more: object = {}) =>
    vault.post(who, '/request-contact-messages', { requestId, victims: 'no-victim', lang: 'es', text, ...more })
  const said = async (vault: Vault, id: string, who: Who) =>
    (await vault.readContact(id, who)).opened?.letters.map(({ text }: { text: string }) => text)
  const FOUND = 'El registro será mañana. La testigo Yaneth Quillahuaman estará presente.'

  test('goes from the unit that executes to whoever leads the case and back, masked, read by both central authorities', async () => {
    const id = signed()
    expect((await say(xb, id, UNIT, FOUND)).status).toBe(404)
    // Whoever leads the case does not begin.
    expect(await say(xa, id, LEAD, '¿Ya?')).toMatchObject({ status: 409, body: { code: 'contact_not_begun' } })
    letWrite(id)
    expect((await say(xb, id, UNIT, FOUND)).status).toBe(201)
    expect(xb.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.REQUEST_TEXT_RELEASED, referralId: id, code: 'contact', userId: UNIT.user },
      ...{ agency: POLICE, recipient: FROM },
    })
    await carry(xb, xa, id)
    const [came] = await said(xa, id, LEAD)
    expect(came).toContain('El registro será mañana.')
    expect(came).not.toContain('Quillahuaman')
    expect((await say(xa, id, LEAD, 'Busquen el cuaderno.')).status).toBe(201)
    expect((await builtFor(xa, id)).at(-1)).toMatchObject({ from: SENDER, to: TO })
    await carry(xa, xb, id)
    const both = ['Busquen el cuaderno.', came]
    for (const [vault, who] of [
      [xa, LEAD],
      [xa, deciding(ASKING)],
      [xb, UNIT],
      [xb, deciding(ASKED)],
    ] as const)
      expect(await said(vault, id, who)).toEqual(both)
    expect(xb.state.entries.at(-1)).toMatchObject({ action: Action.MESSAGES_READ, referralId: id })
    // None of it is a letter, and nothing of the request is the unit's to read.
    expect(await textsOf(xa, id, ASKING)).toEqual([])
    expect((await xb.readLetters(id, UNIT)).status).toBe(404)
    expect((await xb.readTexts(id, UNIT)).status).toBe(404)
    // Whoever of it may read requests hears why of this one.
    const reads = { ...UNIT, scope: `${UNIT.scope} evidence:request` }
    for (const { status, body } of [await xb.readLetters(id, reads), await xb.readTexts(id, reads)])
      expect([status, body.code]).toEqual([403, 'request_contact_only'])
  })

  test('names of suspects those alone whom the request lists, to whom nothing of the request is told as well', async () => {
    const id = signed()
    await listSuspects(id, ['Ramiro Quispetupa'])
    letWrite(id)
    const text = 'El sospechoso Ramiro Quispetupa huyó. El tratante Pedro Ruiz lo llevó.'
    const shown = 'El sospechoso Ramiro Quispetupa huyó. El tratante [PERSON] lo llevó.'
    expect((await say(xb, id, UNIT, text)).status).toBe(201)
    await carry(xb, xa, id)
    expect((await say(xa, id, LEAD, text)).status).toBe(201)
    expect(await said(xa, id, LEAD)).toEqual([shown, shown])
    expect((await xb.readTexts(id, UNIT)).status).toBe(404)
  })

  test('is closed by the unit’s own central authority: then it neither writes nor reads, and the authorities still do', async () => {
    const id = signed()
    letWrite(id)
    await say(xb, id, UNIT, 'Recibido.')
    letWrite(id, false)
    expect((await say(xb, id, UNIT, 'Otra vez.')).status).toBe(404)
    expect((await xb.readContact(id, UNIT)).status).toBe(404)
    expect(await said(xb, id, deciding(ASKED))).toEqual(['Recibido.'])
  })

  test('is short, without files, says of victims what everything says that leaves, and is for these two alone', async () => {
    const id = signed()
    letWrite(id)
    expect((await say(xb, id, UNIT, 'x'.repeat(2_001))).status).toBe(400)
    const file = { name: 'a.txt', mediaType: 'text/plain', base64: 'YQ==' }
    expect((await say(xb, id, UNIT, 'Con anexo.', { attachments: [file] })).status).toBe(400)
    expect((await say(xb, id, UNIT, 'Sin más.', { victims: 'unknown' })).status).toBe(400)
    // Its central authority has letters.
    for (const [vault, who] of [
      [xb, deciding(ASKED)],
      [xa, deciding(ASKING)],
    ] as const)
      expect((await say(vault, id, who, 'Yo.')).body.code).toBe('request_contact_of_others')
    xb.state.denial = 'no_instrument'
    expect((await say(xb, id, UNIT, 'Sin tratado.')).body.code).toBe('no_instrument')
  })

  test('in the name of an agency of another hub than was asked is not taken in', async () => {
    const id = signed()
    letWrite(id)
    await say(xb, id, UNIT, 'Recibido.')
    const here = xa.state.requests.get(id)
    if (here) xa.state.requests.set(id, { ...here, toHub: 'XC' })
    const messageId = await carry(xb, xa, id)
    expect((await xa.told(messageRefused)).find(one => one.messageId === messageId)?.code).toBe('request_text_unknown')
  })
})
