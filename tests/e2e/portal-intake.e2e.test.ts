import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

describe.skipIf(noBrowser)('at the portal', () => {
  const on = usePageAlone()

  describe('an intake of many people', () => {
    /** What is the same for all, as quick as it goes. */
    const fillShared = async () => {
      await on.page.locator('#event-country').selectOption('XA')
      await on.page.locator('input[name=f-exploitation][value=ForcedLabour]').check()
      await on.page.locator('#f-languages').selectOption('quc')
      await on.page.locator('#f-languages ~ button').click()
      await on.page.locator('input[name=f-protocol][value=oas-64-standard]').check()
      await on.page.locator('input[name=f-priority][value=emergency]').check()
      await on.page.locator('#f-agency').selectOption(id(12))
      await on.page.locator('input[name=f-services][value=housing]').check()
      await on.page.locator('input[name=f-basis][value=consent]').check()
      await on.page.locator('input[name=f-grantedBy][value=self]').check()
      await on.page.locator('input[name=f-purposes][value=shelter]').check()
      await on.page.locator('input[name=f-categories][value=identity]').check()
      await on.page.locator('#f-languageExplained').selectOption('quc')
      await on.page.locator('#f-comprehensionChecked').check()
      await on.page.locator('input[name=f-signature][value=signed]').check()
      await on.page.locator('#f-validUntil').fill('2035-01-31')
    }
    const cell = (row: number, field: string) => on.page.locator(`.people tbody tr:nth-child(${row}) [id$="-${field}"]`)
    const person = async (row: number, name: string, birth: string, minor: string) => {
      await cell(row, 'names').fill(name)
      await cell(row, 'birth').fill(birth)
      await cell(row, 'minor').selectOption(minor)
    }
    const posts = () => on.served.asked.filter(({ method }) => method === 'POST')
    const perKey = (path: string) =>
      new Set(
        posts()
          .filter(one => one.path === path)
          .map(({ key }) => key),
      ).size

    it('sends each once, whatever breaks, shows how far it is, and links them', async () => {
      await on.open('many')
      await fillShared()
      await person(1, 'Ixchel Uno', '1990', 'no')
      await person(2, 'Ixchel Dos', '1991-03-04', 'no')
      await person(3, 'Ixchel Tres', '2015', 'yes')
      const protection = await on.page.locator('#children-protocol option').nth(1).getAttribute('value')
      await on.page.locator('#children-protocol').selectOption(protection ?? '')
      await on.page.locator('#children-agency').selectOption(id(13))
      // The answer to the second referral is lost, though it was made; and then the line is dead for a while.
      let referrals = 0
      let dead = false
      on.served.answer(({ method, path }) => {
        if (method !== 'POST') return undefined
        if (path === '/referral/referrals') referrals += 1
        if (referrals === 2) dead = true
        return dead ? 'cut' : undefined
      })
      await on.page.getByRole('button', { name: 'Seal and send 3 referrals' }).click()
      await on.page.getByText('The connection broke').waitFor()
      await expect
        .poll(() => on.page.locator('.row-state').allTextContents())
        .toMatchObject([
          expect.stringContaining('Sent'),
          expect.stringContaining('Not answered'),
          expect.stringContaining('To be sent'),
        ])
      on.served.answer(() => undefined)
      await on.page.getByRole('button', { name: 'Go on with the remaining 2' }).click()
      await on.page.getByText('All 3 referrals are sent').waitFor()

      expect(perKey('/referral/intakes')).toBe(1)
      expect(perKey('/redaction/subjects')).toBe(3)
      expect(perKey('/consent/consents')).toBe(3)
      expect(perKey('/referral/referrals')).toBe(3)
      const sent = posts().filter(({ path }) => path === '/referral/referrals')
      const bodies = sent.map(one => bodyOf(one))
      expect(bodies.every(body => body?.['intakeId'] === id(900))).toBe(true)
      expect(bodies[0]?.['links']).toEqual([])
      expect(bodies.at(-1)).toMatchObject({
        protocol: protection,
        to: { agencyId: id(13) },
        links: [{ kind: 'same-event' }],
      })
      // The child's basis is to be confirmed by a second person.
      await on.page.getByRole('heading', { name: 'To be confirmed' }).waitFor()
      await expect.poll(() => on.page.locator('.notice ol a').count()).toBe(1)
      expect(JSON.stringify(posts())).not.toMatch(/Ixchel|1991-03-04/)
      expect(await on.page.evaluate<string>('JSON.stringify([{...localStorage},{...sessionStorage}])')).not.toMatch(
        /Ixchel/,
      )
    })

    it('goes from row to row with Enter, takes a list in, and outlives a look at another page', async () => {
      await on.open('many')
      await cell(1, 'names').fill('Uno')
      await cell(1, 'names').press('Enter')
      await on.page.keyboard.type('Dos')
      await on.page.keyboard.press('Enter')
      await on.page.keyboard.press('Enter')
      await expect.poll(() => on.page.locator('.people tbody tr').count()).toBe(4)
      await on.page.keyboard.type('Cuatro')
      await expect.poll(() => cell(4, 'names').inputValue()).toBe('Cuatro')
      await on.page.goto(`${on.served.origin}/#/inbox`)
      await on.page.locator('.card').first().waitFor()
      await on.page.goto(`${on.served.origin}/#/many`)
      await cell(4, 'names').waitFor()
      await expect.poll(() => cell(2, 'names').inputValue()).toBe('Dos')
      await on.page.evaluate(`(() => {
        const data = new DataTransfer()
        data.setData('text/plain', 'Ana\\t1990\\nBea\\t1991\\nCleo\\t1992\\n')
        const input = document.querySelector('.people tbody tr:nth-child(3) [id$="-names"]')
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      })()`)
      await expect.poll(() => on.page.locator('.people tbody tr').count()).toBe(5)
      await expect.poll(() => cell(5, 'birth').inputValue()).toBe('1992')
    })

    it('asks each adult for a sheet of their own, and takes no file for two', async () => {
      await on.open('many')
      await fillShared()
      await on.page.locator('input[name=f-priority][value=urgent]').check()
      await person(1, 'Uno', '1990', 'no')
      await person(2, 'Dos', '1991', 'no')
      await person(3, 'Tres', '2015', 'yes')
      const file = (text: string) => ({
        name: 's.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(`%PDF-1.4 ${text}`),
      })
      expect(await cell(3, 'sheet').count()).toBe(0)
      await cell(1, 'sheet').setInputFiles(file('one'))
      await on.page.getByRole('button', { name: 'Seal and send' }).click()
      await on.page.getByRole('button', { name: 'Person 2: ' }).waitFor()
      await cell(2, 'sheet').setInputFiles(file('one'))
      await on.page.getByRole('button', { name: 'Seal and send' }).click()
      await on.page.getByText('Each person signs a sheet of their own').first().waitFor()
      await cell(2, 'sheet').setInputFiles(file('two'))
      const protection = await on.page.locator('#children-protocol option').nth(1).getAttribute('value')
      await on.page.locator('#children-protocol').selectOption(protection ?? '')
      await on.page.locator('#children-agency').selectOption(id(13))
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
      await on.page.getByRole('button', { name: 'Seal and send' }).click()
      await on.page.getByText('All 3 referrals are sent').waitFor()
      expect(perKey('/redaction/consent-sheets')).toBe(2)
    })

    it('says what is missing in which row, and leads there', async () => {
      await on.open('many')
      await fillShared()
      await cell(2, 'names').fill('Dos')
      await on.page.getByRole('button', { name: 'Seal and send' }).click()
      await expect.poll(() => on.focused('textContent')).toContain('Person 2')
      await on.page
        .getByRole('button', { name: /^Person 2: / })
        .first()
        .click()
      await expect.poll(() => on.focused('id')).toMatch(/-(minor|ageBand)$/)
      expect(posts()).toEqual([])
    })

    it('goes on after a refusal with the others, and with the one that was put right', async () => {
      await on.open('many')
      await fillShared()
      await person(1, 'Uno', '1990', 'no')
      await person(2, 'Dos', '1991', 'no')
      let consents = 0
      on.served.answer(({ method, path }) => {
        if (method !== 'POST' || path !== '/consent/consents') return undefined
        consents += 1
        const body = { code: 'language_not_understood', title: 'Not understood', next: 'Ask again' }
        return consents === 1 ? { status: 403, body } : undefined
      })
      await on.page.getByRole('button', { name: 'Seal and send 2 referrals' }).click()
      await on.page.locator('.badge-row-refused').waitFor()
      await on.page.locator('.badge-row-sent').waitFor()
      await on.page.getByRole('button', { name: 'Go on with the remaining one' }).click()
      await on.page.getByText('All 2 referrals are sent').waitFor()
      expect(perKey('/redaction/subjects')).toBe(2)
    })
  })
})
