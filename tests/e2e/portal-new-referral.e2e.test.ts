import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'
import { fillReferral, PERSON } from './support/referral-form.ts'

describe.skipIf(noBrowser)('the form of a new referral', () => {
  const on = usePageAlone()

  it('is read once more with who may receive the data, days in words, and what nobody there will read', async () => {
    await on.open('new')
    await on.page.locator('#language').selectOption('es')
    await fillReferral(on.page, {
      agencyType: 'child_protection',
      onStep: async page => {
        if (await page.locator('#f-events-0-from').count()) {
          await page.locator('#f-events-0-from').fill('2026-01-02')
          await page.locator('#f-events-0-to').fill('2026-03-01')
        }
        if (await page.locator('#f-purpose').count()) await page.locator('#f-purpose').selectOption('medical_care')
      },
    })
    const told = (step: string) => on.page.locator(`section[aria-labelledby=review-${step}]`).textContent()
    expect(await told('facts')).toContain('2 de enero de 2026 – 1 de marzo de 2026')
    expect(await told('recipient')).toContain('Protección de la Infancia de Puerto Alba (XA)')
    expect(await told('basis')).toContain('Quién puede recibir los datosSolo Protección de la Infancia de Puerto Alba')
    expect(await told('narrative')).toContain('no lee textos en una derivación así')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it('says at once that the consent of a guardian who may be involved does not count, and offers none of nobody', async () => {
    await on.open('new')
    await on.page.locator('#language').selectOption('es')
    await fillReferral(on.page, {
      agencyType: 'child_protection',
      onStep: async page => {
        const suspected = page.locator('input[name=f-risks][value=guardian_suspected]')
        if (await suspected.count()) await suspected.check()
      },
    })
    await on.page.getByRole('button', { name: 'Cambiar: Consentimiento u otra base' }).click()
    const notice = on.page.getByText('su consentimiento no vale')
    expect(await notice.count()).toBe(0)
    await on.page.locator('input[name=f-grantedBy][value=guardian]').check()
    await notice.waitFor()
    await expect.poll(() => on.page.locator('input[name=f-grantedBy]').count()).toBe(2)
    // Nobody is sent to them for papers.
    expect(await on.page.locator('#f-guardianDocument').count()).toBe(0)
  })

  it('is gone through by the browser’s Back, step by step, and loses nothing', async () => {
    const heading = () => on.page.locator('main h2').first().textContent()
    await on.open('inbox')
    await on.page.locator('#language').selectOption('es')
    await fillReferral(on.page, { agencyType: 'child_protection' })
    await on.page.goBack()
    await expect.poll(heading).toBe('Consentimiento u otra base')
    await expect.poll(() => on.focused('textContent')).toBe('Consentimiento u otra base')
    await on.page.goBack()
    await expect.poll(heading).toBe('A quién')
    await on.page.goForward()
    await expect.poll(heading).toBe('Consentimiento u otra base')
    // By the form's own button likewise: it does not lead round in a circle.
    await on.page.getByRole('button', { name: 'Atrás' }).click()
    await expect.poll(heading).toBe('A quién')
    await on.page.goBack()
    await expect.poll(heading).toBe('Relato')
    expect(await on.page.locator('#f-narrative').inputValue()).toBe(PERSON.narrative)
    for (const step of ['Qué sucedió', 'Seguridad y necesidades', 'La persona']) {
      await on.page.goBack()
      await expect.poll(heading).toBe(step)
    }
    await on.page.goBack()
    await expect.poll(() => new URL(on.page.url()).hash).toBe('#/inbox')
    await on.page.goForward()
    await expect.poll(() => on.page.locator('#f-names').inputValue()).toBe(PERSON.name)
  })

  it('says of rows which of what they ask is missing', async () => {
    await on.open('new')
    await on.page.locator('button', { hasText: 'Add a document' }).click()
    await on.page.locator('#f-documents-0-type').fill('DPI')
    await on.page.locator('input[name=f-minor][value=doubt]').check()
    await on.page.locator('main form button[type=submit]').click()
    const lacks = on.page.getByText('Write the kind and the number of each document')
    await expect.poll(() => lacks.count()).toBe(2)
  })

  it('has a menu that stays within a narrow page, though its letters are twice as large', async () => {
    await on.page.setViewportSize({ width: 320, height: 800 })
    await on.open('quick')
    await on.page.evaluate(`document.documentElement.style.fontSize = '200%'`)
    const width = `(() => { const { scrollWidth, clientWidth } = document.querySelector('.menu'); return scrollWidth - clientWidth })()`
    expect(await on.page.evaluate<number>(width)).toBe(0)
  })
})
