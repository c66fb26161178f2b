import { expect, test } from 'vitest'
import { inClear } from './fixtures/in-clear.ts'

test('what stands in a row is found in its text and in its bytes, and by no chance in the hex of these', () => {
  const bytes = Buffer.from('70731731', 'hex')
  const row = { dump: String.raw`{"note": "Yaneth", "sealed": "\\x70731731"}`, note: 'Yaneth', sealed: bytes }
  expect(inClear(row)).toContain('Yaneth')
  expect(inClear(row)).not.toContain('70731731')
  expect(inClear({ ...row, sealed: Buffer.from('Osorio') })).toContain('Osorio')
})
