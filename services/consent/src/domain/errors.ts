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
  guardian_authority_missing: [
    'forbidden',
    'By what right the guardian consents is not stated',
    'State the authority, and the document that shows it, or use the child-safeguarding protocol.',
  ],
  guardian_conflict_unchecked: [
    'forbidden',
    'Nobody checked whether the guardian has an interest of their own',
    'Speak with the person alone and look at the records, then say what was found; the guardian may be part of the harm.',
  ],
  form_text_unknown: [
    'forbidden',
    'The text that was read to the person is not a consent form in use',
    'Read the person a text of the version in use, and record its hash.',
  ],
  interpreter_not_independent: [
    'forbidden',
    'The interpreter may not be free, or it is not said what they are',
    'Explain it again through an interpreter who is no suspect, employer, relative, co-victim or child.',
  ],
  capacity_lacking: [
    'forbidden',
    'The person could not decide then',
    'Give urgent help on a vital interest, and ask again when the person can decide, or with support.',
  ],
  contact_not_agreed: [
    'forbidden',
    'The person wants no contact, and contact data are among what is agreed',
    'Leave contact data out, or ask the person which way is safe.',
  ],
  witness_not_independent: [
    'forbidden',
    'Oral consent needs a witness who is neither of the police nor of the recipient',
    'Name an independent witness, or take a signature, thumbprint or pictogram.',
  ],
  witness_or_sheet_first: [
    'forbidden',
    'The person agreed to this before, and nothing but an officer’s word shows it: that suffices for 72 h',
    'Have somebody independent hear it as a witness, take a mark on a pictogram, or upload the sheet now. If that puts the person in danger, claim the danger: a second person confirms it.',
  ],
  signed_sheet_unknown: [
    'forbidden',
    'No such sheet of this person is held',
    'Upload the signed sheet for this person first, and give the reference and the hash that were answered.',
  ],
  signed_sheet_not_awaited: [
    'conflict',
    'This consent awaits no sheet: it is there, or none is needed',
    'Nothing more to do.',
  ],
  person_received: [
    'forbidden',
    'Another agency referred this person to yours: what they agree to with you is not recorded under its reference',
    'Register the person with your agency, record there what they agree to, and have two custodians link the two records.',
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
  second_person_not_on_duty: [
    'forbidden',
    'Somebody is on duty, and a second person has to be',
    'Ask who is on duty by the rota to confirm it, or have a supervisor put you on the rota. If nobody is on duty anywhere in the hub, anybody who may confirm does.',
  ],
  independent_person_required: [
    'forbidden',
    'The person refused consent to this: somebody of another agency has to review it',
    'Ask the duty roster of the hub, the child-protection authority or the ombudsman to look at the case.',
  ],
  independent_officer_required: [
    'forbidden',
    'The person took back what they agreed to with your agency: somebody of another agency stands by',
    'Send the link to the duty roster of the hub, the child-protection authority or the ombudsman, and let them speak with the person.',
  ],
  sheet_not_found: ['not_found', 'No such code sheet waits for a second officer', 'Check the link.'],
  not_narrower: [
    'forbidden',
    'This would widen the consent',
    'Explain it again and take a new consent that supersedes this one.',
  ],
  compelled_data_missing: [
    'forbidden',
    'It is not said which data the court or the law compels',
    'Read the order or the article, and state the categories that it names. Where it names none, ask whoever issued it: silence never means all.',
  ],
  order_limit_missing: [
    'forbidden',
    'It is not said until when the court order stands',
    'State the last day of the order. Where it names none, ask the court for one, or state the day by which what it orders has to be done.',
  ],
  person_not_told: [
    'forbidden',
    'The person was not told first',
    'Tell the person what the law compels you to report, before you report it; say so, or that telling would endanger somebody.',
  ],
  review_not_needed: ['conflict', 'This is not reviewed: it is a consent, or has ended', 'Nothing more to do.'],
  already_confirmed: ['conflict', 'A second person has confirmed this already', 'Nothing more to do.'],
  confirmation_not_needed: ['conflict', 'This basis needs no second person', 'Nothing more to do.'],
  already_withdrawn: ['conflict', 'This was withdrawn already', 'Nothing more to do.'],
  one_case_unfit: [
    'forbidden',
    'An authorisation for one case needs a vital interest in force that names the recipient, between this hub and another',
    'Record the vital interest first; in the receiving hub give the number that the other focal point has told you, and no record.',
  ],
  one_case_number_taken: [
    'conflict',
    'An authorisation has this number already',
    'Look it up, or agree on another number.',
  ],
  recall_not_found: ['not_found', 'No such recall', 'Check the id.'],
  recall_answered: ['conflict', 'This recall was answered already', 'Nothing more to do.'],
  withdrawal_not_found: ['not_found', 'No such withdrawal', 'Check the id.'],
  order_waits_already: [
    'conflict',
    'This order waits for a second person already',
    'Have a colleague who did not take it see the order and confirm it.',
  ],
  withdrawal_settled: ['conflict', 'This withdrawal is settled already', 'Nothing more to do.'],
  guardian_may_not_withdraw: [
    'forbidden',
    'A guardian takes back only what a guardian has given',
    'Ask the person. What keeps a child safe stands; a court may end it.',
  ],
  nobody_agreed_to_it: [
    'forbidden',
    'Nobody agreed to this: there is no word to take back',
    'Have a colleague who did not record it review it and end it, or take the order of a court.',
  ],
  less_than_before: [
    'forbidden',
    'This leaves out something of the consent that it is to replace',
    'Speak with the person alone, check for duress, and say how it was taken; or keep all that was agreed to.',
  ],
  narrowed_under_duress: [
    'forbidden',
    'Somebody may be pressing the person: a part is not taken back at once then',
    'Take a withdrawal instead: it waits until a colleague has spoken with the person alone.',
  ],
  fhir_consent_only: [
    'conflict',
    'This is no consent, and a FHIR Consent would say that the person agreed',
    'Read it where it is recorded; only a consent is given out as FHIR.',
  ],
  fhir_not_in_force: [
    'forbidden',
    'The FHIR Consent is not in force',
    'Take over only one that is active and has begun; ask the person again if it has ended.',
  ],
  fhir_other_controller: [
    'forbidden',
    'This consent was given to another agency, or it is not said to which in a way that can be read here',
    'Name your agency as its controller if the person gave it to you; else take a consent of your own.',
  ],
  fhir_would_widen: [
    'forbidden',
    'Taken over, this would permit more than the FHIR Consent does',
    'Ask the person without the limits named in errors, or record by the form what they agreed to.',
  ],
  fhir_incomplete: [
    'forbidden',
    'The FHIR Consent does not say all that a consent here has to',
    'Find out what is named in errors, with the person if need be, and add it as docs/fhir-consent.md says.',
  ],
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
  grant_signer_unknown: [
    'forbidden',
    'The grant of a package is signed with a key that the directory does not have for this use',
    'The sending hub grants anew with a key that the directory has.',
  ],
  grant_signer_revoked: [
    'forbidden',
    'The grant of a package is signed with a key that has been revoked',
    'The sending hub grants anew with the key that took its place.',
  ],
  grant_signer_expired: [
    'forbidden',
    'The grant of a package is signed with a key that has expired',
    'The sending hub grants anew with the key that took its place.',
  ],
  grant_not_begun: [
    'forbidden',
    'The grant of a package begins later than clocks may differ',
    'Tell the operator: the clock of the other hub is fast, or the hub hostile. With its clock put right it grants anew.',
  ],
  grant_mismatch: [
    'forbidden',
    'The grant of a package speaks of another referral, agency or purpose',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
})
