import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const ORDER = {
  ...{ subjectRef: id(40), authority: 'court', reference: 'XA-2026/114', agencyId: id(12), reviewOn: '2027-03-01' },
}

describe.skipIf(noBrowser)('the page of who keeps the vault', () => {
  const on = usePageAlone()

  it('places an order of judicial secrecy, lists those that stand, and lifts one, by keyboard', async () => {
    let standing: (typeof ORDER)[] = []
    const viewOf = (order: typeof ORDER) => ({ ...order, orderId: id(41), placedAt: '2026-11-20T10:00:00.000Z' })
    on.served.signInWith(['directory:read', 'identity:custody'])
    on.served.answer(({ method, path, body }) => {
      if (path === '/redaction/erasures') return { body: { erasures: [] } }
      if (path === '/redaction/legal-holds') return { body: { legalHolds: [] } }
      if (path === `/redaction/secrecy-orders/${id(41)}/lifting`) {
        standing = []
        return { body: viewOf(ORDER) }
      }
      if (path !== '/redaction/secrecy-orders') return undefined
      if (method === 'GET') return { body: { secrecyOrders: standing.map(viewOf) } }
      standing = [body as typeof ORDER]
      return { status: 201, body: viewOf(body as typeof ORDER) }
    })
    await on.open('custody')
    const section = on.page.getByRole('region', { name: 'Judicial secrecy' })
    await section.getByText('No order stands').waitFor()
    const place = section.getByRole('button', { name: 'Place under secrecy' })
    await place.press('Enter')
    await on.page.locator('#secrecy-agency-fault').waitFor()
    expect(on.askedFor('POST', '/redaction/secrecy-orders')).toEqual([])
    await on.page.locator('#secrecy-subject').fill(` ${ORDER.subjectRef.toUpperCase()}`)
    // Only agencies of this hub keep a part here, and only these two order it.
    const offered = (field: string) => on.page.locator(`#secrecy-${field} option`).allTextContents()
    expect(await offered('agency')).not.toContain('Defensoría Pública del Norte')
    expect((await offered('authority')).slice(1)).toEqual(['Court', 'Prosecution'])
    await on.page.locator('#secrecy-agency').selectOption({ label: 'Policía de Puerto Alba' })
    await on.page.locator('#secrecy-authority').selectOption('court')
    await on.page.locator('#secrecy-number').fill('xa-2026/114')
    await on.page.locator('#secrecy-review').fill(ORDER.reviewOn)
    await place.press('Enter')
    const order = section.locator('.cards > li')
    await order.getByText('Policía de Puerto Alba').waitFor()
    expect(bodyOf(on.last('POST', '/redaction/secrecy-orders'))).toEqual(ORDER)
    for (const language of ['es', 'en', 'fr', 'pt']) {
      await on.page.locator('#language').selectOption(language)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
    await on.page.locator('#language').selectOption('en')
    await order.getByRole('button', { name: 'Lift' }).press('Enter')
    await section.getByText('Lifted: the person may read it again').waitFor()
    await order.waitFor({ state: 'detached' })
  })

  it('lists access that is restricted after another hub’s recall was refused, with its day, and ends it there', async () => {
    const erasureId = id(42)
    let state = 'restricted'
    const view = () => ({
      ...{ erasureId, subjectRef: id(40), state, reason: 'recalled', requestedAt: '2026-11-20T10:00:00.000Z' },
      ...{ isOwn: false, isConfirmed: false, dueAt: null, heldBy: ['open_proceeding'], reviewOn: '2027-02-18' },
      linkedRecords: 0,
    })
    on.served.signInWith(['directory:read', 'identity:custody'])
    on.served.answer(({ method, path }) => {
      if (path === '/redaction/erasures') return { body: { erasures: [view()] } }
      if (path === '/redaction/legal-holds') return { body: { legalHolds: [] } }
      if (path === '/redaction/secrecy-orders') return { body: { secrecyOrders: [] } }
      if (method !== 'POST' || path !== `/redaction/erasures/${erasureId}/call-back`) return undefined
      state = 'called_back'
      return { body: view() }
    })
    await on.open('custody')
    await on.page.locator('#language').selectOption('en')
    await on.page.getByText('The hub from which they came has erased them').waitFor()
    await on.page.getByText('A referral that has not ended').waitFor()
    // No custodian gives it as their own reason.
    expect((await on.page.locator('#erase-reason option').allTextContents()).join()).not.toContain('The hub')
    for (const language of ['es', 'en', 'fr', 'pt']) {
      await on.page.locator('#language').selectOption(language)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
    await on.page.locator('#language').selectOption('en')
    await on.page.getByRole('button', { name: 'Call back' }).press('Enter')
    await on.page.getByText('Called back.', { exact: true }).waitFor()
    expect(on.askedFor('POST', `/redaction/erasures/${erasureId}/call-back`)).toHaveLength(1)
  })
})
