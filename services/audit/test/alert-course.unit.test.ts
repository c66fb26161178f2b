import { describe, expect, test } from 'vitest'
import { ALERT_STEPS, type AlertStep, checkTurn, ends, expiring, stateOf } from '../src/domain/alerts/course.ts'
import { shippedAlerts } from '../src/policy/load.ts'

const policy = shippedAlerts()
const state = (...events: [AlertStep, string][]) =>
  stateOf(
    events.map(([step, code]) => ({ step, code })),
    policy,
  )

describe('An alert', () => {
  test('is open until something is done, and closed by a finding that wants nothing', () => {
    expect(state()).toBe('open')
    expect(state(['asked', 'why_needed'])).toBe('asked')
    expect(state(['asked', 'why_needed'], ['answered', 'on_duty'])).toBe('answered')
    expect(state(['found', 'in_order'])).toBe('closed')
  })

  test('is followed after a finding that wants a measure, until there is one', () => {
    expect(state(['found', 'misuse'])).toBe('following')
    expect(state(['found', 'misuse'], ['settled', 'discipline'])).toBe('closed')
    expect([ends('found', 'misuse', policy), ends('found', 'in_order', policy)]).toEqual([false, true])
    expect([ends('settled', 'discipline', policy), ends('asked', 'why_needed', policy)]).toEqual([true, false])
  })

  test('that nobody closed ends by a step of its turn, which says how far it had come', () => {
    expect(expiring('open')).toEqual({ step: 'found', code: 'expired_unread' })
    for (const at of ['asked', 'answered'] as const)
      expect(expiring(at)).toEqual({ step: 'found', code: 'expired_unfinished' })
    expect(expiring('following')).toEqual({ step: 'settled', code: 'expired_unfinished' })
    for (const code of ['expired_unread', 'expired_unfinished']) {
      expect(state(['found', code])).toBe('closed')
      expect(Object.keys(policy.findings)).not.toContain(code)
    }
  })

  test('takes no step out of turn', () => {
    const turns = {
      open: 'asked found',
      asked: 'answered found',
      answered: 'asked found',
      following: 'settled',
      closed: '',
    }
    for (const [at, allowed] of Object.entries(turns))
      for (const step of ALERT_STEPS) {
        const turn = () => checkTurn(step, at as keyof typeof turns)
        if (allowed.split(' ').includes(step)) expect(turn).not.toThrow()
        else expect(turn).toThrow(expect.objectContaining({ code: 'alert_not_there_yet' }))
      }
  })
})
