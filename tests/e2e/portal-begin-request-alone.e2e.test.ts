import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { AGENCIES, id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'

const DRAFT = id(801)
const AUTHORITY = { hub: 'XB', agencyId: id(802), type: 'central_authority', name: 'Autoridad Central de XB' }

describe.skipIf(noBrowser)('a request for evidence that is begun', () => {
  const on = usePageAlone()
  let letIn = () => {}

  beforeEach(async () => {
    const before = new Promise<void>(resolve => {
      letIn = resolve
    })
    on.served.signInWith(['directory:read', 'evidence:request', 'referral:read'])
    on.served.answer(async ({ method, path }) => {
      if (path === '/directory/agencies') return { body: { items: [...AGENCIES, AUTHORITY], nextCursor: null } }
      if (!path.endsWith('/evidence-requests') || method !== 'POST') return undefined
      await before
      return { status: 201, body: { id: DRAFT, version: 1 } }
    })
    await on.open('evidence')
  })
  const press = () => on.page.locator('form[aria-labelledby=begin-request] button[type=submit]').press('Enter')
  async function choose() {
    await on.page.locator('#request-type').selectOption('documents')
    await on.page.locator('#request-to').selectOption('XB')
  }
  const hash = () => on.page.evaluate<string>('location.hash')

  it('and lacks something says what, at the first of it', async () => {
    await press()
    await on.page.locator('#request-type-fault').waitFor()
    await on.page.locator('#request-to-fault').waitFor()
    await expect.poll(() => on.focused('id')).toBe('request-type')
  })

  it('says that it is under way, and opens', async () => {
    await choose()
    await press()
    await on.page.getByText('Opening the draft').waitFor()
    letIn()
    await expect.poll(hash).toBe(`#/evidence/${DRAFT}`)
  })

  it('pulls nobody back who has gone on meanwhile', async () => {
    await choose()
    await press()
    await on.page.getByText('Opening the draft').waitFor()
    await on.page.evaluate("location.hash = '#/inbox'")
    await on.page.locator('#request-type').waitFor({ state: 'detached' })
    const answered = on.page.waitForResponse(response => response.request().method() === 'POST')
    letIn()
    await answered
    await on.page.waitForTimeout(300)
    expect(await hash()).toBe('#/inbox')
  })
})
