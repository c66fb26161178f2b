import { randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  DataCategory,
  messageBuilt,
  messageStored,
  Occasion,
  timestampFromDate,
} from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { aDocx, aFile, allIn, aPdf, DOCX, PDF } from './fixtures/files.ts'
import { CANARIES } from './fixtures/forms.ts'
import { IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import { READER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const { send, sealed, post, register, refer, readMessages, session, told, rows, everything, state, lines, recogniser } =
  await useRedaction()

beforeEach(() => {
  Object.assign(state, { denial: undefined, tamperPermit: () => ({}), tamperReceipt: () => ({}) })
  state.reader = AgencyType.SHELTER
  state.categories = [IDENTITY, NARRATIVE, NEEDS]
  state.withheld = []
  state.away.clear()
  state.entries.length = 0
  recogniser.broken = false
})
const subjectRef = await register()
const refered = (changes: object = {}) => refer(subjectRef, { users: [READER, WORKER], ...changes })

const TEXT = 'La señora Yaneth Quillahuaman pidió hablar con su hermana Eulogia; su celular es el +599 55 0731.'
const aMessage = (referralId: string, changes: object = {}) => ({
  ...{ referralId, lang: 'es', text: TEXT, attachments: [] },
  ...changes,
})
const write = (data: object, who: Who = CASEWORKER, options = {}) => post(who, '/messages', data, options)
const count = async () => Number((await rows('select count(*) from message'))[0].count)

describe('a message', () => {
  test('for which the log of the referral has no room is refused, and neither stored nor told', async () => {
    const [before, toldBefore] = [await count(), (await told(messageStored)).length]
    const { status, body } = await write(aMessage(refered({ logFull: true })))
    expect([status, body.code]).toEqual([409, 'log_full'])
    expect([await count(), (await told(messageStored)).length, state.entries]).toEqual([before, toldBefore, []])
  })

  test('is read by the other agency masked, and by its own as it was written', async () => {
    const referralId = refered()
    const attachments = [aFile('nota.txt', 'text/plain', 'Vive con Yaneth Quillahuaman en Urubambilla.')]
    const { status, body } = await write(aMessage(referralId, { attachments }))
    expect([status, Object.keys(body)]).toEqual([201, ['messageId', 'withheld']])
    const { opened } = await readMessages(referralId)
    expect(opened).toMatchObject({ referralId, more: false, notice: 'may be incomplete' })
    expect(opened.messages).toMatchObject([{ messageId: body.messageId, from: SENDER, to: RECIPIENT, own: false }])
    expect(opened.messages[0].text).toContain('hablar con su')
    expect(opened.messages[0].attachments[0].text).toContain('Vive con')
    for (const canary of CANARIES) expect([canary, JSON.stringify(opened).includes(canary)]).toEqual([canary, false])
    const own = (await readMessages(referralId, CASEWORKER)).opened
    expect(own.messages).toMatchObject([{ own: true, text: TEXT, attachments }])
  })

  test('goes both ways, and the newest is read first', async () => {
    const referralId = refered()
    await write(aMessage(referralId))
    await write(aMessage(referralId, { text: 'Gracias. La señora Yaneth llegó bien.' }), SHELTER)
    const { opened } = await readMessages(referralId, CASEWORKER)
    expect(opened.messages.map(({ own }: { own: boolean }) => own)).toEqual([false, true])
    expect(opened.messages[0].text).not.toContain('Yaneth')
    expect(state.decided.at(-1)).toMatchObject({ occasion: Occasion.VIEW, sender: RECIPIENT, recipient: SENDER })
  })

  describe('whose files take longer to mask than the permit of whoever reads lasts', () => {
    /** The first permit is good for a moment more; `then`: what consent says from then on. */
    const slowly = async (then: object = {}) => {
      const referralId = refered()
      await write(aMessage(referralId))
      state.decided.length = 0
      state.entries.length = 0
      state.tamperPermit = () => {
        Object.assign(state, { tamperPermit: () => ({}), ...then })
        return { expiresAt: timestampFromDate(new Date(Date.now() + 4_000)) }
      }
      const { status, opened, body } = await readMessages(referralId)
      return { status, code: body?.code, read: opened?.messages.length, decided: state.decided.length }
    }

    test('is read on what is decided then', async () => {
      expect(await slowly()).toMatchObject({ status: 200, read: 1, decided: 2 })
    })

    test.each([
      ['was taken back meanwhile', { denial: 'consent_withdrawn' }, 403, 'consent_withdrawn'],
      ['lets it be read otherwise', { tamperPermit: () => ({ codeNameOnly: true }) }, 503, 'statement_invalid'],
    ])('is not read where that %s', async (_, then, status, code) => {
      expect(await slowly(then)).toMatchObject({ status, code, read: undefined })
      expect(state.entries.filter(({ action }) => action === Action.MESSAGES_READ)).toEqual([])
    })
  })

  test('is told by ids, and stands in the log before it is answered and before it is read', async () => {
    const referralId = refered()
    const { body } = await write(aMessage(referralId))
    expect((await told(messageStored)).at(-1)).toMatchObject({
      ...{ messageId: body.messageId, referralId, from: SENDER, to: RECIPIENT },
    })
    expect(await told(messageBuilt)).toEqual([])
    const { opened } = await readMessages(referralId)
    expect(state.entries).toMatchObject([
      { action: Action.MESSAGE_WRITTEN, userId: WORKER, agency: SENDER, recipient: RECIPIENT, referralId },
      { action: Action.MESSAGES_READ, userId: READER, agency: RECIPIENT, referralId, categories: [NARRATIVE] },
    ])
    expect(opened.auditEntry.id).toBe(state.entries[1]?.entryId)
  })

  test('stands in the log as what it shows: one’s own in full, with its files, and of others’ files why one was not', async () => {
    const referralId = refered()
    await write(
      aMessage(referralId, { attachments: [aFile('foto.jpg', 'image/jpeg', Buffer.from('ffd8ffe0', 'hex'))] }),
    )
    await readMessages(referralId)
    await readMessages(referralId, CASEWORKER)
    const reading = state.entries.filter(({ action }) => action === Action.MESSAGES_READ)
    const seen = reading.map(({ categories, withheld }) => [categories, withheld?.map(({ reason }) => reason)])
    const { DOCUMENTS } = DataCategory
    expect(seen).toEqual([
      [[NARRATIVE], ['needs_review']],
      [expect.toSatisfy(all => [IDENTITY, NARRATIVE, DOCUMENTS].every(one => all.includes(one))), []],
    ])
  })

  test.each([
    ['Word document', DOCX, '.docx', aDocx],
    ['PDF', PDF, '.pdf', aPdf],
  ])('carries a %s, made anew without the names, and masks its own name', async (_, mediaType, ending, made) => {
    const referralId = refered()
    const lines = ['La señora Yaneth Quillahuaman', 'pidió hablar con su hermana Eulogia en Urubam-', 'billa.']
    const attachments = [aFile(`Informe_Huallparimachi${ending}`, mediaType, made(lines))]
    await write(aMessage(referralId, { attachments, text: 'Adjunto el informe de Huallparimachi.' }))
    const { opened } = await readMessages(referralId)
    const [shown] = opened.messages[0].attachments
    expect([shown.mediaType, shown.name.endsWith(ending)]).toEqual([mediaType, true])
    const all = allIn(mediaType, shown.base64)
    expect(all).toContain('hablar con su')
    for (const canary of [...CANARIES, 'Huallparimachi'])
      expect([canary, JSON.stringify(opened).includes(canary) || all.includes(canary)]).toEqual([canary, false])
    const own = (await readMessages(referralId, CASEWORKER)).opened
    expect(own.messages[0].attachments).toEqual(attachments)
  })

  test('withholds each file that could not be made safe, tells whoever wrote why, and masks the name of each', async () => {
    const referralId = refered()
    const attachments = [
      aFile('DNI_Huallparimachi_frente.pdf', PDF, 'Yaneth Quillahuaman'),
      aFile('Huallparimachi.pdf', PDF, '%PDF-1.7 Yaneth'),
      aFile('Huallparimachi.jpg', 'image/jpeg', Buffer.from('ffd8ffe0', 'hex')),
      aFile('Huallparimachi.mp4', 'video/mp4', 'Yaneth'),
    ]
    const { body } = await write(aMessage(referralId, { attachments, text: 'Adjunto el documento de Huallparimachi.' }))
    expect(body.withheld).toEqual([
      { file: 0, reason: 'document_type_mismatch' },
      { file: 1, reason: 'document_damaged' },
      { file: 2, reason: 'needs_review', redactionId: expect.any(String) },
      { file: 3, reason: 'not_yet_redactable' },
    ])
    const { opened } = await readMessages(referralId)
    expect(opened.messages[0].attachments).toMatchObject([
      { mediaType: PDF, withheld: 'document_type_mismatch' },
      { mediaType: PDF, withheld: 'document_damaged' },
      { mediaType: 'image/jpeg', withheld: 'needs_review' },
      { mediaType: 'video/mp4', withheld: 'not_yet_redactable' },
    ])
    expect(JSON.stringify(opened)).not.toMatch(/Huallparimachi|base64|WWFuZXRo/)
  })

  test('is read page by page', async () => {
    const referralId = refered()
    for (let i = 0; i < 3; i++) await write(aMessage(referralId, { text: 'Se pidió ayuda. '.repeat(1000) }))
    const first = (await readMessages(referralId)).opened
    expect(first.messages).toHaveLength(3)
    const older = (await readMessages(referralId, SHELTER, first.messages[1].messageId)).opened
    expect(older.messages.map((m: { messageId: string }) => m.messageId)).toEqual([first.messages[2].messageId])
  })

  test('that is large leaves the older ones for the next page', async () => {
    const referralId = refered()
    const attachments = [aFile('foto.jpg', 'image/jpeg', 'x'.repeat(599_000))]
    for (let i = 0; i < 3; i++) expect((await write(aMessage(referralId, { attachments }))).status).toBe(201)
    const first = (await readMessages(referralId, CASEWORKER)).opened
    expect([first.messages.length, first.more]).toEqual([2, true])
    const rest = (await readMessages(referralId, CASEWORKER, first.messages[1].messageId)).opened
    expect([rest.messages.length, rest.more]).toEqual([1, false])
  })

  test('sent again with its key is one message', async () => {
    const referralId = refered()
    const key = randomUUID()
    const body = { sealed: await sealed(CASEWORKER, { route: 'POST /messages', data: aMessage(referralId) }) }
    const first = await send(CASEWORKER, '/messages', body, { key })
    const again = await send(CASEWORKER, '/messages', body, { key })
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect((await readMessages(referralId)).opened.messages).toHaveLength(1)
  })
})

describe('a message is not taken', () => {
  const refused = async (data: object, who: Who = CASEWORKER, options: object = {}) => {
    const before = await count()
    const { status, body } = await write(data, who, options)
    expect(await count()).toBe(before)
    return [status, body.code]
  }

  test('from somebody who has no standing in the referral: a stranger, a colleague, after its end', async () => {
    const gone = [404, 'not_found']
    expect(await refused(aMessage(refered()), { agencyId: STRANGER.agencyId, user: randomUUID() })).toEqual(gone)
    expect(await refused(aMessage(refered()), { ...CASEWORKER, user: randomUUID() })).toEqual(gone)
    expect(await refused(aMessage(refered()), { agencyId: STRANGER.agencyId, user: WORKER })).toEqual(gone)
    expect(await refused(aMessage(randomUUID()))).toEqual(gone)
    expect(await refused(aMessage(refered({ users: [] })))).toEqual(gone)
  })

  test('sealed by another agency, for another route, or a second time', async () => {
    const data = aMessage(refered())
    const stolen = await sealed(CASEWORKER, { route: 'POST /messages', data })
    const thief = { agencyId: STRANGER.agencyId, user: WORKER }
    expect((await send(thief, '/messages', { sealed: stolen })).body.code).toBe('seal_context_mismatch')
    expect(await refused(data, CASEWORKER, { changes: { route: 'POST /subjects' } })).toEqual([
      ...[400, 'seal_context_mismatch'],
    ])
    expect((await send(CASEWORKER, '/messages', { sealed: stolen })).status).toBe(201)
    expect((await send(CASEWORKER, '/messages', { sealed: stolen })).body.code).toBe('seal_replayed')
  })

  test('twice by one form, though both come at once', async () => {
    const form = await sealed(CASEWORKER, { route: 'POST /messages', data: aMessage(refered()) })
    const before = await count()
    // Held back until all of them have seen that it is new.
    const held = rows('do $$ begin lock table used_nonce in exclusive mode; perform pg_sleep(1.5); end $$')
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(CASEWORKER, '/messages', { sealed: form })))
    await held
    const codes = answers.map(({ status, body }) => body.code ?? status).sort()
    expect(codes).toEqual([201, 'seal_replayed', 'seal_replayed', 'seal_replayed'])
    expect(await count()).toBe(before + 1)
  })

  test.each([
    ['larger than a message may be', [aFile('a.pdf', 'application/pdf', 'x'.repeat(600_100))], 'attachments_too_large'],
    [
      'that are no UTF-8 text',
      [{ name: 'a.txt', mediaType: 'text/plain', base64: '/////w==' }],
      'message_not_redactable',
    ],
    ['that are not base64', [{ name: 'a.txt', mediaType: 'text/plain', base64: 'ñ' }], 'request_invalid'],
  ])('with attachments %s', async (_, attachments, code) => {
    expect(await refused(aMessage(refered(), { attachments }))).toEqual([400, code])
  })

  test('in a language in which nothing can be masked, or longer than 20,000 characters', async () => {
    expect(await refused(aMessage(refered(), { lang: 'que' }))).toEqual([400, 'message_not_redactable'])
    expect(await refused(aMessage(refered(), { text: 'a'.repeat(20_001) }))).toEqual([400, 'request_invalid'])
  })

  test('while the log cannot take it', async () => {
    state.away.add('audit')
    expect(await refused(aMessage(refered()))).toEqual([503, 'service_unavailable'])
  })
})

describe('nothing of a message is read', () => {
  const written = async () => {
    const referralId = refered()
    await write(aMessage(referralId))
    return referralId
  }

  test('by anybody without standing', async () => {
    const referralId = await written()
    const gone = { status: 404, opened: undefined }
    expect(await readMessages(referralId, { ...SHELTER, user: randomUUID() })).toMatchObject(gone)
    expect(await readMessages(referralId, { agencyId: STRANGER.agencyId, user: READER })).toMatchObject(gone)
  })

  test('once the consent is withdrawn, not even by its own agency', async () => {
    const referralId = await written()
    state.denial = 'consent_withdrawn'
    for (const who of [SHELTER, CASEWORKER])
      expect(await readMessages(referralId, who)).toMatchObject({ status: 403, body: { code: 'consent_withdrawn' } })
    expect(state.entries.filter(({ action }) => action === Action.MESSAGES_READ)).toEqual([])
  })

  test('while consent or the log cannot answer, or on a receipt that is none', async () => {
    const referralId = await written()
    for (const service of ['consent', 'audit']) {
      state.away.add(service)
      expect((await readMessages(referralId)).status).toBe(503)
      state.away.clear()
    }
    state.tamperReceipt = () => ({ entryId: randomUUID() })
    expect((await readMessages(referralId)).status).toBe(503)
  })

  test('on a permit that was used, or a request that was made for a view', async () => {
    const referralId = await written()
    const permitId = randomUUID()
    state.tamperPermit = () => ({ permitId })
    expect((await readMessages(referralId)).status).toBe(200)
    expect((await readMessages(referralId)).body.code).toBe('statement_invalid')
    const request = await session.request(referralId)
    const answer = await send(SHELTER, '/message-views', { request }, { jkt: session.jkt })
    expect(answer.body.code).toBe('view_request_refused')
    const forMessages = await session.request(referralId, new Date(), 'POST /message-views')
    expect((await send(SHELTER, '/views', { request: forMessages }, { jkt: session.jkt })).body.code).toBe(
      'view_request_refused',
    )
  })

  test('where consent does not cover texts: the reason stands in its place', async () => {
    const referralId = await written()
    state.categories = [IDENTITY]
    state.withheld = [{ category: NARRATIVE, reason: 'outside_mandate', silent: false }]
    const { opened } = await readMessages(referralId)
    expect(opened.messages).toMatchObject([{ own: false, withheld: 'outside_mandate' }])
    expect(opened.messages[0]).not.toHaveProperty('text')
    expect(state.entries.at(-1)).toMatchObject({ categories: [], withheld: [{ category: NARRATIVE }] })
  })

  test('when the recogniser fails: no text, no file, no name, and somebody hears of it', async () => {
    const referralId = refered()
    await write(aMessage(referralId, { attachments: [aFile('Huallparimachi.txt', 'text/plain', 'Yaneth')] }))
    recogniser.broken = true
    const { opened } = await readMessages(referralId)
    expect(opened.messages).toMatchObject([{ own: false, withheld: 'redaction_failed' }])
    expect(JSON.stringify(opened)).not.toMatch(/Huallparimachi|Yaneth|señora/)
    expect(state.entries.at(-1)).toMatchObject({ withheld: [{ category: NARRATIVE, reason: 'redaction_failed' }] })
    expect(lines.some(line => line.includes('message.withheld'))).toBe(true)
  })
})

test('after all this nothing of the person stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of [...CANARIES, 'Huallparimachi']) expect([canary, all.includes(canary)]).toEqual([canary, false])
  expect(all).toContain(SENDER.agencyId)
})

describe('what incriminates the person', () => {
  const SAID = 'Entró sin papeles por el río. Pide hablar con una abogada.'
  const selfIncriminating = [{ start: 0, end: 29, kind: 'irregular_entry_or_stay' }]
  const note = [aFile('nota.txt', 'text/plain', 'Dijo que llevaba mercancía.')]
  const agreed = () => ({ selfIncriminatingAgreed: true })
  const newest = async (referralId: string) => (await readMessages(referralId)).opened.messages[0]

  test.each([AgencyType.POLICE, AgencyType.PROSECUTION])(
    'is marked in a message, and read by %i only if the person agreed',
    async reader => {
      const referralId = refered()
      expect((await write(aMessage(referralId, { text: SAID, selfIncriminating }))).status).toBe(201)
      state.reader = reader
      expect((await newest(referralId)).text).toBe('Pide hablar con una abogada.')
      state.tamperPermit = agreed
      expect((await newest(referralId)).text).toContain('papeles')
      expect((await readMessages(referralId, CASEWORKER)).opened.messages[0].text).toBe(SAID)
    },
  )

  const WHOLE = { text: SAID, selfIncriminating: [{ start: 0, end: SAID.length, kind: 'drugs' }] }

  test('is no message where it is all of one: another takes its place in the page, and none counts as an older one', async () => {
    const referralId = refered()
    await write(aMessage(referralId, WHOLE))
    await write(aMessage(referralId, { text: 'Pide una abogada.' }))
    await write(aMessage(referralId, WHOLE))
    state.reader = AgencyType.POLICE
    const seen = async () => (await readMessages(referralId)).opened
    expect(await seen()).toMatchObject({ messages: [{ text: 'Pide una abogada.' }], more: false })
    for (let n = 0; n < 49; n++) await write(aMessage(referralId, { text: `Sigue bien, día ${n} de su curso.` }))
    const page = await seen()
    expect([page.messages.length, page.more]).toEqual([50, false])
    state.tamperPermit = agreed
    expect(await seen()).toMatchObject({ messages: { length: 50 }, more: true })
    expect((await readMessages(referralId, CASEWORKER)).opened).toMatchObject({ messages: { length: 50 }, more: true })
  })

  test.each([
    [AgencyType.POLICE, false],
    [AgencyType.SHELTER, false],
    [AgencyType.HEALTH, false],
    [AgencyType.COURT, false],
    [AgencyType.LEGAL_AID, true],
  ])('is told to %i of a message that is nothing else: %s', async (type, isTold) => {
    state.types.set(STRANGER.agencyId, type)
    const { status, body } = await write(aMessage(refered({ to: STRANGER }), WHOLE))
    expect(status).toBe(201)
    expect((await told(messageStored)).some(({ messageId }) => messageId === body.messageId)).toBe(isTold)
  })

  test('marked outside of the text is refused at its field', async () => {
    const { status, body } = await write(
      aMessage(refered(), { selfIncriminating: [{ start: 3, end: 900, kind: 'drugs' }] }),
    )
    expect([status, body.errors[0].pointer]).toEqual([400, '/selfIncriminating'])
  })

  test('keeps files from the police until their sender says of them what is in them', async () => {
    state.types.set(STRANGER.agencyId, AgencyType.POLICE)
    const toPolice = refered({ to: STRANGER })
    const [before, refused] = [await count(), await write(aMessage(toPolice, { attachments: note }))]
    expect([refused.status, refused.body.code, await count()]).toEqual([403, 'file_may_incriminate', before])
    expect((await write(aMessage(toPolice, { attachments: note, incriminating: 'nothing' }))).status).toBe(201)
    expect((await write(aMessage(toPolice))).status).toBe(201)
  })

  test('of files that the person agreed to is read as long as they agree: from then on there are none, and nothing says so', async () => {
    const referralId = refered()
    await write(aMessage(referralId, { attachments: note, incriminating: 'agreed' }))
    state.reader = AgencyType.POLICE
    const shown = await newest(referralId)
    expect([Object.keys(shown).includes('text'), shown.attachments]).toEqual([true, []])
    expect(JSON.stringify(shown)).not.toMatch(/mercancía|nota|withheld|incriminat/)
    state.tamperPermit = agreed
    expect((await newest(referralId)).attachments[0].text).toContain('mercancía')
    expect((await newest(referralId)).attachments[0].name).toBe('nota.txt')
  })

  test.each([AgencyType.POLICE, AgencyType.PROSECUTION])(
    'is not read by %i in the name of a file either, which has no marks, though its sender says that nothing in it is',
    async reader => {
      const referralId = refered()
      await write(
        aMessage(referralId, {
          attachments: [...note, aFile('robo.pdf', 'application/pdf', 'x')],
          incriminating: 'nothing',
        }),
      )
      const namesFor = async () =>
        (await newest(referralId)).attachments.map(({ name }: { readonly name: string }) => name)
      expect(await namesFor()).toEqual(['nota.txt', 'robo.pdf'])
      state.reader = reader
      expect(await namesFor()).toEqual(['1.txt', '2.pdf'])
      state.tamperPermit = agreed
      expect(await namesFor()).toEqual(['nota.txt', 'robo.pdf'])
    },
  )
})
