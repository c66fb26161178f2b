/** Why an identity may be opened by one person alone. Codes: a sentence could name somebody. */
export const EMERGENCY_REASONS = [
  'danger_to_life',
  'medical_emergency',
  'child_in_danger',
  'trafficker_is_near',
  'missing_from_shelter',
] as const

export const EMERGENCY_MINUTES = 60
export const EMERGENCY_WEEK_MS = 7 * 24 * 3_600_000

/**
 * So long after the end of a referral those who had the person may still be the ones who can help: who left a shelter on Friday night is missed
 * on Monday. As long as a vital interest lasts (docs/rules-tests.md, Lawful basis), for which an emergency stands in.
 */
export const EMERGENCY_AFTER_END_MS = 72 * 3_600_000

export interface EmergencyPlace {
  /** As the contracts write it. */
  readonly place: string
  readonly since: Date
}

/** Of the referral the reader's agency is the one that registered the person, its recipient, or another that passed them on. */
export type EmergencySide = 'registered' | 'recipient' | 'passed-on'

/** Whether that agency answers for the person now: no other opens them alone. */
export function answersFor(side: EmergencySide, { place, since }: EmergencyPlace, now: Date): boolean {
  if (side === 'passed-on') return false
  const isFresh = now.getTime() - since.getTime() <= EMERGENCY_AFTER_END_MS
  if (side === 'registered' && place === 'over') return isFresh
  if (place === 'completed') return isFresh
  return place === 'with-recipient' || (side === 'registered' && place === 'returned')
}

/** What saves a life, and no more: neither what happened, nor papers, nor status. */
export const EMERGENCY_CATEGORIES: ReadonlySet<string> = new Set([
  'identity',
  'contact',
  'location',
  'risk',
  'health',
  'needs',
  'minors',
])

/** Of the others, vital interest stands in for consent; these bind in any emergency. */
export const BINDING_DENIALS: ReadonlySet<string> = new Set([
  'recipient_unknown',
  'sender_unknown',
  'recipient_excluded',
  'migration_enforcement_firewall',
  // Seeks protection from it, fears it, or was not asked yet (docs/rules-tests.md, States that a person may fear).
  'state_of_nationality',
])
