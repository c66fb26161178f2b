/** Coded reasons and outcomes. There is no free text: a code names no one. */
export const DECLINE_REASONS = [
  'at-capacity',
  'not-within-mandate',
  'not-eligible',
  'unsafe-location',
  'conflict-of-interest',
  'needs-other-service',
  'no-interpreter',
  'insufficient-information',
  'duplicate',
] as const

export const HOLD_REASONS = [
  'waitlisted',
  'awaiting-person',
  'awaiting-documents',
  'awaiting-sender',
  'safety-check',
] as const

export const OUTCOMES = [
  'services-provided',
  'partially-provided',
  'person-declined',
  'lost-contact',
  'referred-out',
  'not-provided',
  'deceased',
  'trafficked-again',
] as const

export const CANCELLATION_REASONS = [
  'person-withdrew',
  'served-elsewhere',
  'needs-changed',
  'safety-concern',
  'wrong-recipient',
  'sent-in-error',
  'duplicate',
] as const
