import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'basis.recorded': ['basisId', 'basis', 'agencyId'],
  'basis.refused': ['code', 'agencyId'],
  'basis.confirmed': ['basisId', 'agencyId'],
  'basis.due': { level: 'warn', fields: ['basisId', 'agencyId', 'kind'] },
  'basis.reviewed': ['basisId', 'agencyId'],
  'upkeep.failed': { level: 'error', fields: ['name'] },
  'consent.refused': ['agencyId'],
  'basis.withdrawn': ['basisId', 'agencyId'],
  'safeguarding-draft.opened': ['draftId', 'agencyId'],
  'one-case.authorised': ['authorisationId', 'agencyId'],
  'one-case.confirmed': ['authorisationId', 'agencyId'],
  'disclosure.permitted': ['permitId', 'occasion', 'referralId', 'basisId', 'policyHash'],
  'disclosure.denied': ['occasion', 'referralId', 'code', 'policyHash'],
  'grant.imported': ['grantId', 'referralId', 'fromHub'],
  'grant.refused': { level: 'warn', fields: ['packageId', 'referralId', 'fromHub', 'code'] },
})
