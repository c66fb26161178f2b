import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { usePageAlone } from './support/page-alone/use.ts'

const SCOPES = ['subject:register', 'consent:record', 'referral:submit', 'referral:read', 'referral:work', 'view:open']

describe.skipIf(noBrowser)('work that is not finished', () => {
  const alone = usePageAlone()
  const button = (name: string) => alone.page.getByRole('button', { name, exact: true })

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
    expect(await text.inputValue()).toBe('Llega mañana.')
    status = 200
    await button('Look for news').click()
    await alone.page.locator('main .problem', { hasText: 'Not now' }).waitFor({ state: 'detached' })
    expect(await text.inputValue()).toBe('Llega mañana.')
    status = 404
    await button('Look for news').click()
    await text.waitFor({ state: 'detached' })
  })
})
