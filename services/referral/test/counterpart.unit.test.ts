import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIONS, isAllowed, type StepName } from '../src/domain/actions.ts'
import { followCounterpart, reachableBy } from '../src/domain/counterpart.ts'
import type { Referral, Step } from '../src/domain/referral.ts'
import { takeStep } from '../src/domain/take-step.ts'
import { AT, aReferral, SENDER, STRANGER } from './fixtures/build.ts'

const THERE = { hub: 'XB', agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0009' }
const ours = (changes: Partial<Referral> = {}) => aReferral({ to: THERE, ...changes })
const reported = (step: Partial<Step> & Pick<Step, 'status'>) => ({ fromHub: 'XB', by: THERE, at: AT, ...step })

describe("the counterpart's step", () => {
  test('is applied', () => {
    expect(
      followCounterpart(ours(), 'XA', reported({ status: 'rejected', reason: 'at-capacity' }))?.referral,
    ).toMatchObject({ status: 'rejected', reason: 'at-capacity', version: 2 })
  })

  test('may overtake those before it', () => {
    expect(followCounterpart(ours(), 'XA', reported({ status: 'in-progress' }))?.referral.status).toBe('in-progress')
    expect(followCounterpart(ours({ status: 'in-progress' }), 'XA', reported({ status: 'accepted' }))).toBeUndefined()
  })

  test.each([
    ['another agency of its hub', { by: { ...THERE, agencyId: STRANGER.agencyId } }],
    ['its agency, reported by a third hub', { fromHub: 'XC' }],
    ['our own agency, reported by its hub', { by: SENDER }],
    ['our own agency, reported by ourselves', { by: SENDER, fromHub: 'XA' }],
  ])('of %s is refused', (_, change) => {
    expect(() => followCounterpart(ours(), 'XA', { ...reported({ status: 'accepted' }), ...change })).toThrow(
      expect.objectContaining({ code: 'update_not_from_counterpart' }),
    )
  })

  test('within one hub comes from nobody: the hub itself knows', () => {
    expect(() =>
      followCounterpart(aReferral(), 'XA', { fromHub: 'XA', by: SENDER, status: 'cancelled', at: AT }),
    ).toThrow(expect.objectContaining({ code: 'update_not_from_counterpart' }))
  })

  test('cannot do what only the other role can', () => {
    expect(followCounterpart(ours(), 'XA', reported({ status: 'cancelled' }))).toBeUndefined()
    expect(followCounterpart(ours(), 'XA', reported({ status: 'failed' }))).toBeUndefined()
    expect(followCounterpart(ours(), 'XA', reported({ status: 'draft' }))).toBeUndefined()
    expect(reachableBy('sender', 'requested')).toEqual(new Set(['cancelled', 'failed']))
  })

  test('never opens again what ended, but a decision of the recipient outlives a cancellation that crossed it', () => {
    const cancelled = ours({ status: 'cancelled' })
    for (const status of ['requested', 'accepted', 'in-progress', 'on-hold'] as const)
      expect(followCounterpart(cancelled, 'XA', reported({ status }))).toBeUndefined()
    expect(followCounterpart(cancelled, 'XA', reported({ status: 'completed' }))?.referral.status).toBe('completed')
  })
})

interface Move {
  at: 'sender' | 'recipient' | 'wire'
  name: StepName
  swap: boolean
}
const stepNames = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).filter(name => name !== 'assign')
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    at: fc.constantFrom('sender' as const, 'recipient' as const, 'wire' as const),
    name: fc.constantFrom<StepName>(...stepNames),
    swap: fc.boolean(),
  }),
  { maxLength: 25 },
)

test('however reports cross and overtake, both hubs end with the same', () => {
  fc.assert(
    fc.property(moves, list => {
      const hubs = { sender: ours(), recipient: ours() }
      const seen = { sender: 0, recipient: 0 }
      const wire: { to: 'sender' | 'recipient'; step: Step }[] = []
      const deliver = (index: number) => {
        const [message] = wire.splice(index, 1)
        if (message === undefined || message.step.version <= seen[message.to]) return
        seen[message.to] = message.step.version
        const own = message.to === 'sender' ? 'XA' : 'XB'
        const change = followCounterpart(hubs[message.to], own, { ...message.step, fromHub: message.step.by.hub })
        if (change) hubs[message.to] = change.referral
      }
      for (const { at, name, swap } of list) {
        if (at === 'wire') deliver(swap ? wire.length - 1 : 0)
        else if (isAllowed(name, at, hubs[at].status)) {
          const change = takeStep(hubs[at], { name, by: at === 'sender' ? SENDER : THERE, at: AT })
          if (change === undefined) continue
          hubs[at] = change.referral
          wire.push({ to: at === 'sender' ? 'recipient' : 'sender', step: change.step })
        }
      }
      while (wire.length > 0) deliver(0)
      expect(hubs.sender.status).toBe(hubs.recipient.status)
    }),
    { numRuns: 2000 },
  )
})
