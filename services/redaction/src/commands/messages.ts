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
  // Somebody has to look: a text could not be made safe.
  'message.withheld': { level: 'error', fields: ['messageId', 'referralId', 'correlationId'] },
  'assessment.recorded': ['referralId', 'agencyId', 'correlationId'],
  'statement.recorded': ['referralId', 'agencyId', 'correlationId'],
  'public.released': ['agencyId', 'userId', 'auditEntryId', 'correlationId'],
  'record.completed': ['referralId', 'agencyId', 'correlationId'],
  'package.destroyed': ['packageId', 'fromHub', 'correlationId'],
})
