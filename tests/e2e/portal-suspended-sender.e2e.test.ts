import type { ReferralDuty, ReferralView } from '@amparo/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const SCOPES = ['referral:read', 'referral:submit', 'referral:decide', 'referral:work']
const CHILDREN = { hub: 'XA', agencyId: id(13) }
const OWN = { hub: 'XA', agencyId: id(11) }
const POLICE = { hub: 'XA', agencyId: id(12) }
const LANGUAGES = ['es', 'fr', 'pt', 'en']

describe.skipIf(noBrowser)('of an agency that is suspended, what it has sent', () => {
  const on = usePageAlone()
  let referral: MadeUpReferral
  let sender: ReferralDuty['sender']
  let waiting: object[]

  beforeEach(() => {
    referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: SCOPES })
    sender = null
    waiting = []
    on.served.answer(({ path }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path === `/referral/referrals/${referral.id}/duty`) return { body: { calls: [], onDuty: [], sender } }
      if (path === '/referral/suspended-senders') return { body: { items: waiting } }
      return undefined
    })
  })

  const inEachLanguage = async (look: () => Promise<unknown>) => {
    for (const language of LANGUAGES) {
      await on.page.locator('#language').selectOption(language)
      await look()
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
  }

  it('tells its recipient that what they write waits, and whom to ring up', async () => {
    sender = { waits: true, turnTo: [{ party: CHILDREN, phone: '+59155500111' }] }
    await on.open(`referrals/${referral.id}`)
    await inEachLanguage(() => on.page.locator('#sender-suspended').waitFor())
    const notice = on.page.locator('section:has(> #sender-suspended)')
    await notice.getByText('what you answer or ask here waits').waitFor()
    expect(await notice.getByRole('link').getAttribute('href')).toBe('tel:+59155500111')
    sender = { waits: false, turnTo: [{ party: CHILDREN, phone: null }] }
    on.served.tell('taken-over', { referralId: referral.id })
    referral.extra = { takenOver: { by: CHILDREN, at: new Date().toISOString() } }
    await notice.getByText('acts in its place now').waitFor()
  })

  it('is for whoever acts in its place to answer, and shows nobody', async () => {
    const taken: Partial<ReferralView> = { to: CHILDREN, takenOver: { by: OWN, at: new Date().toISOString() } }
    referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: SCOPES })
    referral.take('recipient', 'ask', { about: ['medical-report'] })
    referral.extra = { from: POLICE, ...taken }
    referral.assigned.add(id(1))
    await on.open(`referrals/${referral.id}`)
    await inEachLanguage(() => on.page.locator('#in-its-place').waitFor())
    await on.page.getByText('You are not told who the person is').waitFor()
    await on.page.getByRole('button', { name: 'Answer' }).first().waitFor()
    for (const kept of ['#person', '#thread', '#files']) expect(await on.page.locator(kept).count()).toBe(0)
  })

  it('says of what halted that its recipient was suspended, also once that is lifted, and how to go on', async () => {
    referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: SCOPES })
    const { steps } = referral.view()
    const last = steps.map(step => ({ ...step, cause: 'suspended' as const }))
    referral.extra = { from: OWN, to: POLICE, status: 'cancelled', turn: 'sender', steps: last }
    await on.open(`referrals/${referral.id}`)
    await inEachLanguage(() => on.page.locator('#suspended').waitFor())
    await on.page.getByText('make a new referral').waitFor()
  })

  it('is counted for those who answer for it, by agency and without a name', async () => {
    waiting = [{ agencyId: POLICE.agencyId, waiting: 3, since: new Date().toISOString() }]
    await on.open('inbox')
    await inEachLanguage(() => on.page.locator('#suspended-senders').waitFor())
    await on.page.getByText('3 referrals wait for somebody to take them over').waitFor()
  })
})
