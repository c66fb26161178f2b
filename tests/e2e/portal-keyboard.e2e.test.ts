import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sheetToUpload } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { PERSON } from './support/referral-form.ts'

const MAX_TABS = 200

/** Goes on with the Tab key until the keyboard is on what the selector names, and can be seen to be there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < MAX_TABS; tabs++) {
    await page.keyboard.press('Tab')
    const there = await page.evaluate<boolean>(
      `document.activeElement !== null && document.activeElement.matches(${JSON.stringify(selector)})`,
    )
    if (!there) continue
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline, `focus on ${selector} can be seen`).not.toBe('none')
    return
  }
  throw new Error(`${selector} cannot be reached with the keyboard`)
}

const field = (name: string) => `#f-${name}`
const option = (name: string, value: string) => `input[name=f-${name}][value="${value}"]`

describe.skipIf(noBrowser)('with the keyboard alone', async () => {
  if (noBrowser) return
  const { system } = await useHubs(['XA'])
  const portal = usePortal(system)

  it('somebody signs in, refers a person, and signs out', async () => {
    const page = await portal.open('XA', { locale: 'es-MX' })
    const { keyboard } = page
    const type = async (selector: string, text: string) => {
      await tabTo(page, selector)
      await keyboard.type(text)
    }
    const press = async (selector: string, key: string) => {
      await tabTo(page, selector)
      await keyboard.press(key)
    }
    /** Radio buttons are one stop for the Tab key; arrows go on from the first. */
    const choose = async (name: string, value: string) => {
      await tabTo(page, `input[name=f-${name}]`)
      await keyboard.press('Space')
      const isThere = () => page.locator(option(name, value)).isChecked()
      for (let i = 0; i < 10 && !(await isThere()); i++) await keyboard.press('ArrowDown')
      expect(await isThere()).toBe(true)
    }
    const next = async (title: string) => {
      await press('main form button[type=submit]', 'Enter')
      await page.locator('h2', { hasText: title }).waitFor()
      await expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).toBe('H2')
    }

    await press('main button', 'Enter')
    await page.locator('#username').waitFor()
    const { password, code } = await portal.credentials('XA', 'police@xa')
    // The page begins in its first field.
    await keyboard.type('police@xa')
    await type('#password', password)
    await type('#code', code)
    await keyboard.press('Enter')
    await page.locator('header nav').waitFor()

    await keyboard.press('Tab')
    await expect.poll(() => page.evaluate<string>('document.activeElement.textContent')).toBe('Ir al contenido')
    await keyboard.press('Enter')
    await expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).toBe('H1')

    await page.reload()
    await page.locator('header nav').waitFor()
    await press('nav a[href="#/new"]', 'Enter')
    await page.locator(field('names')).waitFor()
    await type(field('names'), PERSON.name)
    await type(field('ageBand'), 'De 21')
    await choose('minor', 'no')
    await type(field('languages'), 'Espa')
    await keyboard.press('Tab')
    await page.locator('.chips li', { hasText: 'Español' }).waitFor()
    await next('Seguridad y necesidades')
    await press(option('needs', 'Housing Services'), 'Space')
    await next('Qué sucedió')
    await choose('traffickingStatus', 'PossibleVictimOfTrafficking')
    await next('Relato')
    await type(field('narrative'), 'Pidió ayuda. Cruzó sin papeles.')
    for (let i = 0; i < 'Cruzó sin papeles.'.length; i++) await keyboard.press('Shift+ArrowLeft')
    await press('#f-incriminating button', 'Enter')
    await page.locator('#f-incriminating q', { hasText: 'Cruzó sin papeles.' }).waitFor()
    await next('A quién')
    await choose('protocol', 'oas-64-standard')
    await choose('priority', 'urgent')
    await type(field('agencyType'), 'Albergue')
    await type(field('agency'), 'XA shelter')
    await next('Consentimiento u otra base')
    await choose('basis', 'court_order')
    await type(field('orderUntil'), '01312030')
    await press(option('compels', 'exploitation'), 'Space')
    await expect.poll(() => page.locator(field('orderUntil')).inputValue()).toBe('2030-01-31')
    await expect.poll(() => page.locator(option('compels', 'exploitation')).isChecked()).toBe(true)
    await choose('basis', 'consent')
    await choose('grantedBy', 'self')
    await press(option('purposes', 'shelter'), 'Space')
    await press(option('categories', 'identity'), 'Space')
    await press(option('categories', 'needs'), 'Space')
    await type(field('languageExplained'), 'Espa')
    await press(field('comprehensionChecked'), 'Space')
    await choose('signature', 'signed')
    await tabTo(page, '#f-sheet')
    await page.locator('#f-sheet').setInputFiles(sheetToUpload())
    await type(field('validUntil'), '01312030')

    await next('Revisar y enviar')
    await expect.poll(() => page.locator('main').textContent()).toContain('“Cruzó sin papeles.”')
    await press('main form button[type=submit]', 'Enter')
    await page.locator('a.button').waitFor()
    await press('a.button', 'Enter')
    await page.locator('.timeline').first().waitFor()
    await expect.poll(() => page.locator('main').textContent()).toContain('Enviada, a la espera de respuesta')

    await press('header button.plain', 'Enter')
    await page.locator('button[name=logout]').waitFor()
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Iniciar sesión', exact: true }).waitFor()
  })

  it('a step that lacks something puts the keyboard on the list of what it lacks', async () => {
    const page = await portal.signIn('XA', 'shelter@xa', { locale: 'es-MX' })
    await tabTo(page, 'nav a[href="#/new"]')
    await page.keyboard.press('Enter')
    await page.locator(field('names')).waitFor()
    await tabTo(page, 'main form button[type=submit]')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.evaluate<string>('document.activeElement.textContent'))
      .toContain('Hay un dato que corregir')
    await tabTo(page, 'section.problem button')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate<string>('document.activeElement.name')).toBe('f-minor')
  })
})
