import { defineErrors } from '@amparo/kernel'

/** Why a message from another hub is not believed or not taken. Only the last three are told to the peer. */
export const errors = defineErrors({
  edge_message_unreadable: ['invalid', 'The message is not one', 'Repeat it, signed, in the agreed form.'],
  edge_message_not_for_us: [
    'invalid',
    'The message is for another hub, or came by the wrong way',
    'Send it to the hub it names.',
  ],
  edge_peer_unknown: [
    'invalid',
    'No hub of that code has joined with this one',
    'Join first: both jurisdictions certify each other.',
  ],
  edge_message_id_reused: ['conflict', 'This message id stands for other content', 'Use a new id for new content.'],
  edge_message_expired: ['invalid', 'The message came after its deadline', 'Send it again, with a new deadline.'],
  package_altered: ['invalid', 'The ciphertext is not the one announced', 'Send it again.'],
  package_too_large: [
    'invalid',
    'The package is larger than an edge message may be',
    'Send fewer or smaller attachments.',
  ],
})
