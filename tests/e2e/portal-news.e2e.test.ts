import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id, ME } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
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
      expect(await notice.textContent()).toBe('3 new things: show')
      expect(on.askedFor('GET', '/referral/referrals')).toHaveLength(before)
      await notice.click()
      await expect.poll(() => on.askedFor('GET', '/referral/referrals').length).toBe(before + 1)
      await notice.waitFor({ state: 'detached' })
      expect(await on.focused('tagName')).toBe('H1')
    })

    it('say how many of them call whoever is signed in', async () => {
      await on.open('inbox')
      await on.page.locator('.card').first().waitFor()
      on.served.tell('remind', { referralId: id(100), users: [ME, id(3)] })
      on.served.tell('supervisor', { referralId: id(101), users: [id(3)] })
      await on.page.getByRole('button', { name: '2 new things: show (1 is for you)' }).waitFor()
    })

    it('lead from a page that shows none to the inbox', async () => {
      await on.open('duty')
      await on.page.getByText('On duty now').waitFor()
      on.served.tell('supervisor', { referralId: id(100) })
      await on.page.getByRole('button', { name: '1 new thing: show' }).click()
      await on.page.getByRole('heading', { name: 'Inbox' }).waitFor()
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
