import { describe, expect, it } from 'vitest'
import { loadBook, runOf, servicePlan, type Taken } from '../src/index.ts'
import { logOf } from './fixtures/protocols.ts'

const protocol = loadBook().latest('oas-64-standard')
if (protocol === undefined) throw new Error('the standard protocol is not there')
const ASKED = ['housing', 'legal', 'mental_health']
const plan = (...log: (string | [string, Taken['data']])[]) =>
  Object.fromEntries(
    servicePlan(protocol, runOf(protocol, logOf(...log), { priority: 'normal' }), ASKED).map(({ service, state }) => [
      service,
      state,
    ]),
  )

describe('a service plan', () => {
  it('begins with what was asked for, and acceptance takes it on', () => {
    expect(plan()).toEqual({ housing: 'requested', legal: 'requested', mental_health: 'requested' })
    expect(plan('recipient:accept')).toEqual({ housing: 'accepted', legal: 'accepted', mental_health: 'accepted' })
  })

  it('with a part accepted leaves the rest unmet', () => {
    expect(plan(['recipient:accept-part', { services: ['housing'] }])).toEqual({
      housing: 'accepted',
      legal: 'unmet',
      mental_health: 'unmet',
    })
  })

  it('follows the updates, which may add a service', () => {
    const updated = plan('recipient:accept', 'recipient:start', [
      'recipient:plan',
      {
        items: [
          { service: 'housing', state: 'provided' },
          { service: 'language', state: 'accepted' },
        ],
      },
    ])
    expect(updated).toEqual({ housing: 'provided', legal: 'accepted', mental_health: 'accepted', language: 'accepted' })
  })

  it('at the end leaves no service without an answer', () => {
    const ended = (outcome: string) =>
      plan('recipient:accept', 'recipient:start', [
        'recipient:complete',
        { outcome, services: [{ service: 'housing', state: 'provided' }] },
      ])
    expect(ended('partially-provided')).toEqual({ housing: 'provided', legal: 'unmet', mental_health: 'unmet' })
    expect(ended('services-provided')).toEqual({ housing: 'provided', legal: 'provided', mental_health: 'provided' })
    expect(ended('person-declined')).toEqual({
      housing: 'provided',
      legal: 'declined-by-person',
      mental_health: 'declined-by-person',
    })
  })

  it('takes no notice of a step that had no effect', () => {
    expect(plan(['recipient:plan', { items: [{ service: 'housing', state: 'provided' }] }])['housing']).toBe(
      'requested',
    )
  })
})
