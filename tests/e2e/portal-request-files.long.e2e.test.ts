import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf } from './support/journey.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const MIB = 1024 ** 2

describe.skipIf(noBrowser)('files of a request for evidence, at the page', async () => {
  if (noBrowser) return
  const { system } = await useHubs(['XA', 'XB'])
  const portal = usePortal(system)
  const dir = tempDir('request-files')
  afterAll(() => removeTempDir(dir))
  const prosecutor = await signInAs(system, 'prosecution@xa')
  const authority = await signInAs(system, 'central-authority@xa')
  const other = await signInAs(system, 'central-authority@xb')

  const made = (name: string, size: number) => {
    const path = join(dir, name)
    writeFileSync(path, randomBytes(size))
    return path
  }
  const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  const plan = made('plano-de-la-casa-de-ximena.mp4', 5 * MIB)
  const film = made('allanamiento-de-ximena.mp4', 9 * MIB)

  const get = async (who: Officer, path: string) =>
    (await who.call('GET', 'exchange', `/evidence-requests${path}`)).body
  const post = async (who: Officer, path: string, body: object) => {
    const answer = await who.call('POST', 'exchange', `/evidence-requests${path}`, { body })
    expect(answer.code).toBeUndefined()
    return answer.body
  }
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

  /** A complete draft of a search. */
  const form = await get(prosecutor, '/form?type=search&to=XB')
  const ANSWERS: Readonly<Record<string, unknown>> = {
    sealed: 'c'.repeat(64),
    date: '2026-01-31',
    months: 180,
    yes: true,
  }
  const answers = Object.fromEntries(
    (form['fields'] as { field: string; kind: string; essential: boolean; codes: { code: string }[] }[])
      .filter(({ essential }) => essential)
      .map(({ field, kind, codes }) => {
        const [first] = codes.map(({ code }) => code)
        return [field, kind === 'codes' ? [first] : kind === 'code' ? first : ANSWERS[kind]]
      }),
  )
  const { id } = await post(prosecutor, '', { type: 'search', to: 'XB', answers })

  async function at(hub: string, username: string, locale: string): Promise<Page> {
    await forgetCodes(system.postgres, ['XA', 'XB'])
    const page = await portal.signIn(hub, username, { locale })
    page.on('request', request => expect(request.url()).not.toContain('ximena'))
    await page.goto(`${portal.origin(hub)}/#/evidence/${id}`)
    return page
  }
  /** What each item says of itself, with the keyboard. */
  async function evaluated(page: Page, id: string): Promise<void> {
    for (const name of ['kind', 'handling', 'source', 'information']) {
      const field = page.locator(`#${id}-${name}`)
      await field.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      expect(await field.inputValue()).not.toBe('')
    }
  }
  async function downloaded(page: Page, label: RegExp): Promise<string> {
    const saving = page.waitForEvent('download')
    await button(page, label).first().click()
    const path = join(dir, 'back')
    await (await saving).saveAs(path)
    return sha256(path)
  }

  it('go as annexes with what is asked, and as items with what is handed over, each with its code, its evaluation and its chain', async () => {
    const desk = await at('XA', 'prosecution@xa', 'es-PE')
    await desk.getByRole('heading', { name: 'Archivos de la solicitud' }).waitFor()
    await desk.locator('#attach-file').setInputFiles(plan)
    await button(desk, 'Enviar al nodo').click()
    const annex = desk.locator('#evidence-annexes input[type=checkbox]').first()
    await annex.waitFor()
    await annex.press('Space')
    await evaluated(desk, (await annex.getAttribute('id')) ?? '')
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await button(desk, 'Guardar el borrador').click()
    await expect
      .poll(async () => (await get(prosecutor, `/${id}`))['answers'])
      .toMatchObject({
        annexes: [{ sha256: sha256(plan), kind: 'statement', handling: 'h1', source: 'source-b' }],
      })
    await button(desk, 'Presentarla a la autoridad central').click()
    await desk.getByText('Con la autoridad central de este nodo').waitFor()

    const sign = await at('XA', 'central-authority@xa', 'en-GB')
    await sign.getByRole('heading', { name: 'Files of the request' }).waitFor()
    expect(await downloaded(sign, /^Download/)).toBe(sha256(plan))
    await button(sign, 'Sign and send').click()
    const sent = async () => (await authority.client.requestFiles.list(String(id))).sent.map(({ state }) => state)
    await expect.poll(sent).toEqual(['delivered'])
    await sign.getByText('Delivered; the other hub has signed that').waitFor()
    expect(await faultsAtAnyWidth(sign)).toEqual([])

    await expect.poll(async () => (await get(other, `/${id}`))['state']).toBe('requested')
    for (const [step, data] of [
      ['acknowledge', {}],
      ['accept', { executedBy: 'police' }],
    ] as const)
      await post(other, `/${id}/steps`, { version: (await get(other, `/${id}`))['version'], step, data })

    const there = await at('XB', 'central-authority@xb', 'pt-BR')
    await there.getByText('Veio da outra autoridade').waitFor()
    expect(await downloaded(there, /^Baixar/)).toBe(sha256(plan))
    await there.locator('#attach-file').setInputFiles(film)
    await there.locator('form:has(#attach-file) button[type=submit]').click()
    const item = there.locator('[aria-labelledby=execute-title] fieldset.repeated input[type=checkbox]').first()
    await item.waitFor()
    await item.check()
    await evaluated(there, (await item.getAttribute('id')) ?? '')
    expect(await faultsAtAnyWidth(there)).toEqual([])
    await there.locator('#execute-extent').selectOption('rest-follows')
    const part = button(there, 'Entregar uma parte; segue o resto')
    await expect.poll(() => part.isEnabled()).toBe(false)
    await there.locator('#execute-expected').fill('2999-12-31')
    await there.locator('#execute-victims').selectOption('other-nationality')
    await part.click()
    await there.getByText(/^Uma parte foi entregue/).waitFor()
    const isThere = async () => (await get(authority, `/${id}`))['items']
    await expect.poll(isThere).toHaveLength(1)
    expect((await get(authority, `/${id}`))['state']).toBe('in-progress')
    // Nothing more came of it, and what was handed over is not handed over again.
    expect(await there.locator('#execute-extent').inputValue()).toBe('wholly')
    expect(await there.locator('[aria-labelledby=execute-title] fieldset.repeated').count()).toBe(0)
    await there.locator('#execute-victims').selectOption('no-victim')
    await button(there, 'Entregar o executado').click()
    await expect.poll(async () => (await get(authority, `/${id}`))['state']).toBe('executed')
    expect((await get(authority, `/${id}`))['items']).toMatchObject([
      { sha256: sha256(film), kind: 'statement', handling: 'h1', source: 'source-b', information: 'information-2' },
    ])

    const over = async () => (await other.client.requestFiles.list(String(id))).sent.map(({ state }) => state)
    await expect.poll(over).toEqual(['delivered'])
    await forgetCodes(system.postgres, ['XA', 'XB'])
    const reader = await portal.signIn('XA', 'prosecution@xa', { locale: 'fr-FR' })
    await reader.goto(`${portal.origin('XA')}/#/evidence/${id}`)
    await reader.getByText('Venu de l’autre autorité').waitFor()
    const came = reader.locator('ul.files li', { hasText: 'Venu de l’autre autorité' })
    const custody = came.getByRole('button', { name: /^Chaîne de / })
    await custody.press('Enter')
    const sheet = reader.locator('section.sheet')
    await sheet.waitFor()
    await expect.poll(() => sheet.locator('ol').first().locator('li').count()).toBe(5)
    await expect.poll(() => sheet.textContent()).toContain(sha256(film))
    const saving = reader.waitForEvent('download')
    await came.getByRole('button').first().click()
    const path = join(dir, 'obtained')
    await (await saving).saveAs(path)
    expect(sha256(path)).toBe(sha256(film))
    expect(await faultsAtAnyWidth(reader)).toEqual([])

    // In court it goes by leave of whoever sent it, once: refused, asked, permitted, used, and spent.
    const use = came.locator('select')
    const openedIn = async (says: RegExp) => {
      await use.selectOption('judicial-proceedings')
      await came.getByRole('button').first().click()
      await came.getByText(says).waitFor()
    }
    await openedIn(/non pour cet usage/)
    const asking = await at('XA', 'central-authority@xa', 'en-GB')
    await asking.locator('#ask-use-for').selectOption('judicial-proceedings')
    expect(await faultsAtAnyWidth(asking)).toEqual([])
    await asking.locator('[aria-labelledby=ask-use-title] button[type=submit]').click()
    await asking.getByText('Not answered yet').waitFor()
    const answering = await at('XB', 'central-authority@xb', 'pt-BR')
    const once = answering.locator('#answer-use-how input[value=once-only]')
    await once.waitFor()
    await once.check()
    expect(await faultsAtAnyWidth(answering)).toEqual([])
    await answering.locator('[aria-labelledby=answer-use-title] button[type=submit]').click()
    const permitted = async () => JSON.stringify((await get(prosecutor, `/${id}`))['permissions'])
    await expect.poll(permitted).toContain('once-only')
    const used = reader.waitForEvent('download')
    await came.getByRole('button').first().click()
    await used
    await openedIn(/permis une fois/)
    expect((await get(prosecutor, `/${id}`))['uses']).toMatchObject([{ use: 'judicial-proceedings' }])

    // It goes back: nobody here opens it any more, and there the printed chain ends with its return.
    const today = new Date().toISOString().slice(0, 10)
    const say = async (page: Page, step: string) => {
      await page.locator('#say-gone-what').selectOption(step)
      await page.locator('[aria-labelledby=say-gone-title] input[type=checkbox]').first().check()
      await page.locator('#say-gone-day').fill(today)
      expect(await faultsAtAnyWidth(page)).toEqual([])
    }
    const stating = (page: Page) => page.locator('[aria-labelledby=say-gone-title] button[type=submit]')
    await asking.reload()
    await say(asking, 'return-items')
    await stating(asking).click()
    await asking.locator('#sure').waitFor()
    await stating(asking).click()
    await asking.getByText('has not said yet whether it came back').first().waitFor()
    await came.getByRole('button').first().click()
    await came.getByText(/restituée ou détruite/).waitFor()
    const back = await at('XB', 'central-authority@xb', 'pt-BR')
    await back.getByText('ainda não diz se voltou').waitFor()
    await say(back, 'confirm-return')
    await back.locator('#say-gone-said').selectOption('seal-broken')
    await stating(back).click()
    await back.getByText(/^De volta/).waitFor()
    await button(back, /^Cadeia de custódia/)
      .last()
      .click()
    const chain = back.locator('section.sheet')
    await chain.waitFor()
    await expect
      .poll(() => chain.textContent())
      .toMatch(/No registro do pedido.*Entregue.*Devolvida.*De volta.*Lacre rompido/)
    expect(await faultsAtAnyWidth(back)).toEqual([])
    await expect.poll(async () => JSON.stringify((await get(prosecutor, `/${id}`))['items'])).toContain('seal-broken')

    const { agencyId } = agencyOf(system, 'XB', 'central_authority')
    expect((await get(prosecutor, `/${id}`))['parties']).toMatchObject({ recipient: { agencyId } })
  })
})
