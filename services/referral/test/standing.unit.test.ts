import { expect, test } from 'vitest'
import { mayOpen } from '../src/domain/standing.ts'
import { STATUSES } from '../src/domain/status.ts'
import { aReferral, RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'

test('the person is opened by an assigned user of a party, while work is expected or under way', () => {
  const open = ['requested', 'accepted', 'in-progress', 'on-hold']
  for (const status of STATUSES)
    for (const party of [SENDER, RECIPIENT]) {
      expect(mayOpen(aReferral({ status }), party, true)).toBe(open.includes(status))
      expect(mayOpen(aReferral({ status }), party, false)).toBe(false)
    }
})

test('a stranger opens nothing, assigned or not', () => {
  expect(mayOpen(aReferral(), STRANGER, true)).toBe(false)
  expect(mayOpen(aReferral(), { ...RECIPIENT, hub: 'XB' }, true)).toBe(false)
})
