import { defineLog } from '@amparo/observability'

/** Ids and codes. Never a user name, not even one that was mistyped, and never an address. */
export const messages = defineLog({
  'accounts.imported': ['count', 'retired'],
  // An alarm: who is in force is no more who is in the file.
  'users.refused': { level: 'error', fields: ['code'] },
  'sign-in.succeeded': ['userId', 'agencyId'],
  'sign-in.refused': { level: 'warn', fields: ['userId'] },
  'sign-in.blocked': { level: 'warn', fields: ['requestId'] },
  'sign-in.agency-refused': { level: 'warn', fields: ['userId', 'agencyId'] },
  'sign-out.done': ['userId'],
  'provider.refused': { level: 'warn', fields: ['route', 'clientId', 'code'] },
  'provider.failed': { level: 'error', fields: ['route'] },
  'grant.revoked': ['clientId'],
  'purge.failed': { level: 'warn', fields: [] },
})
