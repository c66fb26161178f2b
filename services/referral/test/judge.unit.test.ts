import { expect, test } from 'vitest'
import { judge } from '../src/domain/judge.ts'
import type { ReportedStep } from '../src/domain/reported.ts'
import { AT, aCase, after, type Did } from './fixtures/a-case.ts'
import { book } from './fixtures/book.ts'

const TO = { hub: 'XB', agencyId: 'shelter' }
const said = (number: number, step: string, rest: Partial<ReportedStep> = {}): ReportedStep => ({
  ...{ number, step, seen: 1, at: AT, data: {} },
  ...rest,
})
const judged = (steps: ReportedStep[], did: Did[] = []) => {
  const { steps: believed, doubts } = judge(book, aCase('drill', did), 'recipient', TO, steps, after(1))
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
  ['data_invalid', said(1, 'migrate', { data: { version: 99 } }), []],
  ['data_invalid', said(1, 'migrate', { data: { version: 2, why: 'new' } }), []],
  ['seen_too_much', said(1, 'begin', { seen: 2 }), []],
  ['seen_too_much', said(1, 'begin', { seen: -1 }), []],
  ['number_too_low', said(0, 'begin'), []],
  ['number_too_low', said(1, 'begin'), [{ step: 'message', number: 2 }]],
  ['time_impossible', said(1, 'begin', { at: after(120) }), []],
  ['time_impossible', said(1, 'begin', { at: new Date(Number.NaN) }), []],
  ['requirement_unmet', said(2, 'travel', { data: { when: '2026-12-01' } }), [{ step: 'begin' }]],
])('%s: %o', (doubt, step, did) => {
  expect(judged([step], did)).toEqual([[], [doubt]])
})

test('what is doubted does not take down what follows it', () => {
  expect(judged([said(1, 'made-up'), said(2, 'begin'), said(3, 'drop'), said(4, 'finish')])).toEqual([
    ['begin', 'finish'],
    ['unknown_step', 'unknown_step'],
  ])
})

test('a requirement may be met by what the same report brings', () => {
  const assessed = { form: 'risk-assessment', version: 1 }
  const did: Did[] = [{ side: 'sender', step: 'assessed', data: assessed }]
  const steps = [said(1, 'begin'), said(2, 'travel', { data: { when: '2026-12-01' }, seen: 2 })]
  expect(judged(steps, did)).toEqual([['begin', 'travel'], []])
})
