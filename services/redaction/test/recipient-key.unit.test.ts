import { describe, expect, test } from 'vitest'
import { whyNotOpened } from '../src/domain/recipient-key.ts'

const noon = new Date('2026-03-04T12:00:00Z')
const before = new Date('2026-03-04T11:59:59Z')
const after = new Date('2026-03-04T12:00:01Z')

describe('what was signed for a key of this hub', () => {
  test('is opened while the key is good, and after it was replaced', () => {
    expect(whyNotOpened({ state: 'valid', expiresAt: undefined }, after)).toBeUndefined()
    expect(whyNotOpened({ state: 'valid', expiresAt: noon }, before)).toBeUndefined()
    expect(whyNotOpened(undefined, after)).toBeUndefined()
  })

  test('before the key expired is opened, and after it is not', () => {
    expect(whyNotOpened({ state: 'expired', expiresAt: noon }, before)).toBeUndefined()
    expect(whyNotOpened({ state: 'expired', expiresAt: noon }, after)).toBe('expired')
  })

  test('is never opened once the key is revoked, whenever it was signed', () => {
    expect(whyNotOpened({ state: 'revoked', expiresAt: undefined }, before)).toBe('revoked')
  })
})
