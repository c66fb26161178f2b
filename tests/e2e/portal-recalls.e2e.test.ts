import type { RecallView } from '@amparo/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import type { Answering } from './support/page-alone/serve.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const [OWN, POLICE, OUTSIDE] = [11, 12, 13].map(n => ({ hub: 'XA', agencyId: id(n) })) as [Party, Party, Party]
type Party = RecallView['from']
const HOUR_MS = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()
const recallOf = (n: number, change: Partial<RecallView>): RecallView => ({
  ...{ id: id(600 + n), referralId: id(500 + n), kind: 'withdrawn', state: 'views_stopped', from: POLICE, holder: OWN },
  ...{ recalledAt: inHours(-2), answerBy: inHours(70), onward: [], ...change },
})
const DOWN = {
  status: 503,
  body: { code: 'temporarily_unavailable', title: 'Consent does not answer', next: 'Try again' },
}

describe.skipIf(noBrowser)('what was taken back and is to be answered', () => {
  const on = usePageAlone()
  let open: RecallView[]
  const answering: Answering = asked => {
    const { method, path, query } = asked
    // One at a time: the list goes on.
    const after = open.findIndex(one => one.id === query.get('cursor')) + 1
    const page = open.slice(after, after + 1)
    const isLast = after + 1 >= open.length
    if (path === '/consent/recalls') return { body: { items: page, nextCursor: isLast ? null : page[0]?.id } }
    const answered = open.find(one => path === `/consent/recalls/${one.id}/answer`)
    if (method !== 'POST' || answered === undefined) return undefined
    open = open.filter(one => one !== answered)
    const { answer } = asked.body as { answer: RecallView['state'] }
    return { body: { ...answered, state: answer, said: answer } }
  }
  beforeEach(() => {
    open = [recallOf(1, {}), recallOf(2, { from: OWN, holder: OUTSIDE, answerBy: inHours(20) })]
    on.served.answer(answering)
  })
  const sent = () => on.served.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => ({ path, body }))

  it('stands in one list, what is due first before the others, and is answered there, by keyboard', async () => {
    await on.open('inbox')
    await on.page.getByRole('link', { name: 'To be answered' }).click()
    const cards = on.page.locator('.cards > li')
    await expect.poll(() => cards.count()).toBe(2)
    const [first, second] = [cards.nth(0), cards.nth(1)]
    await first.getByText('It is no member, or is suspended, and cannot answer here').waitFor()
    await first.getByText('Protección de la Infancia de Puerto Alba').waitFor()
    await second.getByText('Policía de Puerto Alba').waitFor()
    for (const language of ['es', 'en', 'fr', 'pt']) {
      await on.page.locator('#language').selectOption(language)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
    await on.page.locator('#language').selectOption('en')
    await second.getByLabel('We keep it, on another basis').press('Space')
    await first.getByLabel('Has destroyed it').press('Space')
    await first.getByRole('button', { name: 'Answer' }).press('Enter')
    const told = 'Your answer is signed and on its way.'
    await expect.poll(() => on.focused('textContent')).toBe(told)
    await expect.poll(() => cards.count()).toBe(1)
    await cards.getByLabel('On what basis').selectOption('court_order')
    await cards.getByLabel('Why').selectOption('evidence_in_court')
    await cards.getByRole('button', { name: 'Answer' }).click()
    await on.page.getByText('Nothing is to be answered').waitFor()
    await expect.poll(() => on.focused('textContent')).toBe(told)
    expect(sent()).toEqual([
      { path: `/consent/recalls/${id(602)}/answer`, body: { answer: 'destroyed' } },
      {
        path: `/consent/recalls/${id(601)}/answer`,
        body: { answer: 'retained', basis: 'court_order', reason: 'evidence_in_court' },
      },
    ])
  })

  it('is answered with what was chosen alone: nothing is chosen beforehand, and what is missing is said', async () => {
    open = [recallOf(1, {})]
    await on.open('recalls')
    await on.page.locator('#language').selectOption('en')
    const card = on.page.locator('.cards > li')
    const send = card.getByRole('button', { name: 'Answer' })
    const missing = card.getByText('This is needed.')
    await send.waitFor()
    expect(await card.getByRole('radio', { checked: true }).count()).toBe(0)
    await send.press('Enter')
    await expect.poll(() => missing.count()).toBe(1)
    await card.getByLabel('We keep it, on another basis').check()
    await expect.poll(() => missing.count()).toBe(2)
    for (const language of ['es', 'en', 'fr', 'pt']) {
      await on.page.locator('#language').selectOption(language)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
    await on.page.locator('#language').selectOption('en')
    await card.getByLabel('On what basis').selectOption('legal_obligation')
    await send.click()
    await expect.poll(() => missing.count()).toBe(1)
    expect(sent()).toEqual([])
    await card.getByLabel('Why').selectOption('legal_hold')
    await send.click()
    await on.page.getByText('Nothing is to be answered').waitFor()
    expect(sent().map(({ body }) => body)).toEqual([
      { answer: 'retained', basis: 'legal_obligation', reason: 'legal_hold' },
    ])
  })

  it('is answered on its referral, too, by the sender for an organisation that is no member', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'sender', scopes: [] })
    referral.extra = { from: OWN, to: OUTSIDE, outside: true }
    open = [recallOf(2, { from: OWN, holder: OUTSIDE, referralId: referral.id })]
    on.served.answer(asked =>
      asked.path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : answering(asked),
    )
    await on.open(`referrals/${referral.id}`)
    const section = on.page.locator('section[aria-labelledby=recall]')
    await section.getByText('ask it what it has done').waitFor()
    await section.getByLabel('Has stopped using it').check()
    await section.getByRole('button', { name: 'Answer' }).click()
    await on.page.getByText('Your answer is signed').waitFor()
    expect(sent()).toEqual([{ path: `/consent/recalls/${id(602)}/answer`, body: { answer: 'stopped' } }])
  })

  describe('on a referral that has halted', () => {
    const CASEWORKER = ['referral:decide', 'referral:work', 'referral:submit', 'consent:record', 'referral:read']
    let referral: MadeUpReferral
    const halted = (side: 'sender' | 'recipient') => {
      referral = new MadeUpReferral('oas-64-standard', { side, scopes: CASEWORKER })
      referral.take('recipient', 'accept')
      referral.take('sender', 'withdraw', { basis: 'consent' })
      const party = side === 'recipient' ? {} : { from: OWN, to: OUTSIDE, outside: true }
      referral.extra = party
      const to = side === 'recipient' ? {} : { from: OWN, holder: OUTSIDE }
      open = [recallOf(1, { referralId: referral.id, ...to })]
      on.served.answer(asked => {
        const at = `/referral/referrals/${referral.id}`
        if (asked.path === at) return { body: referral.view() }
        return asked.path === `${at}/steps` ? referral.asked(asked.body as { step: string }) : answering(asked)
      })
    }
    const steps = () => sent().filter(({ path }) => path.endsWith('/steps'))

    it.each([
      ['We use it no more', 'stopped-using'],
      ['We have destroyed it', 'destroyed'],
    ] as const)('is asked once: “%s” is what the referral records as %s', async (words, holding) => {
      halted('recipient')
      await on.open(`referrals/${referral.id}`)
      const section = on.page.locator('section[aria-labelledby=recall]')
      await section.getByLabel(words).check()
      expect(await on.page.getByRole('button', { name: 'Confirm that you have stopped' }).count()).toBe(0)
      await section.getByRole('button', { name: 'Answer' }).click()
      await on.page.getByText('Your answer is signed').waitFor()
      await on.page.getByText('This referral has ended.').waitFor()
      expect(steps().map(({ body }) => body)).toEqual([{ step: 'answer-withdrawal', data: { holding } }])
      expect(referral.view().state).toBe('stopped')
    })

    it('is asked once in the list, too, and of what one keeps', async () => {
      halted('recipient')
      await on.open('recalls')
      const card = on.page.locator('.cards > li')
      await card.getByLabel('We keep it, on another basis').check()
      await card.getByLabel('On what basis').selectOption('court_order')
      await card.getByLabel('Why').selectOption('evidence_in_court')
      await card.getByRole('button', { name: 'Answer' }).click()
      await on.page.getByText('Nothing is to be answered').waitFor()
      await expect.poll(steps).toMatchObject([{ body: { data: { holding: 'retained-other-basis' } } }])
    })

    it('is closed by its sender with what one that is no member has told', async () => {
      halted('sender')
      await on.open(`referrals/${referral.id}`)
      const section = on.page.locator('section[aria-labelledby=recall]')
      await section.getByLabel('Has stopped using it').check()
      await section.getByRole('button', { name: 'Answer' }).click()
      await on.page.getByText('This referral has ended.').waitFor()
      expect(steps()).toMatchObject([{ body: { step: 'close-withdrawal', data: { reason: 'confirmed-otherwise' } } }])
    })

    it('still lets it be confirmed where the hub took the answer and then not the step, and says so', async () => {
      halted('recipient')
      on.served.answer(asked => {
        const at = `/referral/referrals/${referral.id}`
        if (asked.path === `${at}/steps`) return DOWN
        return asked.path === at ? { body: referral.view() } : answering(asked)
      })
      await on.open(`referrals/${referral.id}`)
      const section = on.page.locator('section[aria-labelledby=recall]')
      await section.getByLabel('We use it no more').check()
      await section.getByRole('button', { name: 'Answer' }).click()
      await on.page.locator('.problem', { hasText: 'Consent does not answer' }).waitFor()
      await on.page.getByText('Your answer is signed').waitFor()
      await on.page.getByRole('button', { name: 'Confirm that you have stopped' }).waitFor()
    })
  })

  it('is not passed over in silence where the hub does not say what it is', async () => {
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: [] })
    on.served.answer(asked => {
      if (asked.path === '/consent/recalls') return DOWN
      return asked.path === `/referral/referrals/${referral.id}` ? { body: referral.view() } : undefined
    })
    for (const place of ['recalls', `referrals/${referral.id}`]) {
      await on.open(place)
      await on.page.locator('.problem', { hasText: 'Consent does not answer' }).waitFor()
      expect(await on.page.getByText('Nothing is to be answered').count()).toBe(0)
    }
  })
})
