import { loadBook, type Side } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { bookWith } from '../src/domain/book.ts'
import { fold, type Sent } from '../src/domain/case.ts'
import { deadlinesOf } from '../src/domain/deadlines.ts'
import { judge } from '../src/domain/judge.ts'
import { partyOf, type Step } from '../src/domain/referral.ts'
import type { ReportedStep } from '../src/domain/reported.ts'
import { AT, aCase, after, type Did } from './fixtures/a-case.ts'
import { book } from './fixtures/book.ts'

/** Read once, and not while a test's time runs. */
const shipped = bookWith(loadBook())

const TO = { hub: 'XB', agencyId: 'shelter' }
const said = (number: number, step: string, rest: Partial<ReportedStep> = {}): ReportedStep => ({
  ...{ number, step, seen: 1, at: AT, data: {} },
  ...rest,
})
const judged = (steps: ReportedStep[], did: Did[] = []) => {
  const { steps: believed, doubts } = judge(aCase('drill', did), 'recipient', TO, steps, after(1))
  return [believed.map(({ step }) => step), doubts.map(({ doubt }) => doubt)]
}

test('what is theirs and new is believed, in the order of its numbers, gaps and all', () => {
  expect(judged([said(4, 'finish'), said(1, 'begin')])).toEqual([['begin', 'finish'], []])
  expect(judged([said(1, 'begin'), said(2, 'finish')], [{ step: 'begin' }])).toEqual([['finish'], []])
})

test('what does not lead on from here is kept: the parties may have crossed', () => {
  expect(judged([said(1, 'begin')], [{ side: 'sender', step: 'stop' }])).toEqual([['begin'], []])
})

test.each<[string, ReportedStep, Did[]]>([
  ['unknown_step', said(1, 'made-up'), []],
  ['unknown_step', said(1, 'submit'), []],
  ['not_theirs', said(1, 'stop'), []],
  ['not_theirs', said(1, 'withdraw'), []],
  ['not_theirs', said(1, 'lapse'), []],
  ['stays_inside', said(1, 'note'), []],
  ['data_invalid', said(1, 'begin', { data: { reason: 'Maria' } }), []],
  ['data_invalid', said(2, 'travel', { data: { when: 'soon' } }), [{ step: 'begin' }]],
  ['migration_across_hubs', said(1, 'migrate', { data: { version: 2 } }), []],
  ['migration_across_hubs', said(1, 'migrate', { data: { version: 99 } }), []],
  ['seen_too_much', said(1, 'begin', { seen: 2 }), []],
  ['seen_too_much', said(1, 'begin', { seen: -1 }), []],
  ['seen_too_little', said(1, 'begin', { seen: 0 }), []],
  ['number_too_high', said(1_001, 'begin'), []],
  ['number_too_low', said(0, 'begin'), []],
  ['number_too_low', said(1, 'begin'), [{ step: 'message', number: 2 }]],
  ['time_impossible', said(1, 'begin', { at: after(120) }), []],
  ['time_impossible', said(1, 'begin', { at: new Date(Number.NaN) }), []],
  ['time_impossible', said(1, 'begin', { at: after(-61) }), []],
  ['time_impossible', said(1, 'begin', { at: new Date('2000-01-01') }), []],
  ['time_impossible', said(2, 'finish', { at: after(-1) }), [{ step: 'begin', at: after(60) }]],
  [
    'time_impossible',
    said(1, 'begin', { at: after(60), seen: 2 }),
    [{ side: 'sender', step: 'message', at: after(121) }],
  ],
])('%s: %o', (doubt, step, did) => {
  expect(judged([step], did)).toEqual([[], [doubt]])
})

test.each<[string, Partial<ReportedStep>]>([
  ['another step', { step: 'finish' }],
  ['at another time', { at: after(1) }],
  ['as what had seen something else', { seen: 0 }],
  ['with other data', { data: { when: '2026-12-02' } }],
])('what was signed is not said anew: %s', (_, changes) => {
  const did: Did[] = [{ step: 'begin' }, { step: 'travel', data: { when: '2026-12-01' } }]
  const travel = said(2, 'travel', { data: { when: '2026-12-01' } })
  expect(judged([said(1, 'begin'), travel, said(3, 'finish')], did)).toEqual([['finish'], []])
  expect(judged([said(1, 'begin'), { ...travel, ...changes }, said(3, 'finish')], did)).toEqual([
    ['finish'],
    ['said_otherwise'],
  ])
})

test('nor is a number given twice in one report', () => {
  expect(judged([said(1, 'begin'), said(1, 'begin')])).toEqual([['begin'], []])
  expect(judged([said(1, 'begin'), said(1, 'finish')])).toEqual([['begin'], ['said_otherwise']])
})

test('sending stands with the moment of its arrival, and what came late with the earliest that is believed: neither was said otherwise', () => {
  const day = 24 * 60
  const submit = { ...said(1, 'submit'), at: after(7) }
  const { doubts } = judge(aCase('drill'), 'sender', { hub: 'XA', agencyId: 'police' }, [submit], after(20))
  expect(doubts).toEqual([])
  const found = aCase('drill')
  const late = [said(1, 'begin', { at: after(day) })]
  const { steps } = judge(found, 'recipient', TO, late, after(20 * day))
  const again = judge({ ...found, steps: [...found.steps, ...steps] }, 'recipient', TO, late, after(25 * day))
  expect(again).toEqual({ steps: [], doubts: [] })
})

test('what is doubted does not take down what follows it', () => {
  expect(judged([said(1, 'made-up'), said(2, 'begin'), said(3, 'drop'), said(4, 'finish')])).toEqual([
    ['begin', 'finish'],
    ['unknown_step', 'unknown_step'],
  ])
})

/** Once what is believed stands in the log: which of the reported steps count. */
const counted = (found: Sent, side: Side, steps: ReportedStep[], of = book) => {
  const { steps: believed, doubts } = judge(found, side, partyOf(found.referral, side) ?? TO, steps, after(1))
  expect(doubts).toEqual([])
  const { run } = fold(of, found.referral, [...found.steps, ...believed])
  return run?.entries.flatMap(({ taken, effective }) => (effective && believed.includes(taken) ? [taken.step] : []))
}

test('what is required counts where the step stands, also if the same report brings it; without it the step stays on record', () => {
  const assessed = { form: 'risk-assessment', version: 1 }
  const did: Did[] = [{ side: 'sender', step: 'assessed', data: assessed }]
  const travel = said(2, 'travel', { data: { when: '2026-12-01' }, seen: 2 })
  expect(counted(aCase('drill', did), 'recipient', [said(1, 'begin'), travel])).toEqual(['begin', 'travel'])
  expect(counted(aCase('drill', did), 'recipient', [said(1, 'begin'), { ...travel, seen: 1 }])).toEqual(['begin'])
  expect(counted(aCase('drill'), 'recipient', [said(1, 'begin'), { ...travel, seen: 1 }])).toEqual(['begin'])
})

test('what another priority alone permits has no effect', () => {
  const rapid = { form: 'rapid-risk', version: 1 }
  const prepared: Did[] = [{ step: 'accept' }, { side: 'sender', step: 'assessed', data: rapid }]
  const agreed = { expectedAt: '2026-03-04T12:00:00Z', agrees: 'person-agrees' }
  const evacuation = said(3, 'evacuate', { data: agreed })
  const countedAt = (priority: string) =>
    counted(aCase('cross-border-transfer', prepared, { priority }, shipped), 'sender', [evacuation], shipped)
  expect(countedAt('emergency')).toEqual(['evacuate'])
  expect(countedAt('normal')).toEqual([])
})

test('what was done while the referral was on its way is not too early: here it was sent when it came', () => {
  const found = aCase('drill')
  const stop = said(2, 'stop', { at: after(-180), seen: 0 })
  const { doubts } = judge(found, 'sender', found.referral.from, [stop], after(1))
  expect(doubts).toEqual([])
})

test('of a hub that was away for long nothing is lost, and no time is earlier than it can have been away', () => {
  const day = 24 * 60
  const found = aCase('drill')
  const steps = [said(1, 'begin', { at: after(day) }), said(2, 'finish', { at: after(2 * day) })]
  const { steps: believed, doubts } = judge(found, 'recipient', TO, steps, after(20 * day))
  expect(doubts).toEqual([])
  expect(believed.map(({ at }) => at)).toEqual([after(6 * day), after(6 * day)])
})

test('a person does not lose the time to contest a decision by the date that another hub gives it', () => {
  const day = 24 * 60
  const form = { form: 'trafficking-indicators', version: 1 }
  const before: Did[] = [{ step: 'acknowledge' }, { step: 'assessed', data: form }]
  const found = aCase('formal-identification', before, {}, shipped)
  const data = { reasons: ['act-not-shown'], written: true, explained: 'through-interpreter' }
  const refused = (at: Date) => said(3, 'decide-grounds-negative', { data, at })
  const now = after(40 * day)
  const judgedAt = (at: Date) => judge(found, 'recipient', TO, [refused(at)], now)
  expect(judgedAt(new Date('2000-01-01')).doubts).toEqual([{ number: 3, doubt: 'time_impossible' }])
  const { steps } = judgedAt(after(day))
  const { referral, run } = fold(shipped, found.referral, [...found.steps, ...steps])
  expect(run?.state).toBe('grounds-refused')
  const dues = deadlinesOf(shipped, { referral, run })
  const lapse = dues.flatMap(({ escalations }) => escalations).find(({ key }) => key === 'step:lapse')
  expect(lapse?.at.getTime()).toBeGreaterThanOrEqual(after(70 * day).getTime())
})

const WITHDRAWN: Did[] = [
  { step: 'accept' },
  { step: 'start' },
  { step: 'complete', data: { outcome: 'services-provided' } },
  { side: 'sender', step: 'withdraw', data: { basis: 'consent' } },
]
const reopened = (did: Did[], number: number) => {
  const reopen = said(number, 'reopen', { seen: 3, data: { reason: 'needs-again' } })
  return counted(aCase('oas-64-standard', did), 'sender', [reopen])
}

test('what the sender has withdrawn it does not open here again, though it says so: either hub’s denial wins', () => {
  expect(reopened(WITHDRAWN, 3)).toEqual([])
  expect(reopened(WITHDRAWN.slice(0, 3), 2)).toEqual(['reopen'])
})

test('what stays inside here is not what the other hub has seen: its step may be earlier', () => {
  const found = aCase('drill', [{ side: 'sender', step: 'message', at: AT }])
  const inside = { ...found.steps[1], step: 'note', number: 2, part: 1, told: false, at: after(300) } as Step
  const { doubts } = judge(
    { ...found, steps: [...found.steps, inside] },
    'recipient',
    TO,
    [said(1, 'begin', { seen: 2 })],
    after(400),
  )
  expect(doubts).toEqual([])
})
