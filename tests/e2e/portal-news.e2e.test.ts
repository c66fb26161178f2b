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
