import { defineErrors } from '@amparo/kernel'

/** Refusals about requests for evidence. */
export const errors = defineErrors({
  no_such_request: ['not_found', 'No such request', 'Choose one from the list.'],
  no_evidence_treaty: [
    'conflict',
    'No treaty for this assistance is in force with that hub',
    'Ask your central authority whether it can be asked in another way, or choose another type of assistance.',
  ],
  request_moved_on: [
    'conflict',
    'The request has changed since you looked at it',
    'Load it again, and decide by what it says now.',
  ],
  essentials_missing: [
    'invalid',
    'The request does not say what the treaty or the assistance asks',
    'Fill in what the request still lacks: it is listed above the form, with the article that asks for it.',
  ],
  assistance_not_due: [
    'conflict',
    'By what the request says, the other state could refuse it at once',
    'See the ground and the article in refs. Ask under another treaty, or for other assistance.',
  ],
  central_authority_unknown: [
    'invalid',
    'The directory knows no such central authority of that hub',
    'Choose one from the directory.',
  ],
  request_step_not_allowed: [
    'conflict',
    'This cannot be done with the request as it stands',
    'Load it again; refs says what can.',
  ],
  request_step_blocked: ['conflict', 'Something must have happened before this', 'Ask for the other use first.'],
  ground_not_of_treaty: [
    'invalid',
    'The treaty has no such ground of refusal for this assistance',
    'Choose one of the grounds that the request lists.',
  ],
  reasons_not_written: [
    'conflict',
    'What the answer names as its reasons was not written to the other authority',
    'Write the reasons to the other authority about this request first, and name the hash that is answered.',
  ],
  permission_needed: [
    'conflict',
    'No treaty in force between the two states lets it go to the defence without permission, and none was given',
    'Ask permission for that use first (Nassau, article 25).',
  ],
  not_expedited: [
    'conflict',
    'Only a request that was sent without waiting for its central authority is confirmed',
    'Load it again; it stands as it was signed.',
  ],
  expedited_not_provided: [
    'conflict',
    'The treaty lets nothing of this be sent without waiting for the central authority',
    'Hand it in to your central authority, and tell it by phone that it is urgent.',
  ],
  contact_not_possible: [
    'conflict',
    'That agency cannot write about the request',
    'Choose a police, prosecution or court of this hub, while the request is being executed.',
  ],
  item_question_unreadable: [
    'invalid',
    'The question about an item cannot be read',
    'Have the operator bring the services of the hub to the same version.',
  ],
  request_not_to_send: [
    'conflict',
    'What this side says of the request is on its way, or was taken by the other hub',
    'Load it again; it is sent again only after a refusal, or when it was tried in vain.',
  ],
  request_log_full: [
    'conflict',
    'The request has as many steps as one can have',
    'Go on in a new request that names this one.',
  ],
})

/** Why another hub's request, or what it says of one, is not taken. Its hub has a signed statement of it. */
export const takingErrors = defineErrors({
  request_terms_differ: [
    'invalid',
    'The two hubs do not mean the same by the treaty, the form or the protocol',
    'Have the operators bring both hubs to the same version of their files; then send it again.',
  ],
  request_not_admitted: [
    'invalid',
    'By the directory of the other hub no treaty for it is in force, or its central authority is unknown there',
    'Have both jurisdictions compare their directories; then send it again.',
  ],
  request_incomplete: [
    'invalid',
    'The request lacks what its treaty asks, or says what the form does not let through',
    'Have the operator of the asking hub look at its version; then send it again.',
  ],
  request_unlawful: [
    'invalid',
    'What is reported of the request is not of its party, or not by the protocol',
    'Have the operators of both hubs look at it; then send it again, or withdraw it.',
  ],
  request_sender_suspended: [
    'invalid',
    'The central authority that reports it is suspended in the other hub',
    'Ask the jurisdiction of that hub; once the suspension is lifted, send it again.',
  ],
})
export type TakingCode = Exclude<keyof (typeof takingErrors)['table'], symbol | number>
