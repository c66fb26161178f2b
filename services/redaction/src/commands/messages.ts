import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'subject.registered': ['agencyId', 'correlationId'],
  'view.opened': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'view.denied': ['referralId', 'agencyId', 'userId', 'code', 'correlationId'],
  // Somebody has to look: a text could not be made safe.
  'narrative.withheld': { level: 'error', fields: ['referralId', 'correlationId'] },
  'package.built': ['packageId', 'referralId', 'toHub', 'correlationId'],
  'package.not-built': ['referralId', 'toHub', 'code', 'correlationId'],
  'package.taken-in': ['packageId', 'referralId', 'fromHub', 'correlationId'],
  'package.refused': { level: 'warn', fields: ['packageId', 'referralId', 'fromHub', 'code', 'correlationId'] },
  'message.written': ['messageId', 'referralId', 'agencyId', 'correlationId'],
  'message.taken-in': ['messageId', 'referralId', 'fromHub', 'correlationId'],
  'message.refused': { level: 'warn', fields: ['messageId', 'referralId', 'fromHub', 'code', 'correlationId'] },
  'messages.read': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'reports.read': ['referralId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  // Somebody has to look: a text could not be made safe.
  'message.withheld': { level: 'error', fields: ['messageId', 'referralId', 'correlationId'] },
  'assessment.recorded': ['referralId', 'agencyId', 'correlationId'],
  'statement.recorded': ['referralId', 'agencyId', 'correlationId'],
  'public.released': ['agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'record.completed': ['referralId', 'agencyId', 'correlationId'],
  'erasure.requested': ['erasureId', 'state', 'correlationId'],
  'erasure.executed': ['erasureId', 'recalls'],
  'erasure.failed': { level: 'error', fields: ['erasureId'] },
  // A backup was restored: what it brought back of people who were erased is gone again.
  'erasure.repeated': { level: 'warn', fields: ['subjects'] },
  'recall.sent': ['referralId', 'toHub'],
  // Somebody has to ask the other hub.
  'recall.not-sent': { level: 'error', fields: ['referralId', 'toHub', 'tries'] },
  'recall.settled': ['referralId', 'toHub', 'outcome'],
  'recall.taken': ['referralId', 'fromHub', 'correlationId'],
  'keys.wrapped-anew': ['keyId', 'done'],
  'keys.destroyed': ['keyId'],
  'keys.not-destroyed': { level: 'warn', fields: ['keyId'] },
  'upkeep.failed': { level: 'error', fields: ['name'] },
  'index.rebuilt': ['done', 'failed'],
  'people.searched': ['searchId', 'agencyId', 'userId', 'correlationId'],
  'reidentification.requested': ['requestId', 'agencyId', 'userId', 'code', 'correlationId'],
  'reidentification.confirmed': ['requestId', 'agencyId', 'userId', 'correlationId'],
  'reidentification.opened': ['requestId', 'agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'records.link-requested': ['requestId', 'linkId', 'agencyId', 'userId', 'code', 'correlationId'],
  'records.linked': ['linkId', 'agencyId', 'userId', 'correlationId'],
  'records.unlinked': ['linkId', 'agencyId', 'userId', 'correlationId'],
  // Somebody has to look, each time.
  'glass.broken': {
    level: 'error',
    fields: ['glassId', 'referralId', 'agencyId', 'userId', 'code', 'correlationId'],
  },
  'package.destroyed': ['packageId', 'fromHub', 'correlationId'],
})
