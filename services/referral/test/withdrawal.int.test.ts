import { consentWithdrawn, decodePayload, referralChanged } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { exampleOf } from './fixtures/example.ts'
import { PEER } from './fixtures/neighbours.ts'
import { useReferral, type Who } from './fixtures/service.ts'

const { submit, step, post, get, rows, publish, settled, publishAssessment } = await useReferral()

const withdraw = async (...referralIds: string[]) =>
  settled(await publish(consentWithdrawn, { basisId: crypto.randomUUID(), agencyId: SENDER.agencyId, referralIds }))
const read = async (id: string) => (await get(SENDER, `/referrals/${id}`)).body
const sent = async (changes: object = {}): Promise<string> => (await submit(SENDER, changes)).body.id

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

/** Every step of both parties, in the state to which these lead. */
const PATHS: readonly (readonly [string, Who, object?][])[] = [
  [],
  [['accept', RECIPIENT]],
  [
    ['accept', RECIPIENT],
    ['start', RECIPIENT],
  ],
  [['decline', RECIPIENT, { reason: 'at-capacity' }]],
  [['ask', RECIPIENT, { about: ['languages'] }]],
]
test.each(PATHS.map(path => ({ path, after: path.map(([name]) => name).join(', ') || 'sending' })))(
  'a withdrawal against every step, after $after: in some order, and nothing goes on',
  async ({ path }) => {
    const ready = async () => {
      const id = await sent()
      for (const [name, who, data] of path) await step(who, id, name, data)
      return id
    }
    const first = await ready()
    const actions: [Who, string, object][] = []
    for (const who of [SENDER, RECIPIENT])
      for (const action of (await get(who, `/referrals/${first}`)).body.allowedActions)
        if (action.missing === undefined) actions.push([who, action.step, Object(exampleOf(action.data))])
    expect(actions.length).toBeGreaterThan(4)
    for (const [who, name, data] of actions) {
      const id = await ready()
      const [answer, heard] = await Promise.all([step(who, id, name, data), withdraw(id)])
      expect([name, heard]).toEqual([name, 'done'])
      expect([name, answer.status]).toEqual([name, answer.status === 409 ? 409 : 200])
      const view = await read(id)
      const ended = ['cancelled', 'completed', 'deceased', 'stopped'].includes(view.state)
      expect([name, view.state]).toEqual([name, ended ? view.state : 'halted'])
      const withdrawn = view.steps.filter((taken: { step: string }) => taken.step === 'withdraw')
      // A person's death can be recorded after it too.
      expect([name, withdrawn.length]).toEqual([name, ended && name !== 'record-death' ? 0 : withdrawn.length && 1])
      expect([name, ended || withdrawn.length === 1]).toEqual([name, true])
    }
  },
)
