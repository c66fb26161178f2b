import { defineErrors } from '@amparo/kernel'

export const errors = defineErrors({
  log_entry_invalid: ['invalid', 'The entry is not one that this log takes', 'Correct the entry; nothing was written.'],
  log_entry_out_of_time: ['invalid', 'The entry is dated too long ago or ahead', 'Date the entry when it happened.'],
  log_entry_id_reused: ['conflict', 'Another entry has this id', 'Give each entry an id of its own.'],
  log_unavailable: ['unavailable', 'The log cannot be written just now', 'Release nothing; try again in a moment.'],
  log_number_early: [
    'unavailable',
    'Entries of the same service come before this one',
    'Send it again; it is taken when they are there, or when they were waited for.',
  ],
  log_number_repeated: [
    'unavailable',
    'The service gave that number to another entry, or counts anew since',
    'Count anew: the database of that service was restored, or somebody changed what it is to tell.',
  ],
  log_unwitnessed: [
    'unavailable',
    'Nobody outside has seen the log for too long, so that nothing is opened but in an emergency',
    'Tell the operator of your hub. Whoever is in danger can be helped all the same: open it as an emergency.',
  ],
  log_emergencies_reached: [
    'forbidden',
    'Nobody outside sees the log, and you have opened as many people in emergencies as one person may in a day',
    'Ask a colleague or your supervisor to open this one; tell the operator of your hub that nobody sees the log.',
  ],
  log_origin_changed: [
    'conflict',
    'The heads of this log bear another name',
    'Start it under the name that its last head bears: whoever verifies the log knows it by that one.',
  ],
  log_differs: [
    'unavailable',
    'What is searched is not what the log says, and was changed again each time it was made anew from it',
    'Believe nothing that you saw just now. Ask whoever runs the hub who has access to the database of the log; try again in a minute.',
  ],
  head_unreadable: ['invalid', 'This is no head of a log with its proof', 'Send it as C2SP tlog-witness says.'],
  head_unsigned: ['forbidden', 'The log that it names has not signed it', 'Compare the keys of log and witness.'],
  head_inconsistent: [
    'conflict',
    'This head is not shown to go on from the one before it',
    'Send it with its proof. If the log has none, find out who has changed it: the witness keeps both.',
  ],
  journal_line_invalid: [
    'invalid',
    'The line of the journal is not one that redaction has signed',
    'Compare the keys of the two services; the line is kept aside.',
  ],
  journal_head_invalid: [
    'invalid',
    'What is said of the journal is not signed by redaction, or not of now',
    'Compare the keys and the clocks of the two services.',
  ],
  alert_not_there_yet: [
    'conflict',
    'Somebody has gone on with this alert, or another step comes first',
    'Read the alert again, and then decide.',
  ],
  alert_has_nobody_to_ask: [
    'conflict',
    'This alert is about nobody of an agency of this hub',
    'Look into it yourself, or write to the auditor of the other hub.',
  ],
  alert_about_oneself: [
    'forbidden',
    'Nobody closes an alert about themselves',
    'Leave it open: another auditor closes it, and asks your supervisor.',
  ],
  register_kind_unknown: [
    'invalid',
    'This register has no such kind or step',
    'Choose one that the hub’s policy of registers names.',
  ],
  register_known_ahead: ['invalid', 'Nobody knows of it yet at that time', 'State since when it was known.'],
  register_closed: ['conflict', 'This line is closed', 'Open another one.'],
  register_clock_runs: [
    'conflict',
    'Something of it is still due',
    'Take the steps that stop its clocks first, or those that say why they are not needed.',
  ],
  register_moved_on: ['conflict', 'Somebody has gone on with this line', 'Read it again, and then decide.'],
  certification_post_unknown: [
    'invalid',
    'That account is not among those to be certified',
    'Read the certification again: it names the accounts that there were when the quarter began.',
  ],
  certification_posts_first: [
    'conflict',
    'Each account of this agency is certified by itself',
    'Wait for its supervisors, or say yourself of the accounts that are left whether they are needed.',
  ],
  certification_of_oneself: [
    'forbidden',
    'Nobody certifies their own account',
    'Ask another supervisor of the agency, or the auditor, to say whether it is needed.',
  ],
  certification_post_decided: [
    'conflict',
    'Somebody has said it of that account',
    'Read it again; what was said stands.',
  ],
  sample_too_early: ['conflict', 'That month is not over', 'Draw when it is: what is drawn earlier could be chosen.'],
  sample_reviewed: ['conflict', 'This access was reviewed', 'Read the sample again; what was found stays.'],
  sample_of_oneself: [
    'forbidden',
    'Nobody reviews their own access',
    'Leave this one for another auditor, and go on with the others.',
  ],
  log_question_too_wide: ['invalid', 'So many names no person has', 'Ask by the names of one person.'],
  log_range_invalid: [
    'invalid',
    'The log has no such sizes',
    'Ask for 0 < from <= to, up to the size of the checkpoint.',
  ],
})
