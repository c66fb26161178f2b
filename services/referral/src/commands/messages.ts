import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'referral.received': ['referralId', 'fromHub', 'priority'],
  'referral.failed': { level: 'warn', fields: ['referralId', 'code'] },
  'referral.protocol_unknown': { level: 'warn', fields: ['referralId', 'fromHub'] },
  /** Taken out of the folder; referrals that run under it go on. */
  'referral.protocol_kept': ['protocol', 'protocolVersion'],
  /** The file says something else than referrals of that version run under; it does not count. */
  'referral.protocol_changed': { level: 'error', fields: ['protocol', 'protocolVersion'] },
  'referral.protocol_differs': { level: 'warn', fields: ['referralId', 'fromHub'] },
  'referral.referral_unreadable': { level: 'warn', fields: ['referralId', 'fromHub'] },
  'referral.log_full': { level: 'warn', fields: ['referralId', 'step'] },
  'referral.protocol_gone': { level: 'error', fields: ['protocol', 'protocolVersion'] },
  'referral.counterpart_steps_kept': ['referralId', 'fromHub'],
  'referral.counterpart_steps_dropped': { level: 'warn', fields: ['referralId', 'fromHub'] },
  // An alarm: a hub says of a step what it had not said; what it said first stands.
  'referral.counterpart_said_otherwise': { level: 'error', fields: ['referralId', 'fromHub', 'number'] },
  'referral.counterpart_step_ignored': { level: 'warn', fields: ['referralId', 'fromHub', 'number', 'doubt'] },
  'referral.link_step_ignored': { level: 'warn', fields: ['referralId', 'step', 'code'] },
  'referral.news_ignored': { level: 'warn', fields: ['referralId', 'step'] },
  'referral.escalated': ['referralId', 'deadline', 'kind'],
  'referral.contact_not_compared': { level: 'warn', fields: ['referralId'] },
  'referral.child_alert_delayed': { level: 'warn', fields: ['referralId', 'code'] },
  /** Somebody has to take over, or the jurisdiction to say who does. */
  'referral.sender_suspended': { level: 'warn', fields: ['agencyId', 'waiting'] },
  'referral.suspended_delayed': { level: 'warn', fields: ['agencyId', 'code'] },
  'referral.clock_failed': { level: 'error', fields: ['referralId'] },
  'referral.evidence_ignored': { level: 'warn', fields: ['referralId', 'kind'] },
  'referral.offer_delayed': { level: 'warn', fields: ['referralId', 'attempts', 'code'] },
  'referral.not_told_across': { level: 'error', fields: ['referralId'] },
  'referral.work_failed': { level: 'warn', fields: [] },
})
