import type { ConsentView, HolderView } from '@amparo/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'

const AT = '2026-11-20T10:00:00.000Z'
const [EARLIER, STANDING] = [id(901), id(902)]
const agreed = (one: object) =>
  ({
    ...{ basis: 'consent', grantedBy: 'self', grantedAt: AT, purposes: ['shelter'], dataCategories: ['identity'] },
    ...{
      recipients: [{ hub: 'XA', agencyType: 'shelter' }],
      validUntil: '2027-05-31',
      endsAt: '2027-06-01T00:00:00.000Z',
    },
    ...one,
  }) as unknown as ConsentView
const CONSENTS = [
  agreed({ id: STANDING, status: 'in_force', supersedes: EARLIER }),
  agreed({ id: EARLIER, status: 'withdrawn', supersededBy: STANDING }),
]
const HOLDER = {
  ...{ referralId: id(903), holder: { hub: 'XA', agencyId: id(12) }, since: AT, received: true },
  ...{ categories: ['identity'], onward: [] },
} as unknown as HolderView

describe.skipIf(noBrowser)('the page of what a person agreed to', () => {
  const on = usePageAlone()

  beforeEach(async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: CASEWORKER })
    on.served.signInWith(CASEWORKER)
    on.served.answer(({ method, path }) => {
      if (path === `/consent/consents/${STANDING}/narrowing`)
        return { body: agreed({ id: id(904), status: 'in_force' }) }
      if (method !== 'GET') return undefined
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path.endsWith('/holders')) return { body: { items: [HOLDER] } }
      return path === '/consent/consents' ? { body: { items: CONSENTS } } : undefined
    })
    await on.open(`referrals/${referral.id}/consents`)
  })
  const recorded = (consent: string) => on.page.locator(`section[aria-labelledby=consent-${consent}]`)

  it('does not say that somebody took back what something else took the place of, nor that it may still be used', async () => {
    const earlier = recorded(EARLIER)
    await earlier.getByText('Replaced by another').waitFor()
    await earlier.getByText('rests since then on the consent that took the place').waitFor()
    expect(await earlier.getByText('Withdrawn', { exact: true }).count()).toBe(0)
    expect(await earlier.getByText('May use it').count()).toBe(0)
    await recorded(STANDING).getByText('May use it').waitFor()
  })

  it('asks anew for nothing that a referral may not be for', async () => {
    await recorded(STANDING).getByRole('button', { name: 'Ask anew' }).press('Enter')
    await on.page.locator('input[name=f-purposes][value=shelter]').waitFor()
    for (const purpose of ['migration_control', 'non_removal', 'consular_notification'])
      expect(await on.page.locator(`input[name=f-purposes][value=${purpose}]`).count()).toBe(0)
  })

  it('puts whoever took back a part at what was done, not at a heading on the way', async () => {
    await recorded(STANDING).getByRole('button', { name: 'Take back a part' }).press('Enter')
    await on.page.locator('#narrow-until').fill('2027-01-01')
    await on.page.getByLabel('Nothing speaks for it').check()
    await on.page.locator('#narrow-alone').check()
    await on.page.getByRole('button', { name: 'Take this part back' }).press('Enter')
    await on.page.getByText('Taken back in part').waitFor()
    await expect.poll(() => on.focused('textContent')).toContain('Taken back in part')
  })

  it.each([
    ['Ask anew', 'Record what they agree to now', 'f-validUntil'],
    ['Take back a part', 'Take this part back', 'narrow-purposes'],
  ])('puts whoever sends %s and lacks something at the first of it', async (begin, send, field) => {
    await recorded(STANDING).getByRole('button', { name: begin }).press('Enter')
    await on.page.getByRole('button', { name: send }).press('Enter')
    await on.page.locator(`#${field}-fault`).waitFor()
    await expect.poll(() => on.focused(`closest('#${field}')?.id`)).toBe(field)
  })
})

describe.skipIf(noBrowser)('the page of a referral whose person took back or changed what they agreed to', () => {
  const on = usePageAlone()
  const signed = (one: object) => agreed({ signature: 'signed', sheet: { id: id(911) }, ...one })

  async function open(consents: readonly ConsentView[]) {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: CASEWORKER })
    referral.extra = { subjectRef: id(910), from: { hub: 'XA', agencyId: id(11) }, to: { hub: 'XB', agencyId: id(14) } }
    referral.assign()
    on.served.signInWith(CASEWORKER)
    on.served.answer(({ method, path }) => {
      if (path === '/redaction/file-deliveries')
        return { status: 409, body: { code: 'referral_closed', title: 'Closed', next: '' } }
      if (method !== 'GET') return undefined
      if (path === `/referral/referrals/${referral.id}`) return { body: { ...referral.view(), assignedTo: [id(1)] } }
      return path === '/consent/consents' ? { body: { items: consents } } : undefined
    })
    await on.open(`referrals/${referral.id}`)
  }
  const sheets = () => on.page.locator('section[aria-labelledby=signed-sheets]')

  it('keeps the sheet of a consent that another replaced: what was shared rested on it', async () => {
    await open([
      signed({ id: STANDING, status: 'in_force', supersedes: EARLIER, sheet: { id: id(912) } }),
      signed({ id: EARLIER, status: 'withdrawn', supersededBy: STANDING }),
      signed({ id: id(913), status: 'withdrawn', sheet: { id: id(914) } }),
    ])
    await sheets().getByText('Replaced by another').waitFor()
    expect(await sheets().getByRole('button', { name: 'Show the sheet' }).count()).toBe(2)
  })

  it('names a sheet once that the newer consent names too', async () => {
    await open([
      signed({ id: STANDING, status: 'in_force', supersedes: EARLIER }),
      signed({ id: EARLIER, status: 'withdrawn', supersededBy: STANDING }),
    ])
    await sheets().getByRole('button', { name: 'Show the sheet' }).waitFor()
    expect(await sheets().getByRole('button', { name: 'Show the sheet' }).count()).toBe(1)
  })

  it('says where nothing of it stands, and shows no refusal that nobody asked for', async () => {
    await open([signed({ id: EARLIER, status: 'withdrawn' })])
    await on.page.getByText('Nothing that your agency recorded is in force any more').waitFor()
    expect(on.askedFor('GET', '/redaction/file-deliveries').length).toBeGreaterThan(0)
    expect(await on.page.locator('section[aria-labelledby=files] .problem').count()).toBe(0)
  })
})

describe.skipIf(noBrowser)('the list of what ends soon', () => {
  const on = usePageAlone()

  it('tells the last day as it was agreed, and where the person is asked anew', async () => {
    on.served.signInWith(CASEWORKER)
    on.served.answer(({ path, query }) => {
      const due = { id: STANDING, basis: 'consent', at: '2030-12-05T00:00:00.000Z', unconfirmed: false }
      if (path === '/consent/bases')
        return { body: { items: query.get('expiring') === 'true' ? [due] : [], next: null } }
      return path.endsWith('/holders') ? { body: { items: [HOLDER] } } : undefined
    })
    await on.open('reviews')
    const row = on.page.locator('section[aria-labelledby=due-end] li')
    await row.getByText('4 December 2030').waitFor()
    await row.getByRole('button', { name: 'What rests on it' }).press('Enter')
    await row.getByText('To ask anew, open the referral').waitFor()
    const link = row.getByRole('link')
    expect(await link.getAttribute('href')).toBe(`#/referrals/${HOLDER.referralId}/consents`)
  })
})
