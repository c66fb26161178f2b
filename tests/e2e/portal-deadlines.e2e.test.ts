import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'

describe.skipIf(noBrowser)('deadlines', () => {
  const on = usePageAlone()

  describe('the calendar', () => {
    const day = () => on.focused('dataset.day')
    const today = new Date()
    const two = (n: number) => String(n).padStart(2, '0')
    const iso = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    const shifted = (days: number) => iso(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days))

    it('is one stop for the Tab key, and goes from day to day and month to month by arrows and Page keys', async () => {
      await on.open('calendar')
      await on.page.locator('.burn').waitFor()
      await on.page.locator('#mine').press('Tab')
      await expect.poll(() => on.focused('getAttribute("role")')).toBe('gridcell')
      expect(await day()).toBe(iso(today))
      await on.page.keyboard.press('ArrowRight')
      await expect.poll(day).toBe(shifted(1))
      await on.page.keyboard.press('ArrowDown')
      await expect.poll(day).toBe(shifted(8))
      // Before anything of the first is shown.
      await on.page.evaluate(`for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft'])
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
      await expect.poll(day).toBe(shifted(15))
      const month = shifted(15).slice(0, 7)
      await on.page.keyboard.press('PageDown')
      await expect.poll(day).not.toContain(month)
      await on.page.keyboard.press('PageUp')
      await expect.poll(day).toContain(month)
      await on.page.keyboard.press('Home')
      await expect.poll(async () => new Date(`${await day()}T00:00`).getDay()).toBe(1)
      await on.page.keyboard.press('Tab')
      expect(await on.focused('getAttribute("role")')).not.toBe('gridcell')
    })

    it('shows which day is today also where that is of another month', async () => {
      await on.open('calendar')
      await on.page.locator('td.today:not(.outside)').waitFor()
      const [inside, outside] = await on.page.evaluate<string[]>(`(() => {
        const cell = document.querySelector('td.today')
        const colour = () => getComputedStyle(cell.querySelector('.number')).color
        const inside = colour()
        cell.classList.add('outside')
        return [inside, colour()]
      })()`)
      expect(outside).toBe(inside)
    })

    it('tells each day aloud, and shows what is due on it when asked', async () => {
      await on.open('calendar')
      await on.page.locator('.burn').waitFor()
      const late = on.page.locator('td.burns-over').first()
      await expect.poll(() => late.getAttribute('aria-label')).toMatch(/\d+ deadlines?, \d+ overdue/)
      await late.click()
      await on.page.locator('section .entry').first().waitFor()
      await expect.poll(() => on.focused('tagName')).toBe('H2')
      const link = on.page.locator('section .entry h3 a').first()
      await expect.poll(() => link.getAttribute('href')).toMatch(/^#\/referrals\/[0-9a-f-]{36}$/)
    })

    it('of a week lets the keyboard into a day and out again', async () => {
      await on.open(`calendar?view=week&day=${shifted(-1)}`)
      await on.page.locator('td a').first().waitFor()
      const busy = on.page.locator('td:has(a)').first()
      await busy.focus()
      await on.page.evaluate(`document.querySelector('td[tabindex="0"]').focus()`)
      for (
        let i = 0;
        i < 7 && !(await on.page.evaluate<boolean>('document.activeElement.querySelector("a") !== null'));
        i++
      )
        await on.page.keyboard.press('ArrowLeft')
      await on.page.keyboard.press('Enter')
      await expect.poll(() => on.focused('tagName')).toBe('A')
      await on.page.keyboard.press('Escape')
      await expect.poll(() => on.focused('getAttribute("role")')).toBe('gridcell')
    })

    it('asks for what is assigned to oneself', async () => {
      await on.open('calendar')
      await on.page.locator('#mine').check()
      await expect.poll(() => on.last('GET', '/referral/deadlines')?.query.get('mine')).toBe('true')
      await expect.poll(() => on.page.url()).toContain('mine=true')
    })

    it('is a list on a narrow screen', async () => {
      await on.page.setViewportSize({ width: 360, height: 800 })
      await on.open('calendar')
      await on.page.locator('.entry').first().waitFor()
      expect(await on.page.locator('[role=grid]').count()).toBe(0)
    })
  })

  describe('what is overdue', () => {
    it("is a supervisor's to see whole, by colleague, and to give to somebody", async () => {
      await on.open('overdue')
      await on.page.locator('.entry').first().waitFor()
      expect(on.last('GET', '/referral/deadlines')?.query.toString()).toBe('limit=100&overdue=true')
      await expect.poll(() => on.page.locator('.tile-emergency dd').textContent()).toBe('2')
      await on.page.getByRole('button', { name: 'By colleague' }).click()
      await on.page.getByRole('heading', { name: 'carmela@xa' }).waitFor()
      await expect.poll(() => on.page.url()).toBe(`${on.served.origin}/#/overdue?of=colleague`)
      await expect.poll(() => on.page.locator('h2').first().textContent()).toContain('Assigned to nobody')
      await on.page.getByRole('button', { name: 'Nobody’s' }).click()
      await expect.poll(() => on.page.locator('.entry').count()).toBe(2)
      await on.page.getByRole('button', { name: 'Supervisors called' }).click()
      await expect.poll(() => on.last('GET', '/referral/deadlines')?.query.toString()).toBe('limit=100&called=true')
    })

    it('is for others their own', async () => {
      on.served.signInWith(CASEWORKER)
      await on.open('overdue')
      await on.page.getByText('Only what is assigned to you is shown').waitFor()
      expect(on.last('GET', '/referral/deadlines')?.query.get('mine')).toBe('true')
    })
  })
})
