import { waitFor } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anAdult } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const NAME = 'Ximena Ocllo Huamán'

describe.skipIf(noBrowser)('two custodians', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'], { own: true })
  const portal = usePortal(system)
  const press = async (page: Page, selector: string) => {
    await page.locator(selector).first().press('Enter')
  }
  const part = (name: string) => `section[aria-labelledby=${name}]`
  const said = (page: Page, text: string) => page.locator('[role=status]', { hasText: text }).first().waitFor()
  const find = async (username: string) => {
    const page = await portal.signIn('XA', username, { locale: 'es-MX' })
    await page.goto(`${portal.origin('XA')}/#/find`)
    await page.locator(part('identities')).waitFor()
    return page
  }
  /** Somebody who is registered twice. */
  for (const type of ['police', 'shelter']) await (await people.caseworker('XA', type)).registerSubject(anAdult())

  /** By a caseworker of the custodians' agency, who knows no more than the number. */
  const recordDuty = async (number: string) => {
    const page = await portal.signIn('XA', 'central-authority@xa', { locale: 'es-MX' })
    await page.goto(`${portal.origin('XA')}/#/name-basis`)
    await press(page, 'main form button[type=submit]')
    await page.locator('#request-number-fault').waitFor()
    await page.locator('#request-number').fill(number)
    await page.locator('input[name=f-basis][value=legal_obligation]').check()
    await page.locator('input[name=f-reason][value=duty_to_report]').check()
    await page.locator('#f-law').selectOption('mutual_assistance_treaty')
    await page.locator('#f-article').fill('18')
    await page.locator('input[name=f-personTold][value=told]').check()
    await page.locator('#f-validUntil').fill('2035-01-31')
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await press(page, 'main form button[type=submit]')
    await said(page, 'Registrado')
  }

  it('find that two records are one person’s, and say so together; neither sees a name', async () => {
    const [page, other] = [await find('custodian@xa'), await find('custodian.second@xa')]
    const pairs = page.locator(`${part('duplicates')} h3`)
    await waitFor(async () => {
      await page.reload()
      await page.locator(part('identities')).waitFor()
      return (await pairs.count()) === 1
    })
    await page.locator(`${part('duplicates')} select`).selectOption('same_documents')
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await press(page, `${part('duplicates')} button[type=submit]`)
    await said(page, '24 horas')
    await page.locator(`${part('links')} p`, { hasText: 'nadie confirma lo suyo' }).waitFor()
    await other.reload()
    await press(other, `${part('links')} button:has-text("Confirmar como segunda")`)
    await said(other, 'Confirmado')
    await other.locator(`${part('links')} h3`, { hasText: 'Enlace 1' }).waitFor()
    for (const one of [page, other]) expect(await one.locator('body').textContent()).not.toContain('Ximena')
  })

  it('learn who a candidate is: one searches and asks, the other confirms; once the duty is on record the first sees it, once', async () => {
    const [page, other] = [await find('custodian@xa'), await find('custodian.second@xa')]
    await press(page, `${part('search')} button[type=submit]`)
    await page.locator('#find-names-fault').waitFor()
    await page.locator('#find-names').fill(NAME)
    await page.locator('#find-purpose').selectOption('formal_identification')
    await page.locator('#find-reason').selectOption('missing_person')
    await press(page, `${part('search')} > form button[type=submit]`)
    await page.locator(`${part('search')} h3`, { hasText: 'Candidatura 1' }).waitFor()
    // What was typed is gone, and no name came back.
    await expect.poll(() => page.locator('#find-names').inputValue()).toBe('')
    expect(await page.locator('main').textContent()).not.toContain('Ximena')
    const candidate = page.locator(`${part('search')} .cards > li`).first()
    await candidate.locator('select').selectOption('duty_to_identify')
    await candidate.locator('input').fill('exp-2026-118')
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await candidate.locator('button[type=submit]').press('Enter')
    await said(page, '24 horas')

    await other.reload()
    await press(other, `${part('identities')} button:has-text("Confirmar como segunda")`)
    await said(other, 'Confirmado')
    // Whoever confirms is not told.
    expect(await other.locator(`${part('identities')} button:has-text("Ver quién es")`).count()).toBe(0)
    await page.reload()
    // A reason gives no right by itself, and it says what to do.
    const [see, alert] = [`${part('identities')} button:has-text("Ver quién es")`, `${part('identities')} [role=alert]`]
    await press(page, see)
    await press(page, `${alert} button:has-text("¿Por qué?")`)
    await page.locator(alert, { hasText: 'Haga registrar la orden, el peligro o la obligación' }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await recordDuty((await page.locator(`${part('identities')} code`).textContent()) ?? '')
    await press(page, see)
    await page.locator(`${part('identities')} .person`, { hasText: NAME }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await press(page, `${part('identities')} .person button`)
    expect(await page.locator('main').textContent()).not.toContain('Ximena')
    await page.reload()
    await page.locator(part('identities')).waitFor()
    expect(await page.locator(`${part('identities')} button:has-text("Ver quién es")`).count()).toBe(0)
  })
})
