import { idOfHex, isDay, isUuid, uuidOf } from '@amparo/kernel'
import { expect, test } from 'vitest'

test('An id is known by its form, in lower case and whole', () => {
  const id = '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'
  for (const one of [id, uuidOf('ab'.repeat(32)), idOfHex('01'.repeat(16))]) expect(isUuid(one)).toBe(true)
  for (const none of ['', 'x', id.toUpperCase(), `${id}'`, `${id}\n`, ` ${id}`, `{${id}}`, id.replaceAll('-', '')])
    expect(isUuid(none), none).toBe(false)
})

test('A day is one of the calendar', () => {
  for (const day of ['2026-11-30', '2024-02-29', '1900-12-31']) expect(isDay(day)).toBe(true)
  for (const none of ['2026-02-30', '2026-02-29', '2026-13-01', '2026-1-1', '2026-11-30T00:00', '2026-11-30\n', ''])
    expect(isDay(none), none).toBe(false)
})
