import { openForm, sealViewAnswer } from '@amparo/crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { noBrowser, useBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id, ME } from './support/page-alone/hub.ts'
import { type Asked, servePage } from './support/page-alone/serve.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const SCOPES = ['subject:register', 'consent:record', 'consent:confirm', 'referral:submit', 'referral:read']
const CASEWORKER = [...SCOPES, 'referral:decide', 'referral:work', 'view:open', 'directory:read']
const RECIPIENT = { side: 'recipient', scopes: CASEWORKER } as const
const EXPLAINED = { about: 'decided', heading: 'Cómo se decidió', lines: ['El consentimiento llegó a su último día.'] }
const MESSAGE = '[PERSONA 1] llega con [PERSONA 2].'
const NARRATIVE = '[PERSONA 1] la encerraba.'
/** As it is drawn: what is not shown is not in it. */
const READ = 'document.body.innerText.trim()'
const READ_ON_SHEET = `document.querySelector('article.sheet').innerText.trim()`
/** What is drawn on a page to be printed and neither is in its sheet nor around it. */
const ROOM_BESIDE_SHEET = `[...document.body.querySelectorAll('*')].filter(one =>
  one.getClientRects().length > 0 && !one.closest('.sheet') && !one.querySelector('.sheet')).map(one => one.outerHTML)`
type Route = NonNullable<Parameters<typeof sealViewAnswer>[0]['route']>

describe.skipIf(noBrowser)('the page of one referral', async () => {
  if (noBrowser) return
  const served = await servePage()
  served.signInWith(CASEWORKER)
  const newContext = useBrowser()
  afterAll(() => served.stop())
  let referral: MadeUpReferral
  beforeEach(() => {
    served.asked.length = 0
    referral = new MadeUpReferral('oas-64-standard', RECIPIENT)
    served.answer(asked => answer(asked))
  })

  async function answer({ path, method, body }: Asked) {
    const at = `/referral/referrals/${referral.id}`
    if (path === at) return { body: referral.view() }
    if (path === `${at}/assignment`) return { body: referral.assign() }
    if (path === `${at}/steps`) return referral.asked(body as { step: string })
    if (path === '/redaction/assessments' && method === 'POST') return { status: 201, body: { assessmentId: id(1) } }
    if (path === '/redaction/messages')
      return { status: 201, body: { messageId: id(1), withheld: [{ file: 0, reason: 'document_encrypted' }] } }
    if (path === '/redaction/message-views') return { body: { sealed: await messages(body) } }
    return undefined
  }
  const sealed = (route: Route, body: unknown, view: object) => {
    const { request } = body as { request: string }
    const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
    return sealViewAnswer({ view, hub: 'XA', route, request, replyCertificate, signingKey: served.vault.signKey })
  }
  const messages = (body: unknown) => {
    const [from, to] = [id(12), id(11)].map(agencyId => ({ hub: 'XA', agencyId }))
    const one = { messageId: id(1), writtenAt: new Date().toISOString(), from, to, own: false, lang: 'es' }
    const view = { referralId: referral.id, more: false, messages: [{ ...one, text: MESSAGE, attachments: [] }] }
    return sealed('POST /message-views', body, view)
  }
  const personView = (subjectRef: string) => ({
    ...{ referralId: referral.id, subjectRef, purpose: 'shelter', basis: 'consent', handlingCode: 'h1' },
    categories: { identity: { names: ['Nayra Condori'] }, narrative: { text: NARRATIVE } },
    ...{ withheld: [], evaluation: null, auditEntry: { id: id(2), index: 7 } },
  })
  const opened = async (hash = `referrals/${referral.id}`, language = 'en', width = 1280): Promise<Page> => {
    const page = await (await newContext({ viewport: { width, height: 900 } })).newPage()
    await page.addInitScript(`localStorage.setItem('amparo.language', '${language}')`)
    await page.goto(`${served.origin}/#/${hash}`)
    await page.locator('main h1').waitFor()
    return page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const sentTo = (path: string) => served.asked.filter(asked => asked.method === 'POST' && asked.path.endsWith(path))
  const active = (page: Page, property: string) => page.evaluate<string>(`document.activeElement.${property}`)
  const unsealed = async (path: string) => {
    const [sent] = sentTo(path)
    if (!sent) throw new Error(`nothing went to ${path}`)
    return openForm(served.vault.sealKey, (sent.body as { sealed: string }).sealed)
  }

  it('offers for what else it may be opened as far as its sender can be asked, or says why not and what to do', async () => {
    const usesIn = async (
      extra: object,
      expected: { offered: string[]; why?: number },
      [language, says]: readonly [string, string] = ['en', 'For anything else, ask its sender'],
    ) => {
      referral.extra = extra
      referral.assign()
      const page = await opened(undefined, language)
      await page.locator('#person').waitFor()
      const uses = page.locator('#view-use option')
      const shown = async () => ({
        offered: await uses.evaluateAll(all => all.map(one => one.getAttribute('value'))),
        why: await page.getByText(says).count(),
      })
      // Which version is the newest is known once the protocols have come.
      await expect.poll(shown, { timeout: 10_000 }).toEqual({ why: 0, ...expected })
      expect(await faultsAtAnyWidth(page)).toEqual([])
      await page.close()
    }
    const asked = { usesToAsk: ['pass-on-as-person-agreed', 'export'] }
    await usesIn(asked, { offered: ['as-requested', 'export', 'pass-to-other-agency'] })
    for (const words of [
      ['es', 'Para otra cosa, pida a quien la envió una derivación nueva'],
      ['en', 'For anything else, ask its sender for a new referral'],
      ['fr', 'Pour autre chose, demandez à l’expéditeur une nouvelle orientation'],
      ['pt', 'Para outra coisa, peça a quem o enviou um novo encaminhamento'],
    ] as const)
      await usesIn({ protocolVersion: 1, usesToAsk: [] }, { offered: [], why: 1 }, words)
    // What its handling code lets is let without asking.
    const itemCodes = { handling: 'h0', source: 'source-a', information: 'information-1' }
    const offered = ['as-requested', 'judicial-proceedings', 'export', 'pass-to-other-agency']
    await usesIn({ protocolVersion: 1, usesToAsk: [], itemCodes }, { offered, why: 1 })
  })

  it('offers the steps of the protocol in its words, asks what a step needs, and sends it for the version seen', async () => {
    const page = await opened(undefined, 'fr')
    await button(page, 'Accepter en partie').click()
    await page.locator('.step-form button[type=submit]').click()
    await page.locator('.step-form .fault').waitFor()
    expect(await active(page, 'value')).toBe('basic_necessities')
    expect(sentTo('/steps')).toEqual([])
    await page.getByLabel('Hébergement').check()
    await page.locator('.step-form button[type=submit]').click()
    await page.getByText('Fait : Accepter en partie.').waitFor()
    expect(sentTo('/steps')).toMatchObject([
      { version: '"1"', body: { step: 'accept-part', data: { services: ['housing'] } } },
    ])
    await page.locator('.station', { hasText: 'Accepter en partie' }).getByText('Services\u00a0: Hébergement').waitFor()
    await expect.poll(() => page.locator('.plan tr', { hasText: 'Logement' }).textContent()).toContain('Accepté')
  })

  it('marks what the hub would not take where it stands', async () => {
    const page = await opened()
    served.answer(asked =>
      asked.path.endsWith('/steps')
        ? {
            status: 400,
            body: {
              ...{ code: 'request_invalid', title: 'Not complete', next: 'Correct it.' },
              errors: [{ pointer: '/data/reason', code: 'unknown_code' }],
            },
          }
        : answer(asked),
    )
    await button(page, 'Decline').click()
    await page.locator('.step-form input[type=radio]').first().check()
    await page.locator('.step-form button[type=submit]').click()
    const sure = page.locator('.step-form .grave')
    if (await sure.isVisible()) await sure.click()
    await page.locator('#d-reason .fault').waitFor()
    await expect.poll(() => page.locator('#d-reason .fault').textContent()).toContain('Choose one from the list')
    await page.getByRole('alert').getByText('Not complete').waitFor()
  })

  it('tells why consent has refused, in the language of the page, when that is asked', async () => {
    const decisionId = id(77)
    served.answer(asked => {
      if (asked.path === '/redaction/views') {
        const body = { code: 'consent_expired', title: 'Expired', next: 'Ask again', refs: { decisionId } }
        return { status: 403, body }
      }
      if (asked.path === `/consent/decisions/${decisionId}/explanation`)
        return { body: { decisionId, title: 'Denegado: el consentimiento terminó', parts: [EXPLAINED] } }
      return answer(asked)
    })
    referral.assign()
    const page = await opened(undefined, 'es')
    await button(page, 'Abrir los datos de la persona').click()
    await button(page, '¿Por qué?').press('Enter')
    await page.getByRole('heading', { name: EXPLAINED.heading }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    const [asked] = served.asked.filter(({ path }) => path.endsWith('/explanation'))
    expect(asked?.query.get('lang')).toBe('es')
  })

  it('asks once more before what cannot be taken back, and Enter pressed twice is no answer', async () => {
    const page = await opened()
    await button(page, 'Record that the person has died').click()
    await page.locator('.step-form button[type=submit]').press('Enter')
    const sure = page.getByRole('button', { name: /^Yes, go ahead/ })
    await sure.waitFor()
    await page.keyboard.press('Enter')
    expect(sentTo('/steps')).toEqual([])
    await sure.click()
    await page.getByText('This referral has ended.').waitFor()
    expect(referral.view().state).toBe('deceased')
  })

  it('shows what has changed when the referral moved on meanwhile, and does nothing', async () => {
    const page = await opened()
    const accept = button(page, 'Accept')
    await accept.waitFor()
    referral.take('sender', 'cancel', { reason: 'duplicate' })
    await accept.click()
    const told = page.getByRole('region', { name: 'The referral changed while you were deciding' })
    await told.waitFor()
    await expect.poll(() => told.textContent()).toContain('Cancel the referral: Policía de Puerto Alba')
    expect(await active(page, 'id')).toBe('changed')
    await button(page, 'See what is possible now').click()
    await page.getByText('This referral has ended.').waitFor()
    expect(referral.view().state).toBe('cancelled')
  })

  it('says before a message is written that the other agency will not read it', async () => {
    referral.extra = { purpose: 'medical_care' }
    referral.assign()
    const page = await opened()
    await page.getByText('cannot read messages in this referral').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    referral.extra = {}
    const other = await opened()
    await other.locator('#message-text').waitFor()
    expect(await other.getByText('cannot read messages').count()).toBe(0)
  })

  it('takes a step that was being decided on while whoever decides wrote a message, as its form asks for', async () => {
    referral.assign()
    const page = await opened()
    await button(page, 'Ask for information').click()
    await page.getByLabel('Something else, in a message').check()
    referral.take('recipient', 'message', { message: id(901) })
    served.tell('message', { referralId: referral.id })
    await page.locator('.timeline li').nth(1).waitFor()
    await button(page, 'Ask for information').click()
    await page.getByText('Done: Ask for information.').waitFor()
    expect(sentTo('/steps').map(({ version }) => version)).toEqual(['"2"'])
  })

  it('says what comes first, leads to the form, and seals its answers in the browser', async () => {
    referral = new MadeUpReferral('cross-border-transfer', RECIPIENT)
    referral.take('recipient', 'accept')
    referral.assigned.add(ME)
    const [waiting] = referral.view().allowedActions.filter(({ missing = [] }) => missing.some(({ form }) => form))
    if (!waiting) throw new Error('nothing waits for a form')
    const form = waiting.missing?.find(one => one.form)?.form ?? ''
    const page = await opened()
    const blocked = page.locator('.blocked')
    await blocked.getByText(waiting.text.en).waitFor()
    expect(await button(page, waiting.text.en).count()).toBe(0)
    await blocked.locator(`a[href$="/forms/${form}"]`).first().click()
    await page.locator('.asked').first().waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])

    await page.locator('.asked input').first().press('Space')
    await page.getByText('It decides nothing').first().waitFor()
    await button(page, 'Seal and save').click()
    expect(sentTo('/assessments')).toEqual([])
    await button(page, 'All that is open: not known').click()
    await button(page, 'Seal and save').click()
    await page.getByText('Sealed and saved.').waitFor()
    const { route, data } = await unsealed('/assessments')
    expect(route).toBe('POST /assessments')
    expect(data).toMatchObject({ form, referralId: referral.id })
    const { answers } = data as { answers: Record<string, string> }
    expect(new Set(Object.values(answers)).size).toBe(2)
    expect(JSON.stringify(sentTo('/assessments'))).not.toContain('unknown')
  })

  it('opens messages only when asked, clears them, and sends what is written sealed', async () => {
    referral.assigned.add(ME)
    referral.extra = { messages: 1 }
    const page = await opened()
    expect(await page.locator('body').textContent()).not.toContain(MESSAGE)
    await button(page, 'Open the messages').click()
    await page.getByText(MESSAGE).waitFor()
    await page.locator('#message-text').fill('Nayra puede venir a las seis. Cruzó sin papeles.')
    // It goes to the police: what could be held against her is marked with the keyboard, and said of the file.
    await page.locator('#message-text').press('Control+End')
    for (let i = 0; i < 'Cruzó sin papeles.'.length; i++) await page.keyboard.press('Shift+ArrowLeft')
    await page.locator('#message-marks > button').press('Enter')
    await page.locator('#message-marks q', { hasText: 'Cruzó sin papeles.' }).waitFor()
    await page.locator('#message-files').setInputFiles({
      ...{ name: 'nota.txt', mimeType: 'text/plain' },
      buffer: Buffer.from('Para Nayra'),
    })
    await page.locator('#message-said').selectOption('nothing')
    await button(page, 'Seal and send the message').click()
    await expect.poll(() => sentTo('/messages').length).toBe(1)
    await page.getByText('The other agency cannot see nota.txt: protected by a password').waitFor()
    expect(JSON.stringify(served.asked)).not.toContain('Nayra')
    const { data } = await unsealed('/messages')
    const base64 = Buffer.from('Para Nayra').toString('base64')
    expect(data).toEqual({
      ...{ referralId: referral.id, lang: 'en', text: 'Nayra puede venir a las seis. Cruzó sin papeles.' },
      ...{ selfIncriminating: [{ start: 30, end: 48, kind: 'other_offence' }], incriminating: 'nothing' },
      attachments: [{ name: 'nota.txt', mediaType: 'text/plain', base64 }],
    })
    await button(page, 'Close the messages').click()
    expect(await page.locator('body').textContent()).not.toContain(MESSAGE)
  })

  it.each([
    ['es', 'Abrir los mensajes', 'Abrir los datos de la persona', '[Teléfono]'],
    ['fr', 'Ouvrir les messages', 'Ouvrir les données de la personne', '[Téléphone]'],
    ['pt', 'Abrir as mensagens', 'Abrir os dados da pessoa', '[Telefone]'],
  ] as const)(
    'tells in %s what is masked, and of an original what was written',
    async (language, read, open, phone) => {
      const masked = 'Llame al [PHONE].'
      const categories = {
        narrative: { text: masked, derivative: { derivativeOf: 'narrative' } },
        statements: { statements: [{ text: 'Escribió «[PHONE]».', supersedes: null }] },
      }
      served.answer(async asked => {
        const { path, body } = asked
        const view = { ...personView(id(90)), categories }
        if (path === '/redaction/views') return { body: { sealed: await sealed('POST /views', body, view) } }
        if (path !== '/redaction/message-views') return answer(asked)
        const [from, to] = [id(12), id(11)].map(agencyId => ({ hub: 'XA', agencyId }))
        const one = { messageId: id(1), writtenAt: new Date().toISOString(), from, to, lang: 'es', attachments: [] }
        const said = [
          { ...one, own: false, text: masked },
          { ...one, messageId: id(2), own: true, text: 'Escribí «[PHONE]».' },
        ]
        const thread = { referralId: referral.id, more: false, messages: said }
        return { body: { sealed: await sealed('POST /message-views', body, thread) } }
      })
      referral.assigned.add(ME)
      referral.extra = { messages: 2 }
      const page = await opened(undefined, language)
      await button(page, read).click()
      await page.locator('.thread').getByText(`Llame al ${phone}.`).waitFor()
      await expect.poll(() => page.locator('.thread .own').textContent()).toContain('Escribí «[PHONE]».')
      await expect.poll(() => page.locator(`.thread span[lang=${language}]`).allTextContents()).toEqual([phone])
      await button(page, open).click()
      await page.locator('.facts').getByText(`Llame al ${phone}.`).waitFor()
      await page.locator('.facts').getByText('Escribió «[PHONE]».').waitFor()
      expect(await faultsAtAnyWidth(page)).toEqual([])
    },
  )

  it.each([
    [
      'fr',
      'Ouvrir les données de la personne',
      403,
      'referral_not_assigned',
      'Cette orientation ne vous est pas attribuée',
    ],
    ['es', 'Abrir los datos de la persona', 409, 'referral_over', 'Esta derivación terminó'],
  ] as const)('says in %s, where it opens for nobody or not for this user, why and what to do', async (...one) => {
    const [language, open, status, code, title] = one
    const refused = { status, body: { code, title: '', next: '', status } }
    served.answer(asked => (asked.path === '/redaction/views' ? refused : answer(asked)))
    referral.assigned.add(ME)
    const page = await opened(undefined, language)
    await button(page, open).click()
    await page.getByText(title).waitFor()
    await page.getByText(language === 'fr' ? 'Attribuez-vous-la sur sa page' : 'vincúlela a esta').waitFor()
    expect(await page.getByText(NARRATIVE).count()).toBe(0)
    expect(await faultsAtAnyWidth(page)).toEqual([])
  })

  it('does not say that there are no messages once one is on its way', async () => {
    referral.assigned.add(ME)
    const page = await opened()
    await page.getByText('No messages yet.').waitFor()
    await page.locator('#message-text').fill('La habitación está lista.')
    await button(page, 'Seal and send the message').click()
    await page.getByText('The message is on its way.').waitFor()
    expect(await page.getByText('No messages yet.').count()).toBe(0)
  })

  it('prints the person’s own paper alone, whatever else is open beside it', async () => {
    const subjectRef = id(90)
    const sheet = { number: 'K7QM-2RZX-9TBC', code: '204816', expiresAt: '2027-01-01T10:00:00.000Z', standBy: null }
    const record = { asOf: '2026-11-20T10:00:00.000Z', whole: false, agreed: [], holders: [], looks: [], more: false }
    served.answer(async asked => {
      const { method, path, body } = asked
      if (path === '/redaction/views')
        return { body: { sealed: await sealed('POST /views', body, personView(subjectRef)) } }
      if (path === `/redaction/record-sheets/${subjectRef}`) return { body: { items: [] } }
      if (method === 'POST' && path === '/redaction/record-views')
        return { body: { sealed: await sealed('POST /record-views', body, { referralId: subjectRef, ...record }) } }
      if (method === 'POST' && path === '/redaction/record-sheets')
        return { body: { sealed: await sealed('POST /record-sheets', body, { referralId: subjectRef, ...sheet }) } }
      return answer(asked)
    })
    referral.assigned.add(ME)
    referral.extra = { messages: 1 }
    const page = await opened()
    await button(page, 'Open the messages').click()
    await page.getByText(MESSAGE).waitFor()
    await button(page, 'Open the person’s data').click()
    await page.getByText(NARRATIVE).waitFor()
    await button(page, 'Read it with the person').click()
    for (const [makes, hasText] of [
      ['Show the record', 'What is held about you'],
      ['Make a code sheet', sheet.number],
    ] as const) {
      await button(page, makes).click()
      const paper = page.locator('article.sheet', { hasText })
      await paper.waitFor()
      expect(await page.evaluate(READ)).toContain(MESSAGE)
      await page.emulateMedia({ media: 'print' })
      expect(await page.evaluate(READ)).toBe(await page.evaluate(READ_ON_SHEET))
      expect(await page.evaluate<string[]>(ROOM_BESIDE_SHEET)).toEqual([])
      await page.emulateMedia({ media: 'screen' })
    }
  })

  it('that has come to the telephone shows the number of whoever is silent, and who is there to call', async () => {
    referral.extra = { overdue: true }
    const text = { es: 'Responder', en: 'Answer', fr: 'Répondre', pt: 'Responder' }
    const party = { hub: 'XA', agencyId: id(12) }
    const calls = [
      {
        party,
        phone: '+99 555 0100',
        deadlines: [{ deadline: 'accept', text, at: '2026-01-01T00:00:00Z' }],
        unstated: [],
      },
    ]
    served.answer(asked =>
      asked.path.endsWith('/duty') ? { body: { calls, onDuty: [{ userId: ME, supervises: true }] } } : answer(asked),
    )
    const page = await opened()
    const call = page.getByRole('region', { name: 'Call now' })
    await call.waitFor()
    await expect.poll(() => call.getByRole('link').getAttribute('href')).toBe('tel:+995550100')
    await expect.poll(() => call.textContent()).toContain('(you) (leads)')
    expect(await faultsAtAnyWidth(page)).toEqual([])
  })

  it('draws where the referral stands, and says the same in words', async () => {
    referral.take('recipient', 'acknowledge')
    const page = await opened(undefined, 'es')
    const drawing = page.getByRole('img', { name: 'En qué punto está: Recibida; falta la respuesta' })
    await drawing.waitFor()
    await page.getByText('Lo mismo en palabras').click()
    const words = await page.locator('.in-words').textContent()
    for (const text of await drawing.locator('.state tspan').allTextContents()) expect(words).toContain(text)
    const { due } = referral.view()
    await expect.poll(() => page.locator('.running').count()).toBe(due.length)
    await expect.poll(() => page.locator('.running').first().textContent()).toMatch(/vence en \d+ (h|d|min)/)
  })

  it.each(['es', 'en', 'fr', 'pt'])(
    'can be used with a screen reader, and on a narrow screen, in %s',
    async language => {
      referral = new MadeUpReferral('oas-64-standard', RECIPIENT, { priority: 'emergency' })
      for (const step of ['acknowledge', 'accept', 'start']) referral.take('recipient', step)
      referral.assigned.add(ME)
      referral.extra = { messages: 1, links: [{ referralId: id(77), kind: 'family' }] }
      const page = await opened(undefined, language)
      await page.locator('.map svg').waitFor()
      for (const more of await page.locator('details summary').all()) await more.click()
      expect(await faultsAtAnyWidth(page)).toEqual([])
      for (const { step } of referral.view().allowedActions.filter(({ data }) => data)) {
        const text = referral.protocol.steps[step]?.text as Record<string, string>
        await button(page, text[language] ?? '').click()
        expect([step, await faultsAtAnyWidth(page)]).toEqual([step, []])
        expect(await page.locator('.step-form').textContent()).not.toMatch(/\b[a-z]+-[a-z]+-[a-z]+\b/)
        await page.locator('.step-form .buttons .secondary').click()
        if (!(await page.locator('details').first().getAttribute('open')))
          await page.locator('details summary').first().click()
      }
    },
  )
})
