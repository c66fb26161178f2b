import { defineErrors } from '@amparo/kernel'

/** Refusals that any service may give because of its store. */
export const storeErrors = defineErrors({
  database_unavailable: ['unavailable', 'The data cannot be reached just now', 'Try again in a moment.'],
  idempotency_key_reused: [
    'conflict',
    'This Idempotency-Key came with another request',
    'Use a new key for a new request.',
  ],
  lease_lost: ['unavailable', 'Another instance has taken over', 'Try again in a moment.'],
  event_too_large: ['invalid', 'The message is too large to be passed on', 'Send less at once.'],
})
