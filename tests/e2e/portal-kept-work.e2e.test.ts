import type { OpenedRedaction } from '@amparo/client'
import { sealViewAnswer } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const SCOPES = ['subject:register', 'consent:record', 'referral:submit', 'referral:read', 'referral:work', 'view:open']

describe.skipIf(noBrowser)('work that is not finished', () => {
  const alone = usePageAlone()
  const button = (name: string) => alone.page.getByRole('button', { name, exact: true })
  const hash = () => new URL(alone.page.url()).hash

  it('stays where a refresh fails, and is gone with what may not be had any more', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: SCOPES })
    referral.assign()
    let status = 200
    const refusal = { code: 'database_unavailable', title: 'Not now', next: 'Try again.' }
    alone.served.signInWith(SCOPES)
    alone.served.answer(({ path }) =>
      path === `/referral/referrals/${referral.id}`
        ? { status, body: status === 200 ? referral.view() : refusal }
        : undefined,
    )
    await alone.open(`referrals/${referral.id}`)
    const text = alone.page.locator('#message-text')
    await text.fill('Llega mañana.')
    status = 503
    await button('Look for news').click()
    await alone.page.locator('main .problem', { hasText: 'Not now' }).waitFor()
    await expect.poll(() => text.inputValue()).toBe('Llega mañana.')
    status = 200
    await button('Look for news').click()
    await alone.page.locator('main .problem', { hasText: 'Not now' }).waitFor({ state: 'detached' })
    await expect.poll(() => text.inputValue()).toBe('Llega mañana.')
    status = 404
    await button('Look for news').click()
    await text.waitFor({ state: 'detached' })
  })

  const LEAVING = {
    es: ['Lo que escribió no se ha enviado', 'Quedarse aquí', 'Salir y perderlo'],
    en: ['What you entered has not been sent', 'Stay here', 'Leave and lose it'],
    fr: ['Ce que vous avez saisi n’a pas été envoyé', 'Rester ici', 'Quitter et le perdre'],
    pt: ['O que você escreveu não foi enviado', 'Ficar aqui', 'Sair e perder'],
  } as const

  it.each(['es', 'en', 'fr', 'pt'] as const)(
    'is asked about in %s before another page takes its place, by menu or Back, and kept or left by keyboard',
    async language => {
      const { page, served } = alone
      served.signInWith(SCOPES)
      await page.addInitScript(`localStorage.setItem('amparo.language', '${language}')`)
      const [title, stay, leave] = LEAVING[language]
      const dialog = page.getByRole('dialog', { name: title })
      await alone.open('sent')
      await page.locator('nav a[href="#/inbox"]').first().press('Enter')
      await page.locator('nav a[href="#/inbox"][aria-current]').first().waitFor()
      await page.goto(alone.address('quick'))
      const minor = page.locator('input[name=f-minor][value=no]')
      await minor.check()

      await page.locator('nav a[href="#/sent"]').first().press('Enter')
      await dialog.waitFor()
      expect(await faultsAtAnyWidth(page)).toEqual([])
      await expect.poll(() => alone.focused('textContent')).toBe(stay)
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(hash).toBe('#/quick')
      await expect.poll(() => minor.isChecked()).toBe(true)
      // The keyboard is where it was.
      await expect.poll(() => alone.focused('hash')).toBe('#/sent')

      await page.evaluate('history.back()')
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(hash).toBe('#/quick')
      await expect.poll(() => minor.isChecked()).toBe(true)

      await page.evaluate('history.back()')
      await dialog.waitFor()
      await page.keyboard.press('Tab')
      await expect.poll(() => alone.focused('textContent')).toBe(leave)
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      await minor.waitFor({ state: 'detached' })
      expect(hash()).toBe('#/inbox')
      // What was shown before is still where it was.
      await page.evaluate('history.back()')
      await expect.poll(hash).toBe('#/sent')
      expect(await dialog.count()).toBe(0)
    },
  )

  it('stays under the hand while lists come, and where home is opened by its own name', async () => {
    const { page, served } = alone
    const list = Promise.withResolvers<void>()
    const request = {
      ...{ id: id(700), status: 'sent', type: 'documents', treaty: 'nassau', priority: 'urgent', fromHub: 'XA' },
      ...{ toHub: 'XB', updatedAt: new Date().toISOString(), unread: [] },
    }
    const says = { es: 'Plazo', en: 'Deadline', fr: 'Délai', pt: 'Prazo' }
    const call = { requestId: id(700), deadline: 'answer', text: says, kind: 'due', dueAt: request.updatedAt }
    served.signInWith(['directory:read', 'evidence:request'])
    served.answer(async ({ path }) => {
      if (path === '/exchange/evidence-requests/calls') return { body: { items: [call] } }
      if (path !== '/exchange/evidence-requests') return undefined
      await list.promise
      return { body: { items: [request], next: null } }
    })
    await alone.open('')
    const type = page.locator('#request-type')
    await type.selectOption('documents')
    await page.getByText('Deadline').waitFor()
    const before = await type.boundingBox()
    await page.goto(alone.address('evidence'))
    list.resolve()
    await page.locator('article.card').waitFor()
    expect(await type.inputValue()).toBe('documents')
    expect(await type.boundingBox()).toEqual(before)
    expect(alone.askedFor('GET', '/exchange/evidence-requests')).toHaveLength(1)
  })

  it('is asked about with the very change of the page, so that keys pressed at once answer, and nothing else', async () => {
    const { page, served } = alone
    served.signInWith(SCOPES)
    await alone.open('quick')
    await page.locator('input[name=f-minor][value=no]').check()
    await page.evaluate(`new MutationObserver((_, observer) => {
      const dialog = document.querySelector('dialog')
      if (!dialog) return
      document.body.dataset.first = dialog.open ? 'open' : 'closed'
      observer.disconnect()
    }).observe(document.body, { childList: true, subtree: true })`)
    await page.locator('nav a[href="#/inbox"]').first().press('Enter')
    await page.getByRole('dialog').waitFor()
    expect(await page.evaluate('document.body.dataset.first')).toBe('open')
  })

  it('is shown to nobody who signs out of a locked page, while that takes its time, nor to who then stays on it', async () => {
    const { page, served } = alone
    served.signInWith(SCOPES)
    await page.clock.install()
    await alone.open('quick')
    await page.locator('input[name=f-minor][value=no]').check()
    const signingOut = Promise.withResolvers<void>()
    const asked = page.waitForRequest(/\.well-known/)
    await page.route(/\.well-known/, async route => {
      await signingOut.promise
      await route.abort()
    })
    await page.clock.fastForward('15:05')
    const lock = page.getByRole('dialog', { name: 'The page is locked' })
    await lock.waitFor()
    await page.keyboard.press('Escape')
    await asked
    await expect.poll(() => page.locator('main h1').isVisible()).toBe(false)
    // The browser asks whether the page is to be left.
    const leaving = page.waitForEvent('dialog')
    signingOut.resolve()
    await (await leaving).dismiss()
    await lock.waitFor()
    await expect.poll(() => page.locator('main h1').isVisible()).toBe(false)
    const asking = page.waitForEvent('dialog')
    await lock.getByRole('button', { name: 'Sign out' }).press('Enter', { noWaitAfter: true })
    await (await asking).accept()
    await page.locator('main h1').waitFor()
  })

  it('of a reviewer goes on with the same original once that is opened again, and not with another', async () => {
    const TEXT = 'Ximena pidió un lugar donde dormir.'
    let digest = 'd'.repeat(64)
    const original = (): OpenedRedaction => ({
      ...{ redactionId: id(800), referralId: id(500), source: 'narrative', profile: 'assistance', state: 'waiting' },
      ...{ policyHash: 'a'.repeat(64), digest, review: null, kind: 'text', lang: 'es', text: TEXT, masks: [] },
      ...{ shown: TEXT, reasons: { add: ['singles_out'], lift: [] } },
    })
    const { page, served } = alone
    served.answer(async ({ path, body }) => {
      if (path !== '/redaction/redaction-views') return undefined
      const { request } = body as { request: string }
      const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
      const of = { hub: 'XA', route: 'POST /redaction-views', request, replyCertificate } as const
      return { body: { sealed: await sealViewAnswer({ view: original(), ...of, signingKey: served.vault.signKey }) } }
    })
    await page.clock.install()
    await alone.open(`redactions/${id(800)}`)
    const open = () => button('Open the original').click()
    await open()
    await page.locator('#mask-words').fill('lugar donde dormir')
    await page.locator('#mask-type').selectOption('PLACE_SMALL')
    await page.locator('#mask-reason').selectOption('singles_out')
    await page.locator('section[aria-labelledby=add] button[type=submit]').click()
    const masked = page.locator('mark', { hasText: 'lugar donde dormir' })
    await masked.waitFor()
    await page.clock.fastForward('05:05')
    await masked.waitFor({ state: 'detached' })
    expect(await page.locator('main').textContent()).not.toContain('dormir')
    await open()
    await masked.waitFor()
    await expect.poll(() => page.locator('#added').count()).toBe(1)

    await page.clock.fastForward('05:05')
    await masked.waitFor({ state: 'detached' })
    digest = 'e'.repeat(64)
    await open()
    await page.getByText(TEXT).first().waitFor()
    expect(await masked.count()).toBe(0)
  })
})
