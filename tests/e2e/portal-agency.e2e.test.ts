import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sheetToUpload } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { arrives, refer } from './support/refer.ts'

const ENGLISH = { locale: 'en-GB' }
const SHELTER = 'shelter.supervisor@xa'

describe.skipIf(noBrowser)("an agency's day at the portal", async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'], { own: true })
  const portal = usePortal(system)
  const { installed } = system.hub('XA')
  const userId = (username: string) => installed.users.find(user => user.username === username)?.id ?? ''
  const agencyId = (type: string) => installed.agencies.find(agency => agency.type === type)?.agencyId ?? ''
  const go = (page: Page, place: string) => page.goto(`${portal.origin('XA')}/#/${place}`)

  it('what comes in is told as it comes, listed when asked for, given to a colleague, and handed over', async () => {
    const first = await refer(people, installed)
    const shelter = await people.caseworker('XA', 'shelter')
    await arrives(shelter, first)
    const page = await portal.signIn('XA', SHELTER, ENGLISH)
    const card = (id: string) => page.locator('.card', { has: page.locator(`a[href="#/referrals/${id}"]`) })
    await card(first).waitFor()
    await expect.poll(() => card(first).textContent()).toContain('Our turn')

    const second = await refer(people, installed)
    await page.getByRole('button', { name: /new things?: show/ }).click()
    await card(second).waitFor()

    await card(first)
      .getByRole('button', { name: /^Assign: / })
      .click()
    await card(first).locator('select').selectOption(userId('shelter@xa'))
    await card(first).getByRole('button', { name: 'Assign', exact: true }).click()
    await card(first).getByText('Assigned to shelter@xa.').waitFor()
    expect((await shelter.get(first)).assignedTo).toEqual([userId('shelter@xa')])

    await page.getByRole('button', { name: 'Nobody’s' }).click()
    await card(second).waitFor()
    await card(first).waitFor({ state: 'detached' })

    await go(page, 'handover')
    await page.locator('#handover-from').selectOption(userId('shelter@xa'))
    await page.locator('#handover-to').selectOption(userId(SHELTER))
    await page.locator('input[value=some]').check()
    await page.locator('input[name=handover-some]').check()
    await page.getByRole('button', { name: 'Hand over' }).click()
    await page.getByText('1 referral handed over').waitFor()
    expect((await shelter.get(first)).assignedTo).toEqual([userId(SHELTER)])
  })

  it('the calendar holds its deadlines, the lists its filters, and each leads to its referral', async () => {
    const id = await refer(people, installed)
    const shelter = await people.caseworker('XA', 'shelter')
    await arrives(shelter, id)
    // Its first deadline may lie in another week than today, and in another month.
    const day = (await shelter.get(id)).due[0]?.at.slice(0, '2026-01-01'.length)
    const page = await portal.signIn('XA', SHELTER, ENGLISH)
    await go(page, `calendar?view=week&day=${day}`)
    await page.locator('.burn').waitFor()
    await go(page, `calendar?day=${day}`)
    // Of the month: the week, which stands there for a moment more, has its referrals' own links in the middle of a day.
    await page.locator('table.calendar.month td[class*=burns-]').first().click()
    await page.locator('section .entry').first().waitFor()
    await go(page, 'overdue')
    // Of what other tests sent in a hurry something may be.
    await page.getByText('Nothing is overdue').or(page.locator('article.entry')).first().waitFor()
    expect(await page.locator(`a[href="#/referrals/${id}"]`).count()).toBe(0)
    await go(page, 'inbox?protocol=oas-64-standard&priority=urgent&turn=mine&service=housing')
    await page.locator(`a[href="#/referrals/${id}"]`).click()
    await page.locator('h2.route, h2#summary').first().waitFor()
    await go(page, 'inbox?priority=emergency')
    await page.getByText('No referral matches these filters').waitFor()
  })

  it('a supervisor plans who is on duty, and says how much room there is', async () => {
    const page = await portal.signIn('XA', 'civil-society.supervisor@xa', ENGLISH)
    await go(page, 'duty')
    await page.getByText('Nobody is on duty now').waitFor()
    const local = (ms: number) => {
      const date = new Date(Date.now() + ms)
      return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
    }
    await page.locator('#shift-who').selectOption(userId('civil-society@xa'))
    await page.locator('#shift-from').fill(local(-3_600_000))
    await page.locator('#shift-to').fill(local(8 * 3_600_000))
    await page.getByRole('button', { name: 'Add the shift' }).click()
    await page.locator('.onduty', { hasText: 'civil-society@xa' }).waitFor()
    await page
      .getByRole('button', { name: /^Remove: / })
      .first()
      .click()
    await page.getByText(/^Removed: civil-society@xa, /).waitFor()

    await go(page, 'capacity')
    await expect.poll(() => page.locator('main').textContent()).toContain('Housing')
    await page.locator('#places-housing').fill('3')
    await page.locator('tr', { hasText: 'Housing' }).getByRole('button').click()
    await page.getByText('Saved: Housing').waitFor()
    await page.reload()
    await expect.poll(() => page.locator('#places-housing').inputValue()).toBe('3')
  })

  it('needs without a person are offered to the next agency, which says that it can help', async () => {
    const id = await refer(people, installed)
    const shelter = await people.caseworker('XA', 'shelter')
    await arrives(shelter, id)
    await shelter.assign(id)
    await shelter.step(id, 'decline', { reason: 'at-capacity' })
    const page = await portal.signIn('XA', 'shelter-2.supervisor@xa', ENGLISH)
    await go(page, 'offers')
    const card = page.locator('.card', { hasText: 'Housing' }).first()
    await expect
      .poll(async () => {
        await page.reload()
        await page.locator('main h1').waitFor()
        return card.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        )
      })
      .toBe(true)
    const text = (await page.locator('main').textContent()) ?? ''
    expect(text).not.toContain(id)
    expect(text).not.toContain('police')
    await card.getByRole('button', { name: /We can help/ }).click()
    await page.getByText('The referral reaches you once it may be shared with you').waitFor()
    const police = await people.caseworker('XA', 'police')
    expect((await police.get(id)).offers).toContainEqual(expect.objectContaining({ answer: 'willing' }))
  })

  it('many people of one event are referred at once, though the connection breaks, and nobody twice', async () => {
    const page = await portal.signIn('XA', 'police.supervisor@xa', ENGLISH)
    const cell = (row: number, field: string) => page.locator(`.people tbody tr:nth-child(${row}) [id$="-${field}"]`)
    await go(page, 'many')
    await page.locator('#event-country').selectOption('XA')
    await page.locator('#f-languages').selectOption('spa')
    await page.locator('#f-languages ~ button').click()
    await page.locator('input[name=f-protocol][value=oas-64-standard]').check()
    await page.locator('input[name=f-priority][value=urgent]').check()
    await page.locator('#f-agency').selectOption(agencyId('shelter'))
    for (const [field, value] of [
      ['services', 'housing'],
      ['basis', 'consent'],
      ['grantedBy', 'self'],
      ['purposes', 'shelter'],
      ['categories', 'identity'],
      ['categories', 'needs'],
      ['signature', 'signed'],
    ])
      await page.locator(`input[name=f-${field}][value=${value}]`).check()
    await page.locator('#f-languageExplained').selectOption('spa')
    await page.locator('#f-comprehensionChecked').check()
    await page.locator('#f-validUntil').fill('2035-01-31')
    for (const [row, name] of ['Itzel Primera', 'Itzel Segunda', 'Itzel Tercera'].entries()) {
      await cell(row + 1, 'names').fill(name)
      await cell(row + 1, 'birth').fill(row === 2 ? '2016' : '1995')
      await cell(row + 1, 'minor').selectOption(row === 2 ? 'yes' : 'no')
      if (row < 2) await cell(row + 1, 'sheet').setInputFiles(sheetToUpload())
    }
    await page.locator('#children-protocol').selectOption('child-safeguarding')
    await page.locator('#children-agency').selectOption(agencyId('child_protection'))
    // The second referral is made, and its answer is lost; then the line is dead.
    let made = 0
    await page.route('**/api/**', async route => {
      const request = route.request()
      if (request.method() !== 'POST') return route.continue()
      if (made >= 2) return route.abort()
      if (!request.url().endsWith('/api/referral/referrals')) return route.continue()
      made += 1
      if (made < 2) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await page.getByRole('button', { name: 'Seal and send 3 referrals' }).click()
    await page.getByText('The connection broke').waitFor()
    await page.unroute('**/api/**')
    await page.getByRole('button', { name: 'Go on with the remaining 2' }).click()
    await page.getByText('All 3 referrals are sent').waitFor()

    // One officer alone protects a child: a second person confirms it.
    await expect.poll(() => page.locator('.notice ol a').count()).toBe(1)
    const opened = await page.locator('.row-state a').all()
    const links = await Promise.all(
      opened.map(async link => (await link.getAttribute('href'))?.split('/').at(-1) ?? ''),
    )
    expect(new Set(links).size).toBe(3)
    const police = await people.caseworker('XA', 'police')
    const [first = '', ...others] = links
    for (const other of others)
      expect((await police.get(other)).links).toContainEqual(
        expect.objectContaining({ referralId: first, kind: 'same-event' }),
      )
    const { items } = await police.outbox({ limit: 100 })
    expect(
      items.filter(({ id, links: its }) => links.includes(id) || its.some(link => links.includes(link.referralId))),
    ).toHaveLength(3)
  })
})
