import { defineErrors } from '@amparo/kernel'

/** Why a hub is not invited, or does not join: each with what to do next. */
export const errors = defineErrors({
  letter_unreadable: [
    'invalid',
    'The file is no invitation and no acceptance of this version',
    'Ask the other hub for the file as it was written; mail programs may have changed it.',
  ],
  letter_not_signed: [
    'invalid',
    'The file is not signed by two institutions that the jurisdiction has certified',
    'Do not use it. If one signature is missing, have the second institution add it: --sign FILE --by TYPE.',
  ],
  letter_inconsistent: [
    'invalid',
    'The file names certificates that its jurisdiction has not certified, or something of another hub',
    'Do not use it. Tell the other hub, over another channel.',
  ],
  letter_for_another_hub: [
    'invalid',
    'The file is for another hub',
    'Each hub is invited by a file of its own; ask for the one that names this hub.',
  ],
  letter_of_another_kind: [
    'invalid',
    'The file is of the other kind',
    'An invitation goes to hub:join, an acceptance to hub:invite -- --accept.',
  ],
  letter_from_the_future: [
    'invalid',
    'The file was signed later than now',
    'One of the two clocks is wrong: set it by a time server on both sides, then try again.',
  ],
  letter_expired: ['invalid', 'The invitation has expired', 'Ask for a new one.'],
  invitation_used: [
    'conflict',
    'The invitation has been used',
    'Each is good for one joining. If it was not you who used it, tell the other hub at once.',
  ],
  invitation_unknown: [
    'not_found',
    'The acceptance answers no invitation of this hub',
    'Look whether --state and --hub name the hub that invited.',
  ],
  acceptance_differs: [
    'conflict',
    'The acceptance does not answer what was offered',
    'Do not use it. Compare with the other hub what it was sent, and invite it anew.',
  ],
  fingerprint_differs: [
    'conflict',
    'The fingerprint is not that of the jurisdiction in the file',
    'Compare again, over a channel that the file did not take. If it still differs, somebody has changed the file: do not use it.',
  ],
  hub_already_known: [
    'conflict',
    'The directory of this hub names the other one already',
    'A hub joins once; its keys change by statements of the jurisdiction.',
  ],
  agency_missing: [
    'invalid',
    'The hub has no agency of the type that is to sign',
    'Name two types that it has: --by central_authority,ombudsman.',
  ],
  nats_not_reloaded: [
    'unavailable',
    'The NATS server does not take its new configuration',
    'What is signed stays as it is: stop this hub and start it, then the other one is let in. The log of the server says why.',
  ],
})
