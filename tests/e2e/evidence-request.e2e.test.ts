import { spawnSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf } from './support/journey.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const { system } = await useHubs(['XA', 'XB'])
const prosecutor = await signInAs(system, 'prosecution@xa')
const authority = await signInAs(system, 'central-authority@xa')
const other = await signInAs(system, 'central-authority@xb')
const unit = await signInAs(system, 'police@xb')
const shelter = await signInAs(system, 'shelter@xa')

const get = (who: Officer, path: string) => who.call('GET', 'exchange', `/evidence-requests${path}`)
const post = async (who: Officer, path: string, body: object) => {
  const answer = await who.call('POST', 'exchange', `/evidence-requests${path}`, { body })
  expect(answer.code).toBeUndefined()
  return answer.body
}

const HASH = 'c'.repeat(64)
/** One answer for each kind of field: the form itself says what is essential. */
const ANSWERS: Readonly<Record<string, unknown>> = { sealed: HASH, date: '2026-01-31', months: 180, yes: true }
const FACTS = 'La víctima Yaneth Quillahuaman contó que le quitaron el pasaporte el 3 de marzo de 2026.'
const HOLDER = 'Banco Ficticio del Sur, cuenta 99-0001.'
interface Field {
  readonly field: string
  readonly kind: string
  readonly essential: boolean
  readonly codes: readonly { readonly code: string }[]
}
function answerTo({ kind, codes }: Field): unknown {
  const [first] = codes.map(({ code }) => code)
  return kind === 'codes' ? [first] : kind === 'code' ? first : ANSWERS[kind]
}

/** Undefined where there is no program that reads a PDF. */
function wordsIn(base64: string): string | undefined {
  const { stdout, error } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(base64, 'base64') })
  return error ? undefined : stdout.toString('utf8').replace(/\s+/g, ' ')
}

it('a prosecutor fills in the form, the central authority signs, and that of the other state answers', async () => {
  const { body: form } = await get(prosecutor, '/form?type=documents&to=XB')
  expect(form['treaty']).toMatchObject({ code: 'nassau' })
  const essentials = (form['fields'] as readonly Field[]).filter(({ essential }) => essential)
  const answers = Object.fromEntries(essentials.map(field => [field.field, answerTo(field)]))
  const { id } = await post(prosecutor, '', { type: 'documents', to: 'XB', answers })
  const requestId = String(id)
  const write = (field: string, text: string) =>
    prosecutor.client.writeRequestText({ requestId, field, lang: 'es', text, attachments: [] })
  const [facts, holder] = [await write('facts', FACTS), await write('holder', HOLDER)]
  const written = { ...answers, facts: facts.sha256, holder: holder.sha256 }
  await post(prosecutor, `/${id}/draft`, { version: 1, answers: written })
  await post(prosecutor, `/${id}/submission`, { version: 2 })
  // What it signs is what leaves.
  const reviewed = await authority.client.openRequestTexts(requestId)
  expect(reviewed.texts.map(({ field }) => field)).toEqual(['facts', 'holder'])
  expect(reviewed.elsewhere).toContain('provisions')
  const { agencyId: to } = agencyOf(system, 'XB', 'central_authority')
  await post(authority, `/${id}/signature`, { version: 3, to })

  const stateFor = async (who: Officer) => (await get(who, `/${id}`)).body['state']
  await expect.poll(() => stateFor(other)).toBe('requested')
  const { version, answers: received } = (await get(other, `/${id}`)).body
  expect(received).toEqual(written)
  const said = async () => (await other.client.openRequestTexts(requestId)).texts
  await expect.poll(async () => (await said()).length).toBe(2)
  const whatItSays = (texts: typeof reviewed.texts) => texts.map(({ sha256, text }) => ({ sha256, text }))
  expect(whatItSays(await said())).toEqual(whatItSays(reviewed.texts))
  const [read, named] = await said()
  expect(read?.text).not.toContain('Quillahuaman')
  expect(named?.text).toBe(HOLDER)
  // What is printed of it is one document, in whichever hub.
  const [here, there] = [await authority.client.printRequest(requestId), await other.client.printRequest(requestId)]
  expect(there.sha256).toBe(here.sha256)
  expect(there.languages).toEqual(['es', 'pt'])
  const printed = wordsIn(there.document.base64)
  if (printed !== undefined) {
    for (const words of ['Resumen de los hechos', 'Resumo dos fatos', HOLDER]) expect(printed).toContain(words)
    expect(printed).not.toContain('Quillahuaman')
  }
  await post(other, `/${id}/steps`, { version, step: 'acknowledge' })
  for (const who of [authority, prosecutor]) await expect.poll(() => stateFor(who)).toBe('acknowledged')
  // What the two authorities write about it is read by both, and by whoever drafted it.
  const letter = { requestId, lang: 'es', text: FACTS, victims: 'other-nationality', attachments: [] } as const
  await other.client.writeRequestLetter(letter)
  // It waits for each of them until they have opened it, and not for whoever wrote it.
  const waitsFor = async (who: Officer) => ((await get(who, `/${id}`)).body['unread'] as unknown[]).length
  for (const who of [authority, prosecutor]) await expect.poll(() => waitsFor(who)).toBe(1)
  expect(await waitsFor(other)).toBe(0)
  const lettersFor = async (who: Officer) => (await who.client.openRequestLetters(requestId)).letters
  for (const who of [authority, prosecutor]) await expect.poll(async () => (await lettersFor(who)).length).toBe(1)
  for (const who of [authority, prosecutor]) await expect.poll(() => waitsFor(who)).toBe(0)
  const [came] = await lettersFor(authority)
  expect(came?.text).toContain('3 de marzo de 2026')
  expect(came?.text).not.toContain('Quillahuaman')
  await expect.poll(async () => (await lettersFor(other))[0]?.delivery).toBe('delivered')
  // The unit that executes it writes to whoever leads the case, once its own central authority lets it; of the request it reads nothing.
  const inContact = (text: string) => ({ requestId, lang: 'es', text, victims: 'other-nationality' }) as const
  await expect(unit.client.writeRequestContact(inContact(FACTS))).rejects.toMatchObject({ status: 404 })
  const { agencyId } = agencyOf(system, 'XB', 'police')
  await post(other, `/${id}/contacts`, { agencyId, open: true })
  expect((await unit.client.evidenceContacts()).items.map(one => one.requestId)).toContain(requestId)
  await unit.client.writeRequestContact(inContact(FACTS))
  const saidTo = async (who: Officer) =>
    (await who.client.openRequestContact(requestId)).letters.map(({ text }) => text)
  await expect.poll(async () => (await saidTo(prosecutor)).length).toBe(1)
  expect((await saidTo(prosecutor))[0]).not.toContain('Quillahuaman')
  await prosecutor.client.writeRequestContact(inContact('Busquen el cuaderno.'))
  for (const who of [unit, other, authority])
    await expect.poll(async () => (await saidTo(who))[0]).toBe('Busquen el cuaderno.')
  await expect(unit.client.openRequestTexts(requestId)).rejects.toMatchObject({ status: 404 })
  await post(other, `/${id}/contacts`, { agencyId, open: false })
  await expect(unit.client.openRequestContact(requestId)).rejects.toMatchObject({ status: 404 })
  expect((await get(shelter, `/${id}`)).status).toBe(404)
  await expect(shelter.client.openRequestTexts(requestId)).rejects.toMatchObject({ status: 404 })
})

it('data that would be lost are preserved at once, and the own central authority confirms it afterwards', async () => {
  const asked = '/form?type=preservation&to=XB&priority=emergency'
  const { body: form } = await get(prosecutor, asked)
  expect(form['treaty']).toMatchObject({ code: 'untoc' })
  const essentials = (form['fields'] as readonly Field[]).filter(({ essential }) => essential)
  const answers = Object.fromEntries(essentials.map(field => [field.field, answerTo(field)]))
  const { id } = await post(prosecutor, '', {
    type: 'preservation',
    to: 'XB',
    treaty: 'untoc',
    priority: 'emergency',
    answers,
  })
  const requestId = String(id)
  const accounts = { requestId, field: 'accounts', lang: 'es', text: HOLDER, attachments: [] }
  const { sha256 } = await prosecutor.client.writeRequestText(accounts)
  const written = { priority: 'emergency', answers: { ...answers, accounts: sha256 } }
  await post(prosecutor, `/${id}/draft`, { version: 1, ...written })
  const [here, there] = ['XA', 'XB'].map(hub => agencyOf(system, hub, 'central_authority').agencyId)
  await prosecutor.client.sendExpedited(requestId, 2, here ?? '', there ?? '')
  const seen = async (who: Officer) => (await get(who, `/${id}`)).body
  await expect.poll(async () => (await seen(other))['state']).toBe('requested')
  expect(await seen(other)).toMatchObject({ expedited: { sent: true, unconfirmed: true }, phone: expect.any(String) })
  await expect.poll(async () => (await other.client.openRequestTexts(requestId)).texts[0]?.text).toBe(HOLDER)
  const { version } = await seen(authority)
  await post(authority, `/${id}/steps`, { version, step: 'confirm-expedited' })
  await expect.poll(async () => (await seen(other))['expedited']).toMatchObject({ unconfirmed: false })
})

const requestIdIn = (address: string) => address.slice(address.lastIndexOf('/') + 1)

describe.skipIf(noBrowser)('at the portal', async () => {
  if (noBrowser) return
  const portal = usePortal(system)
  const fill = async (page: Page, field: string) => {
    const at = page.locator(`#evidence-${field}`)
    const tag = await at.evaluate(element => element.tagName)
    if (tag === 'FIELDSET') await at.locator('input').first().check()
    else if (tag === 'SELECT') await at.selectOption({ index: 1 })
    else await at.fill(field === 'max-penalty-months' ? '180' : FACTS)
  }

  it('each of the three reads and does what is theirs, in their own language, down to the acknowledgement', async () => {
    await forgetCodes(system.postgres, ['XA', 'XB'])
    const desk = await portal.signIn('XA', 'prosecution@xa', { locale: 'es-PE' })
    await desk.goto(`${portal.origin('XA')}/#/evidence`)
    await desk.locator('#request-type').selectOption('documents')
    await desk.locator('#request-to').selectOption('XB')
    await desk.getByRole('button', { name: 'Comenzar una solicitud' }).click()
    const lacking = desk.locator('section[aria-labelledby=lacking] li a')
    await lacking.first().waitFor()
    await expect.poll(() => desk.locator('section[aria-labelledby=lacking]').textContent()).toContain('Nassau 26(a)')
    await lacking.first().press('Enter')
    await expect.poll(() => desk.evaluate<string>('document.activeElement?.id')).toMatch(/^evidence-/)
    const fields = await lacking.evaluateAll(links => links.map(link => link.getAttribute('href')?.slice(10) ?? ''))
    const [first = '', ...others] = fields
    await fill(desk, first)
    const handIn = desk.getByRole('button', { name: 'Presentarla a la autoridad central' })
    await handIn.click()
    // What it refuses stays in view although what was written is kept, and shown as it is now.
    await expect.poll(() => lacking.count()).toBe(others.length)
    await expect.poll(() => desk.locator('form .problem h2').textContent()).toContain('no dice lo que piden el tratado')
    for (const field of others) await fill(desk, field)
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await desk.getByRole('button', { name: 'Guardar el borrador' }).click()
    await lacking.first().waitFor({ state: 'detached' })
    await handIn.click()
    await desk.getByText('Con la autoridad central de este nodo').waitFor()
    const address = desk.url().slice(desk.url().indexOf('#'))

    const sign = await portal.signIn('XA', 'central-authority@xa', { locale: 'en-GB' })
    await sign.goto(`${portal.origin('XA')}/${address}`)
    await sign.getByRole('button', { name: 'Open the texts' }).click()
    await sign.locator('section[aria-labelledby=texts] article').first().waitFor()
    const download = sign.waitForEvent('download')
    await sign.getByRole('button', { name: 'Print it' }).click()
    expect((await download).suggestedFilename()).toMatch(/^request-.*\.pdf$/)
    expect(await faultsAtAnyWidth(sign)).toEqual([])
    await sign.getByRole('button', { name: 'Sign and send' }).click()
    await sign.locator('.timeline li').first().waitFor()

    const there = await portal.signIn('XB', 'central-authority@xb', { locale: 'pt-BR' })
    await expect.poll(async () => (await get(other, `/${requestIdIn(address)}`)).status).toBe(200)
    await there.goto(`${portal.origin('XB')}/${address}`)
    await there.locator('.actions button').first().click()
    await there.locator('form.step-form button[type=submit]').click()
    await there.locator('.timeline li').nth(1).waitFor()
    await there.getByRole('button', { name: 'Abrir os textos' }).click()
    await there.locator('section[aria-labelledby=texts] article').first().waitFor()
    expect(await faultsAtAnyWidth(there)).toEqual([])
    await there.locator('#contact-agency').selectOption(agencyOf(system, 'XB', 'police').agencyId)
    await there.getByRole('button', { name: 'Permitir que escreva' }).click()
    await there.getByRole('button', { name: 'Encerrar o contato' }).waitFor()
    const unitDesk = await portal.signIn('XB', 'police@xb', { locale: 'fr-FR' })
    await unitDesk.goto(`${portal.origin('XB')}/#/contacts`)
    await unitDesk.locator('section textarea').first().fill('La perquisition est demain.')
    await unitDesk.locator('section select').first().selectOption('no-victim')
    expect(await faultsAtAnyWidth(unitDesk)).toEqual([])
    await unitDesk.locator('section form button[type=submit]').first().press('Enter')
    await unitDesk.getByText('La perquisition est demain.').first().waitFor()
    await desk.reload()
    await desk.locator('.timeline li').nth(1).waitFor()

    // What was written waits, on the list and at the request, until it is opened.
    const waiting = (page: Page, text: string) => page.locator('ul.notice li', { hasText: text })
    const unread = waiting(desk, '1 mensaje sin leer del contacto operativo')
    await desk.goto(`${portal.origin('XA')}/#/evidence`)
    await unread.waitFor()
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await desk.goto(`${portal.origin('XA')}/${address}`)
    await unread.waitFor()
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await desk.locator('section[aria-labelledby=contact] button.secondary').press('Enter')
    await desk.getByText('La perquisition est demain.').waitFor()
    await unread.waitFor({ state: 'detached' })
    await expect.poll(async () => (await get(prosecutor, `/${requestIdIn(address)}`)).body['unread']).toEqual([])
    // The unit hears of the answer, and finds it.
    await prosecutor.client.writeRequestContact({
      ...{ requestId: requestIdIn(address), lang: 'es', text: 'Busquen el cuaderno.', victims: 'no-victim' },
    })
    await unitDesk.locator('[role=status].news button').press('Enter')
    await waiting(unitDesk, '1 message non lu du contact opérationnel').waitFor()
    expect(await faultsAtAnyWidth(unitDesk)).toEqual([])
  })
})
