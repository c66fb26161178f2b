import { describe, expect, test } from 'vitest'
import { isKeyOver } from '../src/domain/replaced-key.ts'

const DAY_MS = 86_400_000
const day = (n: number) => new Date(Date.UTC(2026, 2, 1) + n * DAY_MS)
const key = (fingerprint: string, drawn: number) => ({ fingerprint, createdAt: day(drawn) })
const listed = (fingerprint: string, drawn: number, since: number, state = 'valid') => ({
  ...{ ...key(fingerprint, drawn), listedAt: day(since), state },
})
const keepMs = 14 * DAY_MS

describe('a private key of an agency', () => {
  const current = listed('bb', 10, 12)
  const given = { listed: [current], current, keepMs }

  test('is kept for a while after another one was listed, and then it is over', () => {
    expect(isKeyOver(key('aa', 0), given, day(25))).toBe(false)
    expect(isKeyOver(key('aa', 0), given, day(26))).toBe(true)
  })

  test('to which packages go is never over', () => {
    expect(isKeyOver(key('bb', 10), given, day(999))).toBe(false)
    expect(isKeyOver(key('aa', 0), { ...given, current: undefined }, day(999))).toBe(false)
  })

  test('that was drawn and is not listed yet is kept', () => {
    expect(isKeyOver(key('cc', 20), given, day(999))).toBe(false)
  })

  test('that is revoked is over at once', () => {
    const all = [current, listed('aa', 0, 0, 'revoked')]
    expect(isKeyOver(key('aa', 0), { ...given, listed: all }, day(12))).toBe(true)
  })
})
