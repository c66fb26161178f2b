/** What a person may look at: of somebody's record, of what two agencies wrote, of what was attached, and of interviews. */
export const SOURCES = ['narrative', 'message', 'attachment', 'statement'] as const
export type Source = (typeof SOURCES)[number]

/** Why it waits: nobody reads it until then, or somebody asked to look. */
export const WAITING_FOR = ['needs_review', 'redaction_failed', 'document_unprovable', 'asked'] as const
export type WaitingFor = (typeof WAITING_FOR)[number]

export const STATES = ['waiting', 'proposed', 'reviewed', 'lapsed'] as const
/** `proposed`: somebody else has to confirm it. `lapsed`: the text or the view policy is another one since. */
export type State = (typeof STATES)[number]

export const ADD_REASONS = ['names_somebody', 'finds_somebody', 'singles_out', 'tells_of_protection'] as const
export const LIFT_REASONS = ['not_identifying', 'publicly_known', 'suspect_or_official'] as const
export const BOX_REASONS = ['face', 'writing', 'mark_on_body', 'place', 'vehicle', 'other'] as const

/** A picture has no words that differ by reader: what was painted over is so for all. */
export const ALL_READERS = 'all'
