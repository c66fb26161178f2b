/** Why somebody is looked for. Codes alone: a sentence could name the person. */
export const SEARCH_REASONS = [
  'intake_without_papers',
  'duplicate_check',
  'missing_person',
  'request_of_the_person',
  'court_order',
  'safeguarding_of_a_child',
] as const
