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
/** What a passage could be held against the person for. */
export const INCRIMINATING_KINDS = [
  'irregular_entry_or_stay',
  'false_documents',
  'unlicensed_work',
  'prostitution',
  'drugs',
  'theft_or_fraud',
  'recruiting_others',
  'violence',
  'other_offence',
] as const

/** In UTF-16 offsets of the text. */
export interface Passage {
  readonly start: number
  readonly end: number
  readonly kind: string
}

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
  /** Whether no later one supersedes it. */
  readonly current: boolean
}

/** Inside the text, in order, none over another. */
export const areInOrder = (passages: readonly Passage[], length: number): boolean =>
  passages.every(({ start, end }, i) => start < end && end <= length && start >= (passages[i - 1]?.end ?? 0))

interface Stretch {
  /** In the whole text. */
  readonly from: number
  readonly text: string
}

/** What lies between passages, without blanks at its ends. */
function stretchesOf(text: string, passages: readonly Passage[]): Stretch[] {
  const ends = [...passages.map(({ start }) => start), text.length]
  const stretches = ends.map((end, i): Stretch => {
    const from = passages[i - 1]?.end ?? 0
    const part = text.slice(from, end)
    return { from: from + part.length - part.trimStart().length, text: part.trim() }
  })
  return stretches.filter(stretch => stretch.text !== '')
}

/**
 * The text without those passages, and nothing in their place: a mark would tell what was cut (rules: Silence). Every view says
 * that it may be incomplete.
 */
export const withoutPassages = (text: string, passages: readonly Passage[]): string =>
  stretchesOf(text, passages)
    .map(stretch => stretch.text)
    .join(' ')

/** Where pieces of the text without passages stand in the whole one: what was masked in one is masked in the other. */
export function inWhole<P extends { readonly start: number; readonly end: number }>(
  pieces: readonly P[],
  text: string,
  passages: readonly Passage[],
): P[] {
  let at = 0
  return stretchesOf(text, passages).flatMap(({ from, text: { length } }) => {
    const begins = at
    at += length + 1
    return pieces.flatMap(piece => {
      const start = Math.max(piece.start, begins)
      const end = Math.min(piece.end, begins + length)
      return start < end ? [{ ...piece, start: start - begins + from, end: end - begins + from }] : []
    })
  })
}
