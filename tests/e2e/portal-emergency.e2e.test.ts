import { describe, expect, it } from 'vitest'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'

const NAME = 'Yaretzi Malinalli Quispe'
const MESSAGE = 'La cama está lista desde las seis de la tarde.'

describe.skipIf(noBrowser)('in an emergency', async () => {
  if (noBrowser) return
  const { system } = await useHubs(['XA'])
  const portal = usePortal(system)

  it('a person is referred on one page, seen at once, written about and assessed; and the record is completed', async () => {
    const sender = await portal.signIn('XA', 'police@xa', { locale: 'es-MX' })
    await sender.goto(`${portal.origin('XA')}/#/quick`)
    const check = (field: string, value: string) => sender.locator(`input[name=f-${field}][value="${value}"]`).check()
    const begun = performance.now()
    await check('minor', 'no')
    await sender.locator('#f-ageBand').selectOption('21--23')
    await sender.locator('#f-languages').selectOption('spa')
    await sender.locator('#f-languages ~ button').click()
    await check('needs', 'Housing Services')
    await check('risks', 'no_safe_place_tonight')
    await check('protocol', 'oas-64-standard')
    const shelter = sender.locator('#f-agency option', { hasText: 'shelter' })
    await sender.locator('#f-agency').selectOption((await shelter.first().getAttribute('value')) ?? '')
    await check('basis', 'consent')
    await sender.locator('#f-comprehensionChecked').check()
    await sender.locator('main form button[type=submit]').click()
    await sender.locator('a.button.secondary').waitFor()
    expect(performance.now() - begun).toBeLessThan(180_000)
    await sender.locator('a.button.secondary').click()
    await sender.getByText('Enviada con prisa', { exact: true }).waitFor()
    const id = sender.url().split('/').at(-1) ?? ''

    const receiver = await portal.signIn('XA', 'shelter@xa', { locale: 'en-GB' })
    await receiver.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await receiver
      .locator('.running', { hasText: /due in \d+ min/ })
      .first()
      .waitFor()
    await receiver.getByRole('button', { name: 'Acknowledge', exact: true }).click()
    await receiver.getByText('Done: Acknowledge.').waitFor()
    await receiver.getByRole('button', { name: 'Assign to me' }).click()
    await receiver.getByRole('button', { name: 'Open the person’s data' }).click()
    await receiver.locator('.person').waitFor()
    expect(await receiver.locator('.person').textContent()).not.toContain(NAME)
    await receiver.locator('#message-text').fill(MESSAGE)
    await receiver.locator('#message-lang').selectOption('es')
    await receiver.getByRole('button', { name: 'Seal and send the message' }).click()
    await receiver.getByText('The message is on its way.').waitFor()

    await sender.getByRole('link', { name: 'Completar el registro' }).click()
    await sender.locator('#f-names').fill(NAME)
    await sender.getByRole('button', { name: 'Sellar y añadir' }).click()
    await sender.getByText('El registro está completo.').waitFor()
    await sender.getByRole('link', { name: 'Volver a la derivación' }).click()
    await expect
      .poll(async () => {
        await sender.getByRole('button', { name: 'Buscar novedades' }).click()
        return sender.locator('main').textContent()
      })
      .toContain('1 mensaje')
    await sender.getByRole('button', { name: 'Abrir los mensajes' }).click()
    await sender.getByText(MESSAGE).waitFor()

    await receiver.goto(`${portal.origin('XA')}/#/referrals/${id}/forms/rapid-risk`)
    await receiver.locator('.asked input').first().check()
    await receiver.getByRole('button', { name: 'All that is open: not known' }).click()
    await receiver.getByRole('button', { name: 'Seal and save' }).click()
    await receiver.getByText('Sealed and saved.').waitFor()
    await receiver.locator('a.button').click()
    await expect
      .poll(async () => {
        await receiver.getByRole('button', { name: 'Look for news' }).click()
        return receiver.locator('section[aria-labelledby=assessments]').textContent()
      })
      .toContain('Answered by')
    await receiver.getByRole('button', { name: 'Accept', exact: true }).click()
    await receiver.getByText('Done: Accept.').waitFor()
  })
})
