import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIONS, isAllowed, roleOf, type StepName } from '../src/domain/actions.ts'
import { open, type Referral, replay, type Step } from '../src/domain/referral.ts'
import { fail, takeStep } from '../src/domain/take-step.ts'
import { AT, anOpening, aReferral, RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'

const later = new Date('2026-03-04T11:00:00Z')
const stepNames = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).filter(name => name !== 'assign')

describe('a step', () => {
  test('takes the referral to its next state and version', () => {
    const change = takeStep(aReferral(), { name: 'accept', by: RECIPIENT, at: later })
    expect(change?.referral).toMatchObject({ status: 'accepted', version: 2, updatedAt: later })
    expect(change?.step).toMatchObject({ version: 2, status: 'accepted', by: RECIPIENT, at: later })
  })

  test('keeps its reason, which the next step does not inherit', () => {
    const accepted = aReferral({ status: 'accepted' })
    const held = takeStep(accepted, { name: 'hold', by: RECIPIENT, at: later, reason: 'waitlisted' })
    expect(held?.referral.reason).toBe('waitlisted')
    const resumed = held && takeStep(held.referral, { name: 'resume', by: RECIPIENT, at: later })
    expect(resumed?.referral).toMatchObject({ status: 'in-progress', reason: undefined })
  })

  test('of a stranger is answered as if there were no referral, whatever version it names', () => {
    for (const expectedVersion of [undefined, 1, 99])
      expect(takeStep(aReferral(), { name: 'accept', by: STRANGER, at: later, expectedVersion })).toBeUndefined()
  })

  test.each([
    ['of the sender, who cannot accept for the recipient', SENDER, 'accept', 'requested'],
    ['of the recipient, who cannot cancel for the sender', RECIPIENT, 'cancel', 'requested'],
    ['a second time', RECIPIENT, 'accept', 'accepted'],
    ['after the end', SENDER, 'cancel', 'completed'],
  ] as const)('%s is refused', (_, by, name, status) => {
    expect(() => takeStep(aReferral({ status }), { name, by, at: later })).toThrow(
      expect.objectContaining({ code: 'step_not_allowed', kind: 'conflict' }),
    )
  })

  test('decided on an old version is refused', () => {
    const referral = aReferral({ version: 3 })
    expect(() => takeStep(referral, { name: 'accept', by: RECIPIENT, at: later, expectedVersion: 2 })).toThrow(
      expect.objectContaining({ code: 'version_changed' }),
    )
    expect(takeStep(referral, { name: 'accept', by: RECIPIENT, at: later, expectedVersion: 3 })?.referral.version).toBe(
      4,
    )
  })

  test('fails only before the recipient has decided', () => {
    expect(fail(aReferral(), 'no_instrument', later)?.referral).toMatchObject({
      status: 'failed',
      reason: 'no_instrument',
    })
    expect(fail(aReferral({ status: 'accepted' }), 'expired', later)).toBeUndefined()
    expect(fail(aReferral({ status: 'cancelled' }), 'expired', later)).toBeUndefined()
  })
})

const walk = fc.array(
  fc.record({ name: fc.constantFrom<StepName>(...stepNames), by: fc.constantFrom(SENDER, RECIPIENT, STRANGER) }),
  { maxLength: 30 },
)

/** Tries every step in turn; those refused leave the referral as it was. */
function follow(steps: { name: StepName; by: typeof SENDER }[], each: (before: Referral, after: Referral) => void) {
  const first = open(anOpening(), 'requested')
  const log: [Step, ...Step[]] = [first.step]
  let referral = first.referral
  steps.forEach(({ name, by }, minute) => {
    try {
      const change = takeStep(referral, { name, by, at: new Date(AT.getTime() + minute * 60_000) })
      if (change === undefined) return
      const role = roleOf(referral, by)
      expect(role !== undefined && isAllowed(name, role, referral.status)).toBe(true)
      each(referral, change.referral)
      referral = change.referral
      log.push(change.step)
    } catch (error) {
      expect(error).toMatchObject({ code: 'step_not_allowed' })
    }
  })
  return { referral, log }
}

describe('whatever the parties try', () => {
  test('the referral never leaves the table, and its versions have no gap', () => {
    const targets = new Set<string>(Object.values(ACTIONS).flatMap(action => ('to' in action ? [action.to] : [])))
    fc.assert(
      fc.property(walk, steps => {
        const { log } = follow(steps, (before, after) => {
          expect(targets.has(after.status)).toBe(true)
          expect(after.version).toBe(before.version + 1)
        })
        expect(log.map(step => step.version)).toEqual(log.map((_, index) => index + 1))
      }),
    )
  })

  test('the same log gives the same state', () => {
    fc.assert(
      fc.property(walk, steps => {
        const { referral, log } = follow(steps, () => {})
        expect(replay(anOpening(), log)).toEqual(referral)
      }),
    )
  })

  test('what was decided once stays decided', () => {
    fc.assert(
      fc.property(walk, steps => {
        follow(steps, before => {
          expect(['rejected', 'completed', 'cancelled', 'failed']).not.toContain(before.status)
        })
      }),
    )
  })
})
