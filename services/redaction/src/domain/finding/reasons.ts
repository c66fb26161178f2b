import type { REIDENTIFICATION_REASONS } from '../reidentification.ts'

/** Why somebody is looked for. Codes alone: a sentence could name the person. */
export const SEARCH_REASONS = [
  'intake_without_papers',
  'duplicate_check',
  'missing_person',
  'request_of_the_person',
  'court_order',
  'safeguarding_of_a_child',
] as const

type Reason = (typeof SEARCH_REASONS | typeof REIDENTIFICATION_REASONS)[number]

/** Of reasons of danger the basis: a search for them does not wait until somebody outside sees the log, and is counted and put before auditors then. */
const EMERGENCIES: Readonly<Partial<Record<Reason, 'vital_interest' | 'child_safeguarding'>>> = {
  danger_to_life: 'vital_interest',
  child_in_danger: 'child_safeguarding',
  safeguarding_of_a_child: 'child_safeguarding',
}
export const emergencyBasis = (reason: Reason) => EMERGENCIES[reason]
