import { auditActions } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { enterUnseen } from '../src/commands/unseen.ts'
import type { NewLeaf } from '../src/domain/placement.ts'
import { DISCLOSES, quorumOf, unseenCourse } from '../src/domain/quorum.ts'

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

/** By which something of a person goes out. A new action has to be put on one of these three lists. */
const WAITING = [
  ...['view_opened', 'package_released', 'messages_read', 'consent_sheet_shown', 'file_shown', 'redaction_opened'],
  ...['file_handed_over', 'file_released', 'contents_given_out'],
  ...['request_text_released', 'request_texts_read', 'public_release', 'reidentified', 'link_made'],
  ...['match_asked', 'match_evaluated', 'people_searched', 'request_document_made'],
  'item_used',
]
/** By which somebody comes to know of a person all the same: an emergency, a text that is written, what the person asks for or is protected by. */
const SHOWING = [
  ...['glass_broken', 'message_written', 'record_shown', 'record_sheet_made', 'notice_issued', 'notice_shown'],
]
const GOING_ON = [
  ...SHOWING,
  ...['journal_gap', 'log_pruned', 'key_changed', 'disclosure_denied', 'package_taken_in', 'basis_confirmed'],
  'order_confirmed',
  ...['subject_registered', 'record_completed', 'assessment_recorded', 'statement_recorded'],
  ...[
    'referral_assigned',
    'referral_unassigned',
    'referral_ended',
    'referral_escalated',
    'referral_taken_over',
    'link_called_back',
    'consent_sheet_kept',
    'file_begun',
  ],
  'file_taken_in',
  ...['use_asked', 'use_permitted', 'use_refused', 'defence_announced'],
  ...['contact_opened', 'contact_closed'],
  ...['item_returned', 'item_destroyed', 'item_came_back', 'item_not_returned'],
  ...['request_text_written', 'request_texts_destroyed', 'match_result', 'redaction_reviewed', 'redaction_confirmed'],
  ...['erasure_requested', 'erasure_confirmed', 'erasure_refused', 'erasure_called_back', 'subject_erased'],
  ...['legal_hold_placed', 'legal_hold_released', 'secrecy_ordered', 'secrecy_lifted'],
  ...['reidentification_requested', 'reidentification_confirmed'],
  ...['record_link_requested', 'records_linked', 'record_unlink_requested', 'records_unlinked'],
  ...['record_sheet_confirmed', 'record_sheet_called_back', 'notice_withdrawn', 'notice_checked'],
  // What auditors do: they see references.
  ...['log_read', 'decision_read', 'delivery_read', 'edge_read'],
  ...['alert_asked', 'alert_answered', 'alert_found', 'alert_settled', 'sample_reviewed'],
  ...['alert_unread', 'alert_expired'],
  ...['register_opened', 'register_moved', 'register_due', 'log_unwitnessed', 'witnesses_few', 'released_unwitnessed'],
  'review_overdue',
  ...['source_gap', 'source_forked', 'source_restarted'],
  ...['desk_differs', 'key_gone', 'log_rewritten', 'witnessed_rewritten', 'witnessed_unshown'],
]

describe('Without a witness', () => {
  test('each action is known to wait or to go on', () => {
    expect([...WAITING, ...GOING_ON].toSorted()).toEqual(auditActions.all.toSorted())
  })

  test('each action is known to disclose something, or to disclose nothing', () => {
    expect([...DISCLOSES].toSorted()).toEqual([...WAITING, ...SHOWING].toSorted())
  })

  test.each(WAITING)('%s waits, but not where a life or a child is in danger', action => {
    for (const basis of ['consent', 'court_order', 'legal_obligation', undefined])
      expect(unseenCourse(action, basis)).toBe('waits')
    for (const basis of ['vital_interest', 'child_safeguarding']) expect(unseenCourse(action, basis)).toBe('emergency')
  })

  test('a message that goes to another hub waits like a package; one inside the hub is written all the same', () => {
    expect(unseenCourse('message_written', 'consent', true)).toBe('waits')
    expect(unseenCourse('message_written', 'vital_interest', true)).toBe('emergency')
    expect(unseenCourse('message_written', undefined, false)).toBe('goes_on')
    // What came in a package is written down.
    expect(unseenCourse('package_taken_in', 'consent', true)).toBe('goes_on')
  })

  test.each(GOING_ON)('%s is written all the same', action => {
    for (const basis of [undefined, 'vital_interest']) expect(unseenCourse(action, basis)).toBe('goes_on')
  })
})

test('That nobody saw the log is the same entry whoever writes it again, and another of another time', async () => {
  const leaves: NewLeaf[] = []
  const append = async (leaf: NewLeaf) => {
    leaves.push(leaf)
    return { index: 0, leafHash: new Uint8Array(), entry: new Uint8Array() }
  }
  const enter = enterUnseen({ hub: 'XA', sequencer: { append } })
  for (const forMs of [2 * HOUR, 2 * HOUR, 4 * HOUR]) await enter({ seenAt, forMs, limitMs: 4 * HOUR })
  const [one, again, later] = leaves
  expect(again).toEqual(one)
  expect(later?.entryId).not.toBe(one?.entryId)
})
