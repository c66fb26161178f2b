import { hash, randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  Basis,
  DataCategory,
  EvidenceKind,
  fromBinary,
  HandlingCode,
  messageBuilt,
  messageOpened,
  messageSettled,
  Occasion,
  PackageSchema,
  Purpose,
  referralSubmitted,
  timestampFromDate,
} from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { aDocx, aFile, allIn, aPdf, aPng, DOCX, PDF } from './fixtures/files.ts'
import { aPayload, aStatement, CANARIES } from './fixtures/forms.ts'
import { IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import { PEER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { A_VIEW, asBytes, usePeer } from './fixtures/peer.ts'
import { restrictingIn, restrictingMeanwhile } from './fixtures/restricting.ts'
import { CASEWORKER, longAgo, SHELTER, useRedaction } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const service = await useRedaction()
const { post, register, refer, readMessages, session, view, publish, told, rows, everything, state, certificates } =
  service
const peer = await usePeer(service)
const { abroad, came, openMessage } = peer
const subjectRef = await register()

beforeEach(() => {
  peer.known()
  Object.assign(state, { denial: undefined, denies: undefined, tamperPermit: () => ({}), tamperReceipt: () => ({}) })
  state.categories = [IDENTITY, NARRATIVE, NEEDS]
  state.withheld = []
  state.away.clear()
  state.entries.length = 0
})

const TEXT = 'La señora Yaneth Quillahuaman llega mañana; su celular es el +599 55 0731.'
const note = { name: 'nota_Quillahuaman.txt', mediaType: 'text/plain', base64: Buffer.from(TEXT).toString('base64') }
const scan = aFile('DNI.jpg', 'image/jpeg', Buffer.from('ffd8ffe0', 'hex'))
const report = aFile('Informe.docx', DOCX, aDocx(['Informe', TEXT]))
const count = async () => Number((await rows('select count(*) from message'))[0].count)

describe('a message to an agency of another hub', () => {
  const write = async (changes: object = {}, id?: string) => {
    const referralId = id ?? (await abroad(subjectRef))
    state.entries.length = 0
    const data = { referralId, lang: 'es', text: TEXT, attachments: [note, scan, report], ...changes }
    const before = await count()
    const { status, body } = await post(CASEWORKER, '/messages', data)
    const built = (await told(messageBuilt)).find(event => event.referralId === referralId)
    return { referralId, status, body, built, kept: (await count()) - before }
  }
  const open = async (built: Parameters<typeof openMessage>[0]) => {
    const { data, content } = await openMessage(built)
    return { data, content, masked: JSON.parse(Buffer.from(content.content).toString('utf8')) }
  }

  test('goes masked, signed, only for that agency, with referral, recipient and expiry inside', async () => {
    const { referralId, body, built } = await write()
    expect(built).toMatchObject({
      messageId: body.messageId,
      to: PEER,
      sha256: hash('sha256', built?.ciphertext ?? ''),
    })
    const { content, masked } = await open(built)
    expect(content).toMatchObject({ messageId: body.messageId, referralId, from: SENDER, to: PEER })
    expect(content.expiresAt).toEqual(built?.expiresAt)
    expect(masked.text).toContain('mañana; su celular')
    expect(masked.attachments).toMatchObject([{ text: expect.anything() }, { withheld: 'needs_review' }, {}])
    const all = JSON.stringify(masked) + allIn(DOCX, masked.attachments[2].base64)
    expect(all.match(/mañana; su celular/g)).toHaveLength(3)
    for (const canary of [...CANARIES, scan.base64, report.base64])
      expect([canary, all.includes(canary)]).toEqual([canary, false])
  })

  test('says inside what is signed for what, on what and under which code it goes', async () => {
    const { built } = await write()
    const { content } = await open(built)
    expect(content).toMatchObject({ purpose: Purpose.SHELTER, basis: Basis.CONSENT, handlingCode: HandlingCode.H2 })
  })

  test('is masked as the permit says for that kind of agency: a day is its month for who helps, and as told for police', async () => {
    const dated = { text: 'Llegó el 14/02/2026 y pidió ayuda.', attachments: [] }
    const textFor = async (recipientType: AgencyType) => {
      state.tamperPermit = () => ({ recipientType })
      const { built } = await write(dated)
      return (await open(built)).masked.text
    }
    expect(await textFor(AgencyType.SHELTER)).toBe('Llegó el [DATE: 2026-02] y pidió ayuda.')
    expect(await textFor(AgencyType.POLICE)).toBe('Llegó el 14/02/2026 y pidió ayuda.')
  })

  test('names to the prosecution of another state those suspects alone whom the record lists', async () => {
    const entry = { names: ['Óscar Belmonte'], aliases: [], role: 'Exploiter', phones: [] }
    const accused = await register(CASEWORKER, {
      data: { ...aPayload(), suspects: { persons: [entry], vehicles: [], accounts: [] } },
    })
    state.categories = [IDENTITY, NARRATIVE, DataCategory.SUSPECTS]
    const to = { recipientType: AgencyType.PROSECUTION, purpose: Purpose.CRIMINAL_INVESTIGATION }
    state.tamperPermit = () => to
    const text = 'El tratante Pedro Ruiz Mamani huyó. El encargado, Óscar Belmonte, cerró la puerta.'
    const { built } = await write({ text, attachments: [] }, await abroad(accused))
    expect((await open(built)).masked.text).toBe(
      'El tratante [PERSON] huyó. El encargado, Óscar Belmonte, cerró la puerta.',
    )
  })

  test('goes to the police without what its author marked, with files of which it is said what is in them, or not at all', async () => {
    const text = 'Entró sin papeles. Pide hablar con una abogada.'
    const marked = {
      text,
      attachments: [],
      selfIncriminating: [{ start: 0, end: 18, kind: 'irregular_entry_or_stay' }],
    }
    state.tamperPermit = () => ({ recipientType: AgencyType.POLICE })
    expect((await open((await write(marked)).built)).masked.text).toBe('Pide hablar con una abogada.')
    const all = { text: 'Entró sin papeles.', attachments: [], selfIncriminating: marked.selfIncriminating }
    expect(await write(all)).toMatchObject({ status: 403, body: { code: 'message_not_permitted' }, kept: 0 })
    for (const said of [{}, { incriminating: 'agreed' }])
      expect(await write(said)).toMatchObject({ status: 403, body: { code: 'file_may_incriminate' }, kept: 0 })
    expect((await write({ incriminating: 'nothing' })).status).toBe(201)
    state.tamperPermit = () => ({ recipientType: AgencyType.POLICE, selfIncriminatingAgreed: true })
    expect((await open((await write(marked)).built)).masked.text).toBe(text)
    expect((await write({ incriminating: 'agreed' })).status).toBe(201)
  })

  test('does not go where one agency alone came to open the person while it was made, and is not kept', async () => {
    const restricted = await register()
    const referralId = await abroad(restricted)
    restrictingMeanwhile(service)(restricted)
    expect(await write({}, referralId)).toMatchObject({
      ...{ status: 403, body: { code: 'identity_restricted' }, built: undefined, kept: 0 },
    })
  })

  test('does not go while one agency alone may open the person, not even from that one, is not kept, and goes once that has ended', async () => {
    const restricted = await register()
    const referralId = await abroad(restricted)
    const within = refer(restricted, { users: [WORKER] })
    const end = await restrictingIn(service)(restricted)
    expect(await write({}, referralId)).toMatchObject({
      ...{ status: 403, body: { code: 'identity_restricted' }, built: undefined, kept: 0 },
    })
    expect(state.entries).toEqual([])
    // Inside the hub it is kept, and whoever is kept out reads it then.
    expect(await write({}, within)).toMatchObject({ status: 201, kept: 1 })
    expect((await readMessages(within)).status).not.toBe(200)
    await end()
    expect(await write({}, referralId)).toMatchObject({ status: 201, built: { referralId }, kept: 1 })
  })

  test('can be taken for no package', async () => {
    const { built } = await write()
    const { data } = await open(built)
    expect(fromBinary(PackageSchema, data)).toMatchObject({ packageId: '', referralId: '', view: new Uint8Array() })
  })

  test('rests on a permit for another hub, and is in the log with its grounds before it goes', async () => {
    const { referralId, built } = await write()
    expect(state.decided.at(-1)).toMatchObject({
      ...{ occasion: Occasion.PACKAGE, token: '', sender: SENDER, recipient: PEER },
    })
    expect(state.entries).toMatchObject([
      {
        ...{ action: Action.MESSAGE_WRITTEN, referralId, recipient: PEER, basisId: 'consent-1', userId: WORKER },
        ...{ packageId: built?.messageId, packageHash: hash('sha256', built?.ciphertext ?? '') },
        decisionHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    expect(state.entries.map(({ viewPolicyHash }) => viewPolicyHash)).toEqual([VIEWS.hash])
  })

  test.each([
    ['a denial', () => ({ denial: 'consent_withdrawn' }), 403, 'consent_withdrawn'],
    ['a consent that does not cover texts', () => ({ categories: [IDENTITY] }), 403, 'message_not_permitted'],
    [
      'a view policy that shows such an agency no texts',
      () => ({ tamperPermit: () => ({ purpose: Purpose.MEDICAL_CARE }) }),
      403,
      'message_not_permitted',
    ],
    ['a permit for somebody else', () => ({ tamperPermit: () => ({ recipient: STRANGER }) }), 503, 'statement_invalid'],
    ['a receipt that is none', () => ({ tamperReceipt: () => ({ entryId: '' }) }), 503, 'statement_invalid'],
  ])('against %s does not go, and is not kept', async (_, changes, status, code) => {
    const referralId = await abroad(subjectRef)
    Object.assign(state, changes())
    expect(await write({}, referralId)).toMatchObject({ status, body: { code }, built: undefined, kept: 0 })
  })

  describe('whose files take longer to mask than a permit lasts', () => {
    /** The first permit is good for a moment more; `then`: what consent says from then on. */
    const slowly = async (then: object = {}) => {
      const referralId = await abroad(subjectRef)
      state.decided.length = 0
      state.tamperPermit = () => {
        Object.assign(state, { tamperPermit: () => ({}), ...then })
        return { expiresAt: timestampFromDate(new Date(Date.now() + 4_000)) }
      }
      return { ...(await write({}, referralId)), decided: state.decided.length }
    }

    test('goes on what is decided then', async () => {
      expect(await slowly()).toMatchObject({ status: 201, decided: 2, kept: 1, built: { to: PEER } })
    })

    test.each([
      ['was taken back meanwhile', { denial: 'consent_withdrawn' }, 403, 'consent_withdrawn'],
      [
        'lets the text be read otherwise',
        { tamperPermit: () => ({ basis: Basis.COURT_ORDER }) },
        503,
        'statement_invalid',
      ],
    ])('does not go where that %s', async (_, then, status, code) => {
      expect(await slowly(then)).toMatchObject({ status, body: { code }, built: undefined, kept: 0 })
    })
  })

  test('while consent or the log cannot answer, or to an agency without a trusted certificate, does not go', async () => {
    for (const service of ['consent', 'audit']) {
      const referralId = await abroad(subjectRef)
      state.away.add(service)
      expect(await write({}, referralId)).toMatchObject({ status: 503, built: undefined, kept: 0 })
      state.away.clear()
    }
    const referralId = await abroad(subjectRef)
    state.agencies.set(`XB/${PEER.agencyId}`, certificates.recipient)
    expect(await write({}, referralId)).toMatchObject({ body: { code: 'certificate_not_trusted' }, kept: 0 })
    state.agencies.clear()
    expect(await write({}, referralId)).toMatchObject({ body: { code: 'recipient_unknown' }, kept: 0 })
  })

  test('is shown to its writers with what became of it', async () => {
    const { referralId, body } = await write()
    const { messageId } = body
    const shown = async () => (await readMessages(referralId, CASEWORKER)).opened.messages[0]
    expect(await shown()).toMatchObject({ own: true, text: TEXT, delivery: 'sent' })
    await publish(messageSettled, { messageId, referralId, kind: EvidenceKind.EXPIRED })
    expect(await shown()).toMatchObject({ delivery: 'expired' })
    await publish(messageSettled, { messageId, referralId, kind: EvidenceKind.DELIVERED })
    await publish(messageSettled, { messageId, referralId, kind: EvidenceKind.REFUSED, code: 'message_unreadable' })
    expect(await shown()).toMatchObject({ delivery: 'delivered' })
  })

  test('is answered from there, and read here', async () => {
    const { referralId } = await write()
    const event = await aMessageFrom({ referralId, to: SENDER })
    expect(await receive(event)).toMatchObject({ kept: 1, stored: { from: PEER, to: SENDER } })
    const { opened } = await readMessages(referralId, CASEWORKER)
    expect(opened.messages.map(({ own }: { own: boolean }) => own)).toEqual([false, true])
    expect(opened.messages[0].text).toBe('Llegó bien.')
  })
})

/** What a system would run if it were saved under its own name. */
const RUN = [
  { name: 'orden.hta', mediaType: 'text/plain', text: '<script>' },
  { name: 'x.html', mediaType: 'text/html', text: '<script>' },
  { name: 'nota.TXT', mediaType: 'text/plain', text: 'Va.' },
]
const AS_TEXTS = ['orden.hta.txt', 'x.html.txt', 'nota.TXT'].map((name, i) => ({
  ...{ name, mediaType: 'text/plain', text: RUN[i]?.text },
}))

/** A message of XB's, with this inside. */
const aMessageFrom = (changes: object = {}, options: { signer?: string; content?: unknown } = {}) => {
  const content = asBytes(options.content ?? { lang: 'es', text: 'Llegó bien.', attachments: [] })
  return peer.aMessage({ content, ...changes }, options.signer)
}
async function receive(message: Awaited<ReturnType<typeof aMessageFrom>>, at = new Date()) {
  const before = await count()
  const { stored, refused } = await peer.receive(message, at)
  return { stored: stored.at(-1), refused, kept: (await count()) - before }
}

describe('a message from an agency of another hub', () => {
  test('is taken into the vault, logged, and read as it was masked there', async () => {
    const referralId = await came()
    const event = await aMessageFrom({ referralId })
    expect(await receive(event)).toMatchObject({ kept: 1, stored: { referralId, from: PEER, to: RECIPIENT } })
    expect(state.entries).toMatchObject([{ action: Action.PACKAGE_TAKEN_IN, referralId, agency: RECIPIENT }])
    const { opened } = await readMessages(referralId)
    expect(opened.messages).toMatchObject([{ own: false, from: PEER, text: 'Llegó bien.' }])
    state.categories = [IDENTITY]
    expect((await readMessages(referralId)).opened.messages[0]).not.toHaveProperty('text')
  })

  test('is taken in on the terms that its sender signed, which its readers and the log are told', async () => {
    const referralId = await came()
    const terms = { purpose: Purpose.SHELTER, basis: Basis.CONSENT, handlingCode: HandlingCode.H2 }
    expect(await receive(await aMessageFrom({ referralId, ...terms }))).toMatchObject({ kept: 1 })
    expect(state.entries).toMatchObject([{ purpose: Purpose.SHELTER, basis: Basis.CONSENT }])
    const { opened } = await readMessages(referralId)
    expect(opened.messages[0].terms).toEqual({ purpose: 'shelter', basis: 'consent', handlingCode: 'h2' })
    // Of an older hub, which does not say them.
    expect(await receive(await aMessageFrom({ referralId }))).toMatchObject({ kept: 1 })
    expect((await readMessages(referralId)).opened.messages[0]).not.toHaveProperty('terms')
  })

  test('is said to its sender to have been read, once, and not before it was', async () => {
    const referralId = await came()
    const event = await aMessageFrom({ referralId })
    await receive(event)
    const opened = async () => (await told(messageOpened)).filter(one => one.messageId === event.messageId)
    state.categories = [IDENTITY]
    await readMessages(referralId)
    expect(await opened()).toEqual([])
    state.categories = [IDENTITY, NARRATIVE]
    for (let times = 0; times < 2; times++) await readMessages(referralId)
    expect(await opened()).toMatchObject([{ fromHub: 'XB' }])
  })

  test('carries documents, which are made anew here: whatever runs in them, another hub cannot bring it in', async () => {
    const referralId = await came()
    const given = [
      aFile('a.pdf', PDF, aPdf(['Llegó bien'], '/OpenAction<</S/JavaScript/JS(app.alert(1))>>')),
      aFile('b.docx', DOCX, aDocx(['Llegó bien'])),
      aFile('c.pdf', PDF, '%PDF-1.7'),
      { name: 'd.jpg', mediaType: 'image/jpeg', withheld: 'needs_review' },
      aFile('e.exe', 'image/png', aPng(20, 10, 'Odalis Kintunaru')),
    ]
    const event = await aMessageFrom(
      { referralId },
      {
        content: { lang: 'es', text: 'Llegó bien.', attachments: given },
      },
    )
    expect(await receive(event)).toMatchObject({ kept: 1 })
    const [pdf, docx, damaged, unseen, picture] = (await readMessages(referralId)).opened.messages[0].attachments
    expect(allIn(PDF, pdf.base64)).toContain('Llegó bien')
    expect(allIn(PDF, pdf.base64)).not.toMatch(/OpenAction|JavaScript|Title/)
    expect(allIn(DOCX, docx.base64)).toContain('Llegó bien')
    expect(allIn(DOCX, docx.base64)).not.toContain('docProps')
    expect([damaged, unseen]).toMatchObject([{ withheld: 'document_damaged' }, { withheld: 'needs_review' }])
    expect(damaged).not.toHaveProperty('base64')
    // Looked at in the hub that sent it: pixels alone again here, and opened as nothing but a picture.
    expect(picture.name).toMatch(/\.png$/)
    expect(Buffer.from(picture.base64, 'base64').toString('latin1')).toMatch(/^.PNG/)
    expect(Buffer.from(picture.base64, 'base64').toString('latin1')).not.toContain('Odalis')
  })

  test('calls nobody by a word that somebody else has here, in its text and in its files', async () => {
    const referralId = await came()
    const statement = { referralId, ...aStatement('La testigo Rosa Paredes firma.') }
    expect((await post(SHELTER, '/statements', statement)).status).toBe(201)
    const { statements } = (await session.open((await view(referralId)).body.sealed)).categories.narrative
    expect(statements[0].text).toBe('La testigo [testigo A] firma.')
    const text = 'Llegó [testigo A] con [testigo C].'
    const note = { name: 'de [testigo A].txt', mediaType: 'text/plain', text }
    const attachments = [note, aFile('b.docx', DOCX, aDocx([text]))]
    const event = await aMessageFrom({ referralId }, { content: { lang: 'es', text, attachments } })
    expect(await receive(event)).toMatchObject({ kept: 1 })
    const asHere = 'Llegó [testigo D] con [testigo C].'
    for (let times = 0; times < 2; times++) {
      const [read] = (await readMessages(referralId)).opened.messages
      const [txt, docx] = read.attachments
      expect([read.text, txt.name, txt.text]).toEqual([asHere, 'de [testigo D].txt', asHere])
      expect(allIn(DOCX, docx.base64)).toContain(asHere)
    }
  })

  test('carries texts, which are saved as texts: another hub does not say with what they are opened', async () => {
    const referralId = await came()
    const content = { lang: 'es', text: 'Va.', attachments: RUN }
    expect(await receive(await aMessageFrom({ referralId }, { content }))).toMatchObject({ kept: 1 })
    expect((await readMessages(referralId)).opened.messages[0].attachments).toEqual(AS_TEXTS)
  })

  test('about a request for evidence carries them the same way', async () => {
    const requestId = randomUUID()
    const request = { draftedBy: PEER, toHub: 'XA', parties: { sender: PEER, recipient: RECIPIENT }, texts: [] }
    state.requests.set(requestId, { ...request, roles: { [RECIPIENT.agencyId]: 'recipient' } })
    const letter = {
      v: 1,
      requestId,
      field: 'letter',
      salt: 'ab'.repeat(16),
      lang: 'es',
      text: 'Va.',
      attachments: RUN,
    }
    const requestText = asBytes({ ...letter, victims: 'no-victim' })
    const { stored } = await peer.receive(await peer.aMessage({ referralId: requestId, requestText }))
    expect(stored).toHaveLength(1)
    const reader = { ...SHELTER, scope: 'evidence:request evidence:decide' }
    const [read] = (await service.readLetters(requestId, reader)).opened.letters
    expect(read.attachments).toEqual(AS_TEXTS)
  })

  test('is answered to the agency that sent the referral, without the names that came with it', async () => {
    const referralId = await came()
    const text = 'La señora Odalis Kintunaru llegó bien.'
    const { status } = await post(SHELTER, '/messages', { referralId, lang: 'es', text, attachments: [] })
    expect(status).toBe(201)
    const built = (await told(messageBuilt)).find(event => event.referralId === referralId)
    const { content } = (await openMessage(built)).content
    expect(Buffer.from(content).toString()).toContain('llegó bien')
    expect(Buffer.from(content).toString()).not.toMatch(/Odalis|Kintunaru/)
  })

  test('is not answered to a state that the person may fear: nothing is built, and it is said why', async () => {
    const write = async (facts: object) => {
      const referralId = await came({}, { view: { ...A_VIEW, facts: { ...A_VIEW.facts, ...facts } } })
      const before = await count()
      const written = { referralId, lang: 'es', text: 'Llegó bien.', attachments: [] }
      const { status, body } = await post(SHELTER, '/messages', written)
      const built = (await told(messageBuilt)).some(event => event.referralId === referralId)
      return { status, code: body.code, built, kept: (await count()) - before }
    }
    // As consent refuses it, by what is attested to it of the hub where it goes.
    state.denies = ({ recipientIsStateOfNationality, protectionSeeker, fearOfReturnAsked }) =>
      recipientIsStateOfNationality && (protectionSeeker || !fearOfReturnAsked) ? 'state_of_nationality' : undefined
    const refused = { status: 403, code: 'state_of_nationality', built: false, kept: 0 }
    expect(await write({ mayReportBack: false })).toEqual(refused)
    expect(await write({})).toEqual(refused)
    expect(await write({ mayReportBack: true })).toMatchObject({ status: 201, built: true, kept: 1 })
  })

  test('that is handled before its referral waits for it a little', async () => {
    const referralId = randomUUID()
    const receiving = receive(await aMessageFrom({ referralId }))
    await came({}, { referralId })
    expect(await receiving).toMatchObject({ kept: 1, refused: undefined })
  })

  test('that comes twice is kept once', async () => {
    const event = await aMessageFrom({ referralId: await came() })
    await receive(event)
    expect(await receive(event)).toMatchObject({ kept: 0, refused: undefined })
  })

  test('under the id of another is refused', async () => {
    const messageId = randomUUID()
    await receive(await aMessageFrom({ referralId: await came(), messageId }))
    const again = await aMessageFrom({ referralId: await came(), messageId })
    expect(await receive(again)).toMatchObject({ kept: 0, refused: { code: 'message_id_reused' } })
  })

  test('that this hub has suspended is refused, though its own hub signs it; and nothing of it is kept', async () => {
    const referralId = await came()
    state.entries.length = 0
    state.suspended.add(PEER.agencyId)
    const refused = await receive(await aMessageFrom({ referralId }))
    state.suspended.clear()
    expect(refused).toMatchObject({ kept: 0, refused: { code: 'sender_suspended' } })
    expect(state.entries).toEqual([])
    expect(await receive(await aMessageFrom({ referralId }))).toMatchObject({ kept: 1 })
  })

  test('about a referral that is another’s, or that nobody here has, is refused', async () => {
    const unknown = await aMessageFrom()
    expect(await receive(unknown, longAgo())).toMatchObject({ kept: 0, refused: { code: 'message_referral_unknown' } })
    const inside = refer(subjectRef)
    await publish(referralSubmitted, { referralId: inside, from: SENDER, to: RECIPIENT, subjectRef })
    const intruding = await aMessageFrom({ referralId: inside })
    expect(await receive(intruding)).toMatchObject({ kept: 0, refused: { code: 'message_referral_unknown' } })
    const colleague = { hub: 'XB', agencyId: STRANGER.agencyId }
    const byAnother = await aMessageFrom({ referralId: await came(), from: colleague })
    expect(await receive(byAnother)).toMatchObject({ kept: 0, refused: { code: 'message_referral_unknown' } })
    expect(state.entries).toEqual([])
  })

  test.each([
    ['says that it comes from another hub', { from: { ...PEER, hub: 'XC' } }, {}, 'message_not_for_us'],
    ['comes too late', { expiresAt: timestampFromDate(new Date(Date.now() - 1_000)) }, {}, 'message_expired'],
    ['never expires', { expiresAt: undefined }, {}, 'message_expired'],
    [
      'holds something else',
      {},
      { content: { lang: 'es', text: 'a', attachments: [], html: '<b>' } },
      'message_malformed',
    ],
    [
      'is for something else than the referral',
      { purpose: Purpose.MIGRATION_CONTROL, basis: Basis.CONSENT, handlingCode: HandlingCode.H2 },
      {},
      'message_terms_differ',
    ],
    ['says half of its terms', { purpose: Purpose.SHELTER }, {}, 'message_malformed'],
    ['is signed by somebody else', {}, { signer: certificates.packageSign.privateKey }, 'signer_unknown'],
  ])('that %s is refused, and nothing of it kept', async (_, changes, options, code) => {
    const referralId = await came()
    const event = await aMessageFrom({ referralId, ...changes }, options)
    expect(await receive(event)).toMatchObject({ kept: 0, refused: { code, fromHub: 'XB' } })
    expect(state.entries).toEqual([])
  })

  test('that was changed on the way, or is for an agency without a key here, is refused', async () => {
    const referralId = await came()
    const event = await aMessageFrom({ referralId })
    const changed = await receive({ ...event, sha256: 'ab'.repeat(32) })
    expect(changed).toMatchObject({ kept: 0, refused: { code: 'ciphertext_altered' } })
    const other = await aMessageFrom({ referralId, to: STRANGER })
    expect(await receive(other)).toMatchObject({ kept: 0, refused: { code: 'message_not_for_us' } })
    const elsewhere = await receive({ ...(await aMessageFrom({ referralId })), to: PEER })
    expect(elsewhere).toMatchObject({ kept: 0, refused: { code: 'message_not_for_us' } })
  })

  test('from a hub whose certificate its jurisdiction did not certify is refused', async () => {
    const referralId = await came()
    state.hubs.set('XB', { jurisdiction: peer.jurisdiction, sign: certificates.packageSign })
    const event = await aMessageFrom(
      { referralId },
      {
        signer: certificates.packageSign.privateKey,
      },
    )
    expect(await receive(event)).toMatchObject({ kept: 0, refused: { code: 'certificate_not_trusted' } })
  })

  test('waits while the log cannot take it', async () => {
    const event = await aMessageFrom({ referralId: await came() })
    state.away.add('audit')
    setTimeout(() => state.away.clear(), 400)
    expect(await receive(event)).toMatchObject({ kept: 1 })
  })
})

test('after all this nothing of the person stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of [...CANARIES, 'Kintunaru', 'Llegó bien'])
    expect([canary, all.includes(canary)]).toEqual([canary, false])
})
