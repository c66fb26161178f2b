import { expect, test } from 'vitest'
import { isNewAlarm } from '../src/domain/alarm.ts'
import { deadlinesOf } from '../src/domain/deadlines.ts'
import { aCase, after, type Did } from './fixtures/a-case.ts'
import { book } from './fixtures/book.ts'

const of = (...did: Did[]) => aCase('child-safeguarding', did)
const last = (...did: Did[]) => {
  const found = of(...did)
  const step = found.run.entries.at(-1)?.taken
  if (step === undefined) throw new Error('no step')
  return isNewAlarm(found, step)
}
const told = (channel: string, more: Partial<Did> = {}): Did => ({
  ...{ step: 'notify-authority', side: 'sender', data: { channel } },
  ...more,
})

test('child protection hears what was not told it otherwise', () => {
  expect(last(told('through-amparo'))).toBe(true)
  for (const channel of ['phone', 'in_person', 'we-are-the-authority']) expect(last(told(channel))).toBe(false)
})

test('no agency wakes it again by saying the same again, however long after', () => {
  const peer = told('through-amparo', { side: 'recipient', step: 'confirm-authority' })
  expect(last(peer)).toBe(true)
  expect(last(peer, { ...peer, at: after(60 * 48) })).toBe(false)
  const conflict: Did = { step: 'report-guardian-conflict', data: { conflict: 'part-of-the-exploitation' } }
  const accepted: Did = { step: 'accept' }
  expect(last(accepted, conflict)).toBe(true)
  expect(last(accepted, conflict, { ...conflict, at: after(60) })).toBe(false)
  expect(last(accepted, conflict, { ...conflict, at: after(60 * 25) })).toBe(true)
})

test('a child that goes missing again is news again', () => {
  const missing: Did = { step: 'report-missing' }
  expect(last({ step: 'accept' }, missing, { step: 'find' }, missing)).toBe(true)
})

test('what the recipient says of itself does not meet what the sender must do', () => {
  const owed = (...did: Did[]) => deadlinesOf(book, of(...did)).map(({ deadline }) => deadline)
  const said = told('we-are-the-authority', { side: 'recipient', step: 'confirm-authority' })
  expect(owed(said)).toContain('notify-authority')
  expect(owed(told('phone', { side: 'recipient' }))).toContain('notify-authority')
  expect(owed(told('phone'))).not.toContain('notify-authority')
})
