import { sealViewAnswer } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const SUBJECT = id(801)
const agency = (name: string, hub: string) => ({ hub, name, phone: '', kind: 'shelter' })
const holder = (basis: string) => ({
  ...{ agency: agency('Casa Azul', 'XA'), from: agency('Casa Verde', 'XB'), purpose: 'shelter', basis },
  ...{ categories: ['identity'], since: '2026-11-20T10:00:00.000Z', recalled: null, retainedOn: null },
})
const recordOf = (basis: string) => ({
  ...{ asOf: '2026-11-21T10:00:00.000Z', whole: true, agreed: [], holders: [holder(basis)], looks: [], more: false },
  ...{ notice: '', referralId: SUBJECT },
})

describe.skipIf(noBrowser)('a person’s own record', () => {
  const on = usePageAlone()
  async function show(basis: string): Promise<void> {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: CASEWORKER })
    referral.extra = { from: { hub: 'XA', agencyId: id(11) }, to: { hub: 'XA', agencyId: id(12) }, subjectRef: SUBJECT }
    referral.assign()
    on.served.signInWith(CASEWORKER)
    on.served.answer(async ({ method, path, body }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path === `/redaction/record-sheets/${SUBJECT}`) return { body: { items: [] } }
      if (method !== 'POST' || path !== '/redaction/record-views') return undefined
      const { request } = body as { request: string }
      const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
      const { signKey: signingKey } = on.served.vault
      const reply = {
        view: recordOf(basis),
        hub: 'XA',
        route: 'POST /record-views',
        request,
        replyCertificate,
      } as const
      return { body: { sealed: await sealViewAnswer({ ...reply, signingKey }) } }
    })
    await on.open(`referrals/${referral.id}`)
    await on.page.getByRole('button', { name: 'Show the record' }).press('Enter')
    await on.page.locator('article.for-person').waitFor()
  }
  const told = () => on.page.locator('article.for-person').textContent()

  it('does not say that nothing was agreed to where something rests on what they agreed to in another hub', async () => {
    await show('consent')
    expect(await told()).toContain('You agreed to it, or whoever represents you did')
    expect(await told()).toContain('recorded by the agency from which this came')
    expect(await told()).not.toContain('Nothing is on record')
    expect(await told()).not.toContain('Consent of the person')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it.each([
    ['es', 'Compare el número con su hoja y escriba otra vez el código'],
    ['en', 'Compare the number with your sheet, and write the code again'],
    ['fr', 'Comparez le numéro avec votre feuille et écrivez de nouveau le code'],
    ['pt', 'Compare o número com a sua folha e escreva o código de novo'],
  ])(
    'in %s whoever mistypes the code of their sheet is told to try again before they go and ask for another',
    async (language, words) => {
      const { page, served } = on
      served.answer(({ path }) =>
        path.startsWith('/redaction/record-sheet')
          ? { status: 404, body: { code: 'not_found', title: 'x', next: 'y' } }
          : undefined,
      )
      await page.addInitScript(`localStorage.setItem('amparo.language', '${language}')`)
      await page.goto(on.address('sheet'))
      await page.locator('#number').fill('CY0X-3MGJ-88NX')
      await page.locator('#code').fill('111111')
      await page.locator('main button[type=submit]').press('Enter')
      await page.locator('main .problem', { hasText: words }).waitFor()
      expect(await faultsAtAnyWidth(page)).toEqual([])
    },
  )

  it('asks whoever opens a sheet to put right what of the two is wrong', async () => {
    const submit = () => on.page.locator('main button[type=submit]').press('Enter')
    await on.page.goto(on.address('sheet'))
    await on.page.locator('#number').fill('CY0X-3MGJ')
    await on.page.locator('#code').fill('111111')
    await submit()
    await expect.poll(() => on.focused('id')).toBe('number')
    expect(await on.page.locator('#number-fault').textContent()).toBe('The number has twelve letters and digits.')
    await on.page.locator('#number').fill('CY0X-3MGJ-88NX')
    await on.page.locator('#code').fill('11111')
    await submit()
    await expect.poll(() => on.focused('id')).toBe('code')
    expect(await on.page.locator('#number-fault').count()).toBe(0)
  })

  it('says at the referral what stands below, and nothing of before beside what is refused', async () => {
    await show('consent')
    const section = on.page.locator('section[aria-labelledby=own-record]')
    const status = section.locator('.status').first()
    await expect.poll(() => status.textContent()).toContain('The record stands below')
    await expect.poll(() => on.focused('textContent')).toContain('The record stands below')
    // Nothing answers for this one.
    await section.getByRole('button', { name: 'Make a code sheet' }).press('Enter')
    await section.locator('[role=alert] .problem').waitFor()
    expect(await status.textContent()).toBe('')
    expect(await section.locator('article.for-person').count()).toBe(0)
  })

  it('says so where nothing does', async () => {
    await show('court_order')
    expect(await told()).toContain('Nothing is on record')
    expect(await told()).toContain('Court order')
  })
})
