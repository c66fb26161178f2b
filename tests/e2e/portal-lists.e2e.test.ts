import type { Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'

const LAST = { body: { items: [], next: null } }

describe.skipIf(noBrowser)("an agency's lists", () => {
  const on = usePageAlone()

  describe('a list', () => {
    it('is narrowed down by the hub, and its address holds what was chosen, as codes', async () => {
      await on.open('inbox')
      await on.page.locator('.card').first().waitFor()
      await on.page.getByRole('button', { name: 'Overdue' }).click()
      await on.page.getByRole('button', { name: 'Nobody’s' }).click()
      await on.page.getByText('More filters').click()
      await on.page.locator('#filter-priority').selectOption('emergency')
      await expect.poll(() => on.last('GET', '/referral/referrals')?.query.toString()).toContain('priority=emergency')
      const { query } = on.last('GET', '/referral/referrals') ?? { query: new URLSearchParams() }
      expect(Object.fromEntries(query)).toEqual({
        box: 'inbox',
        limit: '25',
        ...{ priority: 'emergency', assigned: 'none', overdue: 'true' },
      })
      await expect
        .poll(() => on.page.url())
        .toBe(`${on.served.origin}/#/inbox?priority=emergency&assigned=none&overdue=true`)
      await on.page.reload()
      await on.page.locator('.card').first().waitFor()
      await expect
        .poll(() => on.page.getByRole('button', { name: 'Overdue' }).getAttribute('aria-pressed'))
        .toBe('true')
      await on.page.getByRole('button', { name: 'Clear all filters' }).click()
      await expect.poll(() => on.page.url()).toBe(`${on.served.origin}/#/inbox`)
    })

    it('offers the states of the protocols, in their words', async () => {
      await on.open('inbox')
      await on.page.locator('.card').first().waitFor()
      await on.page.getByText('More filters').click()
      const states = on.page.locator('#filter-state option')
      await expect.poll(() => states.count()).toBeGreaterThan(8)
      const all = await states.count()
      await on.page.locator('#filter-protocol').selectOption('oas-64-standard')
      await expect.poll(() => states.count()).toBeLessThanOrEqual(all)
      const words = await states.allTextContents()
      expect(words.length).toBeGreaterThan(8)
      expect(words.filter(word => /^[a-z]+(-[a-z]+)*$/.test(word))).toEqual([])
    })

    it('does not say of a draft, which nobody has, that it was sent, nor to whom', async () => {
      const draft = new MadeUpReferral('child-safeguarding', { side: 'sender', scopes: CASEWORKER })
      draft.extra = { from: { hub: 'XA', agencyId: id(11) }, to: null, status: 'draft' }
      on.served.answer(({ path }) =>
        path === '/referral/referrals' ? { body: { items: [draft.view()], next: null } } : undefined,
      )
      await on.open('drafts')
      const card = on.page.locator('.card').first()
      await card.waitFor()
      expect((await card.locator('h2').textContent())?.trim()).toBe('Draft')
      expect(await card.locator('dt').allInnerTexts()).toEqual(['Services', 'Protocol', 'Assigned', 'Opened'])
    })

    it('says at a glance what is late, whose turn it is and whose it is', async () => {
      await on.open('inbox')
      const card = on.page.locator('.card').first()
      await card.waitFor()
      const text = (await card.textContent()) ?? ''
      expect(text).toContain('Emergency')
      expect(text).toContain('Was due 40 hours ago')
      expect(text).toContain('Not assigned yet')
    })

    const CALLS = '**/referral/referrals**'
    const refused = (status: number, code: string, headers = {}) => ({ status, headers, json: { code, title: code } })

    it.each<[string, string, (route: Route) => Promise<void>]>([
      ['the line is down', 'The hub did not answer', route => route.abort()],
      ['a service behind the portal is away', 'off_for_now', route => route.fulfill(refused(503, 'off_for_now'))],
    ])('is asked for again by itself while %s', async (_, said, failing) => {
      await on.open('sent')
      await on.page.locator('.card').first().waitFor()
      await on.page.route(CALLS, failing)
      await on.page.goto(on.address('inbox'))
      await on.page.getByRole('alert').getByText(said).waitFor()
      await on.page.unroute(CALLS)
      await on.page.locator('.card').first().waitFor()
      await on.page.getByText(said).waitFor({ state: 'detached' })
    })

    it('is asked for again as late as the hub wants, and not at all where it says no', async () => {
      let asked = 0
      let answer = refused(429, 'too_many', { 'retry-after': '60' })
      await on.page.route(CALLS, route => {
        asked += 1
        return route.fulfill(answer)
      })
      await on.page.clock.install()
      await on.open('sent')
      await on.page.getByRole('alert').getByText('too_many').waitFor()
      await on.page.clock.runFor(50_000)
      expect(asked).toBe(1)
      answer = refused(400, 'not_so')
      await on.page.clock.runFor(15_000)
      await on.page.getByRole('alert').getByText('not_so').waitFor()
      await on.page.clock.runFor(60_000)
      expect(asked).toBe(2)
    })

    it('names agencies and protocols once the hub tells them, though it could not at first', async () => {
      let isAway = true
      on.served.answer(({ path }) =>
        isAway && ['/directory/agencies', '/referral/protocols'].includes(path)
          ? { status: 503, body: { code: 'off_for_now', title: 'off_for_now' } }
          : undefined,
      )
      await on.open('inbox')
      await on.page.getByRole('alert').getByText('off_for_now').waitFor()
      const card = on.page.locator('.card').first()
      await card.waitFor()
      expect(await card.textContent()).not.toContain('Policía de Puerto Alba')
      isAway = false
      await on.page.getByText('off_for_now').waitFor({ state: 'detached' })
      await card.getByText('Policía de Puerto Alba').waitFor()
    })

    it('that ends with a cursor goes on from there', async () => {
      on.served.answer(({ path, query }) =>
        path === '/referral/referrals' && !query.has('cursor') ? { body: { items: [], next: 'from-here' } } : undefined,
      )
      await on.open('sent')
      await on.page.getByRole('button', { name: 'Show more' }).click()
      await on.page.locator('.card').first().waitFor()
      expect(on.last('GET', '/referral/referrals')?.query.get('cursor')).toBe('from-here')
    })

    it('that goes on after it was narrowed shows nothing of before', async () => {
      const line = Promise.withResolvers<void>()
      const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>()
      on.served.answer(async ({ path, query }) => {
        if (path !== '/referral/referrals' || query.has('priority'))
          return path === '/referral/referrals' ? LAST : undefined
        if (!query.has('cursor')) return { body: { items: [], next: 'from-here' } }
        asked()
        await line.promise
        return undefined
      })
      await on.open('sent')
      const more = on.page.getByRole('button', { name: 'Show more' })
      await more.click()
      await isAsked
      await on.page.goto(on.address('sent?priority=emergency'))
      await more.waitFor({ state: 'detached' })
      const late = on.page.waitForResponse(response => response.url().includes('cursor=from-here'))
      line.resolve()
      await (await late).finished()
      await on.page.evaluate('new Promise(requestAnimationFrame)')
      expect(await on.page.locator('.card').count()).toBe(0)
    })

    it.each([
      ['offers', '/referral/offers', '[aria-describedby=open-offers]'],
      ['reviews', '/consent/bases', '[aria-describedby=due-end]'],
    ])('of %s goes on from there, too', async (place, path, more) => {
      on.served.answer(asked => {
        if (asked.path !== path || asked.query.has('cursor')) return asked.path === path ? LAST : undefined
        return { body: { items: [], next: 'from-here' } }
      })
      await on.open(place)
      const button = on.page.locator(`button${more}`)
      await button.click()
      await button.waitFor({ state: 'detached' })
      expect(on.last('GET', path)?.query.get('cursor')).toBe('from-here')
    })

    it('of answered requests for help says why it is not there', async () => {
      on.served.answer(({ path, query }) =>
        path === '/referral/offers' && query.get('answered') === 'true'
          ? { status: 503, body: { code: 'temporarily_unavailable', title: 'Not now', next: 'Try again' } }
          : undefined,
      )
      await on.open('offers')
      await on.page.locator('.problem', { hasText: 'Not now' }).waitFor()
      await expect.poll(() => on.page.locator('.card').count()).toBeGreaterThan(0)
    })

    it('of witness protection is there for those who work in it, and for nobody else', async () => {
      await on.open('protection')
      await on.page.getByRole('heading', { name: 'Witness protection' }).waitFor()
      expect(on.last('GET', '/referral/referrals')?.query.get('box')).toBe('protection')
      on.served.signInWith(CASEWORKER)
      await on.page.reload()
      await on.page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
      expect(await on.page.locator('header nav').textContent()).not.toContain('Protection')
    })

    it('lets a supervisor give a referral to a colleague', async () => {
      await on.open('inbox')
      const card = on.page.locator('.card').first()
      await card.getByRole('button', { name: /^Assign: / }).click()
      await expect.poll(() => on.focused('tagName')).toBe('SELECT')
      await card.locator('select').selectOption({ label: 'benicio@xa' })
      await card.getByRole('button', { name: 'Assign', exact: true }).click()
      await card.getByText('Assigned to benicio@xa.').waitFor()
      const asked = on.served.asked.find(({ path }) => path.endsWith('/assignment'))
      expect(asked?.body).toEqual({ userId: id(2) })
      on.served.signInWith(CASEWORKER)
      await on.page.reload()
      await card.waitFor()
      expect(await card.getByRole('button', { name: /^Assign/ }).count()).toBe(0)
    })
  })
})
