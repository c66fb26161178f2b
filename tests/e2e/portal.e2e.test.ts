import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { noBrowser, type Portal, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { send as sendByProgram } from './support/journey.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'
import { fillReferral, IDENTITY, PERSON, send, sendAndOpen } from './support/referral-form.ts'

const SPANISH = { locale: 'es-MX' }
const ENGLISH = { locale: 'en-GB' }

/** All that a page sends to an origin, as it leaves the browser. */
function requestsTo(page: Page, origin: string): string[] {
  const sent: string[] = []
  page.on('request', request => {
    if (!request.url().startsWith(origin)) return
    sent.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`)
  })
  return sent
}

const textOf = async (of: Locator): Promise<string> => (await of.textContent()) ?? ''
const pageText = (page: Page) => textOf(page.locator('body'))
const held = (texts: readonly string[], parts: readonly string[] = IDENTITY) =>
  parts.filter(part => texts.some(text => text.includes(part)))
/** Of whom a program refers. */
const ADULT = ['Ximena', 'Ocllo', 'Huamán', '1998-05-21', '70000171']

describe.skipIf(noBrowser)('at the portal', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA', 'XB'])
  const portal: Portal = usePortal(system)

  it('a person is referred in Spanish, and received, opened and accepted in English', async () => {
    const sender = await portal.signIn('XA', 'police@xa', SPANISH)
    const sent = requestsTo(sender, portal.origin('XA'))
    await expect.poll(() => sender.locator('html').getAttribute('lang')).toBe('es')
    await fillReferral(sender)
    expect(await pageText(sender)).toContain(PERSON.name)
    const id = await sendAndOpen(sender)
    expect(await pageText(sender)).toContain('Enviada, a la espera de respuesta')

    const receiver = await portal.signIn('XA', 'shelter@xa', ENGLISH)
    await expect.poll(() => receiver.locator('html').getAttribute('lang')).toBe('en')
    await receiver.locator(`a[href="#/referrals/${id}"]`).waitFor()
    expect(held([await pageText(receiver)])).toEqual([])
    await receiver.locator(`a[href="#/referrals/${id}"]`).click()
    await receiver.getByText('can open the person’s data. Assign it to yourself').waitFor()
    await receiver.getByRole('button', { name: 'Assign to me' }).click()
    await receiver.getByRole('button', { name: 'Open the person’s data' }).click()
    const person = receiver.locator('.person')
    await person.waitFor()
    const seen = await textOf(person)
    expect(seen).toContain(PERSON.name)
    expect(seen).toContain('This may be incomplete')
    expect(seen).toContain('Documents: not part of what was agreed')
    expect(seen).not.toContain(PERSON.document)
    expect(seen).not.toContain('Fermín')
    await receiver.getByRole('button', { name: 'Accept', exact: true }).click()
    await receiver.getByText('Done: Accept.').waitFor()

    await receiver.locator('header nav a', { hasText: 'Inbox' }).click()
    await receiver.locator('.card').first().waitFor()
    await receiver.goBack()
    await receiver.getByRole('button', { name: 'Open the person’s data' }).waitFor()
    expect(await pageText(receiver)).not.toContain(PERSON.name)

    await sender.getByRole('button', { name: 'Buscar novedades' }).click()
    await sender.locator('.station', { hasText: 'Aceptar' }).waitFor()

    expect(sent.filter(request => request.startsWith('POST')).length).toBeGreaterThanOrEqual(3)
    expect(held(sent)).toEqual([])
    const log = readFileSync(system.layout.hub('XA').log('front'), 'utf8')
    expect(log).toContain('/api/redaction/*')
    expect(held([log])).toEqual([])
  })

  it('a referral across a border shows its sender how it arrived', async () => {
    const sender = await portal.signIn('XA', 'prosecution@xa', SPANISH)
    await fillReferral(sender, { hub: 'XB' })
    await sendAndOpen(sender)
    await expect
      .poll(
        async () => {
          await sender.getByRole('button', { name: 'Buscar novedades' }).click()
          return pageText(sender)
        },
        { interval: 500 },
      )
      .toContain('Entregada a la institución')
  })

  it('a refusal says what to do, leads to the field, and loses nothing', async () => {
    const page = await portal.signIn('XA', 'hotline@xa', SPANISH)
    await fillReferral(page, { languageExplained: 'deu' })
    await send(page)
    await page.getByText('El consentimiento se explicó en un idioma que la persona no habla').waitFor()
    await page.getByRole('button', { name: 'Idioma en que se explicó' }).click()
    const field = page.locator('#f-languageExplained')
    await expect.poll(() => page.evaluate<string>('document.activeElement.id')).toBe('f-languageExplained')
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
    await field.selectOption('spa')
    await page.locator('main form button[type=submit]').click()
    await page.getByText(PERSON.name, { exact: true }).waitFor()

    await page.locator('header nav a', { hasText: 'Recibidas' }).click()
    await page.locator('header nav a', { hasText: 'Nueva derivación' }).click()
    await page.getByText(PERSON.name, { exact: true }).waitFor()
    await sendAndOpen(page)
    await page.locator('header nav a', { hasText: 'Nueva derivación' }).click()
    await page.locator('#f-names').waitFor()
    await expect.poll(() => page.locator('#f-names').inputValue()).toBe('')
  })

  it('nothing is sent when the hub offers a certificate that its jurisdiction has not certified', async () => {
    const page = await portal.signIn('XA', 'health@xa', SPANISH)
    const other = readFileSync(system.layout.hub('XB').jurisdictionCertificate, 'utf8')
    await page.route('**/hubs/own/seal-certificate', route =>
      route.fulfill({ json: { hub: 'XA', armored: other, fingerprint: 'a'.repeat(40) } }),
    )
    await fillReferral(page)
    const sent = requestsTo(page, portal.origin('XA'))
    await send(page)
    await page.getByText('no está certificado por la jurisdicción').waitFor()
    expect(sent.filter(request => request.startsWith('POST'))).toEqual([])
  })

  it('tokens live in memory only, and a reload signs in again by itself', async () => {
    const page = await portal.signIn('XA', 'shelter.supervisor@xa', ENGLISH)
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    )
    expect(JSON.parse(kept)).toEqual([{}, { 'amparo.signed-in': '1' }, ''])
    await page.goto(`${portal.origin('XA')}/#/sent`)
    await page.reload()
    await page.getByRole('heading', { name: 'Sent' }).waitFor()
    await expect.poll(() => page.url()).toBe(`${portal.origin('XA')}/#/sent`)
  })

  it('who signs out is signed out at the issuer too', async () => {
    const page = await portal.signIn('XA', 'ombudsman@xa', ENGLISH)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.locator('button[name=logout]').click()
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('#username').waitFor()
  })

  it('a recent sign-in is asked for in a window of its own, and a second person confirms', async () => {
    const page = await portal.signIn('XA', 'child-protection@xa', SPANISH)
    await fillReferral(page)
    await page.getByRole('button', { name: 'Cambiar: La persona' }).click()
    await page.locator('input[name=f-minor][value=doubt]').check()
    await page.locator('#f-birth').fill('')
    const next = page.locator('main form button[type=submit]')
    for (let step = 0; step < 4; step++) await next.click()
    await page.locator('input[name=f-protocol][value=child-safeguarding]').check()
    await next.click()
    await page.locator('input[name=f-basis][value=child_safeguarding]').check()
    await page.locator('input[name=f-reason][value=child_at_risk]').check()
    await page.locator('input[name=f-grantedBy][value=none]').check()
    await next.click()
    // Five minutes are too long for a test: the first answer is the one that a late sign-in would get.
    await page.route(
      '**/api/consent/consents',
      route => route.fulfill({ status: 401, json: { code: 'step_up_required', title: 'late', next: 'again' } }),
      { times: 1 },
    )
    await send(page)
    const again = page.getByRole('dialog')
    await again.waitFor()
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      again.getByRole('button', { name: 'Iniciar sesión en otra ventana' }).click(),
    ])
    await portal.fillSignIn(window, 'XA', 'child-protection@xa')
    const link = page.locator('.notice a')
    await link.waitFor()
    expect(window.isClosed()).toBe(true)
    await page.locator('.notice', { hasText: 'Nadie está de guardia' }).waitFor()

    const second = await portal.signIn('XA', 'child-protection.supervisor@xa', ENGLISH)
    await second.goto((await link.getAttribute('href')) ?? '')
    await second.locator('#sure').check()
    await second.getByRole('button', { name: 'Confirm' }).click()
    await second.getByText('The basis stays in force').waitFor()
  })

  it('whoever said no is not passed over: another agency looks at it first; and who must never know is kept for good', async () => {
    const page = await portal.signIn('XA', 'police@xa', SPANISH)
    await fillReferral(page)
    await page.getByRole('button', { name: 'Cambiar: Consentimiento u otra base' }).click()
    await page.locator('input[name=f-basis][value=vital_interest]').check()
    await page.locator('input[name=f-reason][value=danger_to_life]').check()
    await page.locator('input[name=f-refusedBy][value=self]').check()
    await page.locator('input[name=f-grantedBy][value=none]').check()
    await page.getByRole('button', { name: 'Añadir a quien no debe saber nunca' }).click()
    await page.locator('#f-excluded-0-type').selectOption('consulate')
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await page.locator('main form button[type=submit]').click()
    const recorded = page.waitForRequest(request => request.url().endsWith('/api/consent/consents'))
    await send(page)
    expect((await recorded).postDataJSON()).toMatchObject({ excluded: [{ hub: 'XA', agencyType: 'consulate' }] })
    await page.getByText('Antes debe mirarlo alguien de otra institución').waitFor()
    const link = await page.getByRole('link', { name: 'Enlace para la revisión' }).getAttribute('href')

    const other = await portal.signIn('XA', 'child-protection.supervisor@xa', ENGLISH)
    await other.goto(link ?? '')
    await other.locator('#sure').check()
    await other.getByRole('button', { name: 'Confirm' }).click()
    await other.getByText('The basis stays in force').waitFor()
    await sendAndOpen(page)
  })

  it('a person is cleared from the screen after a while, and a page that nobody uses locks', async () => {
    const sender = await people.caseworker('XA', 'consulate')
    const { id } = await sendByProgram({ system, sender, to: { hub: 'XA', type: 'civil_society' } })
    const page = await portal.signIn('XA', 'civil-society.supervisor@xa', ENGLISH, { clock: true })
    await page.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await page.getByRole('button', { name: 'Assign to me' }).click()
    await page.getByRole('button', { name: 'Open the person’s data' }).click()
    await page.locator('.person').waitFor()
    expect(held([await pageText(page)], ADULT)).toContain('Ximena')
    await page.getByText('cleared from the screen in 5 minutes').waitFor()
    await page.clock.fastForward('05:05')
    await page.getByText('The data were cleared from the screen').waitFor()
    expect(held([await pageText(page)], ADULT)).toEqual([])

    await page.clock.fastForward('15:05')
    const lock = page.getByRole('dialog', { name: 'The page is locked' })
    await lock.waitFor()
    await expect.poll(() => page.locator('main h1').isVisible()).toBe(false)
    // The issuer believes no proof from the future.
    await page.clock.setSystemTime(new Date())
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      lock.getByRole('button', { name: 'Sign in in a new window' }).click(),
    ])
    await portal.fillSignIn(window, 'XA', 'civil-society.supervisor@xa')
    await lock.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('main h1').isVisible()).toBe(true)

    // The computer has slept: whoever wakes it touches the page before anything else happens in it.
    await page.clock.setSystemTime(Date.now() + 16 * 60_000)
    await page.keyboard.press('Shift')
    await lock.waitFor()
    const tokens: string[] = []
    page.on('request', request => request.url().endsWith('/token') && tokens.push(request.url()))
    await page.clock.fastForward('15:05')
    expect(tokens).toEqual([])
    // Neither loading it again undoes that nor another tab.
    await page.reload()
    await page.locator('#username').waitFor()
    const tab = await page.context().newPage()
    await tab.goto(`${portal.origin('XA')}/`)
    await tab.locator('main button').click()
    await tab.locator('#username').waitFor()
    await tab.close()
    await page.clock.setSystemTime(new Date())
    await portal.fillSignIn(page, 'XA', 'civil-society.supervisor@xa')
    await page.locator('header nav').waitFor()
    await page.reload()
    await page.locator('header nav').waitFor()
  })

  it('the auditor sees who looked, and that the log can prove it', async () => {
    const sender = await portal.signIn('XA', 'civil-society@xa', SPANISH)
    await fillReferral(sender, { agencyType: 'witness_protection' })
    const id = await sendAndOpen(sender)
    const receiver = await portal.signIn('XA', 'witness-protection@xa', ENGLISH)
    await receiver.locator(`a[href="#/referrals/${id}"]`).click()
    await receiver.getByRole('button', { name: 'Assign to me' }).click()
    await receiver.getByRole('button', { name: 'Open the person’s data' }).click()
    await receiver.locator('.person').waitFor()

    const auditor = await portal.signIn('XA', 'auditor@xa', ENGLISH)
    await auditor.getByRole('heading', { name: 'What to look into' }).waitFor()
    await auditor.locator('nav a[href="#/log"]').click()
    await auditor.locator('#referral-id').fill(id)
    await auditor.getByRole('button', { name: 'Show the entries' }).click()
    await auditor.getByRole('heading', { name: 'Person opened' }).waitFor()
    await auditor.getByRole('button', { name: 'Verify all proofs' }).click()
    await expect.poll(() => auditor.locator('.proof.good').count()).toBeGreaterThanOrEqual(2)
    expect(await auditor.locator('.proof.bad').count()).toBe(0)
    expect(held([await pageText(auditor)])).toEqual([])
    expect(await faultsAtAnyWidth(auditor)).toEqual([])
  })

  it('every page can be used with a screen reader and on a narrow screen, in every language', async () => {
    const faults: Record<string, string[]> = {}
    const look = async (page: Page, name: string) => {
      const found = await faultsAtAnyWidth(page)
      if (found.length > 0) faults[name] = found
    }
    await look(await portal.open('XA', ENGLISH), 'welcome')
    const page = await portal.signIn('XA', 'legal-aid@xa', SPANISH)
    let step = 0
    await fillReferral(page, {
      onStep: async shown => {
        step += 1
        await look(shown, `step ${step}`)
      },
    })
    const id = await sendAndOpen(page)
    for (const [language, place] of [
      ['es', 'sent'],
      ['en', 'inbox'],
      ['fr', 'confirm'],
      ['pt', `referrals/${id}`],
    ]) {
      await page.locator('#language').selectOption(language ?? '')
      await page.goto(`${portal.origin('XA')}/#/${place}`)
      await page.locator('h1').waitFor()
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language)
      await look(page, `${place} in ${language}`)
    }
    await page.reload()
    await page.locator('header nav').waitFor()
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('pt')
    expect(faults).toEqual({})
  })
})
