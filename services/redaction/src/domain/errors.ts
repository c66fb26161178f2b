import { defineErrors } from '@amparo/kernel'

/** Refusals of this service alone. Denials of consent come with consent's own codes. */
export const errors = defineErrors({
  seal_invalid: [
    'invalid',
    'The sealed form cannot be opened',
    "Fetch the hub's seal certificate again, check that the jurisdiction certified it, and seal the form to it.",
  ],
  seal_context_mismatch: [
    'invalid',
    'The sealed form was made for another use',
    'Seal the form for this hub and route, as the user and agency that send it.',
  ],
  seal_replayed: ['conflict', 'This sealed form was used before', 'Fill in the form again and send it once.'],
  seal_stale: ['invalid', 'The sealed form is older than five minutes', 'Check the clock and seal the form again.'],
  view_request_replayed: [
    'conflict',
    'This request to view was used before',
    'Ask again; each request carries a nonce of its own.',
  ],
  package_unreadable: [
    'invalid',
    'The package cannot be opened or verified',
    'Ask the sending hub to check its certificates and send it again.',
  ],
  package_not_for_us: [
    'invalid',
    'The package is meant for somebody else',
    'Ask the sending hub to send it to the right agency.',
  ],
  package_expired: ['invalid', 'The package came too late', 'Ask the sending hub to send it again.'],
  package_malformed: [
    'invalid',
    'The package does not hold what it should',
    'Ask the sending hub to compare the contracts and send it again.',
  ],
  key_missing: [
    'unavailable',
    'The hub lacks a key that this needs',
    'Tell the operator of your hub; nothing was stored or sent.',
  ],
  certificate_missing: [
    'unavailable',
    'No certificate of the recipient can be trusted',
    "Ask the recipient's hub to have its certificate certified again.",
  ],
})
