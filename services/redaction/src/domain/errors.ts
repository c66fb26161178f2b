import { type AppError, defineErrors } from '@amparo/kernel'

/** Refusals of this service alone. Denials of consent come with consent's own codes. */
export const errors = defineErrors({
  seal_invalid: [
    'invalid',
    'The sealed form cannot be opened',
    "Fetch the hub's seal certificate again, check that the jurisdiction certified it, and seal the form to it.",
  ],
  seal_context_mismatch: [
    'invalid',
    'The sealed form was made for another use',
    'Seal the form for this hub and route, as the user and agency that send it.',
  ],
  // Why a user of a party opens nobody by a referral; whoever is no party hears `not_found`.
  referral_not_assigned: [
    'forbidden',
    'This referral is not assigned to you',
    'Assign it to yourself on its page, of which your supervisor hears, or have it assigned to you; then try again.',
  ],
  referral_closed: [
    'conflict',
    'Where this referral stands now, nobody opens its person',
    'See on its page where it stands and who has to act. Once a step opens it again, try again; what was taken back, answer there.',
  ],
  referral_over: [
    'conflict',
    'This referral is over, and nobody opens its person by it any more',
    'If the person still needs something, make a new referral on a basis that is in force, and link it to this one.',
  ],
  referral_in_place: [
    'forbidden',
    'Your agency acts in the place of the sender, and was given nobody by this referral',
    'Answer on its page what needs no identity. To read of the person, register them and ask them what they agree to.',
  ],
  record_gone: [
    'conflict',
    'The record of this person is not here any more: it was erased',
    'Nothing of it can be opened. Bring the referral to its end on its page; if the person needs something, register them anew.',
  ],
  record_not_here: [
    'conflict',
    'The record of this person is not here: it has not come yet, or was erased',
    'Try again in some minutes. If it stays so, ask the sender on the page of the referral, without naming the person.',
  ],
  link_not_needed: [
    'conflict',
    'The recipient is a member and opens the referral in its inbox',
    'Send a link only to an organisation that is no member.',
  ],
  seal_replayed: ['conflict', 'This sealed form was used before', 'Fill in the form again and send it once.'],
  seal_stale: ['invalid', 'The sealed form is older than five minutes', 'Check the clock and seal the form again.'],
  view_request_replayed: [
    'conflict',
    'This request to view was used before',
    'Ask again; each request carries a nonce of its own.',
  ],
  package_unreadable: [
    'invalid',
    'The package cannot be opened or verified',
    'Ask the sending hub to check its certificates and send it again.',
  ],
  package_not_for_us: [
    'invalid',
    'The package is meant for somebody else',
    'Ask the sending hub to send it to the right agency.',
  ],
  ciphertext_altered: ['invalid', 'The ciphertext is not the one that was announced', 'Send it again.'],
  recipient_key_differs: [
    'invalid',
    'What was signed for one key came encrypted to another',
    'Find out who could open it: somebody has encrypted it anew.',
  ],
  package_replayed: [
    'conflict',
    'The package has come before, under its own id',
    'Nothing has to be done: it was taken in then.',
  ],
  new_key_not_here_yet: [
    'unavailable',
    'The directory has no other key yet than the one that was refused',
    'Nothing has to be done: it is tried again.',
  ],
  package_terms_differ: [
    'invalid',
    'Purpose, basis or handling code of the package are not those of its grant',
    'Ask the sending hub to compare the contracts and send it again.',
  ],
  package_expired: ['invalid', 'The package came too late', 'Ask the sending hub to send it again.'],
  package_malformed: [
    'invalid',
    'The package does not hold what it should',
    'Ask the sending hub to compare the contracts and send it again.',
  ],
  item_codes_missing: [
    'invalid',
    'What is sent under this protocol goes with its handling code and the evaluation of source and information',
    'Ask the sending hub to send it again with both.',
  ],
  item_codes_differ: [
    'conflict',
    'It came with a handling code and an evaluation, and goes on with the same',
    'Leave them out: only whoever sent it first changes them.',
  ],
  protocol_differs: [
    'conflict',
    'The protocol of the package says something else in this hub, in the same version',
    'Compare the files of the protocol with the other hub; one of the two was changed without a new version. Nothing was kept.',
  ],
  log_full: [
    'conflict',
    'This referral has as many steps as one can have',
    'Nothing was stored or sent. Bring the referral to its end, and go on with a new one that is linked to it.',
  ],
  attachments_too_large: [
    'invalid',
    'The attachments are larger than a message may carry',
    'Send 600 kB in all at most; larger files are sent as large files.',
  ],
  message_not_redactable: [
    'invalid',
    'The message cannot be made safe to read for the other agency',
    'Write in Spanish, Portuguese, French or English, and attach texts as plain UTF-8; nothing was stored or sent.',
  ],
  message_not_permitted: [
    'forbidden',
    'What the person agreed to does not cover texts to that agency',
    'Ask by the steps of the protocol, or record a consent that covers the narrative; nothing was stored or sent.',
  ],
  message_over_limit: [
    'invalid',
    'The message is larger than may go to another hub',
    'Send it in two, or with fewer attachments; nothing was stored or sent.',
  ],
  message_unreadable: [
    'invalid',
    'The message of another hub cannot be opened or verified',
    'Ask the sending hub to check its certificates and send it again.',
  ],
  message_not_for_us: [
    'invalid',
    'The message of another hub is meant for somebody else',
    'Ask the sending hub to send it to the right agency.',
  ],
  sender_suspended: [
    'invalid',
    'The agency that sends it is suspended in the hub to which it goes, or not named there',
    'Ask the jurisdiction of that hub.',
  ],
  message_referral_unknown: [
    'invalid',
    'The message of another hub belongs to no referral of its own here',
    'Ask the sending hub to send the referral first.',
  ],
  referral_not_here_yet: [
    'unavailable',
    'What came from another hub belongs to a referral that is not here yet',
    'Nothing has to be done: it is looked for again shortly.',
  ],
  message_expired: ['invalid', 'The message of another hub came too late', 'Ask the sending hub to send it again.'],
  message_terms_differ: [
    'invalid',
    'What a message of another hub says it is for is not what it came with',
    'Tell the operator of the sending hub.',
  ],
  message_malformed: [
    'invalid',
    'The message of another hub does not hold what it should',
    'Ask the sending hub to compare the contracts and send it again.',
  ],
  message_id_reused: [
    'conflict',
    'The id of the message of another hub stands for another message here',
    'Ask the sending hub to send it under a new id.',
  ],
  form_unknown: [
    'invalid',
    'There is no such form in that version',
    'Fetch the forms again and fill in the one of the protocol.',
  ],
  form_not_of_protocol: [
    'invalid',
    'This form is none of those of the protocol of the referral',
    'Answer a form that the protocol names, or answer this one in a referral of its own protocol.',
  ],
  form_not_for_person: [
    'invalid',
    'This form is for children, and the person is none as far as is known',
    'Use another form, or correct what is on record of the age.',
  ],
  statement_unknown: [
    'invalid',
    'Your agency recorded no such statement of this person',
    'Name the statement that this one corrects by the id that you were given when it was recorded, or leave it out.',
  ],
  statement_superseded: [
    'conflict',
    'Another statement corrects that one already',
    'Look at what stands there now; if it is still wrong, correct the later one. Nothing was stored.',
  ],
  statement_altered: [
    'invalid',
    'The text is not the one that was hashed',
    'Hash the text in UTF-8 exactly as it is sent, line ends included. Nothing was stored.',
  ],
  sheet_unfit: [
    'invalid',
    'This is no photo or PDF that can be kept as a sheet',
    'Upload the signed sheet as a JPEG, PNG or PDF that opens. This one was not kept.',
  ],
  sheet_too_large: [
    'invalid',
    'The sheet is too large',
    'Upload 700 kB at most: a photo of fewer pixels, or a scan in grey. This one was not kept.',
  ],
  sheet_of_another: [
    'conflict',
    'This file is the signed sheet of somebody else',
    'Each person signs a sheet of their own: upload the one that this person signed. If it is this person, registered before on another page, take the picture again. The sheet was not kept.',
  ],
  review_not_possible: [
    'conflict',
    'Nobody can review this text, document or picture',
    'It stays withheld. Write it anew in Spanish, Portuguese, French or English, or attach it as a text, PDF, JPEG or PNG that opens.',
  ],
  review_lapsed: [
    'conflict',
    'The text or the view policy is another one than you looked at',
    'Open it again and look at what is masked now. Nothing was stored.',
  ],
  mask_misplaced: [
    'invalid',
    'A mask lies outside of the text, or is lifted where none is',
    'Open it again, and send masks in UTF-16 offsets of the text as it is shown there. Nothing was stored.',
  ],
  mask_stays: [
    'forbidden',
    'One of these masks is lifted by nobody',
    'Leave masked what names, reaches or finds the person, and what would tell of a secret category. Nothing was stored.',
  ],
  review_leaks: [
    'invalid',
    'With these masks something that identifies still stands in the text',
    'Lift fewer masks, or mask what is left as well. Nothing was stored.',
  ],
  picture_not_paintable: [
    'invalid',
    'The picture cannot be made anew without the boxes',
    'It stays withheld. A box lies wholly in the picture as it was opened. If each does, attach it again as an ordinary JPEG or PNG of 600 kB at most. Nothing was stored.',
  ],
  review_of_own: [
    'forbidden',
    'Nobody reviews a picture that they attached themselves',
    'Ask another reviewer of your agency who is assigned to the referral. If there is none, have your operator give a colleague that role, or say in words what the picture shows.',
  ],
  review_second_person: [
    'forbidden',
    'Nobody confirms their own review',
    'Ask another reviewer of your agency who is assigned to the referral to confirm it. If there is none, have your operator give a colleague that role; what was added holds meanwhile.',
  ],
  review_not_waiting: [
    'conflict',
    'This is not the review that waits to be confirmed',
    'Open it again and look at what was decided since.',
  ],
  release_not_redactable: [
    'invalid',
    'The text cannot be made safe for everybody to read',
    'Write in Spanish, Portuguese, French or English, or publish a summary in your own words. Nothing was released.',
  ],
  release_person_unknown: [
    'invalid',
    'One of the references is none of your agency’s',
    'Name the people of the text by the references under which your agency registered them.',
  ],
  release_too_identifying: [
    'conflict',
    'The figures would give somebody away',
    'Ask for fewer columns or a longer time, and release when there are more cases. Nothing was released.',
  ],
  notice_nothing_to_show: [
    'invalid',
    'The record does not hold what the notice is to show, or the consent does not cover it',
    'Choose the other of name and document, complete the record, or ask the person. Nothing was issued.',
  ],
  notice_without_phone: [
    'conflict',
    'The directory has no duty phone of your agency, and a notice without one protects nobody',
    'Have whoever maintains the directory enter the duty phone of your agency. Nothing was issued.',
  ],
  notice_ended: [
    'conflict',
    'This notice does not stand any more',
    'Issue a new one if the person still agrees; the old one is not to be relied upon.',
  ],
  own_record_not_held: [
    'forbidden',
    'Nothing of the person is on record with your agency, and they agreed to nothing that names it',
    'Whom your agency registered: record what they agree to. Whom another agency referred to yours reads the record with that agency, or by a code sheet that it gives.',
  ],
  own_record_ended: [
    'forbidden',
    'What your agency had on record of the person was taken back or has ended',
    'Make the person a code sheet: by it they read all that is on record, once a second officer has stood by.',
  ],
  record_changed: [
    'conflict',
    'Somebody else completed the record just now',
    'Look at what stands there and send what is still missing.',
  ],
  erasure_pending: [
    'conflict',
    'An erasure of this person is under way already',
    'Look at it in the list: it can be confirmed or called back there.',
  ],
  erasure_not_waiting: [
    'conflict',
    'This erasure does not wait any more, or has been confirmed',
    'Fetch the list again and look at where it stands.',
  ],
  erasure_second_person: [
    'forbidden',
    'Nobody confirms their own request to erase',
    'Ask another custodian of the hub to confirm it.',
  ],
  restriction_stands: [
    'forbidden',
    'Until its day of review access is restricted, unless the agency that holds the person ends that',
    'Ask a custodian of that agency who did not ask for the erasure, or come back on that day.',
  ],
  hold_second_person: [
    'forbidden',
    'A legal hold is released by another custodian of the agency that placed it',
    'Ask a custodian of that agency who did not place it.',
  ],
  review_in_the_past: ['invalid', 'The day of review is not in the future', 'Give a day after today.'],
  identity_restricted: [
    'forbidden',
    'Access to this person is restricted to the agency that registered them',
    'Ask a custodian of your hub until when, and that agency for what you need; what was to go to another hub, send once it has ended.',
  ],
  retained_legal_hold: [
    'conflict',
    'The receiving hub keeps the person under a legal hold',
    'Ask that hub for the authority that ordered it; it destroys what it has when the hold is released.',
  ],
  retained_open_proceeding: [
    'conflict',
    'At the receiving hub something about the person is not over yet',
    'There is nothing to do: that hub is asked again every week, and destroys what it has when it is over.',
  ],
  retained_statutory_retention: [
    'conflict',
    'The law has the receiving hub keep what it has of the person for some time',
    'There is nothing to do: that hub is asked again every week, and destroys what it has when the time is over.',
  ],
  package_recalled: [
    'conflict',
    'The person in the package has been erased by the hub that sent it',
    'Nothing has to be done: nothing of it was kept.',
  ],
  search_too_wide: [
    'invalid',
    'By this nobody in particular can be looked for',
    'Give a name that is not very common, or a document or a phone; a date of birth helps, but not alone.',
  ],
  search_quota_reached: [
    'forbidden',
    'You have looked for as many people today as one person may',
    'Ask another custodian of your hub, or go on tomorrow.',
  ],
  code_name_ambiguous: [
    'conflict',
    'Two people have that code name',
    'Ask again and say in which referral it was read.',
  ],
  second_custodian_required: [
    'forbidden',
    'Nobody confirms their own request',
    'Ask another custodian of your hub to confirm it.',
  ],
  request_not_waiting: [
    'conflict',
    'This request does not wait for anybody any more',
    'Fetch the list again; a request is confirmed once, within 24 hours, and can be made anew.',
  ],
  records_linked_already: [
    'conflict',
    'These two records are linked already',
    'Fetch the list of links again; there is nothing more to do.',
  ],
  records_not_linked: [
    'conflict',
    'These two records are not linked any more',
    'Fetch the list of links again; there is nothing more to do.',
  ],
  same_record: [
    'invalid',
    'Both pseudonyms stand for one and the same record',
    'Name two records: the two of a pair in the list of duplicates, or two candidates of one search.',
  ],
  not_confirmed_yet: [
    'conflict',
    'No other custodian has confirmed this request yet',
    'Ask one of them; it has to be confirmed within 24 hours.',
  ],
  glass_elsewhere: [
    'forbidden',
    'Your agency does not answer for this person by this referral now, and nobody of it opens them alone',
    'Call the other agency of the referral at its duty phone: it has the person, or knows who does. If somebody is in danger, call the emergency services first.',
  ],
  glass_not_yours: [
    'forbidden',
    'You are neither assigned to this referral nor on duty in your agency',
    'Call whoever of your agency is on duty, or assign the referral to yourself, of which your supervisor hears, and open it then.',
  ],
  glass_limit_reached: [
    'forbidden',
    'You have opened as many identities in an emergency this week as one person may',
    'Ask a colleague who has not, or your supervisor; the ordinary way needs a referral assigned to you.',
  ],
  match_nothing_to_ask: [
    'invalid',
    'Too little is known of the person to ask another hub',
    'Record a document, or a name or a phone with the year of birth, and ask again.',
  ],
  match_quota_reached: [
    'forbidden',
    'One hub may not ask another more than this in an hour or a day',
    'Ask again later; where somebody is in danger, refer the person or phone the other hub.',
  ],
  // Why another hub did not answer, or its answer does not count; told with the question.
  match_keys_differ: [
    'conflict',
    'The two hubs do not ask by the same list of keys',
    'Tell the operators of both hubs: they have to use the same file.',
  ],
  match_epoch_other: ['conflict', 'The question came when its day was over', 'Ask again.'],
  match_not_permitted: [
    'forbidden',
    'The other hub does not answer this question',
    'Ask its central authority, or refer the person on a basis that covers it.',
  ],
  match_set_too_large: [
    'unavailable',
    'The other hub holds more people than can be asked about in this way',
    'Refer the person, or ask its central authority.',
  ],
  match_answer_differs: [
    'invalid',
    'The answer was not made with the key and the set of its day',
    'Do not rely on it; tell the operator of your hub.',
  ],
  match_unreadable: [
    'invalid',
    'A private question or answer of another hub could not be opened or verified',
    'Tell the operator of your hub if it lasts.',
  ],
  file_too_large: ['invalid', 'The file is larger than can be kept', 'Send it in parts.'],
  upload_quota_reached: [
    'forbidden',
    'Your agency has begun to send as much today as one agency may',
    'Withdraw uploads that nobody needs, go on tomorrow, or ask the operator of your hub.',
  ],
  upload_offset_differs: [
    'conflict',
    'The upload does not go on from there',
    'Ask how much has arrived, and go on from there.',
  ],
  upload_ended: ['conflict', 'The upload has ended, and cannot be taken back', 'Ask for the state of the file.'],
  file_not_permitted: [
    'forbidden',
    'What this referral rests on does not cover whole files, which name the person',
    'Send a text with the referral instead. A whole file goes only where consent, purpose and what the recipient is for all cover identity and documents; a wider consent alone does not help a recipient who may not have them.',
  ],
  file_may_incriminate: [
    'forbidden',
    'It is not said that nothing in this file could be held against the person',
    'Look at the file. If nothing in it could be held against the person, say so. Else ask the person, who has to be advised independently before, and record that they agree; or send a text in which such passages are marked.',
  ],
  file_on_its_way: [
    'conflict',
    'The file has been handed over with this referral, or is on its way',
    'See what became of it; it can be handed over anew if it was refused.',
  ],
  // Refused: the sending hub has a signed statement of it.
  referral_use_not_permitted: [
    'forbidden',
    'It came with a referral, and not for this use',
    'Ask its sender for permission by the step for that on the page of the referral. What that step does not let needs a new referral with the person’s agreement, or a request for evidence.',
  ],
  referral_use_not_answered: [
    'forbidden',
    'Permission for this use was asked for, and is not answered yet',
    'Wait for the answer, or write to the sender about it.',
  ],
  referral_use_refused: [
    'forbidden',
    'The agency that sent it has refused permission for this use',
    'See its reason on the page of the referral; write to it before you ask again.',
  ],
  referral_use_spent: [
    'forbidden',
    'It was permitted once, and has been used so',
    'Ask its sender for permission again.',
  ],
  referral_use_without_identity: [
    'forbidden',
    'It may be used so only without the identity of victims, which a file cannot be',
    'Open the person instead, where it stays out; or make a masked copy of the file.',
  ],
  file_custody_moved: [
    'conflict',
    'Somebody else takes the file over just now',
    'Try again in a moment; its chain of custody then says who had it.',
  ],
  file_not_for_us: ['invalid', 'The file is not for that agency and referral', 'Hand it over with its own referral.'],
  file_of_other_size: ['invalid', 'The parts of the file are not as they were announced', 'Hand it over again.'],
  files_too_many: ['conflict', 'Too many files of that hub are on their way', 'Wait until some have arrived.'],
  file_quarantined: [
    'conflict',
    'The file is being looked at for malware, and is opened by nobody until then',
    'Try again in some minutes; if it lasts, ask the operator of your hub.',
  ],
  file_infected: [
    'conflict',
    'Malware was found in the file, and nothing of it is kept',
    'Do not open the original; tell the operator of your hub.',
  ],
  file_not_scannable: [
    'conflict',
    'The file is larger than the scanner for malware takes, and nothing of it is kept',
    'Send it in parts, or ask the operator of your hub.',
  ],
  file_not_kept: [
    'conflict',
    'The file is not whole and verified yet, or was refused',
    'Ask for its state; send it again if it was refused.',
  ],
  range_beyond_end: [
    'invalid',
    'The file ends before the byte that Range names',
    'Ask from a byte on that lies in it: Content-Range says how many it has.',
  ],
  key_missing: [
    'unavailable',
    'The hub lacks a key that this needs',
    'Tell the operator of your hub; nothing was stored or sent.',
  ],
  contents_for_agency_alone: [
    'conflict',
    'Your agency holds its keys itself: your hub cannot open what it has of this person',
    'Fetch what was sealed to your agency, and open it at your agency with its key.',
  ],
  contents_not_sealed: [
    'invalid',
    'The package is not sealed to the key that its agency holds itself, or not as that needs',
    'Ask the sending hub to compare its directory and send it again.',
  ],
  contents_unsound: [
    'invalid',
    'What is sealed to the agency is not what its sender signed, or is encrypted to another key',
    'Ask the sending hub to send it again.',
  ],
  contents_not_permitted: [
    'forbidden',
    'Not all that is sealed to your agency may be read by you now, and it cannot be given out in part',
    'Ask the sender for a supplement, which takes its place.',
  ],
  contents_key_revoked: [
    'conflict',
    'It is sealed to a key of your agency that has been revoked, and is given to nobody',
    'Ask the sender to complete the record: that sends it anew, sealed to the key of today.',
  ],
  contents_differ: [
    'conflict',
    'What is given out is not what the download began with',
    'Begin the download anew: leave out `goOn`.',
  ],
  certificate_missing: [
    'unavailable',
    'No certificate of the recipient can be trusted',
    "Ask the recipient's hub to have its certificate certified again.",
  ],
})

/** Whether trying again is of no use. Whoever's certificate cannot be trusted is told about, and not waited for in silence. */
export const isFinal = ({ kind, code }: AppError): boolean =>
  kind !== 'unavailable' || code === 'certificate_missing' || code === 'certificate_not_trusted'
