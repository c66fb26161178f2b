import { describe, expect, it } from 'vitest'
import { actionsFor, inOrder, type Protocol, runOf, type Taken, takeable } from '../src/index.ts'
import { logOf, ran, small } from './fixtures/protocols.ts'

const steps = (log: Iterable<Taken>) => inOrder(log).map(({ side, step }) => `${side}:${step}`)
const step = (side: Taken['side'], name: string, number: number, seen: number): Taken => ({
  step: name,
  side,
  number,
  seen,
  at: new Date('2026-11-20T10:00:00Z'),
  data: {},
})

describe('the order of two hubs’ steps', () => {
  const submit = step('sender', 'submit', 1, 0)
  const cancel = step('sender', 'cancel', 2, 0)

  it('is that in which the recipient’s hub saw them', () => {
    const unaware = [submit, cancel, step('recipient', 'accept', 1, 1)]
    expect(steps(unaware)).toEqual(['sender:submit', 'recipient:accept', 'sender:cancel'])
    const aware = [submit, cancel, step('recipient', 'accept', 1, 2)]
    expect(steps(aware)).toEqual(['sender:submit', 'sender:cancel', 'recipient:accept'])
  })

  it('does not depend on the clocks of either', () => {
    const late = { ...step('recipient', 'accept', 1, 1), at: new Date('2030-01-01T00:00:00Z') }
    expect(steps([submit, cancel, late])).toEqual(['sender:submit', 'recipient:accept', 'sender:cancel'])
  })

  it('puts what only the sender has after everything of the recipient’s', () => {
    const log = [submit, step('recipient', 'acknowledge', 1, 1), step('recipient', 'accept', 2, 1), cancel]
    expect(steps(log).at(-1)).toBe('sender:cancel')
  })

  it('has gaps where a step stayed inside an agency', () => {
    const log = [submit, step('recipient', 'accept', 2, 1), step('recipient', 'start', 5, 1)]
    expect(steps(log)).toEqual(['sender:submit', 'recipient:accept', 'recipient:start'])
  })
})

describe('a run', () => {
  it('keeps on record what came too late, without effect', () => {
    const run = ran('recipient:decline', 'sender:answer')
    expect(run.state).toBe('declined')
    expect(run.entries.at(-1)).toMatchObject({ effective: false, state: 'declined' })
  })

  it('takes no notice of a step of the wrong side, or of none that the protocol has', () => {
    expect(ran('sender:accept', 'recipient:vanish').state).toBe('sent')
    expect(ran('recipient:lapse').state).toBe('sent')
    expect(ran('sender:lapse').state).toBe('declined')
  })

  it('counts no step without what it requires, nor one of another priority, whoever thought so when it was taken', () => {
    const forms = ['risk', 'fitness'].map((form): [string, Taken['data']] => ['sender:assessed', { form }])
    expect(ran('recipient:accept', 'sender:consent', 'recipient:move').state).toBe('accepted')
    expect(ran('recipient:accept', 'sender:consent', ...forms, 'recipient:move').state).toBe('moved')
    const hurried: Protocol = {
      ...small,
      steps: {
        ...small.steps,
        rush: { by: 'recipient', from: ['sent'], to: 'moved', priorities: ['emergency'], text: small.name },
      },
    }
    const state = (priority: string) => runOf(hurried, logOf('recipient:rush'), { priority }).state
    expect([state('emergency'), state('normal')]).toEqual(['moved', 'sent'])
  })

  it('does not count a step that crossed a reopening and needs a form: what was assessed before does not cover what comes after', () => {
    const { reopen } = small.steps
    if (reopen === undefined) throw new Error('no such step')
    const crossing: Protocol = {
      ...small,
      steps: {
        ...small.steps,
        reopen: { ...reopen, by: 'recipient' },
        go: { by: 'sender', from: ['accepted'], to: 'moved', requires: [{ form: 'fitness' }], text: small.name },
      },
    }
    const start = { ...step('sender', 'submit', 1, 0) }
    const fit = { ...step('recipient', 'assessed', 1, 1), data: { form: 'fitness' } }
    const known = [start, fit, step('recipient', 'accept', 2, 1)]
    const go = step('sender', 'go', 2, 2)
    const meanwhile = [3, 4, 5].map((number, index) =>
      step('recipient', ['finish', 'reopen', 'accept'][index] ?? '', number, 1),
    )
    const after = (...log: Taken[]) => runOf(crossing, log, { priority: 'normal' })
    expect(after(...known, go).state).toBe('moved')
    const both = after(...known, ...meanwhile, go)
    expect(both).toEqual(after(...known, go, ...meanwhile))
    expect(both.state).toBe('accepted')
    expect(both.entries.at(-1)).toMatchObject({ taken: go, effective: false })
  })

  it('is opened again in two hubs until consent has said that it was taken back, also where that moved nothing; within one hub it is', () => {
    const withdraw: Protocol['steps'][string] = {
      ...{ by: 'consent', side: 'sender', from: ['sent'], to: 'done', text: small.name },
    }
    const withdrawing: Protocol = { ...small, steps: { ...small.steps, withdraw } }
    const ended = ['recipient:accept', 'recipient:finish']
    const after = (betweenHubs: boolean, ...moves: string[]) =>
      runOf(withdrawing, logOf(...ended, ...moves), { priority: 'normal', betweenHubs })
    expect(after(true, 'sender:reopen').state).toBe('sent')
    const barred = after(true, 'sender:withdraw', 'sender:reopen')
    expect([barred.state, barred.withdrawn, barred.entries.slice(-2).map(({ effective }) => effective)]).toEqual([
      ...['done', true, [false, false]],
    ])
    expect(after(false, 'sender:withdraw', 'sender:reopen').state).toBe('sent')
    const viewer = { side: 'sender', scopes: new Set(['referral:submit', 'referral:work']) } as const
    const may = (run: ReturnType<typeof after>) => takeable(withdrawing, run, 'reopen', viewer)
    expect([may(after(true)), may(after(true, 'sender:withdraw'))]).toEqual(['ok', 'withdrawn'])
    expect(actionsFor(withdrawing, after(true, 'sender:withdraw'), viewer).map(({ step }) => step)).not.toContain(
      'reopen',
    )
  })

  it('begins with sending', () => {
    expect(() => runOf(small, logOf().slice(1), { priority: 'normal' })).toThrow(RangeError)
    expect(() => runOf(small, [step('recipient', 'accept', 1, 0)], { priority: 'normal' })).toThrow(RangeError)
  })
})

describe('a newer version', () => {
  const { done, accepted, ...states } = small.states
  const newer: Protocol = {
    ...small,
    version: 2,
    states: { ...states, ...(done && { done }), ...(accepted && { begun: accepted }) },
    steps: { end: { by: 'recipient', scopes: ['referral:work'], from: ['begun'], to: 'done', text: small.name } },
    deadlines: {},
    migrates: { from: 1, states: { accepted: 'begun' } },
  }
  const versions = (version: number) => (version === 2 ? newer : undefined)
  const run = (...log: Parameters<typeof logOf>) => runOf(small, logOf(...log), { priority: 'normal' }, versions)

  it('is gone over to by a step of its own, and the log goes on under it', () => {
    const gone = run('recipient:accept', ['recipient:migrate', { version: 2 }], 'recipient:end')
    expect(gone).toMatchObject({ state: 'done', protocol: { version: 2 } })
  })

  it('is not gone over to by itself', () => {
    expect(run('recipient:accept', 'recipient:end')).toMatchObject({ state: 'accepted', protocol: { version: 1 } })
  })

  it.each([
    ['from a state that has no place in it', ['sender:migrate', { version: 2 }]],
    ['that is not there', ['sender:migrate', { version: 3 }]],
    ['without its number', ['sender:migrate', {}]],
  ] satisfies [string, [string, Taken['data']]][])('%s is not gone over to', (_, migrate) => {
    const left = run(migrate)
    expect(left).toMatchObject({ state: 'sent', protocol: { version: 1 } })
    expect(left.entries.at(-1)?.effective).toBe(false)
  })
})
