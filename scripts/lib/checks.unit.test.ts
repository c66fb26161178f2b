import { expect, test } from 'vitest'
import { unbroken } from './checks.ts'

test('contracts that are compared with nothing do not pass', async () => {
  expect(await unbroken('proto/no-such-baseline.binpb').run()).toMatchObject({ passed: 0, failed: 1 })
})
