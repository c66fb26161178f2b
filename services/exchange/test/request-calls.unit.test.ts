import type { Fired, Side, Taken } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { calledOf, callsOf, runningOf } from '../src/domain/requests/calls.ts'
import type { EvidenceRequest, Step } from '../src/domain/requests/request.ts'
import { loadRules } from '../src/terms/load.ts'

const rules = loadRules()
const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = new Date('2026-03-02T10:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)
const step = (side: Side, number: number, name: string, at: Date, data: Taken['data'] = {}): Step => ({
  ...{ side, number, seen: side === 'recipient' ? 1 : 0, step: name, data, at, byUser: undefined, receivedAt: at },
})
const submit = step('sender', 1, 'submit', start)
const PARTIES = { sender: { hub: 'XA', agencyId: 'ca-xa' }, recipient: { hub: 'XB', agencyId: 'ca-xb' } }
const REQUEST: EvidenceRequest = {
  ...{ id: '7', status: 'sent', type: 'documents', treaty: 'nassau', priority: 'emergency', draftedBy: 'prosecution' },
  ...{ protocolVersion: rules.latest.version, instrumentId: 'i', fromHub: 'XA', toHub: 'XB', parties: PARTIES },
  ...{ expedited: false, returnedFor: undefined, version: 1, createdAt: start, updatedAt: start, answers: {} },
}
const due = (at: Date, options: { hub?: string; request?: object; steps?: Step[]; fired?: Fired[] } = {}) => {
  const { hub = 'XA', request = {}, steps = [submit], fired = [] } = options
  return callsOf(runningOf(rules, { ...REQUEST, ...request }, steps, { hub, now: at }), fired, at)
}
const said = (calls: ReturnType<typeof due>) => calls.now.map(({ deadline, kind }) => `${deadline} ${kind}`)

describe('whom the deadlines of a request call', () => {
  test('are reminded before the time is up, called when it is, and each day after that', () => {
    expect(said(due(after(2 * HOUR), { hub: 'XB' }))).toEqual([])
    expect(due(after(2 * HOUR), { hub: 'XB' }).nextAt).toEqual(after(3 * HOUR))
    expect(said(due(after(3 * HOUR), { hub: 'XB' }))).toEqual(['acknowledge remind'])
    const passed = due(after(5 * HOUR), { hub: 'XB' })
    expect(said(passed)).toEqual(['acknowledge remind', 'acknowledge supervisor', 'acknowledge phone'])
    const fired = [...passed.now]
    expect(said(due(after(5 * HOUR), { hub: 'XB', fired }))).toEqual([])
    const again = due(after(30 * HOUR), { hub: 'XB', fired })
    expect(said(again)).toContain('acknowledge supervisor')
    expect(due(after(30 * HOUR), { hub: 'XB', fired: [...fired, ...again.now] }).nextAt).toEqual(after(53 * HOUR))
  })

  test('hear in the other state once it has passed, and call there themselves', () => {
    expect(said(due(after(3 * HOUR)))).toEqual([])
    expect(said(due(after(4 * HOUR)))).toEqual(['acknowledge supervisor'])
    expect(said(due(after(7 * HOUR)))).toEqual(['acknowledge supervisor', 'unanswered remind', 'unanswered phone'])
  })

  test('are none once it was answered', () => {
    const steps = [submit, step('recipient', 1, 'refuse', after(HOUR), { ground: 'tax-offence', reasonsSent: true })]
    expect(due(after(300 * DAY), { steps, hub: 'XB' })).toEqual({ now: [], nextAt: undefined })
  })
})

describe('questions about other use', () => {
  const executed = [
    ...[submit, step('recipient', 1, 'acknowledge', after(HOUR))],
    step('recipient', 2, 'accept', after(2 * HOUR), { executedBy: 'court' }),
    step('recipient', 3, 'execute', after(3 * HOUR), { extent: 'wholly', victims: 'no-victim', items: [] }),
  ]
  const log = (more: readonly (readonly [Side, string, Taken['data']])[]): Step[] => {
    const numbers = { sender: 1, recipient: 3 }
    const asked = more.map(([side, name, data], i): Step => {
      numbers[side] += 1
      const seen = numbers[side === 'sender' ? 'recipient' : 'sender']
      return { ...step(side, numbers[side], name, after((4 + i) * HOUR), data), seen }
    })
    return [...executed, ...asked]
  }
  const ask = (use: string) => ['sender', 'ask-use', { use }] as const
  const permit = ['recipient', 'permit-use', { permitted: 'as-asked' }] as const
  const refuse = ['recipient', 'refuse-use', { reason: 'danger-to-victim' }] as const
  const since = (...more: Parameters<typeof log>[0]) =>
    [...runningOf(rules, REQUEST, log(more), { hub: 'XB', now: start }).owed].flatMap(due =>
      due.deadline === 'permission' ? [due.since] : [],
    )

  test('are owed an answer each, the oldest first, for as long as one has none', () => {
    const two = [ask('export'), ask('other-offence')]
    expect(since(...two)).toEqual([after(4 * HOUR)])
    expect(since(...two, permit)).toEqual([after(5 * HOUR)])
    expect(since(...two, permit, refuse)).toEqual([])
    expect(since(...two, permit, refuse, ask('civil-proceedings'))).toEqual([after(8 * HOUR)])
  })
})

describe('the day by which the rest of what was handed over in part is expected', () => {
  const end = new Date('2026-05-01T00:00:00Z')
  const before = (days: number) => new Date(end.getTime() - days * DAY)
  const part = (number: number, at: Date, expected = '2026-04-30') =>
    step('recipient', number, 'execute-part', at, { expected, victims: 'no-victim', items: [] })
  const executing = [
    ...[submit, step('recipient', 1, 'acknowledge', after(HOUR))],
    step('recipient', 2, 'accept', after(2 * HOUR), { executedBy: 'court' }),
  ]
  const steps = [...executing, part(3, after(3 * HOUR))]
  const ofRest = (at: Date, hub: string, log = steps) =>
    said(due(at, { hub, steps: log, request: { priority: 'normal' } })).filter(one => one.startsWith('rest-expected'))

  test('calls whoever executes before it and each day after it; whoever asked hears once it has passed', () => {
    expect(ofRest(before(31), 'XB')).toEqual([])
    expect(ofRest(before(29), 'XB')).toEqual(['rest-expected remind'])
    expect(ofRest(before(0.5), 'XB')).toEqual(['remind', 'supervisor', 'phone'].map(kind => `rest-expected ${kind}`))
    expect(ofRest(before(0.5), 'XA')).toEqual([])
    expect(ofRest(end, 'XB').at(-1)).toBe('rest-expected phone')
    expect(ofRest(end, 'XA')).toEqual(['rest-expected supervisor'])
    const fired = due(end, { hub: 'XB', steps, request: { priority: 'normal' } }).now
    const next = due(before(-1.5), { hub: 'XB', steps, fired: [...fired], request: { priority: 'normal' } })
    expect(said(next)).toContain('rest-expected supervisor')
  })

  test('is that of the last part, and none once all was handed over, it rests, or it is over', () => {
    const later = [...steps, part(4, after(4 * HOUR), '2026-07-31')]
    expect(ofRest(end, 'XB', later)).toEqual([])
    expect(ofRest(new Date('2026-08-01T00:00:00Z'), 'XA', later)).toEqual(['rest-expected supervisor'])
    const whole = { extent: 'wholly', victims: 'no-victim', items: [] }
    const done = [...steps, step('recipient', 4, 'execute', after(4 * HOUR), whole)]
    const asked = { ...step('sender', 2, 'ask-rest', after(5 * HOUR), { missing: 'items-missing' }), seen: 4 }
    const postponed = step('recipient', 4, 'postpone', after(4 * HOUR), { reason: 'own-trial', until: '2999-12-31' })
    const withdrawn = { ...step('sender', 2, 'withdraw', after(4 * HOUR), { reason: 'case-ended' }), seen: 3 }
    for (const log of [executing, done, [...done, asked], [...steps, postponed], [...steps, withdrawn]])
      for (const hub of ['XA', 'XB']) expect(ofRest(end, hub, log)).toEqual([])
  })
})

describe('the clocks of a case', () => {
  const answers = { 'detention-until': '2026-05-31' }
  const end = new Date('2026-06-01T00:00:00Z')
  const before = (days: number) => new Date(end.getTime() - days * DAY)
  const executed = [
    submit,
    step('recipient', 1, 'acknowledge', after(HOUR)),
    step('recipient', 2, 'accept', after(2 * HOUR), { executedBy: 'court' }),
  ]
  const detention = (at: Date, hub: string) =>
    said(due(at, { hub, request: { answers, priority: 'normal' }, steps: executed })).filter(one =>
      one.startsWith('det'),
    )

  test.each(['XA', 'XB'])('call in %s a month, a week and a day before, and when it has passed', hub => {
    expect(detention(before(31), hub)).toEqual([])
    expect(detention(before(30), hub)).toEqual(['detention-until remind'])
    expect(detention(before(7), hub)).toEqual(['detention-until remind', 'detention-until supervisor'])
    expect(detention(before(1), hub)).toHaveLength(3)
    expect(detention(end, hub).at(-1)).toBe('detention-until phone')
    expect(detention(end, hub)).toHaveLength(4)
  })

  test('that were near already when the request began call at once, and once', () => {
    const request = { answers: { 'limitation-on': '2026-03-05' }, priority: 'normal' }
    expect(said(due(start, { request }))).toEqual(['limitation-on supervisor'])
  })

  test('run on a draft too, and not on one that was discarded', () => {
    const draft = { answers, parties: undefined, status: 'draft' }
    expect(said(due(before(6), { request: draft, steps: [] }))).toHaveLength(2)
    expect(due(before(6), { request: { ...draft, status: 'discarded' }, steps: [] }).now).toEqual([])
  })
})

describe('the day by which what was handed over is to go back', () => {
  const end = new Date('2026-06-01T00:00:00Z')
  const before = (days: number) => new Date(end.getTime() - days * DAY)
  const CODES = {
    kind: 'object',
    handling: 'h1',
    source: 'source-a',
    information: 'information-2',
    sha256: '9'.repeat(64),
  }
  const item = (more: Taken['data']) => ({ item: 'one', ...CODES, ...more })
  type More = readonly (readonly [Side, string, Date, Taken['data']])[]
  const handedOver = (items: readonly Taken['data'][], more: More = []): Step[] => {
    const numbers = { sender: 1, recipient: 3 }
    const log = [['sender', 'confirm', after(4 * HOUR), { received: 'complete' }] as const, ...more]
    return [
      ...[submit, step('recipient', 1, 'acknowledge', after(HOUR))],
      step('recipient', 2, 'accept', after(2 * HOUR), { executedBy: 'court' }),
      step('recipient', 3, 'execute', after(3 * HOUR), { extent: 'wholly', victims: 'no-victim', items: [...items] }),
      ...log.map(([side, name, at, data]): Step => {
        numbers[side] += 1
        return {
          ...step(side, numbers[side], name, at, data),
          seen: numbers[side === 'sender' ? 'recipient' : 'sender'],
        }
      }),
    ]
  }
  const called = (at: Date, hub: string, steps = handedOver([item({ returnBy: '2026-05-31' })])) =>
    due(at, { hub, steps }).now.flatMap(({ deadline, kind }) =>
      deadline === 'permission' ? [] : [`${deadline} ${kind}`],
    )
  const near = ['return-by remind', 'return-by supervisor', 'return-by phone']

  test('is told whoever received it a month, a week and a day before, and when it has passed, also once the request is over', () => {
    expect(called(before(31), 'XA')).toEqual([])
    expect(called(before(30), 'XA')).toEqual(near.slice(0, 1))
    expect(called(before(7), 'XA')).toEqual(near.slice(0, 2))
    expect(called(before(1), 'XA')).toEqual(near)
    expect(called(end, 'XA')).toEqual([...near, 'return-by phone'])
    expect(due(before(31), { steps: handedOver([item({ returnBy: '2026-05-31' })]) }).nextAt).toEqual(before(30))
  })

  test('is told whoever handed it over once it has passed', () => {
    expect(called(before(1), 'XB')).toEqual([])
    expect(called(end, 'XB')).toEqual(['return-by supervisor'])
  })

  test('is called to for a month after it where no step says that it was done: under a version before the fifth', () => {
    const steps = handedOver([item({ returnBy: '2026-05-31' })])
    const request = { protocolVersion: 4 }
    const { now: fired } = due(end, { request, steps })
    expect(due(end, { request, steps, fired: [...fired] })).toEqual({ now: [], nextAt: before(-30) })
    expect(due(before(-30), { request, steps })).toEqual({ now: [], nextAt: undefined })
    expect(said(due(before(-300), { steps }))).toEqual([...near, 'return-by phone'])
  })

  const gone = (name: string, more: Taken['data'] = {}, at = before(20)) =>
    ['sender', name, at, { day: '2026-05-10', items: [{ item: 'one' }], ...more }] as const
  const answer = (name: string, more: Taken['data'], at = before(19)) =>
    ['recipient', name, at, { ...more, items: [{ item: 'one' }] }] as const
  const cameBack = answer('confirm-return', { day: '2026-05-12', condition: 'as-handed-over' })
  const denied = answer('deny-return', { why: 'nothing-came' })

  test.each(['return-items', 'destroy-items'])('is met once %s says so of each item, and not for another', name => {
    const two = [item({ returnBy: '2026-05-31' }), item({ returnBy: '2026-05-31', item: 'two' })]
    expect(called(end, 'XA', handedOver(two, [gone(name)]))).toEqual([...near, 'return-by phone'])
    const both = gone(name, { items: [{ item: 'one' }, { item: 'two' }] })
    for (const hub of ['XA', 'XB'])
      expect(called(end, hub, handedOver(two, [both])).filter(one => one.includes('-by'))).toEqual([])
  })

  test('runs on where whoever handed it over says that it did not come back, which it says no more once it has said that it came', () => {
    const one = [item({ returnBy: '2026-05-31' })]
    expect(called(end, 'XA', handedOver(one, [gone('return-items'), denied]))).toEqual([...near, 'return-by phone'])
    expect(called(end, 'XA', handedOver(one, [gone('return-items'), cameBack, denied]))).toEqual([])
  })

  test('of what went back whoever gets it owes a word, for as long as an item of it has none', () => {
    const two = [item({}), item({ item: 'two' })]
    const both = gone('return-items', { items: [{ item: 'one' }, { item: 'two' }] })
    const owed = (more: More) =>
      [...runningOf(rules, REQUEST, handedOver(two, more), { hub: 'XB', now: end }).owed].flatMap(one =>
        one.deadline === 'return' ? [one.since] : [],
      )
    expect(owed([both])).toEqual([before(20)])
    expect(owed([both, cameBack])).toEqual([before(20)])
    const second = { ...cameBack[3], items: [{ item: 'two' }] }
    expect(owed([both, cameBack, ['recipient', 'confirm-return', before(18), second]])).toEqual([])
    expect(
      owed([gone('return-items'), gone('return-items', { items: [{ item: 'two' }] }, before(19)), denied]),
    ).toEqual([before(19)])
    expect(owed([gone('destroy-items')])).toEqual([])
  })

  test('is that of its destruction where that comes first; what has none is not called about', () => {
    const both = handedOver([item({ returnBy: '2026-12-31', destroyBy: '2026-05-31' })])
    expect(called(before(30), 'XA', both)).toEqual(['destroy-by remind'])
    expect(called(end, 'XA', handedOver([item({})]))).toEqual([])
  })

  test('is one thing to call about for all items of that day, and another for each other day', () => {
    const [first, other] = [item({ returnBy: '2026-05-31' }), item({ returnBy: '2026-05-31', item: 'two' })]
    expect(called(before(30), 'XA', handedOver([first, other]))).toEqual(near.slice(0, 1))
    const later = item({ returnBy: '2026-06-02', item: 'two' })
    expect(called(before(28), 'XA', handedOver([first, later]))).toEqual(['return-by remind', 'return-by remind'])
  })

  test('that is near already when it comes is told at once, and once', () => {
    expect(called(after(4 * HOUR), 'XA', handedOver([item({ returnBy: '2026-03-05' })]))).toEqual(near.slice(1, 2))
  })

  test('is the end of the leave to keep it longer, none where that has no end, and the first again where it is refused', () => {
    const ask = ['sender', 'ask-use', before(20), { use: 'keep-longer' }] as const
    const answered = (name: string, data: Taken['data'], more: More = []) =>
      handedOver([item({ returnBy: '2026-05-31' })], [ask, ['recipient', name, before(19), data], ...more])
    const longer = answered('permit-use', { permitted: 'as-asked', until: '2026-08-31' })
    const later = new Date('2026-09-01T00:00:00Z')
    expect(called(end, 'XA', longer)).toEqual([])
    expect(called(new Date(later.getTime() - 30 * DAY), 'XA', longer)).toEqual(near.slice(0, 1))
    // Also once it has run out.
    expect(called(later, 'XB', longer)).toEqual(['return-by supervisor'])
    expect(called(later, 'XA', answered('permit-use', { permitted: 'as-asked' }))).toEqual([])
    expect(called(before(7), 'XA', answered('refuse-use', { reason: 'danger-to-victim' }))).toEqual(near.slice(0, 2))
  })
})

test('called are the own central authority and, where it is asked for, whoever leads the case', () => {
  expect(calledOf(REQUEST, 'XA')).toEqual(['ca-xa', 'prosecution'])
  expect(calledOf(REQUEST, 'XB')).toEqual(['ca-xb'])
  expect(calledOf({ ...REQUEST, parties: undefined }, 'XA')).toEqual(['prosecution'])
})
