import { defineErrors } from '@amparo/kernel'

/**
 * Why something was not believed or not opened. One code a purpose and no detail: which byte, key or check failed would
 * help only somebody who is trying.
 */
export const errors = defineErrors({
  statement_invalid: [
    'unavailable',
    'A statement of another service could not be verified',
    'Try again; if it lasts, tell the operator of your hub',
  ],
  certificate_not_trusted: [
    'unavailable',
    'A certificate is not certified by the jurisdiction, or no longer valid',
    'Do not send; tell the operator of your hub',
  ],
  message_refused: [
    'invalid',
    'The encrypted message could not be opened or verified',
    'Ask the sender to send it again',
  ],
  recipient_key_unknown: [
    'invalid',
    'The message is encrypted to a key that its recipient does not hold, or holds no more',
    'Encrypt it to the certificate that the directory has now and send it again',
  ],
  recipient_key_revoked: [
    'invalid',
    'The message is encrypted to a key that has been revoked',
    'Encrypt it to the certificate that the directory has now and send it again',
  ],
  recipient_key_expired: [
    'invalid',
    'The message was encrypted to a key after it had expired',
    'Encrypt it to the certificate that the directory has now and send it again',
  ],
  signer_unknown: [
    'invalid',
    'The message is signed by nobody whom the directory knows for this use',
    'Sign it with the certificate that the directory has',
  ],
  signer_revoked: [
    'invalid',
    'The message is signed with a key that has been revoked',
    'Sign it with the certificate that the directory has now and send it again',
  ],
  signer_expired: [
    'invalid',
    'The message is signed with a key that has expired',
    'Sign it with the certificate that the directory has now and send it again',
  ],
  plaintext_too_large: [
    'invalid',
    'The message is larger than this recipient can take',
    'Send less, or send the files apart',
  ],
  sealed_form_refused: [
    'invalid',
    'The sealed form was not made for this use',
    'Fill in the form again and send it once',
  ],
  sealed_form_stale: [
    'invalid',
    'The sealed form is too old, or made in the future',
    'Check the clock and send it again',
  ],
  view_request_refused: ['invalid', 'The request to view is not signed by your own key', 'Sign in again'],
  view_request_stale: [
    'invalid',
    'The request to view is too old, or made in the future',
    'Check the clock and try again',
  ],
  key_encryption_key_missing: [
    'unavailable',
    'A key-encryption key is not there',
    'Tell the operator of your hub: it stands in the key store, or is to be put back from its sealed copy',
  ],
  key_store_unavailable: [
    'unavailable',
    'The HSM does not answer as it should',
    'Try again; if it lasts, tell the operator of your hub',
  ],
  evaluation_refused: [
    'invalid',
    'The answer to a private question does not prove that it was made with the key it names',
    'Do not rely on it; tell the operator of your hub, and ask again',
  ],
  record_unreadable: ['unavailable', 'A stored record could not be opened', 'Tell the operator of your hub'],
})
