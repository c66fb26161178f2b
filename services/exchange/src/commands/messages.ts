import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'edge.sent': { level: 'debug', fields: ['messageId', 'peer', 'kind', 'attempts'] },
  'edge.peer_away': { level: 'warn', fields: ['peer', 'waiting'] },
  'edge.sender_failed': { level: 'error', fields: ['peer'] },
  'edge.taken': ['messageId', 'peer', 'kind'],
  'edge.repeated': ['messageId', 'peer', 'kind'],
  // An alarm: somebody sends what cannot be believed.
  'edge.refused': { level: 'error', fields: ['peer', 'code'] },
  'edge.evidence_ignored': { level: 'warn', fields: ['messageId', 'peer', 'code'] },
  'edge.expired': { level: 'error', fields: ['messageId', 'peer', 'kind', 'referralId'] },
})
