import { auditActions } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { quorumOf, waitsForQuorum } from '../src/domain/quorum.ts'

const HOUR = 3_600_000
const seenAt = new Date('2026-01-01T00:00:00Z')
const after = (ms: number) => quorumOf(seenAt, new Date(seenAt.getTime() + ms), 4 * HOUR)

test.each([
  [0, { state: 'seen' }],
  [HOUR - 1, { state: 'seen' }],
  [HOUR, { state: 'late', quarters: 1 }],
  [2 * HOUR, { state: 'late', quarters: 2 }],
  [4 * HOUR - 1, { state: 'late', quarters: 3 }],
  [4 * HOUR, { state: 'lost' }],
  [400 * HOUR, { state: 'lost' }],
  [-HOUR, { state: 'seen' }],
])('%i ms after a witness signed, of four hours', (ms, quorum) => {
  expect(after(ms)).toEqual(quorum)
})

describe('Without a witness', () => {
  test.each(['view_opened', 'package_released', 'messages_read', 'public_release', 'reidentified'])(
    '%s waits, but not where a life or a child is in danger',
    action => {
      expect(auditActions.is(action)).toBe(true)
      for (const basis of ['consent', 'court_order', 'legal_obligation', undefined])
        expect(waitsForQuorum(action, basis)).toBe(true)
      for (const basis of ['vital_interest', 'child_safeguarding']) expect(waitsForQuorum(action, basis)).toBe(false)
    },
  )

  test.each([
    'glass_broken',
    'disclosure_denied',
    'subject_registered',
    'referral_assigned',
    'journal_gap',
    'key_changed',
    'record_shown',
    'subject_erased',
  ])('%s is written all the same', action => {
    expect(auditActions.is(action)).toBe(true)
    expect(waitsForQuorum(action, undefined)).toBe(false)
  })
})
