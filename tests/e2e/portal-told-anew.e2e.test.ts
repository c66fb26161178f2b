import type { NoticeView } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { fillReferral } from './support/referral-form.ts'

const AT = '2026-11-20T10:00:00.000Z'
const LATER = '2027-02-20T10:00:00.000Z'

describe.skipIf(noBrowser)('what is told again in the same words is heard again', () => {
  const on = usePageAlone()
  const main = () => on.page.locator('main')
  const stands = () => on.focused('textContent')

  it('of notices that are withdrawn one after the other', async () => {
    const numbers = [70, 71, 72]
    const notice = (n: number): NoticeView => ({
      ...{ noticeId: id(n), number: `${n}2M-9QXD-4TRB-8WNE-3FHC-5Y`, kind: 'non_removal', state: 'stands' },
      ...{ fromAgency: id(11), toAgency: id(12), issuedAt: AT, expiresAt: LATER },
    })
    on.served.answer(({ method, path }) => {
      if (path === '/redaction/notices') return { body: { items: numbers.map(notice) } }
      if (method !== 'POST') return undefined
      numbers.shift()
      return { body: { withdrawn: true } }
    })
    await on.open('notices')
    for (const left of [2, 1]) {
      await main().getByRole('button', { name: 'Withdraw' }).first().press('Enter')
      await expect.poll(() => main().locator('.cards > li').count()).toBe(left)
      await expect.poll(stands).toBe('Withdrawn. Nobody is shown it any more.')
    }
  })

  it('of passages that are marked one after the other, and the keyboard stays where it is', async () => {
    await on.open('new')
    await on.page.locator('#language').selectOption('es')
    const name = 'Marcar el texto seleccionado'
    const mark = on.page.getByRole('button', { name })
    const told = `[...document.querySelectorAll('.status')].find(({ textContent }) => textContent.startsWith('Seleccione'))`
    const heard: unknown[] = []
    const onStep = async () => {
      if ((await mark.count()) === 0) return
      await mark.press('Enter')
      await on.page.getByText('Seleccione primero').waitFor()
      await on.page.evaluate(`(() => {
        window.heard = 0
        new MutationObserver(() => window.heard++).observe(${told}, { childList: true, subtree: true, characterData: true })
      })()`)
      await mark.press('Enter')
      await expect.poll(() => on.page.evaluate('window.heard')).toBe(1)
      heard.push(await stands())
    }
    await fillReferral(on.page, { agencyType: 'child_protection', onStep })
    expect(heard).toEqual([name])
  })

  it('what is asked once more is asked once', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
    on.served.signInWith(CASEWORKER)
    on.served.answer(({ path }) =>
      path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : undefined,
    )
    referral.assign()
    await on.open(`referrals/${referral.id}`)
    await main().getByRole('button', { name: 'Decline', exact: true }).press('Enter')
    await main().locator('.step-form input[type=radio]').first().check()
    await main().locator('.step-form button[type=submit]').press('Enter')
    const question = (await stands()) ?? ''
    expect(question).not.toBe('')
    expect((await main().textContent())?.split(question)).toHaveLength(2)
  })
})
