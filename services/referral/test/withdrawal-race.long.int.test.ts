import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AgencyType } from '@amparo/contracts'
import { afterAll, expect, test } from 'vitest'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { consenting } from './fixtures/consenting.ts'
import { PEER } from './fixtures/neighbours.ts'
import { offering } from './fixtures/offering.ts'
import { useReferral } from './fixtures/service.ts'
import { standing } from './fixtures/standing.ts'

const service = await useReferral()
const { submit, step, post, rows } = service
const { view, sent, completed, declined, willing, reopen, open } = standing(service)
const consent = consenting(service)
const work = await offering(service, [{ ...STRANGER, type: AgencyType.SHELTER }])
afterAll(() => work.stop())

/** On a machine that is slow enough whoever asks is told to come again, as a page does. */
async function patiently(action: () => ReturnType<typeof submit>): ReturnType<typeof submit> {
  const answer = await action()
  return answer.status === 503 ? patiently(action) : answer
}

test('a withdrawal against everything at once, again and again: nothing that rests on it is open afterwards', async () => {
  const outcomes = { stored: 0, refused: 0, halted: 0 }
  const rarest = () => Math.min(...Object.values(outcomes))
  // More where a busy machine lets one order come about seldom.
  for (let round = 0; round < 30 || (rarest() <= 10 && round < 120); round++) {
    consent.agree()
    const since = new Date()
    const [waits, other, done, refused] = [await sent(), await sent(), await completed(), await declined()]
    const offerId = await willing(refused)
    const actions = [
      () => submit(SENDER),
      () => submit(SENDER, { to: PEER }),
      () => step(RECIPIENT, waits, 'accept'),
      () => step(RECIPIENT, other, 'decline', { reason: 'at-capacity' }),
      () => submit(SENDER, { to: STRANGER, links: [{ referralId: other, kind: 'transfer' }] }),
      () => reopen(done),
      () => submit(SENDER, { to: STRANGER, offerId }),
    ]
    const took = async (action: () => ReturnType<typeof submit>, at: number) => {
      await sleep(at)
      return patiently(action)
    }
    const withdrawn = sleep(Math.random() * 40).then(async () => {
      const permits = consent.takeBack()
      // News may be slower than what they are about.
      await sleep(Math.random() * 30)
      return consent.tell(permits)
    })
    const answers = await Promise.all(actions.map(action => took(action, Math.random() * 40)))
    expect(await withdrawn).toBe('done')
    for (const { status, body } of answers) {
      expect([200, 201, 403, 409]).toContain(status)
      if (status === 403) expect(body.code).toBe('consent_withdrawn')
      outcomes[status < 300 ? 'stored' : 'refused']++
    }
    expect([round, await open(since)]).toEqual([round, []])
    const halted = await rows(`select 1 from referral where state = 'halted' and submitted_at >= $1`, [since])
    outcomes.halted += halted.length
  }
  // Both orders came about.
  expect(rarest()).toBeGreaterThan(10)
})

test('a withdrawal against all that is done with what rests on it: it ends in one of the two ways, and nobody who held it does so afterwards', async () => {
  const ends = new Set<string>()
  for (let round = 0; round < 12 || (ends.size < 3 && round < 60); round++) {
    consent.agree()
    const since = new Date()
    const taken = async () => {
      const id = await sent()
      await step(RECIPIENT, id, 'accept')
      await post(RECIPIENT, `/referrals/${id}/assignment`)
      return id
    }
    const [waits, cancelled, refused] = [await sent(), await sent(), await declined()]
    const [one, other, third] = [await taken(), await taken(), await taken()]
    await expect.poll(async () => (await view(refused)).offers.length).toBe(1)
    const offerId: string = (await view(refused)).offers[0].id
    const [from, to] = [randomUUID(), randomUUID()]
    const boss = { ...RECIPIENT, scope: 'referral:read referral:assign referral:work' }
    await post(boss, `/referrals/${third}/assignment`, { userId: from })
    const actions = [
      () => step(RECIPIENT, waits, 'ask', { about: ['languages'] }),
      () => step(SENDER, cancelled, 'cancel', { reason: 'person-withdrew' }),
      () => step(RECIPIENT, one, 'complete', { outcome: 'services-provided' }),
      () => step(RECIPIENT, other, 'hand-back', { reason: 'at-capacity' }),
      () => step(RECIPIENT, third, 'start'),
      () => post(RECIPIENT, `/referrals/${waits}/assignment`),
      () => post(boss, '/handovers', { fromUserId: from, toUserId: to }),
      () => post(SENDER, `/referrals/${one}/links`, { referralId: other, kind: 'family' }),
      () => post(STRANGER, `/offers/${offerId}/answer`, { answer: 'willing' }),
    ]
    const clock = sleep(Math.random() * 40).then(service.app.fireDue)
    const withdrawn = sleep(Math.random() * 40).then(() => consent.tell(consent.takeBack()))
    const answers = await Promise.all(
      actions.map(async action => {
        await sleep(Math.random() * 40)
        return patiently(action)
      }),
    )
    expect(await withdrawn).toBe('done')
    await clock
    for (const { status } of answers) expect([200, 201, 409]).toContain(status)
    expect([round, await open(since)]).toEqual([round, []])
    // Whoever is assigned after it halted is to answer the withdrawal.
    const held = `select 1 from assignment join referral on referral.id = referral_id
      where submitted_at >= $1 and ended_at is null and assignment.agency_id = to_agency and not exists (
        select 1 from step where step.referral_id = referral.id and step = 'withdraw' and received_at <= assignment.at)`
    const asked = `select 1 from offer join referral on referral.id = referral_id where submitted_at >= $1 and answer is null`
    expect([round, await rows(held, [since]), await rows(asked, [since])]).toEqual([round, [], []])
    for (const id of [waits, cancelled, one, other, third, refused]) {
      const { state, steps } = await view(id)
      ends.add(state)
      expect(steps.filter(({ step }: { step: string }) => step === 'withdraw').length).toBeLessThanOrEqual(1)
    }
  }
  expect([...ends].toSorted()).toEqual(['cancelled', 'completed', 'halted'])
})
