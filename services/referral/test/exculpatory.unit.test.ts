import { describe, expect, test } from 'vitest'
import { isAllowedBy } from '../src/domain/exculpatory.ts'

const leave = (state: 'permitted' | 'refused' | 'asked', how = '') => [{ use: 'disclose-to-defence', n: 1, state, how }]

describe('what clears an accused goes to the defence', () => {
  test.each([
    ['untoc-18-19', ['untoc'], true],
    ['untoc-18-19', ['nassau'], false],
    ['untoc-18-19', [], false],
    ['other-treaty', ['nassau', 'untoc'], false],
    ['other-treaty', [''], false],
    ['other-treaty', ['bilateral'], true],
    ['whim', ['untoc'], false],
  ])('by %s where these are in force: %j', (allowedBy, treaties, is) => {
    expect(isAllowedBy(allowedBy, { treaties, uses: leave('refused') })).toBe(is)
  })

  test('by permission where it was given, and not by having been told before', () => {
    const by = (uses: ReturnType<typeof leave>) => isAllowedBy('permission-given', { treaties: ['untoc'], uses })
    expect(by(leave('permitted', 'as-asked'))).toBe(true)
    expect([leave('permitted', 'announced'), leave('refused'), leave('asked')].map(by)).toEqual([false, false, false])
    expect(by([])).toBe(false)
  })
})
