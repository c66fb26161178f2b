import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { AGENCIES, id, LEAVER } from './support/page-alone/hub.ts'
import { bodyOf, CASEWORKER, usePageAlone } from './support/page-alone/use.ts'

describe.skipIf(noBrowser)("an agency's team", () => {
  const on = usePageAlone()

  describe('a request for help', () => {
    it('is answered with yes, or with no and a coded reason', async () => {
      await on.open('offers')
      const first = on.page.locator('.card').first()
      await first.getByRole('button', { name: 'We cannot' }).click()
      await first.getByRole('button', { name: 'We cannot' }).click()
      await first.getByText('This is needed').waitFor()
      await first.locator('input[value=at-capacity]').check()
      await first.getByRole('button', { name: 'We cannot' }).click()
      await on.page.getByText('The next agency is asked').waitFor()
      const declined = on.last('POST', `/referral/offers/${id(300)}/answer`)
      expect(declined?.body).toEqual({ answer: 'declined', reason: 'at-capacity' })
      await on.page.locator('.card').nth(1).getByRole('button', { name: 'We can help' }).click()
      await expect
        .poll(() => on.last('POST', `/referral/offers/${id(301)}/answer`)?.body)
        .toEqual({ answer: 'willing' })
    })
  })

  describe('the team', () => {
    it('says how much room there is', async () => {
      await on.open('capacity')
      await on.page.locator('#places-housing').fill('many')
      await on.page.locator('#places-housing').press('Enter')
      await on.page.getByText('A whole number').waitFor()
      await on.page.locator('#places-housing').fill('7')
      await on.page.locator('tr', { hasText: 'Housing' }).getByRole('button').click()
      await on.page.getByText('Saved: Housing').waitFor()
      const said = on.last('POST', '/directory/agencies/own/capacity')
      expect(said?.body).toEqual({ service: 'housing', places: 7, open: true })
    })

    it('reads on every page that its agency is to be accredited again, and until when it is; caseworkers once it has lapsed', async () => {
      const until = (days: number) => new Date(Date.now() + days * 86_400_000 + 3_600_000).toISOString()
      const accredited = (days: number) =>
        on.served.answer(({ path }) => {
          if (path !== '/directory/agencies') return undefined
          const accreditation = { on: '2026-03-10', by: ['Ministry of Justice', 'Ombudsman'], until: until(days) }
          const items = AGENCIES.map(agency => (agency.agencyId === id(11) ? { ...agency, accreditation } : agency))
          return { body: { items, next: null } }
        })
      const ends = on.page.getByRole('link', { name: 'The accreditation of your agency lapses in 20 days.' })
      accredited(20)
      await on.open('duty')
      await ends.click()
      await on.page.getByText('accredited on 10 March 2026 by Ministry of Justice, Ombudsman').waitFor()
      await on.page.getByText('Two institutions have to approve your agency again').waitFor()
      accredited(-1)
      on.served.signInWith(CASEWORKER)
      await on.page.reload()
      await on.page.getByText('The accreditation of your agency has lapsed').first().waitFor()
      expect(await ends.count()).toBe(0)
    })

    it('and who reads the log that the directory is older than it may be', async () => {
      on.served.signInWith(['directory:read', 'audit:read'])
      on.served.answer(({ path }) => {
        if (path !== '/directory/hubs/own/statement') return undefined
        const nextBy = '2026-11-30T10:00:00.000Z'
        return { body: { version: 3, issuedAt: '2026-09-01T10:00:00.000Z', nextBy, overdue: true } }
      })
      await on.open('alerts')
      await on.page.getByText('The directory of this hub was to be stated anew by').waitFor()
    })

    it('plans who is on duty', async () => {
      await on.open('duty')
      await on.page.getByText('ana.supervisora@xa (you)').first().waitFor()
      await on.page.getByRole('button', { name: 'Add the shift' }).click()
      await expect.poll(() => on.focused('id')).toBe('shift-who')
      await on.page.locator('#shift-who').selectOption(id(3))
      await on.page.locator('#shift-from').fill('2030-01-31T20:00')
      await on.page.locator('#shift-to').fill('2030-01-31T08:00')
      await on.page.getByText('A shift ends after it begins').waitFor()
      await on.page.locator('#shift-to').fill('2030-02-01T08:00')
      await on.page.locator('#shift-supervises').check()
      await on.page.getByRole('button', { name: 'Add the shift' }).click()
      await on.page.getByText('Planned: ').waitFor()
      expect(bodyOf(on.last('POST', '/referral/rota'))).toMatchObject({ userId: id(3), supervises: true })
      expect(on.last('POST', '/referral/rota')?.version).toBe('"5"')
      await expect.poll(() => on.page.locator('#shift-from').inputValue()).toBe('2030-02-01T08:00')
    })

    it('plans none that is over, tells each by who and when, and shows what is later than a week', async () => {
      await on.open('duty')
      const times = async (from: string, to: string) => {
        await on.page.locator('#shift-from').fill(from)
        await on.page.locator('#shift-to').fill(to)
        await on.page.getByRole('button', { name: 'Add the shift' }).press('Enter')
      }
      await on.page.locator('#shift-who').selectOption(id(3))
      await times('2020-01-31T20:00', '2020-02-01T08:00')
      await on.page.getByText('This shift would be over already').waitFor()
      await expect.poll(() => on.focused('id')).toBe('shift-to')
      await times('2030-01-31T20:00', '2030-03-31T08:00')
      await on.page.getByText('31 days at most').waitFor()
      expect(on.askedFor('POST', '/referral/rota')).toEqual([])
      const shift = { id: id(77), userId: id(3), from: '2030-01-31T20:00:00.000Z', to: '2030-02-01T08:00:00.000Z' }
      const items = [{ ...shift, supervises: false }]
      on.served.answer(({ method, path }) =>
        method === 'GET' && path === '/referral/rota'
          ? { body: { items, next: null, onDuty: [], version: 6 } }
          : undefined,
      )
      await times('2030-01-31T20:00', '2030-02-01T08:00')
      await on.page.locator('form').getByRole('status').getByText('31 Jan 2030').waitFor()
      await on.page.locator('ol[aria-labelledby=later] h3', { hasText: '31 January 2030' }).waitFor()
      // What was told of one change does not stand beside the refusal of the next.
      on.served.answer(({ method, path }) =>
        method === 'POST' && path === '/referral/rota'
          ? { status: 409, body: { code: 'shift_overlaps', title: 'Already on duty then', next: '', refs: {} } }
          : undefined,
      )
      await times('2030-01-31T20:00', '2030-02-01T08:00')
      await on.page.getByRole('alert').getByText('Already on duty then').waitFor()
      expect(await on.page.getByText('Planned: ').count()).toBe(0)
    })

    it('hands over some of what a colleague works on, or all', async () => {
      await on.open('handover')
      await on.page.locator('#handover-from').selectOption(id(2))
      await on.page.getByRole('status').getByText('3 open referrals in these hands').waitFor()
      await on.page.locator('#handover-to').selectOption(id(2))
      await on.page.getByText('two different people').waitFor()
      await on.page.locator('#handover-to').selectOption(id(3))
      await on.page.locator('input[value=some]').check()
      await on.page.locator('input[name=handover-some]').first().check()
      await on.page.getByRole('button', { name: 'Hand over', exact: true }).click()
      await on.page.getByText('3 referrals handed over').waitFor()
      const handed = bodyOf(on.last('POST', '/referral/handovers'))
      expect(handed).toMatchObject({ fromUserId: id(2), toUserId: id(3) })
      expect(handed?.['referralIds']).toHaveLength(1)
      expect(on.last('POST', '/referral/handovers')?.version).toBe('"17"')
      await on.page.locator('input[value=all]').check()
      await on.page.getByRole('button', { name: 'Hand over', exact: true }).click()
      await expect.poll(() => bodyOf(on.last('POST', '/referral/handovers'))).not.toHaveProperty('referralIds')
    })

    it('is told on each page that somebody has left, and hands over what was in their hands', async () => {
      await on.open('duty')
      await on.page.getByRole('link', { name: '1 person who has left still has open work' }).click()
      await on.page.getByRole('heading', { name: LEAVER.name }).waitFor()
      await on.page.getByText('2 shifts still planned').waitFor()
      await on.page.getByRole('button', { name: `Hand over what ${LEAVER.name} left` }).click()
      await expect.poll(() => on.focused('id')).toBe('handover-to')
      await on.page.locator('#handover-to').selectOption(id(3))
      on.served.answer(({ path }) => (path === '/referral/hands/open' ? { body: { items: [] } } : undefined))
      await on.page.getByRole('button', { name: 'Hand over', exact: true }).click()
      await on.page.getByText('3 referrals handed over').waitFor()
      const handed = bodyOf(on.last('POST', '/referral/handovers'))
      expect(handed).toMatchObject({ fromUserId: LEAVER.userId, toUserId: id(3) })
      await on.page.getByRole('heading', { name: LEAVER.name }).waitFor({ state: 'detached' })
      expect(await on.page.getByText('who has left').count()).toBe(0)
    })

    it('is planned by supervisors alone', async () => {
      on.served.signInWith(CASEWORKER)
      await on.open('duty')
      await on.page.getByText('On duty now').waitFor()
      expect(await on.page.getByRole('button', { name: 'Add the shift' }).count()).toBe(0)
      for (const place of ['handover', 'capacity']) {
        await on.page.goto(`${on.served.origin}/#/${place}`)
        await on.page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
      }
    })
  })
})
