import { defineErrors } from '@amparo/kernel'

export const errors = defineErrors({
  log_entry_invalid: ['invalid', 'The entry is not one that this log takes', 'Correct the entry; nothing was written.'],
  log_entry_out_of_time: ['invalid', 'The entry is dated too long ago or ahead', 'Date the entry when it happened.'],
  log_entry_id_reused: ['conflict', 'Another entry has this id', 'Give each entry an id of its own.'],
  log_unavailable: ['unavailable', 'The log cannot be written just now', 'Release nothing; try again in a moment.'],
  log_unwitnessed: [
    'unavailable',
    'Nobody outside has seen the log for too long, so that nothing is opened but in an emergency',
    'Tell the operator of your hub. Whoever is in danger can be helped all the same: open it as an emergency.',
  ],
  head_unreadable: ['invalid', 'This is no head of a log with its proof', 'Send it as C2SP tlog-witness says.'],
  head_unsigned: ['forbidden', 'The log that it names has not signed it', 'Compare the keys of log and witness.'],
  head_inconsistent: [
    'conflict',
    'This head does not go on from the one before it',
    'The witness keeps both. Find out who has changed the log.',
  ],
  journal_line_invalid: [
    'invalid',
    'The line of the journal is not one that redaction has signed',
    'Compare the keys of the two services; the line is kept aside.',
  ],
  log_question_too_wide: ['invalid', 'So many names no person has', 'Ask by the names of one person.'],
  log_range_invalid: [
    'invalid',
    'The log has no such sizes',
    'Ask for 0 < from <= to, up to the size of the checkpoint.',
  ],
})
