import { describe, expect, test } from 'vitest'
import { unseen } from './canaries.ts'
import { type Result, UNFINISHED } from './drive.ts'
import { isAsExpected } from './verdict.ts'

const accepted: Result = {
  ...{ id: 'a', outcome: 'accepted', code: null, fields: [], referralId: 'r', hub: 'XA' },
  ...{ view: {}, withheld: [], audit: { entries: 3, verified: true }, ms: 1 },
}
const refused: Result = {
  ...accepted,
  outcome: 'refused',
  ...{ code: 'consent_expired', referralId: null },
  audit: { entries: 0, verified: false },
}
/** As a hub refuses what it was sent. */
const sent: Result = { ...refused, referralId: 'r', audit: { entries: 2, verified: true } }
const expecting = (expected?: object) => ({ id: 'a', ...(expected && { expect: expected as never }) })

describe('an input', () => {
  test.each([
    ['that was to be accepted', { outcome: 'accept' }, accepted, true],
    ['that was to be accepted, and was refused', { outcome: 'accept' }, refused, false],
    ['that was to be refused, for this reason', { outcome: 'refuse', reason: 'consent_expired' }, refused, true],
    ['that was to be refused, for another', { outcome: 'refuse', reason: 'no_basis' }, refused, false],
    ['that was to be refused, for any', { outcome: 'refuse' }, refused, true],
    ['that was to be refused, and was not', { outcome: 'refuse' }, accepted, false],
    ['that expects nothing', undefined, refused, true],
    [
      'of which the log has no proof',
      { outcome: 'accept' },
      { ...accepted, audit: { entries: 3, verified: false } },
      false,
    ],
    ['that was to be refused, and was once it was sent', { outcome: 'refuse' }, sent, true],
    [
      'that was refused once it was sent, of which the log has no proof',
      { outcome: 'refuse' },
      { ...sent, audit: refused.audit },
      false,
    ],
    ['that ended nowhere, though it was to be refused', { outcome: 'refuse' }, { ...refused, code: UNFINISHED }, false],
    ['that ended nowhere, and expects nothing', undefined, { ...refused, code: UNFINISHED }, false],
  ] as const)('%s', (_, expected, result, verdict) => {
    expect(isAsExpected(expecting(expected), result)).toBe(verdict)
  })
})

describe('a scan', () => {
  const everywhere = [
    { id: 'string 1', place: 'table amparo_xa.canary.planted' },
    { id: 'string 2', place: 'XA CORE stream CANARY' },
    { id: 'string 3', place: 'file hubs/XA/logs/core.log' },
  ]

  test('that finds each canary where it was planted sees', () => expect(unseen(everywhere)).toEqual([]))

  test('that finds one in a raw file only is blind in tables', () => {
    const [, ...others] = everywhere
    expect(unseen([{ id: 'string 1', place: 'file postgres/data/base/1/2' }, ...others])).toEqual(['table'])
  })

  test('that finds none is blind', () => expect(unseen([])).toEqual(['table', 'stream', '.log']))
})
