import { hash, randomUUID } from 'node:crypto'
import {
  Action,
  EvidenceKind,
  messageBuilt,
  messageReceived,
  messageRefused,
  messageSettled,
  messageStored,
  Relation,
  requestDiscarded,
  requestSigned,
  timestampDate,
  timestampFromDate,
} from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { nameOfKey } from '../src/commands/agency-key.ts'
import { dataKeys } from '../src/store/data-keys.ts'
import { addRequestText, hashOfText, requestKey } from '../src/store/request-texts.ts'
import { type Certified, revoked } from './fixtures/certificates.ts'
import { aFile, allIn, aPdf, PDF } from './fixtures/files.ts'
import { DECIDED, NARRATIVE } from './fixtures/neighbours.ts'
import { SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { longAgo, type Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'

const { xa, xb } = await useTwoVaults()
const scope = 'evidence:request'
const DAY = 24 * 3_600_000
/** The prosecution of XA that drafts; the central authorities of XA and XB. */
const DRAFTER: Who = { agencyId: SENDER.agencyId, user: WORKER, scope }
const AUTHORITY: Who = { agencyId: AGENCY, user: randomUUID(), scope }
const OTHER: Who = { agencyId: AGENCY, user: randomUUID(), scope }

beforeEach(() => {
  for (const { state } of [xa, xb]) {
    Object.assign(state, { denial: undefined, tamperPermit: () => ({}) })
    state.away.clear()
    state.entries.length = 0
  }
})

const FACTS =
  'El sospechoso Ramiro Quispetupa captó a la víctima Yaneth Quillahuaman en Urubambilla el 3 de marzo de 2026.'
const PERSONS = 'Ramiro Quispetupa, nacido en 1984, Calle Falsa 12.'
const SUSPECTS = ['Ramiro Quispetupa']

/** A draft of XA's prosecution to XB, as exchange of XA has it. */
function draft(): string {
  const id = randomUUID()
  xa.state.requests.set(id, {
    roles: { [DRAFTER.agencyId]: 'drafter' },
    open: true,
    draftedBy: SENDER,
    toHub: 'XB',
    texts: [],
  })
  return id
}
const write = (requestId: string, field: string, changes: object = {}, who = DRAFTER) =>
  xa.post(who, '/request-texts', { requestId, field, lang: 'es', text: FACTS, attachments: [], ...changes })
/** The request names what was written. */
const named = (requestId: string, texts: readonly { field: string; sha256: string }[], changes: object = {}) => {
  const before = xa.state.requests.get(requestId)
  if (before) xa.state.requests.set(requestId, { ...before, texts, ...changes })
}
const PARTIES = { sender: FROM, recipient: TO }
/** Signed by XA's central authority, and taken in by XB's exchange. */
async function sign(requestId: string, texts: readonly { field: string; sha256: string }[]) {
  const signed = { draftedBy: SENDER, toHub: 'XB', parties: PARTIES, texts, open: false }
  xa.state.requests.set(requestId, { ...signed, roles: { [SENDER.agencyId]: 'drafter', [AGENCY]: 'sender' } })
  xb.state.requests.set(requestId, { ...signed, roles: { [AGENCY]: 'recipient' } })
  expect(await xa.publish(requestSigned, { requestId })).toBe('done')
  return (await xa.told(messageBuilt)).filter(built => built.referralId === requestId)
}
/** As exchange carries it. */
const carry = (built: Built, at = new Date()) => {
  const { messageId, referralId, to, ciphertext, sha256 } = built
  const message = { messageId, referralId, ciphertext, sha256, ...(to && { to }) }
  return xb.publish(messageReceived, { fromHub: 'XA', message }, at)
}
type Built = Awaited<ReturnType<typeof sign>>[number]
const refusalOf = async (messageId: string) =>
  (await xb.told(messageRefused)).find(refused => refused.messageId === messageId)?.code

describe('a file that came from one state', () => {
  test('is not attached to a request to another without leave, by its hash as it came', async () => {
    const id = draft()
    const itemId = randomUUID()
    const order = aFile('orden.pdf', PDF, aPdf(['Orden del juez', FACTS]))
    const sha256 = hash('sha256', Buffer.from(order.base64, 'base64'))
    const refusals: Record<string, string> = { 'pass-to-other-state': 'item_use_not_answered' }
    xa.state.items.set(sha256, { requestId: randomUUID(), itemId, refusals })
    const refused = await write(id, 'facts', { attachments: [order] })
    expect([refused.status, refused.body.code]).toEqual([403, 'item_use_not_answered'])
    expect(xa.state.entries.at(-1)).toMatchObject({ action: Action.DISCLOSURE_DENIED, code: 'item_use_not_answered' })
    delete refusals['pass-to-other-state']
    expect((await write(id, 'facts', { attachments: [order] })).status).toBe(201)
    xa.state.items.clear()
  })
})

describe('what a draft says', () => {
  test('is masked as for a prosecution: listed suspects stay, nobody else is named; a field that names goes as written', async () => {
    const id = draft()
    const persons = await write(id, 'persons', { text: PERSONS, suspects: SUSPECTS })
    const facts = await write(id, 'facts')
    expect([facts.status, facts.body]).toEqual([
      201,
      { field: 'facts', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), outdated: [] },
    ])
    named(id, [facts.body, persons.body])
    const { opened } = await xa.readTexts(id, DRAFTER)
    const [first, second] = opened.texts
    expect([first.field, second.field, second.suspects]).toEqual(['facts', 'persons', SUSPECTS])
    expect(first.text).toContain('Ramiro Quispetupa')
    expect(first.text).toContain('3 de marzo de 2026')
    expect(first.text).not.toContain('Quillahuaman')
    expect(second.text).toBe(PERSONS)
    expect(opened).toMatchObject({ elsewhere: [], more: false, handlingCode: 'h2', purpose: 'criminal_investigation' })
  })

  test('names nobody whom it calls a suspect and does not list as one, nor in a translation or a file', async () => {
    const id = draft()
    await write(id, 'persons', { text: `${PERSONS} Pedro Ruiz, testigo.`, suspects: SUSPECTS })
    const text = 'El sospechoso Ramiro Quispetupa viajó. El tratante Pedro Ruiz la llevó; el encargado Quispetupa pagó.'
    const facts = await write(id, 'facts', {
      text,
      translation: { lang: 'en', text: 'The suspect Ramiro Quispetupa travelled. The trafficker Pedro Ruiz took her.' },
      attachments: [aFile('orden.pdf', PDF, aPdf(['Orden del juez', text]))],
    })
    named(id, [facts.body])
    const [shown] = (await xa.readTexts(id, DRAFTER)).opened.texts
    expect(shown.text).toBe(
      'El sospechoso Ramiro Quispetupa viajó. El tratante [PERSON] la llevó; el encargado [PERSON] pagó.',
    )
    expect(shown.translation.text).toBe('The suspect Ramiro Quispetupa travelled. The trafficker [PERSON] took her.')
    const made = allIn(PDF, shown.attachments[0].base64)
    expect(made).toContain('Orden del juez')
    for (const name of ['Pedro', 'Ruiz']) expect([name, made.includes(name)]).toEqual([name, false])
  })

  test('names nobody as a suspect where it lists none', async () => {
    const id = draft()
    await write(id, 'persons', { text: PERSONS })
    named(id, [(await write(id, 'facts')).body])
    expect((await xa.readTexts(id, DRAFTER)).opened.texts[0].text).not.toMatch(/Ramiro|Quispetupa/)
  })

  test.each([
    ['who does not stand in the persons', 'persons', ['Ramiro Quispetupa', 'Pedro Ruiz'], '/suspects/1'],
    ['of one word, who may be anybody', 'persons', ['Quispetupa'], '/suspects/0'],
    ['told by a part of the words', 'persons', ['Ramiro Quispe'], '/suspects/0'],
    ['in another field', 'facts', ['Ramiro Quispetupa'], '/suspects/0'],
  ])('lists no suspect %s', async (_, field, suspects, pointer) => {
    const refused = await write(draft(), field, { text: PERSONS, suspects })
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
      400,
      'request_suspect_not_named',
      [{ pointer, code: 'not_named' }],
    ])
  })

  test('is told to be written anew where it may name whom the persons list no more, and does not leave else', async () => {
    const id = draft()
    const two = { text: `${PERSONS} Pedro Ruiz, chófer.`, suspects: [...SUSPECTS, 'Pedro Ruiz'] }
    const before = (await write(id, 'persons', two)).body
    const texts = [(await write(id, 'facts')).body, (await write(id, 'place', { text: 'Calle Falsa 12' })).body]
    named(id, [before, ...texts])
    expect((await write(id, 'persons', two)).body.outdated).toEqual([])
    const persons = (await write(id, 'persons', { text: two.text, suspects: SUSPECTS })).body
    expect(persons.outdated).toEqual(['facts'])
    expect(await sign(id, [persons, ...texts])).toEqual([])
    const sent = (await xa.readTexts(id, AUTHORITY)).opened.texts
    for (const { delivery, deliveryCode, mayBeSentAgain } of sent)
      expect([delivery, deliveryCode, mayBeSentAgain]).toEqual(['refused', 'request_suspects_differ', false])
    expect(xa.state.entries.some(({ action }) => action === Action.REQUEST_TEXT_RELEASED)).toBe(false)
  })

  test('gets no other key where its own is lost: whoever brings that back reads what it has', async () => {
    const id = draft()
    const persons = (await write(id, 'persons', { text: PERSONS, suspects: SUSPECTS })).body
    const [lost] = await xa.keyRows('delete from wrapped_key w where subject_id = $1 returning to_jsonb(w) as row', [
      id,
    ])
    expect(await write(id, 'facts')).toMatchObject({ status: 503, body: { code: 'database_unavailable' } })
    expect(await xa.keysDatabase.find(id)).toBeUndefined()
    await xa.keyRows('insert into wrapped_key select * from jsonb_populate_record(null::wrapped_key, $1)', [
      lost?.['row'],
    ])
    const facts = (await write(id, 'facts')).body
    expect(await sign(id, [persons, facts])).toHaveLength(2)
  })

  test('does not leave as it was masked before suspects were listed', async () => {
    const id = draft()
    const persons = (await write(id, 'persons', { text: PERSONS, suspects: SUSPECTS })).body
    const said = { v: 1, requestId: id, field: 'facts', salt: 'a'.repeat(32), lang: 'es', text: FACTS, attachments: [] }
    const json = JSON.stringify(said)
    const before = { field: 'facts', sha256: hashOfText(json) }
    const key = await requestKey({ ...xa, keys: dataKeys(xa.keyStore, xa.keysDatabase) }, id)
    const head = { ...before, requestId: id, textId: randomUUID(), by: SENDER, byUser: WORKER, madeAt: new Date() }
    await xa.store.run(tx => addRequestText(tx, head, json, key))
    expect(await sign(id, [persons, before])).toEqual([])
    named(id, [persons, before], { open: true, roles: { [DRAFTER.agencyId]: 'drafter' } })
    expect((await write(id, 'persons', { text: PERSONS, suspects: SUSPECTS })).body.outdated).toEqual(['facts'])
  })

  test('leaves where it names fewer suspects than the persons list', async () => {
    const id = draft()
    const facts = (await write(id, 'facts')).body
    const persons = (await write(id, 'persons', { text: PERSONS, suspects: SUSPECTS })).body
    expect(persons.outdated).toEqual([])
    expect(await sign(id, [persons, facts])).toHaveLength(2)
  })

  test('names nobody by the part of an official, which a comma gives to the victim', async () => {
    const id = draft()
    await write(id, 'persons', { text: PERSONS, suspects: SUSPECTS })
    const text = 'Según el fiscal, Rosa Paredes fue explotada. El sospechoso Ramiro Quispetupa la vigilaba.'
    const facts = await write(id, 'facts', { text })
    named(id, [facts.body])
    const { opened } = await xa.readTexts(id, DRAFTER)
    expect(opened.texts[0].text).not.toMatch(/Rosa|Paredes/)
    expect(opened.texts[0].text).toContain('Ramiro Quispetupa')
  })

  test('is under a key of its own; no database, log line or hash tells any of it', async () => {
    const id = draft()
    const [one, two] = [await write(id, 'persons', { text: PERSONS }), await write(id, 'persons', { text: PERSONS })]
    expect(one.body.sha256).not.toBe(two.body.sha256)
    const all = await xa.everything()
    for (const word of ['Quispetupa', 'Quillahuaman', 'Calle Falsa', hash('sha256', PERSONS)])
      expect([word, all.includes(word)]).toEqual([word, false])
    expect(await xa.keyRows('select 1 from wrapped_key where subject_id = $1', [id])).toHaveLength(1)
  })

  test('stands in the log before it is kept and before it is read', async () => {
    const id = draft()
    const { body } = await write(id, 'facts')
    named(id, [body])
    await xa.readTexts(id, DRAFTER)
    expect(xa.state.entries).toMatchObject([
      { action: Action.REQUEST_TEXT_WRITTEN, referralId: id, code: 'facts', userId: WORKER, agency: SENDER },
      {
        action: Action.REQUEST_TEXTS_READ,
        referralId: id,
        code: 'facts',
        // Masked: the permit lets more be read than it shows.
        categories: [NARRATIVE],
        relations: [Relation.UNKNOWN],
      },
    ])
    xa.state.away.add('audit')
    const before = await count(id)
    expect((await write(id, 'facts')).status).toBe(503)
    expect((await xa.readTexts(id, DRAFTER)).status).toBe(503)
    expect(await count(id)).toBe(before)
  })

  test('has files that were made anew, and none that could not be', async () => {
    const id = draft()
    const order = aFile('orden.pdf', PDF, aPdf(['Orden del juez', FACTS]))
    const { body } = await write(id, 'facts', { attachments: [order] })
    named(id, [body])
    const [text] = (await xa.readTexts(id, DRAFTER)).opened.texts
    const made = allIn(PDF, text.attachments[0].base64)
    expect(made).toContain('Orden del juez')
    for (const gone of ['/Title', 'Quillahuaman']) expect([gone, made.includes(gone)]).toEqual([gone, false])
    const scan = aFile('foto.jpg', 'image/jpeg', Buffer.from('ffd8ffe0', 'hex'))
    const refused = await write(id, 'facts', { attachments: [order, scan] })
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
      400,
      'request_file_refused',
      [{ pointer: '/attachments/1', code: 'needs_review' }],
    ])
  })

  test('of a draft that was discarded is nobody’s to read or write, and its drafter hears why', async () => {
    const id = draft()
    await write(id, 'facts')
    const stands = xa.state.requests.get(id)
    if (stands) xa.state.requests.set(id, { ...stands, discarded: true })
    for (const { status, body } of [await write(id, 'facts'), await xa.readTexts(id, DRAFTER)])
      expect([status, body.code]).toEqual([409, 'request_discarded'])
    expect((await xa.readTexts(id, { ...DRAFTER, agencyId: STRANGER.agencyId })).status).toBe(404)
  })

  test('is nobody else’s to write, is closed once it is handed in, and names what is held elsewhere', async () => {
    const id = draft()
    const { body } = await write(id, 'facts')
    const stranger = { ...DRAFTER, agencyId: STRANGER.agencyId }
    expect((await write(id, 'facts', {}, stranger)).status).toBe(404)
    expect((await xa.readTexts(id, stranger)).status).toBe(404)
    const other = { field: 'place', sha256: 'c'.repeat(64) }
    named(id, [body, other], { open: false, roles: { [DRAFTER.agencyId]: 'drafter', [AGENCY]: 'reviewer' } })
    const late = await write(id, 'facts')
    expect([late.status, late.body.code]).toEqual([409, 'request_not_open'])
    const reviewer = await write(id, 'facts', {}, AUTHORITY)
    expect([reviewer.status, reviewer.body.code]).toEqual([403, 'request_drafter_only'])
    const { opened } = await xa.readTexts(id, AUTHORITY)
    expect([opened.texts.map(({ field }: { field: string }) => field), opened.elsewhere]).toEqual([
      ['facts'],
      ['place'],
    ])
  })

  test('is read page by page, no more of it than one entry of the log can name', async () => {
    const id = draft()
    const fields = ['accounts', 'assets', 'authority-named', 'document', 'holder', 'objects', 'persons', 'place']
    const long = [...fields, ...fields.map(field => `${field}-of-a-second-order`)].toSorted()
    const texts = []
    for (const field of long) texts.push((await write(id, field, { text: field })).body)
    named(id, texts)
    const read: string[] = []
    for (let more = true; more; ) {
      const { opened } = await xa.readTexts(id, DRAFTER, read.at(-1))
      read.push(...opened.texts.map(({ field }: { field: string }) => field))
      more = opened.more
    }
    expect(read).toEqual(long)
    const codes = xa.state.entries.flatMap(({ action, code }) => (action === Action.REQUEST_TEXTS_READ ? [code] : []))
    expect(codes.length).toBeGreaterThan(1)
    expect(codes.join(':')).toBe(long.join(':'))
    for (const code of codes) expect(code).toMatch(/^[\w.:-]{0,128}$/)
  })

  describe('whose files take longer to make anew than a permit lasts', () => {
    /** The first permit is good for a moment more; `then`: what consent says from then on. */
    const slowly = async (then: object = {}) => {
      const id = draft()
      const { body } = await write(id, 'facts')
      named(id, [body])
      xa.state.tamperPermit = () => {
        Object.assign(xa.state, { tamperPermit: () => ({}), ...then })
        return { expiresAt: timestampFromDate(new Date(Date.now() + 4_000)) }
      }
      return { id, ...(await xa.readTexts(id, DRAFTER)) }
    }
    const entered = () => xa.state.entries.filter(({ action }) => action === Action.REQUEST_TEXTS_READ).length

    test('is read on what is decided then', async () => {
      const permitId = randomUUID()
      const { id, status } = await slowly({ tamperPermit: () => ({ permitId }) })
      expect(status).toBe(200)
      // It was that one: it is spent.
      expect((await xa.readTexts(id, DRAFTER)).status).toBeGreaterThanOrEqual(500)
      expect(entered()).toBe(1)
    })

    test('is not, where that is denied', async () => {
      expect((await slowly({ denial: 'purpose_outside_mandate' })).body.code).toBe('purpose_outside_mandate')
      expect(entered()).toBe(0)
    })
  })

  test('is read by a permit alone, which is good once and for that reader', async () => {
    const id = draft()
    const { body } = await write(id, 'facts')
    named(id, [body])
    xa.state.denial = 'purpose_outside_mandate'
    const refused = (await xa.readTexts(id, DRAFTER)).body
    expect([refused.code, refused.refs]).toEqual(['purpose_outside_mandate', { decisionId: DECIDED }])
    xa.state.denial = undefined
    xa.state.tamperPermit = () => ({ userId: randomUUID() })
    expect((await xa.readTexts(id, DRAFTER)).status).toBeGreaterThanOrEqual(500)
    const permitId = randomUUID()
    xa.state.tamperPermit = () => ({ permitId })
    expect((await xa.readTexts(id, DRAFTER)).status).toBe(200)
    expect((await xa.readTexts(id, DRAFTER)).status).toBeGreaterThanOrEqual(500)
    expect(xa.state.entries.filter(({ action }) => action === Action.REQUEST_TEXTS_READ)).toHaveLength(1)
  })
})

describe('what a discarded draft said', () => {
  const discard = (requestId: string) => xa.publish(requestDiscarded, { requestId, agencyId: SENDER.agencyId })

  test('is destroyed, its key first, and the log has it before', async () => {
    const id = draft()
    const other = draft()
    for (const one of [id, other]) await write(one, 'persons', { text: PERSONS })
    xa.state.entries.length = 0
    expect(await discard(id)).toBe('done')
    expect(xa.state.entries).toMatchObject([{ action: Action.REQUEST_TEXTS_DESTROYED, referralId: id, agency: SENDER }])
    expect([await count(id), await count(other)]).toEqual([0, 1])
    const key = (of: string) => xa.keyRows('select 1 from wrapped_key where subject_id = $1', [of])
    expect([await key(id), await key(other)].map(({ length }) => length)).toEqual([0, 1])
  })

  test('is not written anew by whoever had the draft open', async () => {
    const id = draft()
    await write(id, 'persons', { text: PERSONS })
    expect(await discard(id)).toBe('done')
    const late = await write(id, 'persons', { text: PERSONS })
    expect([late.status, late.body.code]).toEqual([409, 'request_not_open'])
    expect(await count(id)).toBe(0)
  })

  test('stays while the log is away, and goes when it is back', async () => {
    const id = draft()
    await write(id, 'persons', { text: PERSONS })
    xa.state.away.add('audit')
    const discarding = discard(id)
    await expect.poll(() => xa.rows('select 1 from request_discarded where request_id = $1', [id])).toHaveLength(1)
    expect(await xa.keyRows('select 1 from wrapped_key where subject_id = $1', [id])).toHaveLength(1)
    xa.state.away.clear()
    expect(await discarding).toBe('done')
    expect(await xa.keyRows('select 1 from wrapped_key where subject_id = $1', [id])).toEqual([])
  })
})

const count = async (id: string) => (await xa.rows('select 1 from request_text where request_id = $1', [id])).length

describe('what a signed request says', () => {
  const signed = async () => {
    const id = draft()
    const texts = [(await write(id, 'facts')).body, (await write(id, 'persons', { text: PERSONS })).body]
    return { id, texts, built: await sign(id, texts) }
  }

  test('is read by the other central authority in its own hub: byte by byte what was reviewed', async () => {
    const { id, texts, built } = await signed()
    expect(built).toHaveLength(2)
    expect(built).toMatchObject([{ to: TO }, { to: TO }])
    for (const one of built) expect(Buffer.from(one.ciphertext).includes('Quispetupa')).toBe(false)
    const hashes = built.map(({ messageId, ciphertext }) => ({
      packageId: messageId,
      packageHash: hash('sha256', ciphertext),
    }))
    expect(xa.state.entries.filter(({ action }) => action === Action.REQUEST_TEXT_RELEASED)).toMatchObject([
      { code: 'facts', recipient: TO, agency: FROM, ...hashes[0] },
      { code: 'persons', recipient: TO, ...hashes[1] },
    ])
    for (const one of built) expect(await carry(one)).toBe('done')
    expect((await xb.told(messageStored)).filter(({ referralId }) => referralId === id)).toHaveLength(2)
    xb.state.staff = [{ userId: OTHER.user, givenNames: 'Ficticio', familyNames: 'Quispetupa' }]
    const there = (await xb.readTexts(id, OTHER)).opened.texts
    expect(xb.state.entries.at(-1)?.relations).toEqual([Relation.SAME_FAMILY_NAME])
    const here = (await xa.readTexts(id, AUTHORITY)).opened.texts
    const said = (all: typeof there) =>
      all.map(({ field, sha256, text }: (typeof there)[number]) => ({ field, sha256, text }))
    expect(said(there)).toEqual(said(here))
    expect(there.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(texts.map(({ sha256 }) => sha256))
    expect(xb.state.entries.map(({ action }) => action)).toEqual([
      ...[Action.PACKAGE_TAKEN_IN, Action.PACKAGE_TAKEN_IN, Action.REQUEST_TEXTS_READ],
    ])
    expect(await xb.everything()).not.toContain('Quispetupa')
  })

  test('says what became of it on the way', async () => {
    const { id, built } = await signed()
    const deliveries = async () => (await xa.readTexts(id, AUTHORITY)).opened.texts.map((one: Sent) => one.delivery)
    expect(await deliveries()).toEqual(['sent', 'sent'])
    const [first] = built
    await xa.publish(messageSettled, { messageId: first?.messageId ?? '', kind: EvidenceKind.DELIVERED, code: '' })
    expect((await deliveries()).toSorted()).toEqual(['delivered', 'sent'])
  })

  describe('and is refused for a key', () => {
    const listed = (...all: Certified[]) => {
      for (const { state } of [xa, xb]) state.agencies.set(`XB/${AGENCY}`, all)
    }
    const { recipient, jurisdiction } = xb.certificates
    const refused = (messageId: string, code: string, at = new Date()) =>
      xa.publish(messageSettled, { messageId, kind: EvidenceKind.REFUSED, code }, at)
    const builtFor = async (id: string) => (await xa.told(messageBuilt)).filter(({ referralId }) => referralId === id)
    const shown = async (id: string) =>
      (await xa.readTexts(id, AUTHORITY)).opened.texts.map((one: Sent) => [one.delivery, one.deliveryCode])

    test('is sealed again to the next one, with an entry of its own, and read there as it was reviewed', async () => {
      const id = draft()
      const { body } = await write(id, 'facts')
      const [first] = await sign(id, [body])
      if (first === undefined) throw new Error('nothing was built')
      const next = await jurisdiction.certified('agency', AGENCY)
      await xb.keyStore.savePrivateKey(nameOfKey(AGENCY, next.fingerprint), next.privateKey)
      listed(await revoked(recipient), next)
      expect(await carry(first)).toBe('done')
      expect(await refusalOf(first.messageId)).toBe('recipient_key_revoked')
      xa.state.entries.length = 0
      expect(await refused(first.messageId, 'recipient_key_revoked')).toBe('done')
      const [, again] = await builtFor(id)
      if (again === undefined) throw new Error('nothing was built again')
      expect(again.messageId).not.toBe(first.messageId)
      expect(xa.state.entries.map(({ action, code, packageId }) => [action, code, packageId])).toEqual([
        [Action.REQUEST_TEXT_RELEASED, 'facts', again.messageId],
      ])
      expect(await shown(id)).toEqual([['sent', null]])
      expect(await carry(again)).toBe('done')
      const there = (await xb.readTexts(id, OTHER)).opened.texts
      expect(there.map(({ sha256 }: { sha256: string }) => sha256)).toEqual([body.sha256])
      await xa.publish(messageSettled, { messageId: again.messageId, kind: EvidenceKind.DELIVERED, code: '' })
      expect(await shown(id)).toEqual([['delivered', null]])
      listed(recipient)
    })

    test('says so when no other key comes, or when it may not leave any more', async () => {
      const id = draft()
      const { body } = await write(id, 'facts')
      const [first] = await sign(id, [body])
      expect(await refused(first?.messageId ?? '', 'recipient_key_revoked', longAgo())).toBe('done')
      expect(await shown(id)).toEqual([['refused', 'recipient_key_revoked']])
      expect(await builtFor(id)).toHaveLength(1)

      const other = draft()
      const { body: written } = await write(other, 'facts')
      const [sent] = await sign(other, [written])
      listed(await jurisdiction.certified('agency', AGENCY))
      xa.state.denial = 'no_instrument'
      expect(await refused(sent?.messageId ?? '', 'recipient_key_unknown')).toBe('done')
      xa.state.denial = undefined
      listed(recipient)
      expect(await shown(other)).toEqual([['refused', 'no_instrument']])
      expect(await builtFor(other)).toHaveLength(1)
    })
  })

  test('goes for as long as the request itself, and not for a day', async () => {
    const { built } = await signed()
    const ends = built.map(({ expiresAt }) => (expiresAt ? timestampDate(expiresAt).getTime() - Date.now() : 0))
    for (const end of ends) expect(Math.round(end / DAY)).toBe(14)
  })

  describe('and did not get there', () => {
    const sendAgain = (requestId: string, who: Who = { ...AUTHORITY, scope: 'evidence:decide' }) =>
      xa.send(who, '/request-texts/sending', { requestId })
    const ended = (messageId: string, kind: EvidenceKind, code = '') =>
      xa.publish(messageSettled, { messageId, kind, code })
    const builtFor = async (id: string) => (await xa.told(messageBuilt)).filter(({ referralId }) => referralId === id)

    test('is sent again by the central authority, byte for byte, on a permit and an entry of its own; a letter too', async () => {
      const { id, texts, built } = await signed()
      const [facts, persons] = built
      const letter = { requestId: id, victims: 'no-victim', lang: 'es', text: 'Rogamos respuesta.', attachments: [] }
      const { body: written } = await xa.post(
        { ...AUTHORITY, scope: 'evidence:request evidence:decide' },
        '/request-letters',
        letter,
      )
      expect(await carry(facts as Built)).toBe('done')
      await ended(facts?.messageId ?? '', EvidenceKind.DELIVERED)
      await ended(persons?.messageId ?? '', EvidenceKind.EXPIRED)
      // It came, and was not stated to: the same bytes come again, under another id.
      const [, , wrote] = await builtFor(id)
      expect(await carry(wrote as Built)).toBe('done')
      await ended(written.letterId, EvidenceKind.REFUSED, 'request_text_unknown')
      xa.state.entries.length = 0
      xa.state.agenciesAsked.length = 0
      const answer = await sendAgain(id)
      expect([answer.status, answer.body]).toEqual([200, { sent: 2 }])
      expect(xa.state.agenciesAsked.filter(ref => ref === `XB/${AGENCY}`)).toHaveLength(1)
      const again = (await builtFor(id)).slice(3)
      expect(again).toHaveLength(2)
      expect(new Set(again.map(({ messageId }) => messageId)).has(persons?.messageId ?? '')).toBe(false)
      expect(xa.state.entries.map(({ action, code, packageId }) => [action, code, packageId])).toEqual(
        again.map(({ messageId }, i) => [Action.REQUEST_TEXT_RELEASED, ['persons', 'letter'][i], messageId]),
      )
      for (const one of again) expect(await carry(one)).toBe('done')
      const there = (await xb.readTexts(id, OTHER)).opened.texts
      expect(there.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(texts.map(({ sha256 }) => sha256))
      const kept = await xb.rows('select sha256 from request_text where request_id = $1 and field = $2', [id, 'letter'])
      expect(kept).toEqual([{ sha256: written.sha256 }])
      const known = (await xb.told(messageStored)).filter(one => one.referralId === id && one.field === 'letter')
      expect(again.at(-1)).toMatchObject({ field: 'letter', textSha256: written.sha256 })
      expect(known.map(({ sha256 }) => sha256)).toEqual([written.sha256, written.sha256])
      // It is on its way: nothing waits to be sent a third time.
      const third = await sendAgain(id)
      expect([third.status, third.body.code]).toEqual([409, 'request_texts_not_to_send'])
    })

    test('is sent again by nobody else, only where it may leave, and not what would be refused for what it is', async () => {
      const { id, built } = await signed()
      const [facts, persons] = built.map(({ messageId }) => messageId)
      await ended(facts ?? '', EvidenceKind.EXPIRED)
      await ended(persons ?? '', EvidenceKind.REFUSED, 'message_malformed')
      const decide = 'evidence:decide'
      const drafter = await sendAgain(id, { ...DRAFTER, scope: decide })
      expect([drafter.status, drafter.body.code]).toEqual([403, 'request_authority_only'])
      const stranger = { ...DRAFTER, agencyId: STRANGER.agencyId, scope: decide }
      expect((await sendAgain(id, stranger)).status).toBe(404)
      const { texts } = (await xa.readTexts(id, AUTHORITY)).opened
      expect(texts.map((text: Sent & { mayBeSentAgain: boolean }) => text.mayBeSentAgain)).toEqual([true, false])
      xa.state.denial = 'no_instrument'
      const denied = await sendAgain(id)
      expect([denied.status, denied.body.code]).toEqual([403, 'no_instrument'])
      xa.state.denial = undefined
      expect((await sendAgain(id)).body).toEqual({ sent: 1 })
      expect(await builtFor(id)).toHaveLength(3)
    })

    const letterOf = async (id: string): Promise<string> => {
      const letter = { requestId: id, victims: 'no-victim', lang: 'es', text: 'Rogamos respuesta.', attachments: [] }
      const who = { ...AUTHORITY, scope: 'evidence:request evidence:decide' }
      return (await xa.post(who, '/request-letters', letter)).body.letterId
    }
    const stands = (id: string, more: object) => {
      const stand = xa.state.requests.get(id)
      if (stand) xa.state.requests.set(id, { ...stand, ...more })
    }

    test('holds up nothing else where it may not leave any more, and stays said why', async () => {
      const { id, built } = await signed()
      const letterId = await letterOf(id)
      for (const { messageId } of built) await ended(messageId, EvidenceKind.EXPIRED)
      await ended(letterId, EvidenceKind.EXPIRED)
      stands(id, { victims: '' })
      expect((await sendAgain(id)).body).toEqual({ sent: 1 })
      expect(await builtFor(id)).toHaveLength(4)
      const kept = await xa.rows(
        'select field, delivery, delivery_code as code from request_text where request_id = $1',
        [id],
      )
      const denied = { delivery: 'refused', code: 'state_of_nationality' }
      expect(kept.toSorted((one, other) => String(one['field']).localeCompare(String(other['field'])))).toEqual([
        { field: 'facts', ...denied },
        { field: 'letter', delivery: 'sent', code: null },
        { field: 'persons', ...denied },
      ])
      expect((await sendAgain(id)).body.code).toBe('state_of_nationality')
    })

    test('goes though what the request says may not leave: what stands in the log as released has left', async () => {
      const id = draft()
      const facts = (await write(id, 'facts')).body
      await sign(id, [])
      const letterId = await letterOf(id)
      await ended(letterId, EvidenceKind.EXPIRED)
      stands(id, { texts: [facts], victims: '' })
      xa.state.entries.length = 0
      expect(await xa.publish(requestSigned, { requestId: id })).toBe('done')
      const [, again, ...more] = await builtFor(id)
      expect(more).toEqual([])
      const released = xa.state.entries.filter(({ action }) => action === Action.REQUEST_TEXT_RELEASED)
      expect(released.map(({ packageId }) => packageId)).toEqual([again?.messageId])
      const kept = await xa.rows('select delivery from request_text where request_id = $1 order by field', [id])
      expect(kept).toEqual([{ delivery: 'refused' }, { delivery: 'sent' }])
    })

    test('goes no more once the request is over; what was written about it does', async () => {
      const { id, built } = await signed()
      const letterId = await letterOf(id)
      const [facts] = built
      for (const { messageId } of built) await ended(messageId, EvidenceKind.EXPIRED)
      stands(id, { over: true })
      expect((await sendAgain(id)).body.code).toBe('request_texts_not_to_send')
      expect(await xa.publish(requestSigned, { requestId: id })).toBe('done')
      await ended(facts?.messageId ?? '', EvidenceKind.REFUSED, 'recipient_key_revoked')
      expect(await builtFor(id)).toHaveLength(3)
      await ended(letterId, EvidenceKind.EXPIRED, 'request_over')
      expect((await sendAgain(id)).body).toEqual({ sent: 1 })
    })

    test('goes again with the request, when its authority sends that again', async () => {
      const { id, built } = await signed()
      for (const { messageId } of built) await ended(messageId, EvidenceKind.REFUSED, 'request_text_unknown')
      expect(await xa.publish(requestSigned, { requestId: id })).toBe('done')
      const again = (await builtFor(id)).slice(2)
      expect(again).toHaveLength(2)
      for (const one of again) expect(await carry(one)).toBe('done')
      expect((await xb.readTexts(id, OTHER)).opened.texts).toHaveLength(2)
      // What is on its way does not go a second time.
      expect(await xa.publish(requestSigned, { requestId: id })).toBe('done')
      expect(await builtFor(id)).toHaveLength(4)
    })
  })

  test('stays here where consent does not let it go, and says so', async () => {
    const id = draft()
    const { body } = await write(id, 'facts')
    xa.state.denial = 'no_instrument'
    expect(await sign(id, [body])).toEqual([])
    xa.state.denial = undefined
    const [text] = (await xa.readTexts(id, AUTHORITY)).opened.texts
    expect([text.delivery, text.deliveryCode]).toEqual(['refused', 'no_instrument'])
  })

  test('is not taken in for a request that is not here, nor a text that the request does not name', async () => {
    const { id, built } = await signed()
    const [first, second] = built
    if (first === undefined || second === undefined) throw new Error('nothing was built')
    const there = xb.state.requests.get(id)
    xb.state.requests.delete(id)
    expect(await carry(first, longAgo())).toBe('done')
    expect(await refusalOf(first.messageId)).toBe('request_text_unknown')
    if (there) xb.state.requests.set(id, { ...there, texts: [{ field: 'facts', sha256: 'd'.repeat(64) }] })
    expect(await carry(second)).toBe('done')
    expect(await refusalOf(second.messageId)).toBe('request_text_unknown')
    expect(await xb.rows('select 1 from request_text where request_id = $1', [id])).toEqual([])
  })

  test('is not taken in between other authorities than those that signed it', async () => {
    const { id, built } = await signed()
    const there = xb.state.requests.get(id)
    const sender = { ...FROM, agencyId: STRANGER.agencyId }
    if (there) xb.state.requests.set(id, { ...there, parties: { ...PARTIES, sender } })
    const [first] = built
    if (first) expect(await carry(first)).toBe('done')
    expect(await refusalOf(first?.messageId ?? '')).toBe('request_text_unknown')
  })

  test('is kept once, however often it comes', async () => {
    const { id, built } = await signed()
    const [first] = built
    if (first === undefined) throw new Error('nothing was built')
    for (let times = 0; times < 2; times++) expect(await carry(first)).toBe('done')
    expect(await xb.rows('select 1 from request_text where request_id = $1', [id])).toHaveLength(1)
  })
})

interface Sent {
  readonly delivery: string
  readonly deliveryCode?: string | null
}
