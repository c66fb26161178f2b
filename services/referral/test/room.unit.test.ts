import { expect, test } from 'vitest'
import { hasRoom, isEnd } from '../src/domain/room.ts'
import { checkStep } from '../src/domain/take-step.ts'
import { aCase, type Did } from './fixtures/a-case.ts'
import { book } from './fixtures/book.ts'

const messages = (count: number, data = {}): Did[] => [
  { step: 'begin' },
  ...Array.from({ length: count - 1 }, () => ({ step: 'message', data })),
]
const busy = (count: number, data = {}) => aCase('drill', messages(count, data), { priority: 'normal' })
const RECIPIENT = { side: 'recipient', scopes: new Set(['referral:work', 'referral:decide']) } as const
const take = (step: string, found: ReturnType<typeof busy>) => () =>
  checkStep(book, found, RECIPIENT, { step, data: {} }, () => new Error('invalid') as never)

test('a side’s users stop long before the other hub reads no more: withdrawals and clocks still get through', () => {
  expect(take('note', busy(799))).not.toThrow()
  expect(take('note', busy(800))).toThrow(expect.objectContaining({ code: 'log_full' }))
  expect(hasRoom(busy(800), 'sender', 'user')).toBe(true)
})

test('a full log can still be brought to its end', () => {
  expect(isEnd(busy(1), 'finish')).toBe(true)
  expect(isEnd(busy(1), 'note')).toBe(false)
  expect(take('finish', busy(800))).not.toThrow()
  expect(take('finish', busy(900))).toThrow(expect.objectContaining({ code: 'log_full' }))
})

test('a few steps that say much fill it as well', () => {
  const much = { services: Array.from({ length: 60 }, () => 'legal-and-paralegal') }
  expect(take('note', busy(100, much))).not.toThrow()
  expect(take('note', busy(200, much))).toThrow(expect.objectContaining({ code: 'log_full' }))
})

test('what users write is refused before it is stored, while there is room for what was stored meanwhile', () => {
  const room = (count: number, kind: 'writing' | 'end') => hasRoom(busy(count), 'recipient', kind)
  expect([room(849, 'writing'), room(850, 'writing'), room(899, 'end'), room(900, 'end')]).toEqual([
    true,
    false,
    true,
    false,
  ])
})
