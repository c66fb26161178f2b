import { expect, test } from 'vitest'
import { codesBy } from '../src/commands/codes.ts'

test('a code is kept as slow to guess as a password, where nothing else is said', async () => {
  const codes = codesBy()
  const kept = await codes.hash('01234567')
  expect(kept).toMatch(/^scrypt\$131072\$8\$1\$/)
  expect(await codes.isRight('01234567', kept)).toBe(true)
  expect(await codes.isRight('01234568', kept)).toBe(false)
})

test('where none is kept, none is right', async () => {
  expect(await codesBy().isRight('nothing else', undefined)).toBe(false)
})
