import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'edge.sent': { level: 'debug', fields: ['messageId', 'peer', 'kind', 'attempts'] },
  'edge.part_sent': { level: 'debug', fields: ['deliveryId', 'peer', 'number'] },
  // What a peer asked about a file is answered later: the vault or the broker is away.
  'edge.question_waits': { level: 'warn', fields: ['peer'] },
  // To an agency that is suspended, or of which the directory does not tell, nothing of requests for evidence goes, and no private question or answer.
  'edge.held': { level: 'warn', fields: ['peer', 'agencyId'] },
  'edge.peer_away': { level: 'warn', fields: ['peer'] },
  'edge.peer_back': ['peer', 'failures'],
  'edge.sender_failed': { level: 'error', fields: ['peer'] },
  'edge.taken': ['messageId', 'peer', 'kind'],
  'edge.repeated': ['messageId', 'peer', 'kind'],
  // An alarm: somebody sends what cannot be believed.
  'edge.refused': { level: 'error', fields: ['peer', 'code'] },
  // A hub whose files or directory differ from ours, or that does not keep to the protocol.
  'edge.request_refused': { level: 'error', fields: ['messageId', 'peer', 'code'] },
  'edge.slowed': { level: 'warn', fields: ['peer', 'waitMs'] },
  'edge.evidence_ignored': { level: 'warn', fields: ['messageId', 'peer', 'code'] },
  // Nobody has stated by when it was due what is to be stated of a package.
  'edge.late': { level: 'warn', fields: ['messageId', 'peer', 'referralId', 'code'] },
  // A deadline of a request for evidence, or a clock of its case, is near or has passed.
  'request.called': { level: 'warn', fields: ['requestId', 'agencyId', 'deadline', 'kind'] },
  // An alarm: whoever is called may not sign in; the jurisdiction has to say who acts for it.
  'request.authority_suspended': { level: 'error', fields: ['requestId', 'agencyId'] },
  // An alarm: nobody is called of that request.
  'request.clock_failed': { level: 'error', fields: ['requestId'] },
  // An alarm: two hubs' books of one day say different things.
  'edge.difference': { level: 'error', fields: ['peer', 'direction', 'day', 'found'] },
  // An alarm: this hub or its operator has to do something, or another hub will not hear.
  'edge.failed': { level: 'error', fields: ['messageId', 'peer', 'kind', 'referralId', 'code'] },
})
