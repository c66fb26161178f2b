import { ProblemError } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { inState } from './support/journey.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

describe.skipIf(noBrowser)('the draft that is opened to protect a child', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'])
  const portal = usePortal(system)
  const sender = await people.caseworker('XA', 'police')

  /** A child whose consent was refused, for there is no guardian. */
  async function drafted(): Promise<string> {
    const { subject, ...rest } = anAdult()
    const { subjectRef } = await sender.registerSubject({ ...rest, subject: { ...subject, isMinor: true } })
    const refused = await sender.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' })).then(
      () => undefined,
      (error: unknown) => (error instanceof ProblemError ? error.refs['draftId'] : undefined),
    )
    if (refused === undefined) throw new Error('no draft was opened')
    await inState(sender, refused, 'draft')
    return refused
  }

  it('is completed and sent from its own page by keyboard, and thrown away only on a second word', async () => {
    const id = await drafted()
    await portal.credentials('XA', 'police@xa')
    const page = await portal.signIn('XA', 'police@xa', { locale: 'es-MX' })
    page.setDefaultTimeout(20_000)
    await page.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await page.locator('.actions button', { hasText: 'Descartar el borrador' }).press('Enter')
    await page.locator('form', { hasText: 'Solo si no hay peligro para nadie' }).waitFor()
    await page.locator('form button[type=submit]').press('Enter')
    await page.locator('form', { hasText: 'Esto no se puede deshacer' }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    expect((await sender.get(id)).status).toBe('draft')

    await page.locator('button', { hasText: 'No, cambiarlo' }).press('Enter')
    await page.locator('form button.secondary').press('Enter')
    await page.locator('a.button', { hasText: 'Completar y enviar' }).press('Enter')
    await page.locator('#f-agency').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    const check = (field: string, value: string) => page.locator(`input[name=f-${field}][value="${value}"]`).check()
    await expect.poll(() => page.locator('input[name=f-protocol][value=child-safeguarding]').isChecked()).toBe(true)
    await expect.poll(() => page.locator('input[name=f-basis][value=child_safeguarding]').isChecked()).toBe(true)
    await page.locator('main form button[type=submit]').press('Enter')
    // What is missing is said; nothing was sent. What the draft rests on is known.
    await page.locator('#f-agency-fault').waitFor()
    await page.locator('#f-agency').selectOption({ label: 'XA child protection (Protección de la infancia)' })
    await check('reason', 'child_at_risk')
    for (const category of ['identity', 'contact', 'risk', 'narrative']) await check('categories', category)
    await page.locator('#f-languageExplained').selectOption('spa')
    await page.locator('#f-comprehensionChecked').check()
    await page.locator('#f-validUntil').fill('2030-01-31')
    await page.locator('main form button[type=submit]').press('Enter')
    await page.waitForURL(url => url.hash === `#/referrals/${id}`)
    expect(await sender.get(id)).toMatchObject({ to: { hub: 'XA' }, protocol: 'child-safeguarding' })
    expect((await sender.get(id)).status).not.toBe('draft')
  })
})
