import { expect, test } from 'vitest'
import { denialError, denials, isDenialCode } from '../src/index.ts'

test('each denial has its code, and says what to do next', () => {
  for (const [code, [kind, title, next]] of Object.entries(denials.table)) {
    expect(code).toMatch(/^[a-z][a-z_]+$/)
    expect([code, kind]).toEqual([code, 'forbidden'])
    expect(title.length).toBeGreaterThan(10)
    expect(next.length).toBeGreaterThan(10)
    expect(denialError(code).code).toBe(code)
  }
})

test('a code that this version does not know is a denial all the same', () => {
  expect(isDenialCode('made_up')).toBe(false)
  expect(isDenialCode('toString')).toBe(false)
  expect(denialError('made_up')).toMatchObject({ code: 'no_lawful_basis', kind: 'forbidden' })
})
