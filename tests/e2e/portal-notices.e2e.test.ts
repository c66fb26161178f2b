import type { NoticeView } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

describe.skipIf(noBrowser)('notices at the page', () => {
  const on = usePageAlone()

  it('of which the consent has ended says so: it is not shown any more, and its issuer withdraws it for good', async () => {
    const ended: NoticeView = {
      ...{ noticeId: id(70), number: '7K2M-9QXD-4TRB-8WNE-3FHC-5Y', kind: 'non_removal', state: 'ended' },
      ...{ fromAgency: id(11), toAgency: id(12) },
      ...{ issuedAt: '2026-11-20T10:00:00.000Z', expiresAt: '2027-02-20T10:00:00.000Z' },
    }
    let items = [{ ...ended, noticeId: id(71), number: '1K2M-9QXD-4TRB-8WNE-3FHC-5Y', state: 'stands' as const }, ended]
    on.served.answer(({ method, path }) => {
      if (path === '/redaction/notices') return { body: { items } }
      if (method !== 'POST' || path !== `/redaction/notices/${ended.noticeId}/withdrawal`) return undefined
      items = items.slice(0, 1)
      return { body: { withdrawn: true } }
    })
    await on.open('notices')
    const [stands, over] = [0, 1].map(n => on.page.locator('.cards > li').nth(n))
    await over?.getByText('Stands no more').waitFor()
    const buttons = (card: typeof over) => card?.getByRole('button').allTextContents()
    expect([await buttons(stands), await buttons(over)]).toEqual([['Show the notice', 'Withdraw'], ['Withdraw']])
    for (const language of ['es', 'fr', 'pt', 'en']) {
      await on.page.locator('#language').selectOption(language)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
    await over?.getByRole('button', { name: 'Withdraw' }).press('Enter')
    await on.page.getByText('Withdrawn. Nobody is shown it any more.').waitFor()
    expect(on.askedFor('POST', `/redaction/notices/${ended.noticeId}/withdrawal`)).toHaveLength(1)
  })
})
