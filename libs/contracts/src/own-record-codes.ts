/** What somebody did with something of a person, as the person's own record says it: in codes, for the page puts them into words. */
export const RECORD_DOINGS = [
  'registered',
  'wrote',
  'looked',
  'looked_in_emergency',
  'sent',
  'received',
  'asked_abroad',
  'issued_notice',
  'showed_record',
] as const
export type RecordDoing = (typeof RECORD_DOINGS)[number]

/** What became of what somebody had, once that was taken back: until they answer, that they were asked. */
export const RECALL_OUTCOMES = ['asked', 'stopped', 'destroyed', 'retained'] as const
export type RecallOutcome = (typeof RECALL_OUTCOMES)[number]
