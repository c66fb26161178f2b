import { expect, test } from 'vitest'
import { isOver, isRotationDue, SUBKEY_TIMES } from '../src/domain/seal-subkey.ts'

const DAY = 86_400_000
const now = new Date('2026-03-15T12:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * DAY)

test('another subkey is drawn each week, and where there is none', () => {
  expect(isRotationDue(ago(6.9), now, SUBKEY_TIMES)).toBe(false)
  expect(isRotationDue(ago(7), now, SUBKEY_TIMES)).toBe(true)
  expect(isRotationDue(undefined, now, SUBKEY_TIMES)).toBe(true)
})

test('each is destroyed after fourteen days, never the last one, and not within an hour of the next', () => {
  expect(isOver(ago(13.9), ago(7), now, SUBKEY_TIMES)).toBe(false)
  expect(isOver(ago(14), ago(7), now, SUBKEY_TIMES)).toBe(true)
  expect(isOver(ago(40), undefined, now, SUBKEY_TIMES)).toBe(false)
  expect(isOver(ago(40), ago(0.03), now, SUBKEY_TIMES)).toBe(false)
  expect(isOver(ago(40), ago(0.05), now, SUBKEY_TIMES)).toBe(true)
})
