import { openForm } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { sheetToUpload } from './support/a-person.ts'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'

const SCOPES = ['consent:record', 'referral:submit', 'referral:read', 'referral:decide', 'referral:work', 'view:open']

describe.skipIf(noBrowser)('what a form has sent, and got no answer to', () => {
  const alone = usePageAlone()
  const button = (name: string) => alone.page.getByRole('button', { name, exact: true })
  const problem = () => alone.page.locator('main .problem', { hasText: 'The hub did not answer' }).waitFor()
  const sentTo = (path: string) => alone.askedFor('POST', path)
  const keysTo = (path: string) => new Set(sentTo(path).map(({ key }) => key))

  /** What is sent there is kept, and its answer is lost: until told otherwise. */
  let cut = ''
  function losing(path: string, referral: MadeUpReferral): void {
    cut = path
    alone.served.answer(({ method, path: to }) => {
      if (method === 'GET') return to.endsWith(referral.id) ? { body: referral.view() } : undefined
      if (to === cut) return 'cut'
      return to === '/redaction/messages' ? { status: 201, body: { messageId: id(1), withheld: [] } } : undefined
    })
  }

  it('a message goes out again as it was, sealed and under the same key; said once more, it is another', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: SCOPES })
    referral.assign()
    alone.served.signInWith(SCOPES)
    const path = '/redaction/messages'
    losing(path, referral)
    await alone.open(`referrals/${referral.id}`)
    const write = async () => {
      await alone.page.locator('#message-text').fill('Llega mañana.')
      await button('Seal and send the message').click()
    }
    await write()
    await problem()
    cut = ''
    await button('Seal and send the message').click()
    await expect.poll(() => alone.page.locator('#message-text').inputValue()).toBe('')
    // Three tries of the page itself, and the one that was pressed.
    expect(sentTo(path).length).toBeGreaterThanOrEqual(4)
    expect(keysTo(path).size).toBe(1)
    const forms = new Set(sentTo(path).map(one => String(bodyOf(one)?.['sealed'])))
    expect(forms.size).toBe(1)
    const [form = ''] = forms
    expect((await openForm(alone.served.vault.sealKey, form)).data).toMatchObject({ text: 'Llega mañana.' })
    await write()
    await expect.poll(() => keysTo(path).size).toBe(2)
  })

  it('what is written on while a message goes out stays to be sent', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: SCOPES })
    referral.assign()
    alone.served.signInWith(SCOPES)
    const path = '/redaction/messages'
    losing('nowhere', referral)
    const line = Promise.withResolvers<void>()
    await alone.page.route(`**/api${path}`, async route => {
      await line.promise
      await route.continue()
    })
    await alone.open(`referrals/${referral.id}`)
    const text = alone.page.locator('#message-text')
    await text.fill('Llega mañana.')
    const asked = alone.page.waitForRequest(`**/api${path}`)
    await button('Seal and send the message').click()
    await asked
    await text.fill('Llega mañana. No la llamen a casa.')
    line.resolve()
    await alone.page.getByText('The message is on its way').waitFor()
    expect(await text.inputValue()).toBe('Llega mañana. No la llamen a casa.')
  })

  it('a sheet and a consent are kept once, however often an answer on the way to another agency is lost', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: SCOPES })
    const { from, to } = referral.view()
    const times = { madeAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
    const offer = { id: id(600), toAgency: id(13), services: ['housing'], withinBasis: false, answer: 'willing' }
    referral.extra = {
      ...{ ...(to ? { from: to } : {}), to: from, offers: [{ ...offer, ...times }], subjectRef: 'our-own' },
    }
    alone.served.signInWith(SCOPES)
    const [sheets, consents] = ['/redaction/consent-sheets', '/consent/consents']
    losing(sheets, referral)
    await alone.open(`referrals/${referral.id}/offers/${offer.id}`)
    const check = (field: string, value: string) =>
      alone.page.locator(`input[name=f-${field}][value="${value}"]`).check()
    await check('basis', 'consent')
    await check('grantedBy', 'self')
    await check('purposes', 'shelter')
    await check('categories', 'needs')
    await alone.page.locator('#f-languageExplained').selectOption('spa')
    await alone.page.locator('#f-comprehensionChecked').check()
    await check('signature', 'signed')
    await alone.page.locator('#f-sheet').setInputFiles(sheetToUpload())
    await alone.page.getByText('ready to be sealed').waitFor()
    await alone.page.locator('#f-validUntil').fill('2030-01-31')
    const send = () => alone.page.locator('main form button[type=submit]').click()
    await send()
    await problem()
    expect(sentTo(consents)).toEqual([])
    cut = consents
    await send()
    await expect.poll(() => sentTo(consents).length).toBeGreaterThanOrEqual(3)
    await problem()
    const kept = sentTo(sheets).length
    cut = ''
    await send()
    await expect.poll(() => sentTo('/referral/referrals').length).toBe(1)
    expect(sentTo(sheets)).toHaveLength(kept)
    expect([keysTo(sheets).size, keysTo(consents).size]).toEqual([1, 1])
    expect(new Set(sentTo(sheets).map(one => bodyOf(one)?.['sealed'])).size).toBe(1)
  })
})
