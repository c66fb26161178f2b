import { openForm } from '@amparo/crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { sheetToUpload } from './support/a-person.ts'
import { noBrowser, useBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { type Asked, servePage } from './support/page-alone/serve.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const CASEWORKER = ['subject:register', 'consent:record', 'consent:confirm', 'referral:submit', 'referral:read']
const SCOPES = [...CASEWORKER, 'referral:decide', 'referral:work', 'view:open', 'directory:read']
const hoursAway = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const PHONE = '+599 55 018 4433'

describe.skipIf(noBrowser)('when somebody needs help now', async () => {
  if (noBrowser) return
  const served = await servePage()
  served.signInWith(SCOPES)
  const newContext = useBrowser()
  afterAll(() => served.stop())
  let page: Page
  beforeEach(async () => {
    served.asked.length = 0
    served.answer(() => undefined)
    page = await (await newContext({ viewport: { width: 1280, height: 900 }, locale: 'es-MX' })).newPage()
  })
  const go = async (hash: string, language = 'es') => {
    await page.addInitScript(`localStorage.setItem('amparo.language', '${language}')`)
    await page.goto(`${served.origin}/#/${hash}`)
    await page.locator('main h1').waitFor()
  }
  const posted = (path: string): Asked => {
    const found = served.asked.find(asked => asked.method === 'POST' && asked.path === path)
    if (!found) throw new Error(`nothing went to ${path}`)
    return found
  }
  const unsealed = async (path: string) =>
    (await openForm(served.vault.sealKey, (posted(path).body as { sealed: string }).sealed)).data
  const check = (field: string, value: string) => page.locator(`input[name=f-${field}][value="${value}"]`).check()

  /** What hands do on the page from now on: each press of a button, link, box or list, and each letter that is typed. */
  const counted = async () => {
    await page.evaluate(`
      globalThis.done = { presses: 0, letters: 0 }
      addEventListener('change', ({ target }) => {
        if (target.matches('input:not([type=checkbox], [type=radio]), textarea')) done.letters += target.value.length
        done.presses += 1
      }, true)
      addEventListener('click', ({ target }) => {
        if (target.closest('button, a')) done.presses += 1
      }, true)`)
    return () => page.evaluate<{ presses: number; letters: number }>('done')
  }

  it('one page says enough: an emergency on oral consent, sealed, to be completed later', async () => {
    await go('new')
    const done = await counted()
    await page.locator('a[href="#/quick"]').first().click()
    await page.getByRole('heading', { name: 'Derivación de emergencia', level: 1 }).waitFor()
    await check('minor', 'no')
    await page.locator('#f-ageBand').selectOption('21--23')
    await page.locator('#f-languages').selectOption('que')
    await page.locator('#f-languages ~ button').click()
    await check('needs', 'Housing Services')
    await check('risks', 'no_safe_place_tonight')
    await page.locator('#f-hasSafeContact').check()
    await page.locator('#f-contactChannel').selectOption('sms')
    await page.locator('#f-contactValue').fill(PHONE)
    await page.locator('#f-contactWhen').fill('ahora')
    await page.locator('#f-contactLanguage').selectOption('spa')
    await check('protocol', 'oas-64-standard')
    await page.locator('#f-agency').selectOption({ index: 1 })
    await check('basis', 'consent')
    await page.locator('main form button[type=submit]').click()
    // What the person understood is never taken for granted.
    await page.getByRole('button', { name: 'La persona dijo con sus palabras' }).click()
    await expect.poll(() => page.evaluate<string>('document.activeElement.id')).toBe('f-comprehensionChecked')
    await page.keyboard.press('Space')
    await page.locator('main form button[type=submit]').click()
    await page.getByRole('heading', { name: 'La derivación de emergencia está en camino' }).waitFor()
    // Three minutes are 180 seconds: seven for each press, with the question to the person, and one for each letter.
    const { presses, letters } = await done()
    expect(presses).toBeGreaterThan(12)
    expect(presses * 7 + letters, `${presses} presses, ${letters} letters`).toBeLessThanOrEqual(180)

    expect(posted('/referral/referrals').body).toMatchObject({
      ...{ quick: true, priority: 'emergency', protocol: 'oas-64-standard', services: ['housing'] },
    })
    expect(posted('/consent/consents').body).toMatchObject({
      ...{ basis: 'consent', signature: 'oral', purposes: ['shelter', 'medical_care'], protocol: 'oas-64-standard' },
      languageExplained: 'que',
    })
    expect(JSON.stringify(served.asked)).not.toContain(PHONE)
    expect(await unsealed('/redaction/subjects')).toMatchObject({ subject: { safeContact: { value: PHONE } } })
    await expect.poll(() => page.locator('a.button').first().getAttribute('href')).toMatch(/\/record$/)
  })

  it('a child is never asked for a consent that would not count', async () => {
    await go('quick')
    await check('minor', 'doubt')
    expect(
      await page.locator('input[name=f-basis]').evaluateAll(all => all.map(one => one.getAttribute('value'))),
    ).toEqual(['child_safeguarding', 'vital_interest'])
  })

  it('the record is completed with what is known by then, and nothing else', async () => {
    await go(`referrals/${id(500)}/record`)
    await page.locator('main form button[type=submit]').click()
    await page.getByText('No se rellenó nada.').waitFor()
    await page.locator('#f-names').fill('Yaretzi Malinalli')
    await page.locator('#f-narrative').fill('Bajó del camión.')
    await page.locator('main form button[type=submit]').click()
    await page.getByText('El registro está completo.').waitFor()
    expect(JSON.stringify(served.asked)).not.toContain('Yaretzi')
    expect(await unsealed('/redaction/supplements')).toEqual({
      referralId: id(500),
      subject: { identity: { names: ['Yaretzi Malinalli'] } },
      narrative: { lang: 'es', text: 'Bajó del camión.', selfIncriminating: [] },
    })
  })

  it('an agency that can help gets the referral once a basis reaches it', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: SCOPES })
    const { from, to } = referral.view()
    const times = { madeAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
    const offer = {
      id: id(600),
      toAgency: id(13),
      services: ['housing'],
      withinBasis: false,
      answer: 'willing',
      ...times,
    }
    referral.extra = { ...(to ? { from: to } : {}), to: from, offers: [offer], subjectRef: 'our-own' }
    served.answer(({ path }) => (path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : undefined))
    await go(`referrals/${referral.id}`)
    await page.getByRole('link', { name: 'Registrar una base y enviar' }).click()
    await page.getByRole('heading', { name: 'Enviar a otra institución', level: 1 }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await check('basis', 'consent')
    await check('grantedBy', 'self')
    await check('purposes', 'shelter')
    await check('categories', 'needs')
    await page.locator('#f-languageExplained').selectOption('spa')
    await page.locator('#f-comprehensionChecked').check()
    await check('signature', 'signed')
    await page.locator('#f-sheet').setInputFiles(sheetToUpload())
    await page.getByText('La hoja está lista para sellarse').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await page.locator('#f-validUntil').fill('2030-01-31')
    await page.locator('main form button[type=submit]').click()
    await expect.poll(() => served.asked.filter(({ method }) => method === 'POST').length).toBe(3)
    expect(posted('/consent/consents').body).toMatchObject({
      subjectRef: 'our-own',
      ...{ actions: ['refer'], sheet: { sha256: 'd'.repeat(64) } },
      recipients: [{ agencyId: id(13) }],
    })
    expect(posted('/referral/referrals').body).toMatchObject({ offerId: id(600), to: { agencyId: id(13) } })
  })

  it('the sheet that was signed in an emergency is added on the page of the referral', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: SCOPES })
    const { from, to } = referral.view()
    referral.extra = { ...(to ? { from: to } : {}), to: from, subjectRef: 'our-own' }
    const consent = { id: id(700), basis: 'consent', signature: 'signed', status: 'in_force', grantedAt: hoursAway(-2) }
    let awaited = true
    served.answer(({ method, path }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path === `/consent/consents/${consent.id}/sheet`) {
        awaited = false
        return { body: consent }
      }
      if (method !== 'GET' || path !== '/consent/consents') return undefined
      const of = awaited ? { sheetBy: hoursAway(70) } : { sheet: { id: id(701), sha256: 'd'.repeat(64) } }
      return { body: { items: [{ ...consent, ...of }] } }
    })
    await go(`referrals/${referral.id}`)
    const sheets = page.locator('section[aria-labelledby=signed-sheets]')
    await sheets.getByText('debe llegar antes de').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await sheets.locator('input[type=file]').setInputFiles({ ...sheetToUpload(), mimeType: 'text/plain' })
    await sheets.getByText('No es una foto ni un PDF').waitFor()
    await expect.poll(() => sheets.locator('button[type=submit]').isDisabled()).toBe(true)
    await sheets.locator('input[type=file]').setInputFiles(sheetToUpload())
    await sheets.getByRole('button', { name: 'Sellar y añadir la hoja' }).click()
    await sheets.getByText('está guardada para su institución').waitFor()
    expect(posted('/redaction/consent-sheets').body).toEqual({ sealed: expect.stringContaining('PGP MESSAGE') })
    expect(posted(`/consent/consents/${consent.id}/sheet`).body).toMatchObject({ sha256: 'd'.repeat(64) })
  })

  it.each(['es', 'en', 'fr', 'pt'])(
    'its pages can be used with a screen reader, and on a narrow screen, in %s',
    async language => {
      await go(`referrals/${id(500)}/record`, language)
      // In English two codes are words.
      const faults = (await faultsAtAnyWidth(page)).filter(fault => !/a bare code: (Student|Refugee)$/.test(fault))
      expect(faults).toEqual([])
      await go('quick', language)
      await check('minor', 'doubt')
      await page.locator('#f-hasSafeContact').check()
      await check('basis', 'vital_interest')
      expect(await faultsAtAnyWidth(page)).toEqual([])
      await page.locator('main form button[type=submit]').click()
      await page.locator('#summary-title').waitFor()
      expect(await faultsAtAnyWidth(page)).toEqual([])
    },
  )
})
