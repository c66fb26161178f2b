import { defineErrors } from '@amparo/kernel'

/** Refusals that any service may give because of another one. */
export const messagingErrors = defineErrors({
  service_unavailable: ['unavailable', 'Another service does not answer just now', 'Try again in a moment.'],
  message_too_large: ['invalid', 'The message is too large to be passed on', 'Send less at once.'],
  event_unreadable: ['invalid', 'The event cannot be read', 'Compare the contracts of its source and of its consumer.'],
})
