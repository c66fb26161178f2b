import type { Page } from 'playwright-core'
import { sheetToUpload } from './a-person.ts'

/** Fictional. Every one of its texts must stay inside the browser, but for what is sealed. */
export const PERSON = {
  name: 'Yaretzi Malinalli Quispe',
  alias: 'Lluvia',
  birth: '1997-08-21',
  phone: '+599 55 018 4433',
  document: 'QZ7719004',
  address: 'Pasaje Tecolote 118',
  codeWord: 'jacaranda',
  narrative: 'Yaretzi bajó del camión en Tecolote y pidió agua. El capataz se llama Fermín Uclés.',
} as const

/** Parts of them that none of the words of the page contains. */
export const IDENTITY = [
  'Yaretzi',
  'Malinalli',
  'Quispe',
  '1997-08-21',
  '55 018 4433',
  'QZ7719004',
  'Tecolote',
  'jacaranda',
  'Uclés',
]

const next = (page: Page) => page.locator('main form button[type=submit]').click()
const title = (page: Page, text: string) => page.locator('h2', { hasText: text }).waitFor()
const check = (page: Page, field: string, ...values: string[]) =>
  values.reduce(
    (before, value) => before.then(() => page.locator(`input[name=f-${field}][value="${value}"]`).check()),
    Promise.resolve(),
  )
async function pick(page: Page, field: string, code: string): Promise<void> {
  await page.locator(`#f-${field}`).selectOption(code)
  await page.locator(`#f-${field} ~ button`).click()
}

export interface Filling {
  readonly hub?: string
  readonly agencyType?: string
  readonly protocol?: string
  readonly languageExplained?: string
  /** Sees each step of the form, filled in. */
  onStep?(page: Page): Promise<void>
}

/** Fills the form in, in Spanish, up to the last step; sends nothing. */
export async function fillReferral(page: Page, filling: Filling = {}): Promise<void> {
  const { hub = 'XA', agencyType = 'shelter', languageExplained = 'spa', onStep = async () => {} } = filling
  const { protocol = 'oas-64-standard' } = filling
  await page.locator('header nav a', { hasText: 'Nueva derivación' }).click()
  await title(page, 'La persona')
  await page.locator('#f-names').fill(PERSON.name)
  await page.locator('#f-aliases').fill(PERSON.alias)
  await page.locator('#f-birth').fill(PERSON.birth)
  await check(page, 'minor', 'no')
  await pick(page, 'nationalities', 'PE')
  await pick(page, 'languages', 'spa')
  await pick(page, 'languages', 'que')
  await page.locator('button', { hasText: 'Añadir un documento' }).click()
  await page.locator('#f-documents-0-type').fill('PASSPORT')
  await page.locator('#f-documents-0-number').fill(PERSON.document)
  await page.locator('#f-phones').fill(PERSON.phone)
  await page.locator('#f-addresses').fill(PERSON.address)
  await onStep(page)
  await next(page)

  await title(page, 'Seguridad y necesidades')
  await page.locator('#f-hasSafeContact').check()
  await page.locator('#f-contactChannel').selectOption('phone')
  await page.locator('#f-contactValue').fill(PERSON.phone)
  await page.locator('#f-contactWhen').fill('por las mañanas')
  await page.locator('#f-contactCodeWord').fill(PERSON.codeWord)
  await page.locator('#f-contactLanguage').selectOption('spa')
  await check(page, 'needs', 'Housing Services')
  await check(page, 'risks', 'trafficker_at_large')
  await check(page, 'fearAsked', 'yes')
  await page.locator('#f-fearInPrivate').check()
  await check(page, 'fearAnswer', 'no')
  await onStep(page)
  await next(page)

  await title(page, 'Qué sucedió')
  await check(page, 'traffickingStatus', 'PossibleVictimOfTrafficking')
  await check(page, 'exploitation', 'ForcedLabour')
  await page.locator('button', { hasText: 'Añadir un hecho' }).click()
  await page.locator('#f-events-0-country').selectOption('XA')
  await onStep(page)
  await next(page)

  await title(page, 'Relato')
  await page.locator('#f-narrative').fill(PERSON.narrative)
  await onStep(page)
  await next(page)

  await title(page, 'A quién')
  await check(page, 'protocol', protocol)
  await check(page, 'priority', 'urgent')
  await page.locator('#f-hub').selectOption(hub)
  await page.locator('#f-agencyType').selectOption(agencyType)
  await page.locator('#f-agency').selectOption({ index: 1 })
  await onStep(page)
  await next(page)

  await title(page, 'Consentimiento u otra base')
  await check(page, 'basis', 'consent')
  await check(page, 'grantedBy', 'self')
  await check(page, 'purposes', 'shelter')
  await check(page, 'categories', 'identity', 'contact', 'risk', 'needs', 'narrative')
  await page.locator('#f-languageExplained').selectOption(languageExplained)
  await page.locator('#f-comprehensionChecked').check()
  await check(page, 'signature', 'signed')
  await page.locator('#f-sheet').setInputFiles(sheetToUpload())
  await page.locator('#f-validUntil').fill('2030-01-31')
  await onStep(page)
  await next(page)

  await title(page, 'Revisar y enviar')
  await onStep(page)
}

export const send = (page: Page): Promise<void> => page.locator('button', { hasText: 'Sellar y enviar' }).click()

/** Sends, and gives the id of the referral back. */
export async function sendAndOpen(page: Page): Promise<string> {
  await send(page)
  await page.locator('a.button', { hasText: 'Ver la derivación' }).click()
  await page.locator('.timeline').first().waitFor()
  return page.url().split('/').at(-1) ?? ''
}
