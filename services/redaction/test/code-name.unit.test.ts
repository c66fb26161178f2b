import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { codeNameFrom } from '../src/domain/code-name.ts'

test('a code name can be said aloud, and comes from random bytes alone', () => {
  for (let i = 0; i < 200; i++) expect(codeNameFrom(randomBytes(16))).toMatch(/^[A-Z][a-z]+-[A-Z][a-z]+-\d{4}$/)
  expect(new Set(Array.from({ length: 200 }, () => codeNameFrom(randomBytes(16)))).size).toBeGreaterThan(190)
  expect(() => codeNameFrom(new Uint8Array(3))).toThrow(RangeError)
})
