import { duesOf, type Side } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { awaitedOf, callOf, sentAt } from '../src/domain/call.ts'
import { deadlinesOf } from '../src/domain/deadlines.ts'
import { believed, type Fallback, faultsOf } from '../src/domain/fallback.ts'
import { faultsOfStep } from '../src/domain/happened.ts'
import { judge } from '../src/domain/judge.ts'
import type { Step } from '../src/domain/referral.ts'
import { AT, aCase, after } from './fixtures/a-case.ts'
import { book } from './fixtures/book.ts'

const DAY = 24 * 60
const fallback = (happenedAt: Date): Fallback => ({
  ...{ channel: 'phone', number: '7K3M-9QXA-T2BA', happenedAt, acknowledgedBy: 'duty_officer' },
})
const LONGEST = 30 * DAY * 60_000

test('what happened is not ahead, and not older than the hub allows', () => {
  const codes = (minutes: number) => faultsOf({ happenedAt: after(minutes) }, AT, LONGEST).map(({ code }) => code)
  expect(codes(1)).toEqual(['in_the_future'])
  expect(codes(0)).toEqual([])
  expect(codes(-30 * DAY)).toEqual([])
  expect(codes(-30 * DAY - 1)).toEqual(['too_long_ago'])
})

test('another hub is believed a time before the arrival, of two weeks at most', () => {
  const at = (minutes: number) => believed(fallback(after(minutes)), AT).happenedAt
  expect(at(5)).toEqual(AT)
  expect(at(-600)).toEqual(after(-600))
  expect(at(-29 * DAY)).toEqual(after(-14 * DAY))
})

/** Made by phone the given minutes ago, and entered now. */
const entered = (minutesAgo: number) => aCase('oas-64-standard', [], { fallback: fallback(after(-minutesAgo)) })

test('its clocks run from when it was made: what is overdue is so at once, but nobody else is asked before the agency could see it', () => {
  const found = entered(DAY)
  const accept = deadlinesOf(book, found).find(({ deadline }) => deadline === 'accept')
  expect(accept?.due).toEqual(after(120 - DAY))
  const at = (what: string) => accept?.escalations.find(one => one.do === what)?.at
  expect(at('phone')).toEqual(after(120 - DAY))
  expect(at('offer-next')).toEqual(after(120 + 15))
})

test('the recipient says when it took a step by phone: not before what it follows, not ahead, and of such a referral only', () => {
  const found = entered(600)
  const codes = (side: Side, minutes: number) => faultsOfStep(found, side, after(minutes), AT).map(({ code }) => code)
  expect(codes('recipient', -590)).toEqual([])
  expect(codes('recipient', -600)).toEqual([])
  expect(codes('recipient', -601)).toEqual(['before_what_it_follows'])
  expect(codes('recipient', 1)).toEqual(['in_the_future'])
  expect(codes('sender', -590)).toEqual(['not_allowed'])
  const usual = aCase('oas-64-standard')
  expect(faultsOfStep(usual, 'recipient', AT, AT).map(({ code }) => code)).toEqual(['not_allowed'])
})

test('what stays inside the other agency tells nothing by it, and what is the recipient’s own it follows', () => {
  const found = entered(600)
  const inside = (side: Side) => {
    const note: Step = {
      ...{ side, step: 'note', number: 1, part: 1, seen: 0, told: false, data: {}, byUser: undefined },
      ...{ by: found.referral.from, at: after(-100), receivedAt: after(-100) },
    }
    return { ...found, steps: [...found.steps, note] }
  }
  expect(faultsOfStep(inside('sender'), 'recipient', after(-590), AT)).toEqual([])
  expect(faultsOfStep(inside('recipient'), 'recipient', after(-590), AT)).toHaveLength(1)
})

test('the sender’s hub believes such a time; one from before the call it does not', () => {
  const found = entered(600)
  const reported = (minutes: number) =>
    judge(
      found,
      'recipient',
      { hub: 'XB', agencyId: 'shelter' },
      [{ number: 1, seen: 1, step: 'accept', at: after(minutes), data: {} }],
      AT,
    )
  expect(reported(-590)).toMatchObject({ steps: [{ at: after(-590) }], doubts: [] })
  expect(reported(-700)).toMatchObject({ steps: [], doubts: [{ doubt: 'time_impossible' }] })
})

const sender = { hub: 'XA', agencyId: 'police' }
const recipient = { hub: 'XB', agencyId: 'shelter' }
const whyOf = (found: ReturnType<typeof aCase>, minutes: number, delivery = {}, viewer = sender) =>
  callOf(found, viewer, deadlinesOf(book, found), delivery, { now: after(minutes), within: book.statedWithin })?.why

test('an emergency of which the other hub has not stated in time that it came, or was opened, is told by phone', () => {
  const found = aCase('oas-64-standard')
  expect(whyOf(found, 4)).toBeUndefined()
  expect(whyOf(found, 5)).toEqual(['delivered'])
  expect(whyOf(found, 5, { delivered: after(1) })).toBeUndefined()
  expect(whyOf(found, 30, { delivered: after(1) })).toContain('retrieved')
  expect(whyOf(found, 15, { delivered: after(1), retrieved: after(2) })).toBeUndefined()
  // The recipient is not told to call itself.
  expect(whyOf(found, 5, {}, recipient)).toBeUndefined()
})

test('how long that is waited for is what the hub is configured to', () => {
  const found = aCase('oas-64-standard')
  const within = { delivered: 2 * 60_000, retrieved: 9 * 60_000 }
  const why = (minutes: number, delivery = {}) =>
    callOf(found, sender, deadlinesOf(book, found), delivery, { now: after(minutes), within })?.why
  expect([why(1), why(2)]).toEqual([undefined, ['delivered']])
  expect([why(8, { delivered: after(1) }), why(9, { delivered: after(1) })]).toEqual([undefined, ['retrieved']])
})

test('whoever has answered has it, and what is no emergency or stays in one hub is not waited for', () => {
  expect(awaitedOf(aCase('oas-64-standard', [{ step: 'acknowledge' }]), {})).toBeUndefined()
  expect(awaitedOf(aCase('oas-64-standard', [], { priority: 'urgent' }), {})).toBeUndefined()
  expect(awaitedOf(aCase('oas-64-standard', [], { to: { hub: 'XA', agencyId: 'shelter' } }), {})).toBeUndefined()
  expect(awaitedOf(aCase('oas-64-standard'), {})).toBe('delivered')
})

test('the times of delivery run from when it was entered', () => {
  expect(sentAt(entered(600))).toEqual(AT)
})

test('one that is silent past a deadline is called by the other, from when the protocol calls the duty phone', () => {
  const found = aCase('oas-64-standard', [], { to: { hub: 'XA', agencyId: 'shelter' } })
  expect(whyOf(found, 19)).toBeUndefined()
  expect(whyOf(found, 20)).toEqual(['acknowledge'])
  const { run, referral } = found
  const dues = duesOf(run.protocol, run, {
    ...{ priority: 'emergency', quick: false },
    calendars: { sender: book.calendarOf('XA'), recipient: book.calendarOf('XB') },
  })
  expect(
    callOf(found, { hub: 'XA', agencyId: 'nobody' }, dues, {}, { now: after(200), within: book.statedWithin }),
  ).toBeUndefined()
  expect(referral.priority).toBe('emergency')
})
