import { isPaperNumber } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { book, MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import type { Asked } from './support/page-alone/serve.ts'
import { bodyOf, CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const NUMBER = '7K3M-9QXA-T2BA'
const PHONE = '+99955500001'

describe.skipIf(noBrowser)('on a day without the system', () => {
  const on = usePageAlone()

  function paperForm({ path, query }: Asked) {
    const [, of = ''] = /^\/referral\/protocols\/([a-z0-9-]+)\/paper-form$/.exec(path) ?? []
    const protocol = book.latest(of)
    if (protocol === undefined) return undefined
    const deadlines = Object.entries(protocol.deadlines).flatMap(([deadline, { text, owner, within }]) =>
      typeof within === 'object' && 'emergency' in within ? [{ deadline, text, owner, ...within }] : [],
    )
    const call = (query.get('call') ?? '').split(',').map((ref, n) => {
      const [hub, agencyId] = ref.split(':')
      return { hub, agencyId, name: `Institución ${n + 1}`, phone: n === 0 ? PHONE : null }
    })
    const { name, about, subjects } = protocol
    return { body: { protocol: of, version: 1, name, about, subjects, deadlines, call } }
  }

  it('blank forms are printed in any language, each with a number of its own, also when the network is gone', async () => {
    on.served.answer(paperForm)
    await on.open('paper')
    await on.page.locator('#paper-protocol').selectOption('oas-64-standard')
    await on.page.locator('#paper-language').selectOption('pt')
    await on.page.locator('#paper-copies').selectOption('5')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await on.page.getByRole('button', { name: 'Make the forms' }).click()
    await on.page.locator('.sheet').first().waitFor()
    const numbers = await on.page.locator('.sheet-number strong').allTextContents()
    expect(new Set(numbers).size).toBe(5)
    expect(numbers.filter(number => !isPaperNumber(number))).toEqual([])
    const text = (await on.page.locator('.sheet').first().textContent()) ?? ''
    for (const said of ['Encaminhamento a um serviço', 'Telefones de plantão', PHONE, '15 minutos', '72 horas'])
      expect(text).toContain(said)
    // The own agency is not called; those of this hub are, to begin with.
    expect(on.last('GET', '/referral/protocols/oas-64-standard/paper-form')?.query.get('call')).toBe(
      `XA:${id(12)},XA:${id(13)}`,
    )
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await on.page.context().setOffline(true)
    await on.page.locator('#paper-language').selectOption('fr')
    await expect.poll(() => on.page.locator('.sheet').first().textContent()).toContain('Numéros de garde')
    await expect.poll(() => on.page.locator('.sheet-number strong').allTextContents()).toEqual(numbers)
  })

  it('only the forms go to the printer', async () => {
    on.served.answer(paperForm)
    await on.open('paper')
    await on.page.getByRole('button', { name: 'Make the forms' }).click()
    await on.page.locator('.sheet').first().waitFor()
    await on.page.emulateMedia({ media: 'print' })
    for (const hidden of ['header', 'main h1', 'form', 'main .buttons'])
      await expect.poll(() => on.page.locator(hidden).first().isVisible(), { message: hidden }).toBe(false)
    await expect.poll(() => on.page.locator('.sheet').first().isVisible()).toBe(true)
  })

  it('what was made by phone is entered with its number, typed in any way, and its hour', async () => {
    await on.open('quick')
    await on.page.getByLabel('This was already made by phone or on paper').check()
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await on.page.locator('#f-fallbackNumber').fill('7k3m 9qxa t2bb')
    await on.page.locator('form button[type=submit]').click()
    await on.page.locator('#f-fallbackNumber-fault').waitFor()
    await expect.poll(() => on.page.locator('#f-fallbackAt-fault').textContent()).toBe('This is needed.')
    await on.page.locator('#f-fallbackNumber').fill('7k3m 9qxa t2ba')
    await on.page.locator('#f-fallbackAt').fill('2026-01-02T03:04')
    await on.page.locator('#f-fallbackBy').selectOption('duty_officer')
    await on.page.locator('input[name=f-minor][value=no]').check()
    await on.page.locator('#f-ageBand').selectOption('21--23')
    await on.page.locator('#f-languages').selectOption('que')
    await on.page.locator('#f-languages ~ button').click()
    await on.page.locator('input[name=f-needs][value="Housing Services"]').check()
    await on.page.locator('input[name=f-protocol][value="oas-64-standard"]').check()
    await on.page.locator('#f-agency').selectOption({ index: 1 })
    await on.page.locator('input[name=f-basis][value=vital_interest]').check()
    await on.page.locator('input[name=f-reason]').first().check()
    await on.page.locator('form button[type=submit]').click()
    await expect.poll(() => on.last('POST', '/referral/referrals')).toBeDefined()
    expect(bodyOf(on.last('POST', '/referral/referrals'))?.['fallback']).toEqual({
      ...{ channel: 'phone', number: NUMBER, acknowledgedBy: 'duty_officer' },
      happenedAt: new Date('2026-01-02T03:04').toISOString(),
    })
  })

  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const fallback = {
    ...{ channel: 'phone' as const, number: NUMBER, acknowledgedBy: 'reception' },
    ...{ happenedAt: ago(300), enteredAt: ago(10) },
  }

  it('both agencies see both times, and the one that acted by phone says when', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
    referral.extra = { fallback }
    const at = `/referral/referrals/${referral.id}`
    on.served.answer(({ path, body }) => {
      if (path === `${at}/steps`) return referral.asked(body as { step: string })
      return path === at ? { body: referral.view() } : undefined
    })
    await on.open(`referrals/${referral.id}`)
    const summary = on.page.locator('section[aria-labelledby=summary]')
    await summary.getByText('Entered afterwards').first().waitFor()
    await expect.poll(() => summary.textContent()).toContain(NUMBER)
    await expect.poll(() => summary.textContent()).toContain('Reception')
    await on.page.getByRole('button', { name: 'Accept', exact: true }).click()
    await on.page.getByLabel('I did this earlier, by phone').check()
    await on.page.locator('.step-form button[type=submit]').click()
    await on.page.locator('#earlier-at-fault').waitFor()
    await on.page.locator('#earlier-at').fill('2026-01-02T03:04')
    await on.page.locator('.step-form button[type=submit]').click()
    await expect.poll(() => on.last('POST', `${at}/steps`)).toBeDefined()
    expect(bodyOf(on.last('POST', `${at}/steps`))).toEqual({
      step: 'accept',
      happenedAt: new Date('2026-01-02T03:04').toISOString(),
    })
  })

  it('when nobody knows whether an emergency came, the duty phone stands at the head of the page', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: CASEWORKER })
    const { from, to } = referral.view()
    referral.extra = {
      ...(to ? { from: to } : {}),
      ...{ to: from, call: { agency: from, why: ['delivered'] } },
    }
    on.served.answer(({ path }) => {
      const calls = [{ party: from, phone: PHONE, deadlines: [], unstated: ['delivered'] }]
      if (path.endsWith('/duty')) return { body: { calls, onDuty: [] } }
      return path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : undefined
    })
    await on.open(`referrals/${referral.id}`)
    const alert = on.page.getByRole('region', { name: 'Call now' })
    await alert.getByRole('link', { name: PHONE }).waitFor()
    await expect.poll(() => alert.textContent()).toContain('has not stated that this referral arrived')
    expect(await alert.textContent()).not.toContain('nobody has answered')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it('a supervisor narrows a list down to what came this way', async () => {
    await on.open('sent')
    await on.page.getByRole('button', { name: 'Phone or paper' }).click()
    await expect.poll(() => on.last('GET', '/referral/referrals')?.query.get('fallback')).toBe('true')
  })
})
