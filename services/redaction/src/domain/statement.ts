import type { Passage } from './passages.ts'

export const INTERPRETING = ['none', 'in_person', 'telephone', 'video'] as const
export const PRESENT_ROLES = [
  'interviewer',
  'second_interviewer',
  'interpreter',
  'counsel',
  'guardian',
  'child_protection_officer',
  'psychologist',
  'support_person',
  'prosecutor',
  'judge',
  'consular_officer',
  'technician',
] as const
export const RIGHTS = ['read_and_understood', 'read', 'not_read'] as const
export const COUNSEL = ['present', 'consulted_before', 'waived', 'not_available', 'not_asked'] as const
export const PLACES = [
  'police_station',
  'prosecution_office',
  'court',
  'child_interview_room',
  'shelter',
  'health_facility',
  'migration_facility',
  'consulate',
  'by_video',
  'other',
] as const
/** An interview as it was recorded, once. Names in it are identity. */
export interface Statement {
  /** ISO 639, of the text. */
  readonly lang: string
  /** Empty: a recording alone. */
  readonly text: string
  /** Of the text's UTF-8, hex: worked out here. */
  readonly textSha256: string
  /** The file stays with who made it; this says which it is. */
  readonly recording: { readonly sha256: string; readonly mediaType: string; readonly seconds: number } | null
  readonly interpreter: { readonly mode: string; readonly language: string | null; readonly name: string | null }
  readonly present: readonly { readonly role: string; readonly name: string | null }[]
  readonly rights: { readonly read: string; readonly language: string | null }
  readonly counsel: { readonly mode: string; readonly name: string | null }
  readonly place: string
  /** ISO 8601. */
  readonly takenAt: string
  /** Marked by the author. */
  readonly selfIncriminating: readonly Passage[]
}

/** One of somebody's, under the name that one reader has for it. */
export interface RecordedStatement extends Statement {
  /** The vault's own name and agency, for who reviews; no reader is told it. */
  readonly statementId: string
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly reference: string
  /** The reader's name for the one that this one corrects. */
  readonly supersedes: string | null
  /** What those said, without what incriminates, that it corrects, the latest first. */
  readonly earlier?: readonly string[]
  /** Whether no later one supersedes it. */
  readonly current: boolean
}
