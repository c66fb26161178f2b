import { sealViewAnswer } from '@amparo/crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const CODE = '40718293'

describe.skipIf(noBrowser)('whoever makes a one-time link', () => {
  const on = usePageAlone()
  let fails = false

  beforeEach(async () => {
    fails = false
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: CASEWORKER })
    const parties = { from: { hub: 'XA', agencyId: id(11) }, to: { hub: 'XA', agencyId: id(12) } }
    referral.extra = { ...parties, outside: true } as typeof referral.extra
    referral.assign()
    on.served.signInWith(CASEWORKER)
    on.served.answer(async ({ method, path, body }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (!path.startsWith('/redaction/links')) return undefined
      if (method === 'GET') return { body: { items: [] } }
      if (fails) return { status: 503, body: { code: 'service_unavailable', title: 'Not now', next: '', refs: {} } }
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
      const { request } = body as { request: string }
      const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
      const view = { referralId: referral.id, id: 'A'.repeat(32), code: CODE, expiresAt }
      const reply = { view, hub: 'XA', route: 'POST /links', request, replyCertificate } as const
      return { status: 201, body: { sealed: await sealViewAnswer({ ...reply, signingKey: on.served.vault.signKey }) } }
    })
    await on.page.clock.install()
    await on.open(`referrals/${referral.id}`)
  })

  const section = () => on.page.locator('section[aria-labelledby=one-time-link]')
  const told = () => section().locator('.status').textContent()
  const make = () => section().getByRole('button', { name: 'Make a link' }).press('Enter')
  const code = () => section().getByText(CODE)

  it('is told where the code stands, and reads it for a quarter of an hour', async () => {
    await make()
    await code().waitFor()
    await expect.poll(() => on.focused('textContent')).toBe('The link and its code stand below.')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await on.page.clock.fastForward('14:00')
    expect(await code().count()).toBe(1)
    await on.page.clock.fastForward('01:10')
    await expect.poll(() => code().count()).toBe(0)
    expect(await told()).toBe('It was cleared from the screen.')
  })

  it('sees no code of before beside what is refused', async () => {
    await make()
    await code().waitFor()
    fails = true
    await make()
    await section().locator('[role=alert] .problem').waitFor()
    expect(await code().count()).toBe(0)
    expect(await told()).toBe('')
  })
})
