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
  'made_sheet',
  'stood_by_sheet',
] as const
export type RecordDoing = (typeof RECORD_DOINGS)[number]

/** Why somebody was told or opened who it is, where what they did has a reason of its own: an emergency, or a pseudonym. */
export const RECORD_REASONS = [
  'danger_to_life',
  'medical_emergency',
  'child_in_danger',
  'trafficker_is_near',
  'missing_from_shelter',
  'court_order',
  'duty_to_identify',
] as const
export type RecordReason = (typeof RECORD_REASONS)[number]

/** What became of what somebody had, once that was taken back: until they answer, that they were asked. */
export const RECALL_OUTCOMES = ['asked', 'stopped', 'destroyed', 'retained'] as const
export type RecallOutcome = (typeof RECALL_OUTCOMES)[number]
