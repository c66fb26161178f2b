import { AppError, defineErrors } from '@amparo/kernel'

export const errors = defineErrors({
  /** To one who is no party there is none; nor is there a subject that another agency holds. */
  no_such_referral: ['not_found', 'There is no such referral', 'Check the id, or ask the agency that sent it to you.'],
  no_such_subject: ['not_found', 'There is no such subject', 'Register the subject, or check the reference.'],
  step_not_allowed: [
    'conflict',
    'The referral has moved on, and this step is no longer open',
    'Load the referral again and choose among its allowed actions.',
  ],
  step_blocked: [
    'conflict',
    'Something must come before this step',
    'Do first what refs.missing names, then take the step.',
  ],
  person_is_child: [
    'conflict',
    'By their record the person is a child, or their age is in doubt',
    'Take the steps for children. If the record is wrong, the agency that registered the person corrects it first.',
  ],
  log_full: [
    'conflict',
    'This referral has as many steps as one can have',
    'Bring it to its end, and go on with a new referral that is linked to it.',
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
  no_newer_version: [
    'conflict',
    'There is no version of the protocol to which this referral could go over',
    'Go on under the version that it is on.',
  ],
  /** The other hub may not have the newer version: it would leave the step out, and the two would no longer agree. */
  migration_across_hubs: [
    'conflict',
    'A referral between two hubs stays on the version of its protocol',
    'Go on under the version that it is on.',
  ],
  /** What the other hub may do stands in the grant of its package, and an old referral gets no new one. */
  grant_withdrawn: [
    'conflict',
    'What let the other hub take part in this referral was withdrawn',
    'With a basis that is in force, send a new referral and link it to this one.',
  ],
  protocol_gone: [
    'conflict',
    'The protocol of this referral is not installed in this version any more',
    'Tell the operator: the file of this version must be put back into the folder.',
  ],
  protocol_changed: [
    'unavailable',
    'The file of this protocol was changed without a new version',
    'Try again: it goes by what the version said before. Tell the operator.',
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
  update_too_early: [
    'invalid',
    'Too much was reported of a referral that has not come',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
  update_not_from_counterpart: [
    'forbidden',
    'A step was reported by somebody who is no party to the referral',
    'Tell the operator: the other hub may be faulty or hostile.',
  ],
  /** Its own agency reads in refs.referralId which one it is, unless that is kept from whoever asks. */
  paper_number_taken: [
    'conflict',
    'A referral with this paper number has been entered already',
    'Look at that referral (refs.referralId): it may be the same person. If not, check the number on the form.',
  ],
  no_such_offer: ['not_found', 'There is no such offer', 'Load the offers again.'],
  offer_closed: [
    'conflict',
    'The offer has been answered, its time is over, or it is no longer needed',
    'Load the offers again; another agency may have been asked.',
  ],
  offer_not_sendable: [
    'conflict',
    'The agency has not said that it is willing, or the offer was for other needs, or it has been sent on already',
    'Load the referral again and look at its offers.',
  ],
  use_not_answered: [
    'conflict',
    'Another use is asked for already, and not answered yet',
    'Wait for the answer, or write to the sender about it.',
  ],
  use_not_asked: [
    'conflict',
    'Nobody asks for this use, or it is answered already',
    'Load the referral again, and answer what is asked.',
  ],
  use_beyond_purpose: [
    'conflict',
    'The sender’s permission does not reach beyond what the person was referred for',
    'If the person agrees to it, have them referred for that purpose. In a criminal case between two countries ask by a request for evidence.',
  ],
  permission_needed: [
    'conflict',
    'No treaty in force between the two states lets it go to the defence without permission, and none was given',
    'Ask permission for that use first (Nassau, article 25).',
  ],
  item_codes_differ: [
    'conflict',
    'It came with a handling code and an evaluation, and goes on with the same',
    'Leave them out: only whoever sent it first changes them.',
  ],
  no_such_intake: ['not_found', 'There is no such intake', 'Check the id.'],
  no_such_shift: ['not_found', 'There is no such shift', 'Load the rota again.'],
  rota_changed: [
    'conflict',
    'The rota has changed since you looked at it',
    'Load the rota again, then decide on what it says now.',
  ],
  hands_changed: [
    'conflict',
    'What this colleague works on has changed since you looked at it',
    'Load it again, then hand over what is there now.',
  ],
  shift_over: ['invalid', 'This shift would be over already', 'Choose an end that is still to come.'],
  shift_overlaps: [
    'conflict',
    'This user is on duty then already',
    'Load the rota again; remove the other shift, or choose another time.',
  ],
  link_not_possible: [
    'invalid',
    'These two referrals cannot be linked in that way',
    'A transfer is the same person, sent by the same agency; every other link joins two referrals of your own agency.',
  ],
  compartment_closed: [
    'forbidden',
    'What is under witness protection is not linked to anything outside it',
    'Keep the two apart; link only referrals of the same protection.',
  ],
})

type Named = 'step_not_allowed' | 'step_blocked'

/** One of these in the protocol's own words, which are part of its published file and name no one. */
export const inWords = (code: Named, next: string, refs: Readonly<Record<string, string>>): AppError => {
  const [kind, title] = errors.table[code]
  return new AppError(code, [kind, title, next], { refs })
}
