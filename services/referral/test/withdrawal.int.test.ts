import { childConsentRefused, consentWithdrawn, decodePayload, referralChanged } from '@amparo/contracts'
import { afterEach, expect, test } from 'vitest'
import { addOffer } from '../src/store/offers.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'
import { CHILD, PEER } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'
import { standing } from './fixtures/standing.ts'

const service = await useReferral()
const { submit, step, post, get, rows, publish, settled, publishAssessment, state, app, clock, store } = service
const { view: read, sent, withdraw } = standing(service)

test('what rests on it halts, whoever was assigned is freed, and the other party hears', async () => {
  const id = await sent()
  await post(RECIPIENT, `/referrals/${id}/assignment`)
  await step(RECIPIENT, id, 'accept')
  expect(await withdraw(id)).toBe('done')
  expect(await read(id)).toMatchObject({ state: 'halted', status: 'cancelled', turn: 'recipient' })
  expect((await get(RECIPIENT, `/referrals/${id}`)).body.assignedTo).toEqual([])
  const [last] = await rows('select payload from outbox where aggregate_id = $1 order by position desc', [id])
  expect(decodePayload(referralChanged, last?.['payload']).steps).toMatchObject([{ step: 'withdraw', seen: 1 }])
  const stopped = await step(RECIPIENT, id, 'answer-withdrawal', { holding: 'destroyed' })
  expect(stopped.body).toMatchObject({ state: 'stopped', due: [] })
})

test('all that rests on it, in this hub and in others; what has ended stays as it is', async () => {
  const [one, two, done] = [await sent(), await sent({ to: PEER }), await sent()]
  await step(SENDER, done, 'cancel', { reason: 'duplicate' })
  expect(await withdraw(two, done, one, two)).toBe('done')
  expect((await Promise.all([one, two, done].map(read))).map(({ state }) => state)).toEqual([
    'halted',
    'halted',
    'cancelled',
  ])
})

test('where somebody is under way, the protocol has another answer', async () => {
  const id = await sent({ protocol: 'drill' })
  await step(RECIPIENT, id, 'begin')
  await publishAssessment(id, SENDER.agencyId)
  await step(RECIPIENT, id, 'travel', { when: '2026-12-01' })
  await withdraw(id)
  const view = await read(id)
  expect(view.state).toBe('working')
  expect(view.steps.at(-1)).toMatchObject({ step: 'check-welfare' })
})

afterEach(() => {
  state.permitted = async () => {}
  clock.ahead = 0
})
const halted = async (id: string) => {
  const { state, steps } = await read(id)
  return [state, steps.filter((taken: { step: string }) => taken.step === 'withdraw').length]
}

test('a withdrawal that overtakes the sending of a draft: it is not sent, and stays; once something else carries it, it can be', async () => {
  const draftId = crypto.randomUUID()
  const news = { draftId, agencyId: SENDER.agencyId, userId: crypto.randomUUID(), subjectRef: CHILD }
  await settled(await publish(childConsentRefused, news))
  state.permitted = async voidPermit => {
    const basis = { basisId: crypto.randomUUID(), agencyId: SENDER.agencyId, referralIds: [] }
    await settled(await publish(consentWithdrawn, { ...basis, voidPermits: [voidPermit] }))
  }
  const form = { subjectRef: CHILD, protocol: 'child-safeguarding', draftId }
  const refused = await submit(SENDER, form)
  expect([refused.status, refused.body.code]).toEqual([403, 'consent_withdrawn'])
  expect(await read(draftId)).toMatchObject({ status: 'draft' })
  state.permitted = async () => {}
  expect((await submit(SENDER, form)).body).toMatchObject({ id: draftId, status: 'requested' })
})

test('a withdrawal against the clock: it halts, and nobody is asked or called for what is no longer wanted', async () => {
  await rows('update referral set fire_at = null')
  for (let round = 0; round < 4; round++) {
    const id = await sent({ priority: 'emergency' })
    clock.ahead = 5 * 3_600_000
    const run = async () => {
      while (await app.fireDue());
    }
    await Promise.all([run(), withdraw(id), run()])
    await run()
    clock.ahead = 0
    expect(await halted(id)).toEqual(['halted', 1])
    expect(await rows('select 1 from offer_wanted where referral_id = $1', [id])).toEqual([])
    await rows('update referral set fire_at = null')
  }
})

test.each(['assignment', 'answer', 'hand-over'])(
  'a withdrawal against an %s: in some order, and it halts',
  async what => {
    for (let round = 0; round < 4; round++) {
      const id = await sent()
      const user = crypto.randomUUID()
      const offerId = crypto.randomUUID()
      if (what === 'answer') {
        const profile = { protocol: 'oas-64-standard', protocolVersion: 1, priority: 'urgent', services: ['housing'] }
        const times = { madeAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) }
        const offer = {
          ...profile,
          ...times,
          minors: false,
          withinBasis: false,
          serves: true,
          toAgency: STRANGER.agencyId,
        }
        await store.run(tx => addOffer(tx, { id: offerId, referralId: id, ...offer }))
      }
      if (what === 'hand-over') await post({ ...RECIPIENT, user }, `/referrals/${id}/assignment`)
      const supervisor = { ...RECIPIENT, scope: 'referral:read referral:assign' }
      const act = {
        assignment: () => post({ ...RECIPIENT, user }, `/referrals/${id}/assignment`),
        answer: () => post(STRANGER, `/offers/${offerId}/answer`, { answer: 'willing' }),
        'hand-over': () => post(supervisor, '/handovers', { fromUserId: user, toUserId: crypto.randomUUID() }),
      }[what]
      const [answer, heard] = await Promise.all([act?.(), withdraw(id)])
      expect([answer?.status, heard]).toEqual([
        answer?.status === 409 ? 409 : answer?.status === 201 ? 201 : 200,
        'done',
      ])
      expect(await halted(id)).toEqual(['halted', 1])
      const asked = await rows(
        'select 1 from offer where referral_id = $1 and (answer is null or use_by is not null)',
        [id],
      )
      expect(asked).toEqual([])
    }
  },
)
