import { describe, expect, it } from 'vitest'
import { after, dueAfter, hours, type Move, may, shipped, stepsOf } from './fixtures/played.ts'

describe('formal identification', () => {
  const protocol = shipped('formal-identification')
  const positive: Move[] = [
    ['recipient', 'acknowledge'],
    ['recipient', 'decide-grounds-positive'],
  ]

  it('begins with the presumed victim, whose assistance opens at once', () => {
    expect(protocol.start).toBe('presumed')
    expect(hours(dueAfter(protocol, [], 'open-assistance'))).toBe(24)
    expect(may(protocol, [], ['sender', 'open-assistance'])).toBe('ok')
  })

  it('counts from the first indication, not from when the authority takes it up', () => {
    const before = dueAfter(protocol, [], 'reasonable-grounds')
    expect(dueAfter(protocol, [['recipient', 'acknowledge']], 'reasonable-grounds').due).toEqual(before.due)
  })

  it('leaves the person at least 30 days: only the clock ends recovery, and nothing is decided before', () => {
    const recovery = dueAfter(protocol, positive, 'recovery')
    expect(hours(recovery)).toBe(30 * 24)
    expect(stepsOf(recovery)).toEqual(['recovery-ends'])
    expect(may(protocol, positive, ['recipient', 'decide-positive'])).toBe('not_now')
    expect(may(protocol, positive, ['recipient', 'decide-negative'])).toBe('not_now')
    expect(may(protocol, [...positive, ['recipient', 'recovery-ends']], ['recipient', 'decide-positive'])).toBe('ok')
  })

  it('never decides against a person without reasons in writing, nor before the indications were gone through', () => {
    for (const step of ['decide-grounds-negative', 'decide-negative']) {
      expect(protocol.steps[step]?.data).toMatchObject({ required: ['reasons', 'written', 'explained'] })
      expect(protocol.steps[step]?.requires).toBeDefined()
    }
    expect(may(protocol, [['recipient', 'acknowledge']], ['recipient', 'decide-grounds-negative'])).not.toBe('ok')
  })

  it('is reconsidered only when the first responder asks, and can be appealed', () => {
    for (const step of ['ask-grounds-reconsideration', 'ask-reconsideration', 'appeal-grounds', 'appeal'])
      expect(protocol.steps[step]?.by).toBe('sender')
  })

  it('recognises what another state has decided', () => {
    expect(after(protocol, [['recipient', 'recognise-identification', {}]]).state).toBe('identified')
    expect(after(protocol, [['recipient', 'recognise-grounds', {}]]).state).toBe('recovery')
  })

  it('gives a coded reason for more time', () => {
    for (const step of ['extend-grounds', 'extend-recovery', 'extend-decision'])
      expect(protocol.steps[step]?.data).toMatchObject({ required: ['reason'] })
  })

  it('takes five working days in XA, fifteen days in XB, and ninety of reflection there', () => {
    const five = dueAfter(protocol, [], 'reasonable-grounds', { recipient: 'XA' })
    // Sent on the evening of Friday 27 March 2026 in Bogotá: Maundy Thursday and Good Friday do not count.
    expect(five.due.toISOString()).toBe('2026-04-08T04:59:59.999Z')
    expect(Math.round(hours(dueAfter(protocol, [], 'reasonable-grounds', { recipient: 'XB' })) / 24)).toBe(15)
    expect(Math.round(hours(dueAfter(protocol, positive, 'recovery', { recipient: 'XB' })) / 24)).toBe(90)
  })
})
