import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf } from './support/journey.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const ENGLISH = { locale: 'en-GB' }
const SPANISH = { locale: 'es-PE' }
const IN_EACH = {
  en: { title: 'What is held about you', shelter: 'Shelter', open: 'Open' },
  fr: { title: 'Ce qui est conservé sur vous', shelter: 'Centre d’hébergement', open: 'Ouvrir' },
  pt: { title: 'O que se guarda sobre você', shelter: 'Abrigo', open: 'Abrir' },
  es: { title: 'Lo que se guarda sobre usted', shelter: 'Albergue', open: 'Abrir' },
}
/** What the page has no words for. */
const BARE_CODE = /[a-z]_[a-z]/
/** What is written smaller than 16 px in what a person reads, on a wide screen, on one of 320 px, and on paper. */
async function smallWords(page: Page): Promise<string[]> {
  const look = () =>
    page.evaluate<string[]>(`[...document.querySelectorAll('article.sheet *')]
      .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== ''))
      .map(one => [Number.parseFloat(getComputedStyle(one).fontSize), one.tagName, one.textContent.trim()])
      .filter(([size]) => size < 16)
      .map(one => one.join(' '))`)
  const found = await look()
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  found.push(...(await look()))
  await page.emulateMedia({ media: 'print' })
  found.push(...(await look()))
  await page.emulateMedia({ media: null })
  if (before) await page.setViewportSize(before)
  return [...new Set(found)]
}
/** Eight white pixels square: what stands on a signed page is nothing to a test. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGP4jwMwDC0JALoev0Ewkwr8AAAAAElFTkSuQmCC',
  'base64',
)

describe.skipIf(noBrowser)('a person’s own record', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'])
  const portal = usePortal(system)

  it('is read with the caseworker in the person’s language, and by the code sheet alone and in whole; what is taken back under pressure waits for a colleague, and then the holder answers', async () => {
    const police = await people.caseworker('XA', 'police')
    const { subjectRef } = await police.registerSubject(anAdult())
    const { id: consentId } = await police.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' }))
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] }
    const { id } = await police.submitReferral({ ...asked, to: agencyOf(system, 'XA', 'shelter') })
    await police.assign(id)
    const reader = await people.caseworker('XA', 'shelter')
    await reader.assign(id)
    await reader.openView(id)
    await portal.credentials('XA', 'shelter@xa')

    // A code is good once, and the client has taken this one.
    await portal.credentials('XA', 'police@xa')
    const desk = await portal.signIn('XA', 'police@xa', ENGLISH)
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    const section = desk.locator('section[aria-labelledby=own-record]')
    // Nobody is on record as speaking for a person of age.
    await section.getByLabel('A guardian, for the child').check()
    await section.getByRole('button', { name: 'Show the record' }).click()
    await section.getByText('The guardian named may be part of the harm').waitFor()
    await section.getByLabel('The person', { exact: true }).check()
    await section.locator('select').selectOption('es')
    await section.getByRole('button', { name: 'Show the record' }).click()
    await section.getByRole('heading', { name: 'Lo que se guarda sobre usted' }).waitFor()
    const shown = (await section.locator('article').textContent()) ?? ''
    for (const words of [
      'Alojamiento',
      'Cómo retirarlo',
      'Pida hablar a solas',
      'Cómo reclamar',
      'Puede estar incompleto',
    ])
      expect(shown).toContain(words)
    for (const name of ['Ximena', 'Ocllo', '70000171']) expect(shown).not.toContain(name)
    for (const [language, { title, shelter }] of Object.entries(IN_EACH)) {
      await section.locator('select').selectOption(language)
      await section.getByRole('heading', { name: title }).waitFor()
      const said = (await section.locator(`article[lang=${language}]`).textContent()) ?? ''
      expect(said).toContain(`XA shelter (${shelter})`)
      expect(said).not.toMatch(BARE_CODE)
      expect([language, await faultsAtAnyWidth(desk)]).toEqual([language, []])
    }
    expect(await smallWords(desk)).toEqual([])
    await section.locator('select').selectOption('es')
    await section.getByRole('button', { name: 'Make a code sheet' }).click()
    const number = (await section.locator('.sheet-number strong').textContent()) ?? ''
    const code = (await section.locator('#own-record-code').textContent()) ?? ''
    expect(code).toMatch(/^\d{6}$/)
    // Whoever finds the sheet reads of no agency, of no help, and not the code.
    const sheet = (await section.locator('article').textContent()) ?? ''
    expect(sheet).toContain(number)
    expect(sheet).not.toContain(code)
    expect(sheet).not.toMatch(/polic|albergue|trata|víctima|consent|ayuda/i)
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    expect(await smallWords(desk)).toEqual([])

    const home = await portal.open('XA', SPANISH)
    await home.goto(`${portal.origin('XA')}/#/sheet`)
    await home.getByRole('heading', { name: 'Su registro' }).waitFor()
    await home.locator('#number').fill(number.toLowerCase())
    await home.locator('#code').fill(code === '000000' ? '000001' : '000000')
    await home.getByRole('button', { name: 'Abrir' }).click()
    await home.getByText('No se pudo abrir').waitFor()
    expect(await faultsAtAnyWidth(home)).toEqual([])
    await home.locator('#code').fill(code)
    await home.getByRole('button', { name: 'Abrir' }).click()
    await home.getByRole('heading', { name: 'Quién miró qué, cuándo y por qué' }).waitFor()
    const whole = (await home.locator('main').textContent()) ?? ''
    // What was seen, by whom, what for and on what basis.
    const looked = home.locator('li', { hasText: 'XA shelter (Albergue) – Miró' })
    for (const words of ['Identidad', 'Alojamiento', 'Usted lo aceptó'])
      await expect.poll(() => looked.textContent()).toContain(words)
    expect(whole).toContain('Le mostró este registro')
    expect(whole).not.toContain('Con una hoja de código usted ve todo')
    for (const name of ['Ximena', 'Ocllo', '70000171']) expect(whole).not.toContain(name)
    expect(await faultsAtAnyWidth(home)).toEqual([])
    expect(await smallWords(home)).toEqual([])

    for (const [language, { title, open }] of Object.entries(IN_EACH).filter(([one]) => one !== 'es')) {
      const elsewhere = await portal.open('XA', { locale: language })
      await elsewhere.goto(`${portal.origin('XA')}/#/sheet`)
      await elsewhere.locator('#number').fill(number)
      await elsewhere.locator('#code').fill(code)
      expect([language, await faultsAtAnyWidth(elsewhere)]).toEqual([language, []])
      await elsewhere.getByRole('button', { name: open }).click()
      await elsewhere.getByRole('heading', { name: title }).waitFor()
      expect((await elsewhere.locator('main').textContent()) ?? '').not.toMatch(BARE_CODE)
      expect([language, await faultsAtAnyWidth(elsewhere)]).toEqual([language, []])
    }

    // Who received them reads it with them too, as far as it is that agency's.
    const care = await people.caseworker('XA', 'shelter')
    await care.assign(id)
    const shelter = await portal.signIn('XA', 'shelter@xa', ENGLISH)
    await shelter.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await shelter.getByRole('button', { name: 'Open the person’s data' }).click()
    await shelter.getByRole('button', { name: 'Read it with the person' }).click()
    const received = shelter.locator('section[aria-labelledby=own-record]')
    await received.getByRole('button', { name: 'Show the record' }).click()
    await received.getByRole('heading', { name: 'What is held about you' }).waitFor()
    expect((await received.locator('article').textContent()) ?? '').toContain('XA shelter')
    await shelter.goto(`${portal.origin('XA')}/#/inbox`)

    const back = desk.locator('section[aria-labelledby=take-back]')
    await back.getByRole('button', { name: 'Take it back' }).click()
    await back.getByRole('button', { name: 'Take back now' }).click()
    // Not before the person was spoken with alone.
    await back.locator('#take-back-alone-fault').waitFor()
    await back.getByLabel('The person', { exact: true }).check()
    await back.getByLabel('Everything the person agreed to').check()
    await back.getByLabel('It may be: a colleague speaks').check()
    await back.getByLabel('I spoke with the person alone').check()
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await back.getByRole('button', { name: 'Take back now' }).click()
    await desk.locator('[role=status]', { hasText: 'A colleague speaks with the person alone' }).waitFor()
    const isWithdrawn = async () => (await police.getConsent(consentId)).status === 'withdrawn'
    expect(await isWithdrawn()).toBe(false)

    const lead = await portal.signIn('XA', 'police.supervisor@xa', ENGLISH)
    await lead.goto(`${portal.origin('XA')}/#/confirm`)
    const welfare = lead.locator('section[aria-labelledby=welfare]')
    await welfare.getByLabel('They want to take it back').check()
    await welfare.getByLabel('I spoke with the person alone').check()
    expect(await faultsAtAnyWidth(lead)).toEqual([])
    await welfare.getByRole('button', { name: 'Record' }).click()
    await welfare.getByText('Taken back; all who have something').waitFor()
    expect(await isWithdrawn()).toBe(true)
    await shelter.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await shelter.getByRole('heading', { name: 'The consent was taken back' }).waitFor()
    expect(await faultsAtAnyWidth(shelter)).toEqual([])
    await shelter.getByLabel('We keep it, on another basis').check()
    await shelter.locator('[id^=retained-basis]').selectOption('legal_obligation')
    await shelter.locator('[id^=retained-reason]').selectOption('gathered_independently')
    await shelter.getByRole('button', { name: 'Answer', exact: true }).click()
    await shelter.getByText('Your answer is signed and on its way').waitFor()
    expect((await police.holders(consentId)).map(({ recall }) => [recall?.said, recall?.reason])).toEqual([
      ['retained', 'gathered_independently'],
    ])

    // Of whom they took it back from nobody makes a sheet alone: somebody of another agency has to stand by.
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await section.getByRole('button', { name: 'Make a code sheet' }).click()
    await section.getByText('once somebody of another agency has stood by').waitFor()
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    const typed = {
      number: (await section.locator('.sheet-number strong').textContent()) ?? '',
      code: (await section.locator('#own-record-code').textContent()) ?? '',
    }
    const link = await section.getByRole('link', { name: 'For the second officer' }).getAttribute('href')
    const later = await portal.open('XA', SPANISH)
    await later.goto(`${portal.origin('XA')}/#/sheet`)
    await later.locator('#number').fill(typed.number)
    await later.locator('#code').fill(typed.code)
    await later.getByRole('button', { name: 'Abrir' }).click()
    await later.getByText('No se pudo abrir').waitFor()
    await shelter.goto(link ?? '')
    await shelter.getByLabel('I have spoken with the person alone').check()
    expect(await faultsAtAnyWidth(shelter)).toEqual([])
    await shelter.getByRole('button', { name: 'Stand by the sheet' }).press('Enter')
    await shelter.getByText('You stand by it').waitFor()
    await later.locator('#code').fill(typed.code)
    await later.getByRole('button', { name: 'Abrir' }).click()
    await later.getByRole('heading', { name: 'Quién miró qué, cuándo y por qué' }).waitFor()
    const seen = (await later.locator('main').textContent()) ?? ''
    for (const words of ['Le hizo una hoja con código', 'Respaldó, como segunda']) expect(seen).toContain(words)

    // Whoever recorded it sees who has what, and what became of it.
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await desk.getByRole('link', { name: 'What was agreed to, who holds what' }).press('Enter')
    await desk.getByRole('heading', { name: 'XA shelter' }).waitFor()
    for (const words of ['It was taken back: Keeps it on another basis', 'We had it from elsewhere', 'Withdrawn'])
      await expect.poll(() => desk.locator('main').textContent()).toContain(words)
    expect(await faultsAtAnyWidth(desk)).toEqual([])
  })

  it('is told to migration enforcement in one notice that says nothing else, on their signature, which can be read again', async () => {
    const authority = await people.caseworker('XA', 'identification_authority')
    const { subjectRef } = await authority.registerSubject(anAdult())
    await authority.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' }))
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] }
    const { id } = await authority.submitReferral({ ...asked, to: agencyOf(system, 'XA', 'shelter') })

    const desk = await portal.signIn('XA', 'identification-authority.supervisor@xa', ENGLISH)
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}/consents`)
    const form = desk.locator('section[aria-labelledby=issue-notice]')
    await form.getByRole('button', { name: 'Issue the notice' }).click()
    await form.locator('#notice-to-fault').waitFor()
    await form.locator('#notice-to').selectOption({ label: 'XA migration enforcement' })
    await form.getByLabel('The person', { exact: true }).check()
    await form.locator('#f-languageExplained').selectOption('spa')
    await form.locator('#f-comprehensionChecked').check()
    await form.locator('#f-capacity').selectOption('able')
    await form.locator('input[name=f-signature][value=signed]').check()
    await form.locator('#f-sheet').setInputFiles({ name: 'sheet.png', mimeType: 'image/png', buffer: PICTURE })
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await form.getByRole('button', { name: 'Issue the notice' }).press('Enter')
    await form.getByText('Issued under the number').waitFor()
    const [notice] = await authority.notices()
    await form.getByText(`Issued under the number ${notice?.number}`).waitFor()

    // The sheet that was signed is read again, by the agency that keeps it.
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    const sheets = desk.locator('section[aria-labelledby=signed-sheets]')
    await sheets.getByRole('button', { name: 'Show the sheet' }).press('Enter')
    await sheets.getByRole('img', { name: 'The sheet that was signed' }).waitFor()
    expect(await faultsAtAnyWidth(desk)).toEqual([])

    const gate = await portal.signIn('XA', 'migration-enforcement@xa', SPANISH)
    await gate.goto(`${portal.origin('XA')}/#/notices`)
    await gate.locator('#notice-number').fill((notice?.number ?? '').toLowerCase())
    await gate.getByRole('button', { name: 'Comprobar', exact: true }).click()
    await gate.getByText('Está vigente hasta el').waitFor()
    await gate.getByRole('button', { name: 'Mostrar el aviso' }).click()
    const paper = gate.locator('article.sheet')
    await paper.waitFor()
    const words = (await paper.textContent()) ?? ''
    for (const said of ['No detenga', 'Ximena Ocllo Huamán', notice?.number ?? '?']) expect(words).toContain(said)
    // Nor by what the agency that issued it calls itself.
    expect(words).not.toMatch(/v[íi]ctima|trata|explot|albergue|ayuda|identifica/i)
    expect(await faultsAtAnyWidth(gate)).toEqual([])

    await desk.goto(`${portal.origin('XA')}/#/notices`)
    await desk.getByRole('button', { name: 'Withdraw' }).click()
    await desk.getByText('Withdrawn. Nobody is shown it any more.').waitFor()
    await gate.getByRole('button', { name: 'Comprobar', exact: true }).click()
    await gate.getByText('Ya no está vigente').waitFor()

    // It begins no referral for help, and reads so before it fills anything in.
    for (const page of ['new', 'quick', 'many']) {
      await gate.goto(`${portal.origin('XA')}/#/${page}`)
      await gate.getByText('El control migratorio no inicia derivaciones de ayuda').waitFor()
      expect(await faultsAtAnyWidth(gate)).toEqual([])
    }
  })
})
