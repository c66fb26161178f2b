import { defineErrors } from '@amparo/kernel'

/** Refusals that belong to no service: of the request's form, of its token, of its body. */
export const httpErrors = defineErrors({
  unauthenticated: ['unauthenticated', 'You are not signed in', 'Sign in and try again.'],
  not_found: [
    'not_found',
    'There is nothing here for you',
    'Check the address, or ask the agency that sent it to you.',
  ],
  step_up_required: ['step_up', 'This needs a recent sign-in', 'Sign in again with your second factor, then repeat.'],
  request_invalid: [
    'invalid',
    'The request is not as described',
    'Correct the fields named in errors and send it again.',
  ],
  unknown_code: ['invalid', 'A code is not on its list', 'Choose a code from the published list.'],
  url_malformed: ['invalid', 'The address cannot be read', 'Correct the address.'],
  body_unreadable: ['invalid', 'The body cannot be read', 'Send one JSON document in UTF-8.'],
  body_too_large: ['invalid', 'The body is too large', 'Send less at once.'],
  media_type_unsupported: ['invalid', 'The body has an unknown media type', 'Send application/json.'],
  request_timed_out: ['invalid', 'The request did not come to its end in time', 'Send it again, or less at once.'],
  idempotency_key_required: [
    'invalid',
    'The request has no usable Idempotency-Key',
    'Send a new key of 1 to 200 visible ASCII characters, and the same one when you repeat the request.',
  ],
  sign_in_unavailable: ['unavailable', 'Sign-in cannot be checked just now', 'Try again in a moment.'],
  not_ready: ['unavailable', 'The service is not ready', 'Try again in a moment.'],
  rate_limited: ['unavailable', 'Too many requests', 'Wait as long as Retry-After says.'],
})
