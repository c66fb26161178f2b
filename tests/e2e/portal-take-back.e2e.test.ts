import type { ConsentView } from '@amparo/client'
import type { Locator } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

describe.skipIf(noBrowser)('who takes back what was agreed', () => {
  const on = usePageAlone()
  const recipients = [{ hub: 'XA', agencyType: 'police' }]
  const consent: ConsentView = {
    ...{
      id: id(80),
      basis: 'consent',
      status: 'in_force',
      grantedBy: 'guardian',
      grantedAt: '2026-11-20T10:00:00.000Z',
    },
    ...{
      purposes: ['shelter', 'legal_assistance'],
      dataCategories: ['identity'],
      recipients,
      validUntil: '2030-01-31',
    },
  }
  let referral: MadeUpReferral
  beforeEach(() => {
    referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: [] })
    referral.extra = { from: { hub: 'XA', agencyId: id(11) }, to: { hub: 'XA', agencyId: id(12) }, subjectRef: id(81) }
    referral.assign()
    on.served.answer(({ method, path }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path === '/consent/consents') return { body: { items: [consent], next: null } }
      if (path === `/consent/consents/${consent.id}/holders`) return { body: { items: [] } }
      if (method !== 'POST') return undefined
      if (path === '/consent/withdrawals') return { status: 201, body: { id: id(82), state: 'effective' } }
      return path === `/consent/consents/${consent.id}/narrowing` ? { body: { ...consent, id: id(83) } } : undefined
    })
  })
  const checked = (within: Locator) => within.getByRole('radio', { checked: true })
  const missing = (within: Locator) => within.getByText('This is needed.')
  const inEveryLanguage = async () => {
    for (const language of ['es', 'fr', 'pt', 'en']) {
      await on.page.locator('#language').selectOption(language)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
  }

  it('how much, and whether under pressure, is asked of them: none is chosen beforehand, and what is missing is said', async () => {
    await on.open(`referrals/${referral.id}`)
    const back = on.page.locator('section[aria-labelledby=take-back]')
    await back.getByRole('button', { name: 'Take it back' }).click()
    const send = back.getByRole('button', { name: 'Take back now' })
    for (const group of ['by', 'what', 'duress'])
      expect(await checked(back.locator(`#take-back-${group}`)).count()).toBe(0)
    await send.press('Enter')
    await expect.poll(() => missing(back).count()).toBe(4)
    await inEveryLanguage()
    await back.getByLabel('I spoke with the person alone').check()
    await back.getByLabel('The guardian', { exact: true }).check()
    await send.click()
    await expect.poll(() => missing(back).count()).toBe(2)
    await back.locator('#take-back-what-fault').waitFor()
    await back.getByLabel('Everything the person agreed to').check()
    await send.click()
    await expect.poll(() => missing(back).count()).toBe(1)
    await back.locator('#take-back-duress-fault').waitFor()
    expect(on.askedFor('POST', '/consent/withdrawals')).toEqual([])
    await back.getByLabel('Nothing speaks for it').press('Space')
    await send.click()
    await on.page.getByText('Taken back.').waitFor()
    // The referral halts a moment later: what was done is still told then.
    referral.extra = { ...referral.extra, version: referral.version + 1 }
    on.served.tell('recall', { referralId: referral.id })
    await on.page.locator('.status', { hasText: 'There is something new' }).waitFor()
    expect(await on.page.locator('.status', { hasText: 'There is something new' }).textContent()).toContain(
      'Taken back.',
    )
    expect(on.askedFor('POST', '/consent/withdrawals').map(bodyOf)).toEqual([
      { subjectRef: id(81), by: 'guardian', duress: 'none', inPrivate: true, duressChecked: true },
    ])
  })

  it('nor is it where a part is taken back', async () => {
    await on.open(`referrals/${referral.id}/consents`)
    await on.page.getByRole('button', { name: 'Take back a part' }).click()
    const part = on.page.locator(`#change-${consent.id}`)
    const send = part.getByRole('button', { name: 'Take this part back' })
    await part.getByLabel('Legal assistance').uncheck()
    expect(await checked(part).count()).toBe(0)
    await send.click()
    await expect.poll(() => missing(part).count()).toBe(3)
    await inEveryLanguage()
    await part.getByLabel('I spoke with the person alone').check()
    await part.getByLabel('The person', { exact: true }).check()
    await part.getByLabel('Nothing speaks for it').check()
    await send.click()
    await on.page.getByText('Taken back in part').waitFor()
    expect(on.askedFor('POST', `/consent/consents/${consent.id}/narrowing`).map(bodyOf)).toEqual([
      { purposes: ['shelter'], by: 'self', duress: 'none', inPrivate: true, duressChecked: true },
    ])
  })
})
