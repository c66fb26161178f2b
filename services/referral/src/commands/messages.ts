import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'referral.received': ['referralId', 'fromHub', 'priority'],
  'referral.failed': { level: 'warn', fields: ['referralId', 'code'] },
  'referral.counterpart_step_kept': ['referralId', 'fromHub', 'status'],
  'referral.counterpart_step_ignored': { level: 'warn', fields: ['referralId', 'fromHub', 'status', 'version'] },
  'referral.evidence_ignored': { level: 'warn', fields: ['referralId', 'kind'] },
  'referral.offer_delayed': { level: 'warn', fields: ['referralId', 'attempts', 'code'] },
  'referral.work_failed': { level: 'warn', fields: [] },
})
