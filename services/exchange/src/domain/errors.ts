import { defineErrors } from '@amparo/kernel'

/** Why a message from another hub is not believed or not taken, or one to it not sent. */
export const errors = defineErrors({
  // Not believed: nobody is told.
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
  edge_signature_refused: [
    'invalid',
    'The message is not signed by the exchange of that hub',
    'Sign it with the certificate that the directory has.',
  ],
  edge_signed_ahead: [
    'invalid',
    'The message was signed over a minute from now, as this hub’s clock has it',
    'Have the operators set the clocks of both hubs by a time server. It is sent again by itself, and taken when its time has come.',
  ],
  edge_message_id_reused: ['conflict', 'This message id stands for other content', 'Use a new id for new content.'],
  // Refused: the sending hub has a signed statement of it.
  edge_message_expired: [
    'invalid',
    'The message came after its deadline, or bears a time of another day',
    'Have the operators compare the clocks of both hubs. What can be sent again is sent anew from the page of the referral or request; else make a new one.',
  ],
  package_altered: ['invalid', 'The ciphertext is not the one announced', 'Send it again.'],
  package_too_large: [
    'invalid',
    'The package is larger than an edge message may be',
    'Send fewer or smaller attachments.',
  ],
  // Not sent: this hub itself states it.
  file_part_missing: ['conflict', 'The file is kept here no more', 'Keep it again, and hand it over again.'],
  peer_unknown: ['invalid', 'There is no way to that hub', 'Ask the operators of both hubs to connect them.'],
})

/** The code of a refusal, as statements carry it. */
export type RefusalCode =
  | 'edge_message_expired'
  | 'package_altered'
  | 'package_too_large'
  | 'peer_unknown'
  | 'file_part_missing'
