import { expect, test } from 'vitest'
import { keyChanges, type NamedKey } from '../src/domain/key-changes.ts'

const key = (fingerprint: string, changes: Partial<NamedKey> = {}): NamedKey => ({
  ...{ fingerprint, hub: 'XA', agencyId: 'shelter', use: 'agency', revoked: false },
  ...changes,
})
const told = (before: NamedKey[], after: NamedKey[]) =>
  keyChanges(before, after).map(({ fingerprint, agencyId, what }) => [what, fingerprint, agencyId].join(' '))

test('what is named as before is no news', () => {
  expect(told([key('aa'), key('bb', { revoked: true })], [key('bb', { revoked: true }), key('aa')])).toEqual([])
})

test('what is named anew, and what is named no more', () => {
  expect(told([key('aa')], [key('bb')])).toEqual(['delisted aa shelter', 'listed bb shelter'])
})

test('what is revoked now, also when it is named for the first time', () => {
  const revoked = [key('aa', { revoked: true }), key('bb', { revoked: true })]
  expect(told([key('aa')], revoked)).toEqual(['listed bb shelter', 'revoked aa shelter', 'revoked bb shelter'])
})

test('a key that passes to another owner or use is told of both', () => {
  expect(told([key('aa')], [key('aa', { agencyId: 'police' })])).toEqual(['delisted aa shelter', 'listed aa police'])
  expect(told([key('aa')], [key('aa', { use: 'consent_sign' })])).toEqual(['delisted aa shelter', 'listed aa shelter'])
})
