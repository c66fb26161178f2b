import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'basis.recorded': ['basisId', 'basis', 'agencyId'],
  'basis.refused': ['code', 'agencyId'],
  'basis.confirmed': ['basisId', 'agencyId'],
  // Nobody was on duty by any rota: to be looked at by who plans them.
  'basis.confirmed-off-duty': { level: 'warn', fields: ['basisId', 'agencyId'] },
  'basis.due': { level: 'warn', fields: ['basisId', 'agencyId', 'kind'] },
  'basis.sheet-added': ['basisId', 'agencyId'],
  'basis.reviewed': ['basisId', 'agencyId'],
  'sheet.stood-by': ['permitId', 'agencyId'],
  'sheet.stood-by-off-duty': { level: 'warn', fields: ['permitId', 'agencyId'] },
  'upkeep.failed': { level: 'error', fields: ['name'] },
  'consent.refused': ['agencyId'],
  'fhir.drafted': ['agencyId', 'unmapped'],
  'basis.withdrawn': ['basisId', 'agencyId'],
  'withdrawal.taken': ['withdrawalId', 'agencyId', 'state'],
  // Somebody has to speak with the person before it takes effect.
  'withdrawal.waits': { level: 'warn', fields: ['withdrawalId', 'agencyId'] },
  'withdrawal.settled': ['withdrawalId', 'state'],
  // It is due, and tried again: somebody has to look.
  'withdrawal.not-settled': { level: 'error', fields: ['withdrawalId'] },
  'order.confirmed-off-duty': { level: 'warn', fields: ['withdrawalId', 'agencyId'] },
  'recall.said': ['recallId', 'agencyId', 'code'],
  'recall.suspended': { level: 'warn', fields: ['toHub', 'agencyId', 'referrals'] },
  // An alarm on both sides, each day until it is answered.
  'recall.overdue': { level: 'error', fields: ['recallId', 'referralId', 'toHub'] },
  'statement.sent': ['statementId', 'toHub'],
  'statement.taken': ['statementId', 'fromHub', 'kind'],
  // An alarm: what a hub says cannot be believed, or is not its to say.
  'statement.refused': { level: 'error', fields: ['statementId', 'fromHub'] },
  'status.heard': ['fromHub', 'grants'],
  // Of somebody redaction finds out nothing: their hub says no more that what left stands. Not of whom; redaction's own log has it.
  'status.person-unknown': { level: 'warn', fields: ['toHub', 'bases'] },
  // An alarm: of what came from there only a code name is shown.
  'hub.silent': { level: 'error', fields: ['fromHub'] },
  'safeguarding-draft.opened': ['draftId', 'agencyId'],
  'one-case.authorised': ['authorisationId', 'agencyId'],
  'one-case.confirmed': ['authorisationId', 'agencyId'],
  'one-case.confirmed-off-duty': { level: 'warn', fields: ['authorisationId', 'agencyId'] },
  'disclosure.permitted': ['permitId', 'occasion', 'referralId', 'basisId', 'policyHash'],
  'disclosure.denied': ['occasion', 'referralId', 'code', 'policyHash'],
  'grant.imported': ['grantId', 'referralId', 'fromHub'],
  'grant.refused': { level: 'warn', fields: ['packageId', 'referralId', 'fromHub', 'code'] },
})
