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
