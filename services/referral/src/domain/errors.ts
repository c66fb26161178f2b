import { defineErrors } from '@amparo/kernel'

export const errors = defineErrors({
  /** To one who is no party there is none; nor is there a subject that another agency holds. */
  no_such_referral: ['not_found', 'There is no such referral', 'Check the id, or ask the agency that sent it to you.'],
  no_such_subject: ['not_found', 'There is no such subject', 'Register the subject, or check the reference.'],
  step_not_allowed: [
    'conflict',
    'The referral has moved on, and this step is no longer open',
    'Load the referral again and choose among its allowed actions.',
  ],
  version_changed: [
    'conflict',
    'The referral has changed since you looked at it',
    'Load the referral again, then decide on what it says now.',
  ],
  recipient_is_sender: [
    'invalid',
    'A referral goes to another agency',
    'Choose another agency, or assign a colleague.',
  ],
  protocol_needs_minor: [
    'forbidden',
    'The child-safeguarding protocol is for children, and for people whose age is in doubt',
    'Use the standard referral protocol.',
  ],
  referral_id_taken: [
    'conflict',
    'A referral from another hub carries the id of one that is not its own',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
  news_unreadable: [
    'invalid',
    'News from another service or hub lacks what it must say',
    'Tell the operator: versions of services or hubs may differ.',
  ],
  update_not_from_counterpart: [
    'forbidden',
    'A step was reported by somebody who is no party to the referral',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
})
