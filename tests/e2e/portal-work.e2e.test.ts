import { SCOPES } from '@amparo/contracts'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ARGS, browserPath, noBrowser } from './support/browser.ts'
import { id, ME } from './support/page-alone/hub.ts'
import { type Asked, servePage } from './support/page-alone/serve.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const CASEWORKER = SCOPES.filter(
  scope => !['audit:read', 'referral:assign', 'directory:maintain', 'protection:work'].includes(scope),
)

describe.skipIf(noBrowser)("an agency's pages, before a hub that is made up", () => {
  let served: Awaited<ReturnType<typeof servePage>>
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await servePage()
    browser = await chromium.launch({ executablePath: browserPath(), args: ARGS })
  })
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
  })
  beforeEach(async () => {
    served.answer(() => undefined)
    served.signInWith(SCOPES.filter(scope => scope !== 'audit:read'))
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
    context.setDefaultTimeout(10_000)
    page = await context.newPage()
  })
  afterEach(() => page.context().close())

  const open = async (place: string) => {
    served.asked.length = 0
    await page.goto(`${served.origin}/#/${place}`)
    await page.locator('main h1').waitFor()
  }
  const askedFor = (method: string, path: string): Asked[] =>
    served.asked.filter(one => one.method === method && one.path === path)
  const last = (method: string, path: string) => askedFor(method, path).at(-1)
  const focused = (what: string) => page.evaluate<string | null>(`document.activeElement.${what}`)
  const bodyOf = (asked: Asked | undefined) => asked?.body as Record<string, unknown> | undefined

  describe('a list', () => {
    it('is narrowed down by the hub, and its address holds what was chosen, as codes', async () => {
      await open('inbox')
      await page.locator('.card').first().waitFor()
      await page.getByRole('button', { name: 'Overdue' }).click()
      await page.getByRole('button', { name: 'Nobody’s' }).click()
      await page.getByText('More filters').click()
      await page.locator('#filter-priority').selectOption('emergency')
      await expect.poll(() => last('GET', '/referral/referrals')?.query.toString()).toContain('priority=emergency')
      const { query } = last('GET', '/referral/referrals') ?? { query: new URLSearchParams() }
      expect(Object.fromEntries(query)).toEqual({
        box: 'inbox',
        limit: '25',
        ...{ priority: 'emergency', assigned: 'none', overdue: 'true' },
      })
      expect(page.url()).toBe(`${served.origin}/#/inbox?priority=emergency&assigned=none&overdue=true`)
      await page.reload()
      await page.locator('.card').first().waitFor()
      expect(await page.getByRole('button', { name: 'Overdue' }).getAttribute('aria-pressed')).toBe('true')
      await page.getByRole('button', { name: 'Clear all filters' }).click()
      await expect.poll(() => page.url()).toBe(`${served.origin}/#/inbox`)
    })

    it('offers the states of the protocols, in their words', async () => {
      await open('inbox')
      await page.locator('.card').first().waitFor()
      await page.getByText('More filters').click()
      const all = await page.locator('#filter-state option').count()
      await page.locator('#filter-protocol').selectOption('oas-64-standard')
      await expect.poll(() => page.locator('#filter-state option').count()).toBeLessThanOrEqual(all)
      const words = await page.locator('#filter-state option').allTextContents()
      expect(words.length).toBeGreaterThan(8)
      expect(words.filter(word => /^[a-z]+(-[a-z]+)*$/.test(word))).toEqual([])
    })

    it('says at a glance what is late, whose turn it is and whose it is', async () => {
      await open('inbox')
      const card = page.locator('.card').first()
      await card.waitFor()
      const text = (await card.textContent()) ?? ''
      expect(text).toContain('Emergency')
      expect(text).toContain('Was due 40 hours ago')
      expect(text).toContain('Not assigned yet')
    })

    it('that ends with a cursor goes on from there', async () => {
      served.answer(({ path, query }) =>
        path === '/referral/referrals' && !query.has('cursor') ? { body: { items: [], next: 'from-here' } } : undefined,
      )
      await open('sent')
      await page.getByRole('button', { name: 'Show more' }).click()
      await page.locator('.card').first().waitFor()
      expect(last('GET', '/referral/referrals')?.query.get('cursor')).toBe('from-here')
    })

    it('of witness protection is there for those who work in it, and for nobody else', async () => {
      await open('protection')
      await page.getByRole('heading', { name: 'Witness protection' }).waitFor()
      expect(last('GET', '/referral/referrals')?.query.get('box')).toBe('protection')
      served.signInWith(CASEWORKER)
      await page.reload()
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
      expect(await page.locator('header nav').textContent()).not.toContain('Protection')
    })

    it('lets a supervisor give a referral to a colleague', async () => {
      await open('inbox')
      const card = page.locator('.card').first()
      await card.getByRole('button', { name: /^Assign: / }).click()
      expect(await focused('tagName')).toBe('SELECT')
      await card.locator('select').selectOption({ label: 'benicio@xa' })
      await card.getByRole('button', { name: 'Assign', exact: true }).click()
      await card.getByText('Assigned to benicio@xa.').waitFor()
      const asked = served.asked.find(({ path }) => path.endsWith('/assignment'))
      expect(asked?.body).toEqual({ userId: id(2) })
      served.signInWith(CASEWORKER)
      await page.reload()
      await card.waitFor()
      expect(await card.getByRole('button', { name: /^Assign/ }).count()).toBe(0)
    })
  })

  describe('the calendar', () => {
    const day = () => focused('dataset.day')
    const today = new Date()
    const two = (n: number) => String(n).padStart(2, '0')
    const iso = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    const shifted = (days: number) => iso(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days))

    it('is one stop for the Tab key, and goes from day to day and month to month by arrows and Page keys', async () => {
      await open('calendar')
      await page.locator('.burn').waitFor()
      await page.locator('#mine').focus()
      await page.keyboard.press('Tab')
      expect(await focused('getAttribute("role")')).toBe('gridcell')
      expect(await day()).toBe(iso(today))
      await page.keyboard.press('ArrowRight')
      await expect.poll(day).toBe(shifted(1))
      await page.keyboard.press('ArrowDown')
      await expect.poll(day).toBe(shifted(8))
      await page.keyboard.press('PageDown')
      await page.keyboard.press('PageUp')
      await expect.poll(day).toContain(shifted(8).slice(0, 7))
      await page.keyboard.press('Home')
      await expect.poll(day).not.toBe(shifted(9))
      expect(new Date(`${await day()}T00:00`).getDay()).toBe(1)
      await page.keyboard.press('Tab')
      expect(await focused('getAttribute("role")')).not.toBe('gridcell')
    })

    it('tells each day aloud, and shows what is due on it when asked', async () => {
      await open('calendar')
      await page.locator('.burn').waitFor()
      const late = page.locator('td.burns-over').first()
      expect(await late.getAttribute('aria-label')).toMatch(/\d+ deadlines?, \d+ overdue/)
      await late.click()
      await page.locator('section .entry').first().waitFor()
      expect(await focused('tagName')).toBe('H2')
      const link = page.locator('section .entry h3 a').first()
      expect(await link.getAttribute('href')).toMatch(/^#\/referrals\/[0-9a-f-]{36}$/)
    })

    it('of a week lets the keyboard into a day and out again', async () => {
      await open(`calendar?view=week&day=${shifted(-1)}`)
      await page.locator('td a').first().waitFor()
      const busy = page.locator('td:has(a)').first()
      await busy.focus()
      await page.evaluate(`document.querySelector('td[tabindex="0"]').focus()`)
      for (
        let i = 0;
        i < 7 && !(await page.evaluate<boolean>('document.activeElement.querySelector("a") !== null'));
        i++
      )
        await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      expect(await focused('tagName')).toBe('A')
      await page.keyboard.press('Escape')
      expect(await focused('getAttribute("role")')).toBe('gridcell')
    })

    it('asks for what is assigned to oneself', async () => {
      await open('calendar')
      await page.locator('#mine').check()
      await expect.poll(() => last('GET', '/referral/deadlines')?.query.get('mine')).toBe('true')
      expect(page.url()).toContain('mine=true')
    })

    it('is a list on a narrow screen', async () => {
      await page.setViewportSize({ width: 360, height: 800 })
      await open('calendar')
      await page.locator('.entry').first().waitFor()
      expect(await page.locator('[role=grid]').count()).toBe(0)
    })
  })

  describe('what is overdue', () => {
    it("is a supervisor's to see whole, by colleague, and to give to somebody", async () => {
      await open('overdue')
      await page.locator('.entry').first().waitFor()
      expect(last('GET', '/referral/deadlines')?.query.toString()).toBe('limit=100&overdue=true')
      expect(await page.locator('.tile-emergency dd').textContent()).toBe('2')
      await page.getByRole('button', { name: 'By colleague' }).click()
      await page.getByRole('heading', { name: 'carmela@xa' }).waitFor()
      expect(page.url()).toBe(`${served.origin}/#/overdue?of=colleague`)
      expect(await page.locator('h2').first().textContent()).toContain('Assigned to nobody')
      await page.getByRole('button', { name: 'Nobody’s' }).click()
      await expect.poll(() => page.locator('.entry').count()).toBe(2)
    })

    it('is for others their own', async () => {
      served.signInWith(CASEWORKER)
      await open('overdue')
      await page.getByText('Only what is assigned to you is shown').waitFor()
      expect(last('GET', '/referral/deadlines')?.query.get('mine')).toBe('true')
    })
  })

  describe('a request for help', () => {
    it('is answered with yes, or with no and a coded reason', async () => {
      await open('offers')
      const first = page.locator('.card').first()
      await first.getByRole('button', { name: 'We cannot' }).click()
      await first.getByRole('button', { name: 'We cannot' }).click()
      await first.getByText('This is needed').waitFor()
      await first.locator('input[value=at-capacity]').check()
      await first.getByRole('button', { name: 'We cannot' }).click()
      await page.getByText('The next agency is asked').waitFor()
      const declined = last('POST', `/referral/offers/${id(300)}/answer`)
      expect(declined?.body).toEqual({ answer: 'declined', reason: 'at-capacity' })
      await page.locator('.card').nth(1).getByRole('button', { name: 'We can help' }).click()
      await expect.poll(() => last('POST', `/referral/offers/${id(301)}/answer`)?.body).toEqual({ answer: 'willing' })
    })
  })

  describe('the team', () => {
    it('says how much room there is', async () => {
      await open('capacity')
      await page.locator('#places-housing').fill('many')
      await page.locator('#places-housing').press('Enter')
      await page.getByText('A whole number').waitFor()
      await page.locator('#places-housing').fill('7')
      await page.locator('tr', { hasText: 'Housing' }).getByRole('button').click()
      await page.getByText('Saved: Housing').waitFor()
      const said = last('POST', '/directory/agencies/own/capacity')
      expect(said?.body).toEqual({ service: 'housing', places: 7, open: true })
    })

    it('plans who is on duty', async () => {
      await open('duty')
      await page.getByText('ana.supervisora@xa (you)').first().waitFor()
      await page.getByRole('button', { name: 'Add the shift' }).click()
      expect(await focused('id')).toBe('shift-who')
      await page.locator('#shift-who').selectOption(id(3))
      await page.locator('#shift-from').fill('2030-01-31T20:00')
      await page.locator('#shift-to').fill('2030-01-31T08:00')
      await page.getByText('A shift ends after it begins').waitFor()
      await page.locator('#shift-to').fill('2030-02-01T08:00')
      await page.getByRole('button', { name: 'Add the shift' }).click()
      await page.getByText('The shift is planned').waitFor()
      expect(bodyOf(last('POST', '/referral/rota'))).toMatchObject({ userId: id(3) })
      expect(await page.locator('#shift-from').inputValue()).toBe('2030-02-01T08:00')
    })

    it('hands over some of what a colleague works on, or all', async () => {
      await open('handover')
      await page.locator('#handover-from').selectOption(id(2))
      await page.locator('#handover-to').selectOption(id(2))
      await page.getByText('two different people').waitFor()
      await page.locator('#handover-to').selectOption(id(3))
      await page.locator('input[value=some]').check()
      await page.locator('input[name=handover-some]').first().check()
      await page.getByRole('button', { name: 'Hand over' }).click()
      await page.getByText('3 referrals handed over').waitFor()
      const handed = bodyOf(last('POST', '/referral/handovers'))
      expect(handed).toMatchObject({ fromUserId: id(2), toUserId: id(3) })
      expect(handed?.['referralIds']).toHaveLength(1)
      await page.locator('input[value=all]').check()
      await page.getByRole('button', { name: 'Hand over' }).click()
      await expect.poll(() => bodyOf(last('POST', '/referral/handovers'))).not.toHaveProperty('referralIds')
    })

    it('is planned by supervisors alone', async () => {
      served.signInWith(CASEWORKER)
      await open('duty')
      await page.getByText('On duty now').waitFor()
      expect(await page.getByRole('button', { name: 'Add the shift' }).count()).toBe(0)
      for (const place of ['handover', 'capacity']) {
        await page.goto(`${served.origin}/#/${place}`)
        await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
      }
    })
  })

  describe('an intake of many people', () => {
    /** What is the same for all, as quick as it goes. */
    const fillShared = async () => {
      await page.locator('#event-country').selectOption('XA')
      await page.locator('input[name=f-exploitation][value=ForcedLabour]').check()
      await page.locator('#f-languages').selectOption('quc')
      await page.locator('#f-languages ~ button').click()
      await page.locator('input[name=f-protocol][value=oas-64-standard]').check()
      await page.locator('input[name=f-priority][value=emergency]').check()
      await page.locator('#f-agency').selectOption(id(12))
      await page.locator('input[name=f-services][value=housing]').check()
      await page.locator('input[name=f-basis][value=consent]').check()
      await page.locator('input[name=f-grantedBy][value=self]').check()
      await page.locator('input[name=f-purposes][value=shelter]').check()
      await page.locator('input[name=f-categories][value=identity]').check()
      await page.locator('#f-languageExplained').selectOption('quc')
      await page.locator('#f-comprehensionChecked').check()
      await page.locator('input[name=f-signature][value=signed]').check()
      await page.locator('#f-validUntil').fill('2035-01-31')
    }
    const cell = (row: number, field: string) => page.locator(`.people tbody tr:nth-child(${row}) [id$="-${field}"]`)
    const person = async (row: number, name: string, birth: string, minor: string) => {
      await cell(row, 'names').fill(name)
      await cell(row, 'birth').fill(birth)
      await cell(row, 'minor').selectOption(minor)
    }
    const posts = () => served.asked.filter(({ method }) => method === 'POST')
    const perKey = (path: string) =>
      new Set(
        posts()
          .filter(one => one.path === path)
          .map(({ key }) => key),
      ).size

    it('sends each once, whatever breaks, shows how far it is, and links them', async () => {
      await open('many')
      await fillShared()
      await person(1, 'Ixchel Uno', '1990', 'no')
      await person(2, 'Ixchel Dos', '1991-03-04', 'no')
      await person(3, 'Ixchel Tres', '2015', 'yes')
      const protection = await page.locator('#children-protocol option').nth(1).getAttribute('value')
      await page.locator('#children-protocol').selectOption(protection ?? '')
      await page.locator('#children-agency').selectOption(id(13))
      // The answer to the second referral is lost, though it was made; and then the line is dead for a while.
      let referrals = 0
      let dead = false
      served.answer(({ method, path }) => {
        if (method !== 'POST') return undefined
        if (path === '/referral/referrals') referrals += 1
        if (referrals === 2) dead = true
        return dead ? 'cut' : undefined
      })
      await page.getByRole('button', { name: 'Seal and send 3 referrals' }).click()
      await page.getByText('The connection broke').waitFor()
      expect(await page.locator('.row-state').allTextContents()).toMatchObject([
        expect.stringContaining('Sent'),
        expect.stringContaining('Not answered'),
        expect.stringContaining('To be sent'),
      ])
      served.answer(() => undefined)
      await page.getByRole('button', { name: 'Go on with the remaining 2' }).click()
      await page.getByText('All 3 referrals are sent').waitFor()

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
      await page.getByRole('heading', { name: 'To be confirmed' }).waitFor()
      expect(await page.locator('.notice ol a').count()).toBe(1)
      expect(JSON.stringify(posts())).not.toMatch(/Ixchel|1991-03-04/)
      expect(await page.evaluate<string>('JSON.stringify([{...localStorage},{...sessionStorage}])')).not.toMatch(
        /Ixchel/,
      )
    })

    it('goes from row to row with Enter, takes a list in, and outlives a look at another page', async () => {
      await open('many')
      await cell(1, 'names').fill('Uno')
      await cell(1, 'names').press('Enter')
      await page.keyboard.type('Dos')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.people tbody tr').count()).toBe(4)
      await page.keyboard.type('Cuatro')
      expect(await cell(4, 'names').inputValue()).toBe('Cuatro')
      await page.goto(`${served.origin}/#/inbox`)
      await page.locator('.card').first().waitFor()
      await page.goto(`${served.origin}/#/many`)
      await cell(4, 'names').waitFor()
      expect(await cell(2, 'names').inputValue()).toBe('Dos')
      await page.evaluate(`(() => {
        const data = new DataTransfer()
        data.setData('text/plain', 'Ana\\t1990\\nBea\\t1991\\nCleo\\t1992\\n')
        const input = document.querySelector('.people tbody tr:nth-child(3) [id$="-names"]')
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      })()`)
      await expect.poll(() => page.locator('.people tbody tr').count()).toBe(5)
      expect(await cell(5, 'birth').inputValue()).toBe('1992')
    })

    it('says what is missing in which row, and leads there', async () => {
      await open('many')
      await fillShared()
      await cell(2, 'names').fill('Dos')
      await page.getByRole('button', { name: 'Seal and send' }).click()
      expect(await focused('textContent')).toContain('Person 2')
      await page
        .getByRole('button', { name: /^Person 2: / })
        .first()
        .click()
      expect(await focused('id')).toMatch(/-(minor|ageBand)$/)
      expect(posts()).toEqual([])
    })

    it('goes on after a refusal with the others, and with the one that was put right', async () => {
      await open('many')
      await fillShared()
      await person(1, 'Uno', '1990', 'no')
      await person(2, 'Dos', '1991', 'no')
      let consents = 0
      served.answer(({ method, path }) => {
        if (method !== 'POST' || path !== '/consent/consents') return undefined
        consents += 1
        const body = { code: 'language_not_understood', title: 'Not understood', next: 'Ask again' }
        return consents === 1 ? { status: 403, body } : undefined
      })
      await page.getByRole('button', { name: 'Seal and send 2 referrals' }).click()
      await page.locator('.badge-row-refused').waitFor()
      await page.locator('.badge-row-sent').waitFor()
      await page.getByRole('button', { name: 'Go on with the remaining one' }).click()
      await page.getByText('All 2 referrals are sent').waitFor()
      expect(perKey('/redaction/subjects')).toBe(2)
    })
  })

  describe('news', () => {
    it('are told quietly and together, and change the page only when asked to', async () => {
      await open('inbox')
      await page.locator('.card').first().waitFor()
      const before = askedFor('GET', '/referral/referrals').length
      for (const n of [100, 101, 100, 104]) served.tell('changed', { referralId: id(n) })
      const notice = page.locator('[role=status].news button')
      await notice.waitFor()
      expect(await notice.textContent()).toBe('3 new things: show')
      expect(askedFor('GET', '/referral/referrals')).toHaveLength(before)
      await notice.click()
      await expect.poll(() => askedFor('GET', '/referral/referrals').length).toBe(before + 1)
      await notice.waitFor({ state: 'detached' })
      expect(await focused('tagName')).toBe('H1')
    })

    it('lead from a page that shows none to the inbox', async () => {
      await open('duty')
      await page.getByText('On duty now').waitFor()
      served.tell('supervisor', { referralId: id(100) })
      await page.getByRole('button', { name: '1 new thing: show' }).click()
      await page.getByRole('heading', { name: 'Inbox' }).waitFor()
    })
  })

  it('every page can be used with a screen reader and on a narrow screen, in every language', async () => {
    const faults: Record<string, string[]> = {}
    const places = ['inbox', 'sent', 'drafts', 'protection', 'calendar', 'calendar?view=week', 'overdue?of=colleague']
    for (const [i, place] of [...places, 'offers', 'duty', 'handover', 'capacity', 'many'].entries()) {
      const language = ['es', 'en', 'fr', 'pt'][i % 4] ?? 'es'
      await open(place)
      await page.locator('#language').selectOption(language)
      // Texts of waiting end so, in every language.
      await page.waitForFunction(
        '![...document.querySelectorAll("main .status")].some(s => s.textContent.includes("…"))',
      )
      const found = await faultsAtAnyWidth(page)
      if (found.length > 0) faults[`${place} in ${language}`] = found
    }
    expect(faults).toEqual({})
    expect(ME).toBe(id(1))
  })
})
