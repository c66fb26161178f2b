import { expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { exampleOf } from './fixtures/example.ts'
import { useReferral, type Who } from './fixtures/service.ts'
import { standing } from './fixtures/standing.ts'

const service = await useReferral()
const { step, get } = service
const { view: read, sent, withdraw } = standing(service)

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
