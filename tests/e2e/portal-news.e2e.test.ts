import { type ReadingRoute, sealViewAnswer } from '@amparo/crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id, ME } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

describe.skipIf(noBrowser)("an agency's pages", () => {
  const on = usePageAlone()

  describe('news', () => {
    it('are told quietly and together, and change the page only when asked to', async () => {
      await on.open('inbox')
      await on.page.locator('.card').first().waitFor()
      const before = on.askedFor('GET', '/referral/referrals').length
      for (const n of [100, 101, 100, 104]) on.served.tell('changed', { referralId: id(n) })
      const notice = on.page.locator('[role=status].news button')
      await notice.waitFor()
      await expect.poll(() => notice.textContent()).toBe('3 new things: show')
      expect(on.askedFor('GET', '/referral/referrals')).toHaveLength(before)
      await notice.click()
      await expect.poll(() => on.askedFor('GET', '/referral/referrals').length).toBe(before + 1)
      await notice.waitFor({ state: 'detached' })
      await expect.poll(() => on.focused('tagName')).toBe('H1')
    })

    it('say how many of them call whoever is signed in', async () => {
      await on.open('inbox')
      await on.page.locator('.card').first().waitFor()
      on.served.tell('remind', { referralId: id(100), users: [ME, id(3)] })
      on.served.tell('supervisor', { referralId: id(101), users: [id(3)] })
      await on.page.getByRole('button', { name: '2 new things: show (1 is for you)' }).waitFor()
    })

    it('say of what kind they are, in words that tell of nobody', async () => {
      await on.open('inbox')
      await on.page.locator('.card').first().waitFor()
      on.served.tell('received', { referralId: id(100) })
      on.served.tell('received', { referralId: id(101) })
      on.served.tell('message', { referralId: id(102) })
      on.served.tell('identity-opened', { referralId: id(103), users: [] })
      const kinds = on.page.locator('[role=status].news .kinds')
      await kinds.waitFor()
      expect(await kinds.textContent()).toBe('Referral received (2) · Message · An emergency opening awaits review')
      await on.page.locator('#language').selectOption('es')
      await kinds.filter({ hasText: 'Una apertura de emergencia espera revisión' }).waitFor()
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    })

    it('lead from a page that shows none to the inbox', async () => {
      await on.open('duty')
      await on.page.getByText('On duty now').waitFor()
      for (const n of [100, 101]) on.served.tell('supervisor', { referralId: id(n) })
      await on.page.getByRole('button', { name: '2 new things: show' }).click()
      await on.page.getByRole('heading', { name: 'Inbox' }).waitFor()
    })

    it('lead to the one referral that they are about, which may be one that was sent', async () => {
      const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
      on.served.answer(({ path }) =>
        path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : undefined,
      )
      await on.open('duty')
      await on.page.getByText('On duty now').waitFor()
      on.served.tell('changed', { referralId: referral.id })
      await on.page.getByRole('button', { name: '1 new thing: show' }).click()
      await on.page.getByRole('heading', { name: 'Referral', exact: true }).waitFor()
      await expect.poll(() => on.page.url()).toContain(referral.id)
      await on.page.locator('[role=status].news button').waitFor({ state: 'detached' })
    })

    it('are none any more of a referral that was opened', async () => {
      const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
      on.served.answer(({ path }) =>
        path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : undefined,
      )
      await on.open('duty')
      await on.page.getByText('On duty now').waitFor()
      for (const about of [referral.id, id(101)]) on.served.tell('changed', { referralId: about })
      await on.page.getByRole('button', { name: '2 new things: show' }).waitFor()
      await on.page.goto(on.address(`referrals/${referral.id}`))
      await on.page.getByRole('button', { name: '1 new thing: show' }).waitFor()
    })
  })

  describe('of a referral that is on the screen', () => {
    const NAME = 'Nayra Condori'
    const TYPED = 'Llega mañana a las ocho.'
    let referral: MadeUpReferral
    let isAway = false
    beforeEach(() => {
      isAway = false
      referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
      referral.assign()
      referral.take('recipient', 'accept')
      referral.extra = { messages: 1 }
      on.served.signInWith(CASEWORKER)
      on.served.answer(async ({ path, body }) => {
        if (path === `/referral/referrals/${referral.id}`) return isAway ? 'cut' : { body: referral.view() }
        if (path === '/redaction/views') return { body: { sealed: await sealed('POST /views', body, person) } }
        if (path !== '/redaction/message-views') return undefined
        return { body: { sealed: await sealed('POST /message-views', body, messages) } }
      })
    })
    const person = {
      ...{ subjectRef: id(801), purpose: 'shelter', basis: 'consent', handlingCode: 'h1' },
      categories: { identity: { names: [NAME] } },
      ...{ withheld: [], evaluation: null, auditEntry: { id: id(2), index: 7 } },
    }
    const parties = { from: { hub: 'XA', agencyId: id(12) }, to: { hub: 'XA', agencyId: id(11) } }
    const message = { messageId: id(1), writtenAt: new Date().toISOString(), ...parties, own: false, lang: 'es' }
    const messages = { more: false, messages: [{ ...message, text: `${NAME} llega.`, attachments: [] }] }
    const sealed = (route: ReadingRoute, body: unknown, view: object) => {
      const { request } = body as { request: string }
      const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
      const whole = { referralId: referral.id, ...view }
      return sealViewAnswer({
        ...{ view: whole, hub: 'XA', route, request, replyCertificate, signingKey: on.served.vault.signKey },
      })
    }
    const halt = () => {
      referral.take('sender', 'withdraw', { basis: 'consent' })
      referral.assign(true)
    }
    /** All of it is open, and something is being written. */
    const opened = async () => {
      await on.open(`referrals/${referral.id}`)
      await on.page.getByRole('button', { name: 'Open the person’s data' }).click()
      await on.page.getByRole('button', { name: 'Open the messages' }).click()
      await expect.poll(() => on.page.getByText(NAME).count()).toBe(2)
      await on.page.locator('#message-text').fill(TYPED)
    }
    const nothingIsLeft = () => expect.poll(() => on.page.getByText(NAME).count()).toBe(0)

    it('show it as it is now, and what was taken back is off the screen with nobody’s doing; what is typed stays', async () => {
      await opened()
      halt()
      on.served.tell('changed', { referralId: referral.id })
      await nothingIsLeft()
      await on.page.getByText('There is something new in this referral').waitFor()
      await on.page.locator('.badges', { hasText: 'Consent withdrawn' }).waitFor()
      await expect.poll(() => on.page.locator('#message-text').inputValue()).toBe(TYPED)
      expect(await on.page.locator('[role=status].news button').count()).toBe(0)
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    })

    it('take it off the screen where it is recalled, though the hub does not answer just then', async () => {
      await opened()
      isAway = true
      on.served.tell('recall', { referralId: referral.id })
      await nothingIsLeft()
      await expect.poll(() => on.page.locator('#message-text').inputValue()).toBe(TYPED)
    })

    it('show neither what was on its way when it was taken back', async () => {
      await on.open(`referrals/${referral.id}`)
      let letIn = () => {}
      const before = new Promise<void>(resolve => {
        letIn = resolve
      })
      const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>()
      on.served.answer(async ({ path, body }) => {
        if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
        if (path !== '/redaction/message-views') return undefined
        asked()
        await before
        return { body: { sealed: await sealed('POST /message-views', body, messages) } }
      })
      await on.page.getByRole('button', { name: 'Open the messages' }).click()
      await isAsked
      referral.take('sender', 'withdraw', { basis: 'consent' })
      on.served.tell('recall', { referralId: referral.id })
      await on.page.getByText('There is something new in this referral').waitFor()
      letIn()
      await on.page.locator('button:not([aria-disabled])', { hasText: 'Open the messages' }).waitFor()
      expect(await on.page.getByText(NAME).count()).toBe(0)
    })

    it('are not those of others: these lead to the inbox, and wait on for whoever stays at what is not sent', async () => {
      await opened()
      for (const n of [100, 101]) on.served.tell('changed', { referralId: id(n) })
      const notice = on.page.locator('[role=status].news button')
      await notice.click()
      await on.page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click()
      await expect.poll(() => notice.textContent()).toBe('2 new things: show')
      await expect.poll(() => on.page.locator('#message-text').inputValue()).toBe(TYPED)
      await on.page.locator('#message-text').fill('')
      await notice.click()
      await on.page.getByRole('heading', { name: 'Inbox' }).waitFor()
      await notice.waitFor({ state: 'detached' })
    })

    it('reach the page of whoever took it back themselves', async () => {
      const sender = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: CASEWORKER })
      sender.extra = { from: parties.to, to: parties.from, subjectRef: id(801) }
      sender.assign()
      sender.take('recipient', 'accept')
      on.served.answer(({ method, path }) => {
        if (path === `/referral/referrals/${sender.id}`) return { body: sender.view() }
        if (method !== 'POST' || path !== '/consent/withdrawals') return undefined
        return { status: 201, body: { id: id(82), state: 'effective' } }
      })
      await on.open(`referrals/${sender.id}`)
      await on.page.locator('.badges', { hasText: 'Accepted' }).waitFor()
      await on.page.getByRole('button', { name: 'Take it back' }).click()
      const back = on.page.locator('section[aria-labelledby=take-back]')
      await back.getByLabel('The person', { exact: true }).check()
      await back.locator('#take-back-what input').last().check()
      await back.getByLabel('Nothing speaks for it').check()
      await back.getByLabel('I spoke with the person alone').check()
      await back.getByRole('button', { name: 'Take back now' }).click()
      await on.page.getByText('Taken back.').waitFor()
      sender.take('sender', 'withdraw', { basis: 'consent' })
      sender.assign(true)
      on.served.tell('changed', { referralId: sender.id })
      await on.page.locator('.badges', { hasText: 'Consent withdrawn' }).waitFor()
    })
  })

  it('whoever has to do with requests alone hears of these, and sees on the list what is unread, in every language', async () => {
    on.served.signInWith(['directory:read', 'evidence:request', 'evidence:contact'])
    let unread: object[] = []
    const by = { hub: 'XB', agencyId: id(12) }
    const lastAt = new Date().toISOString()
    const request = {
      ...{ id: id(700), status: 'sent', type: 'documents', treaty: 'nassau', priority: 'urgent', fromHub: 'XA' },
      ...{ toHub: 'XB', draftedBy: id(11), state: 'requested', turn: 'recipient', version: 3, updatedAt: lastAt },
    }
    on.served.answer(({ path }) => {
      if (path === '/exchange/evidence-requests') return { body: { items: [{ ...request, unread }], next: null } }
      return path === '/exchange/evidence-requests/calls' ? { body: { items: [] } } : undefined
    })
    await on.open('evidence')
    await on.page.locator('article.card').waitFor()
    expect(await on.page.locator('ul.notice').count()).toBe(0)
    unread = [
      { field: 'letter', by, count: 2, lastAt },
      { field: 'contact', by, count: 1, lastAt },
    ]
    on.served.tell('request-written', { requestId: request.id })
    await on.page.locator('[role=status].news button').press('Enter')
    expect([...on.served.followed]).toContain('/referral/request-news')
    const waits = on.page.locator('article.card ul.notice li')
    const says: Readonly<Record<string, readonly string[]>> = {
      en: ['2 unread messages about the request, ', '1 unread message of the operational contact, '],
      es: ['2 mensajes sin leer sobre la solicitud, ', '1 mensaje sin leer del contacto operativo, '],
      fr: ['2 messages non lus sur la demande, ', '1 message non lu du contact opérationnel, '],
      pt: ['2 mensagens por ler sobre o pedido, ', '1 mensagem por ler do contato operacional, '],
    }
    await waits.first().waitFor()
    for (const [language, texts] of Object.entries(says)) {
      await on.page.locator('#language').selectOption(language)
      await expect
        .poll(async () => (await waits.allTextContents()).map((said, i) => said.startsWith(texts[i] ?? '?')))
        .toEqual([true, true])
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
  })

  it('a central authority reads that a request waits at another one that is suspended, and is led to no request', async () => {
    on.served.signInWith(['directory:read', 'evidence:request', 'evidence:decide'])
    const dueAt = new Date(Date.now() + 3_600_000).toISOString()
    const text = { en: 'Confirm that it arrived', es: 'Confirmar', fr: 'Confirmer', pt: 'Confirmar' }
    const call = { deadline: 'acknowledge', text, kind: 'supervisor', dueAt, overdue: false, calledAt: dueAt }
    const items = [
      { ...call, requestId: id(701) },
      { ...call, requestId: id(702), suspendedAuthority: id(14) },
    ]
    on.served.answer(({ path }) => {
      if (path === '/exchange/evidence-requests') return { body: { items: [], next: null } }
      return path === '/exchange/evidence-requests/calls' ? { body: { items } } : undefined
    })
    await on.open('evidence')
    const calls = on.page.locator('section[aria-labelledby=calls] li')
    await calls.first().getByRole('link').waitFor()
    expect(await calls.last().getByRole('link').count()).toBe(0)
    const says: Readonly<Record<string, string>> = {
      en: 'Ask the jurisdiction who acts for it',
      es: 'Pregunte a la jurisdicción quién actúa por ella',
      fr: 'Demandez à la juridiction qui agit à sa place',
      pt: 'Pergunte à jurisdição quem age por ela',
    }
    for (const [language, said] of Object.entries(says)) {
      await on.page.locator('#language').selectOption(language)
      await calls.last().getByText(said).waitFor()
      expect(await calls.last().locator('code').textContent()).toBe(id(702))
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
  })

  it('every page can be used with a screen reader and on a narrow screen, in every language', async () => {
    const faults: Record<string, string[]> = {}
    const places = ['inbox', 'sent', 'drafts', 'protection', 'calendar', 'calendar?view=week', 'overdue?of=colleague']
    for (const [i, place] of [...places, 'offers', 'duty', 'handover', 'capacity', 'many'].entries()) {
      const language = ['es', 'en', 'fr', 'pt'][i % 4] ?? 'es'
      await on.open(place)
      await on.page.locator('#language').selectOption(language)
      // Texts of waiting end so, in every language.
      await on.page.waitForFunction(
        '![...document.querySelectorAll("main .status")].some(s => s.textContent.includes("…"))',
      )
      const found = await faultsAtAnyWidth(on.page)
      if (found.length > 0) faults[`${place} in ${language}`] = found
    }
    expect(faults).toEqual({})
  })
})
