import { describe, expect, it } from 'vitest'
import { actionsFor, takeable, takeableBySystem, type Viewer } from '../src/actions.ts'
import { ran, ranAt, small } from './fixtures/protocols.ts'

const recipient: Viewer = { side: 'recipient', scopes: new Set(['referral:decide']) }
const sender: Viewer = { side: 'sender', scopes: new Set(['referral:submit']) }
const steps = (run: ReturnType<typeof ran>, viewer: Viewer) => actionsFor(small, run, viewer).map(({ step }) => step)

describe('what may be done', () => {
  it('depends on the state and on the side', () => {
    expect(steps(ran(), recipient)).toEqual(['accept', 'decline', 'ask'])
    expect(steps(ran(), sender)).toEqual(['either'])
    expect(steps(ran('recipient:decline'), sender)).toEqual(['reopen'])
  })

  it('depends on the scopes', () => {
    expect(steps(ran(), { ...recipient, scopes: new Set(['referral:read']) })).toEqual([])
    expect(steps(ran(), { ...recipient, scopes: new Set(['referral:submit']) })).toEqual(['either'])
  })

  it('is nothing in a compartment without its scope', () => {
    const compartment = { ...small, compartment: true }
    expect(actionsFor(compartment, ran(), recipient)).toEqual([])
    const inside = { ...recipient, scopes: new Set(['referral:decide', 'protection:work']) }
    expect(actionsFor(compartment, ran(), inside)).toHaveLength(3)
  })

  it('is never a step of the system', () => {
    const everything = new Set(['referral:decide', 'referral:submit', 'referral:work'])
    expect(steps(ran(), { ...recipient, scopes: everything })).not.toContain('assessed')
    expect(takeable(small, ran(), 'assessed', { ...recipient, scopes: everything })).toBe('not_yours')
  })
})

describe('a step', () => {
  it('is not yours, or not now, or may be taken', () => {
    expect(takeable(small, ran(), 'accept', sender)).toBe('not_yours')
    expect(takeable(small, ran(), 'no-such-step', recipient)).toBe('not_yours')
    expect(takeable(small, ran(), 'submit', sender)).toBe('not_yours')
    expect(takeable(small, ran(), 'finish', recipient)).toBe('not_now')
    expect(takeable(small, ran(), 'accept', recipient)).toBe('ok')
  })

  it('of the system is taken by that part of it, in that hub', () => {
    const clock = { by: 'clock', side: 'sender' } as const
    expect(takeableBySystem(small, ran(), 'lapse', clock)).toBe('ok')
    expect(takeableBySystem(small, ran(), 'lapse', { ...clock, side: 'recipient' })).toBe('not_yours')
    expect(takeableBySystem(small, ran(), 'lapse', { ...clock, by: 'network' })).toBe('not_yours')
    expect(takeableBySystem(small, ran(), 'accept', clock)).toBe('not_yours')
    expect(takeableBySystem(small, ran('recipient:ask'), 'lapse', clock)).toBe('not_now')
  })
})

describe('what a step requires', () => {
  const assessed = (side: string, form: string): [string, { form: string }] => [`${side}:assessed`, { form }]
  const missing = (run: ReturnType<typeof ran>) => {
    const answer = takeable(small, run, 'move', recipient)
    return typeof answer === 'object' ? answer.missing : answer
  }
  const risk = {
    anyOf: [
      { form: 'risk', by: 'sender' },
      { form: 'rapid', priorities: ['emergency'] },
    ],
  }
  const fitness = { form: 'fitness', priorities: ['normal'] }

  it('blocks it and is named until it has happened', () => {
    expect(missing(ran('recipient:accept'))).toEqual([{ step: 'consent' }, risk, fitness])
    expect(missing(ran('recipient:accept', 'sender:consent'))).toEqual([risk, fitness])
    const both = ran('recipient:accept', 'sender:consent', assessed('sender', 'risk'), assessed('recipient', 'fitness'))
    expect(missing(both)).toBe('ok')
    expect(
      actionsFor(small, ran('recipient:accept'), recipient).find(({ step }) => step === 'move')?.missing,
    ).toHaveLength(3)
  })

  it('is not met by the form of the other side', () => {
    expect(missing(ran('recipient:accept', 'sender:consent', assessed('recipient', 'risk')))).toEqual([risk, fitness])
  })

  it('depends on the priority: a short form only in an emergency, another only without haste', () => {
    const rapid = (priority: string) =>
      ranAt(priority, 'recipient:accept', 'sender:consent', assessed('sender', 'rapid'))
    expect(missing(rapid('emergency'))).toBe('ok')
    expect(missing(rapid('urgent'))).toEqual([risk])
    expect(missing(rapid('normal'))).toEqual([risk, fitness])
  })

  it('is asked anew when the referral is opened again', () => {
    const before = [
      'recipient:accept',
      'sender:consent',
      assessed('sender', 'risk'),
      assessed('sender', 'fitness'),
    ] as const
    expect(missing(ran(...before))).toBe('ok')
    expect(missing(ran(...before, 'recipient:finish', 'sender:reopen', 'recipient:accept'))).toHaveLength(3)
  })
})
