import { defineLog } from '@amparo/observability'

export const messages = defineLog({
  'answer.refused': { level: 'info', fields: ['question', 'asker', 'code'] },
  'answer.failed': { level: 'error', fields: ['question', 'asker'] },
  // An alarm: the server does not let this service hear the question, and nobody answers it.
  'answer.unheard': { level: 'error', fields: ['question'] },
  'relay.leading': ['token'],
  'relay.failed': { level: 'warn', fields: ['failures'] },
  // An alarm: nobody hears what this service has to tell. Is the broker's store full, or are its streams gone?
  'relay.stuck': { level: 'error', fields: ['failures'] },
  'reconciler.failed': { level: 'warn', fields: [] },
  'reconciler.unanswered': { level: 'warn', fields: ['consumer'] },
  'reconciler.republished': { level: 'warn', fields: ['count'] },
  // The service's database was restored: what it did not know of any more is in the log, and auditors are told.
  'log.counted_anew': { level: 'error', fields: ['epoch', 'number', 'last'] },
  'edge.not_taken': { level: 'warn', fields: ['peer'] },
  // An alarm: what the peer sent since waits behind it.
  'edge.stuck': { level: 'error', fields: ['peer', 'attempt'] },
  'edge.interrupted': { level: 'error', fields: ['peer'] },
  'event.parked': { level: 'debug', fields: ['eventId', 'type', 'correlationId', 'attempt'] },
  'event.delayed': { level: 'warn', fields: ['eventId', 'type', 'correlationId', 'failed', 'delayMs'] },
  // An alarm: it is tried again and again, and holds up what follows it.
  'event.stuck': { level: 'error', fields: ['eventId', 'type', 'correlationId', 'attempt'] },
  // An alarm: somebody has to look into dead_letter.
  'event.refused': { level: 'error', fields: ['eventId', 'type', 'correlationId', 'code'] },
})
