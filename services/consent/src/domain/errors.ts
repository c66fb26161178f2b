import { defineErrors } from '@amparo/kernel'

/** Refusals of this service alone. Those of disclosures, which others pass on, are in libs/contracts. */
export const errors = defineErrors({
  consent_not_found: ['not_found', 'No such record', 'Check the id.'],
  subject_not_found: ['not_found', 'No such person on record', 'Check the reference, or register the person first.'],
  guardian_not_named: [
    'forbidden',
    'No guardian of this person is on record',
    'Record the guardian with the person first, or take the consent of the person.',
  ],
  one_recipient_only: [
    'forbidden',
    'A vital interest goes to one recipient',
    'Name the one agency that can act now; record another basis for others.',
  ],
  second_person_required: [
    'forbidden',
    'Nobody confirms their own record',
    'Ask a colleague, or the duty roster of the hub, to confirm it.',
  ],
  already_confirmed: ['conflict', 'A second person has confirmed this already', 'Nothing more to do.'],
  confirmation_not_needed: ['conflict', 'This basis needs no second person', 'Nothing more to do.'],
  already_withdrawn: ['conflict', 'This was withdrawn already', 'Nothing more to do.'],
  question_unreadable: [
    'invalid',
    'The question about a disclosure cannot be read',
    'Compare the contracts of both services.',
  ],
  grant_invalid: [
    'forbidden',
    'The grant of a package is not signed by the hub that it claims to come from',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
  grant_mismatch: [
    'forbidden',
    'The grant of a package speaks of another referral, agency or purpose',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
})
