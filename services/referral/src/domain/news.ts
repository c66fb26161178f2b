/** What an agency is told has happened; the rest is read where the right to it is checked. */
export const NEWS = [
  'received',
  'changed',
  'assigned',
  'message',
  'assessed',
  'remind',
  'supervisor',
  /** Somebody of the agency opened the identity alone, in an emergency: supervisors answer for it. */
  'identity-opened',
  'phone',
  'linked',
  /** What follows from this referral was taken on, declined or ended: its sub-referral, its transfer. */
  'linked-changed',
  /** To child-protection authorities, party or not: the id, and which agency to call, is all that they are told. */
  'child-waits',
  /** An agency is asked whether it would take somebody on; the id is the offer's. */
  'offered',
  'offer-answered',
  /** People of an intake have no referral yet, though its time has passed; the id is the intake's. */
  'intake-incomplete',
  /** Nobody who is suitable is left to ask. */
  'no-agency-left',
  /** None that is for such a person, by what the directory states, is left: the others are asked. */
  'no-agency-serves',
  /** What the referral rested on was taken back: the agency has to say what it has done with what it got. */
  'recall',
  'recall-answered',
  /** Nobody has answered in time: both agencies hear it, each day. */
  'recall-overdue',
  /** A person took something back, maybe under duress: a colleague has to speak with them. */
  'welfare-check',
  /** A court's order is to end what the agency recorded: a second person has to see it. */
  'order-check',
  /** The other hub has not said for too long that what it granted stands. */
  'status-stale',
  /** Whoever has the person was suspended: the referral halts, and somebody else has to be found for them. */
  'holder-suspended',
  /**
   * Its sender is suspended, and nobody has taken over: to its recipient, by the referral; to those who answer for it, by how many wait, each day
   * until nothing does.
   */
  'sender-suspended',
  /** Its sender was suspended, and another agency acts in its place: to that one, and to the recipient. */
  'taken-over',
  /** About a request for evidence: somebody took a step; a deadline or a clock of the case calls; a letter or a message about it waits. The id is the request's. */
  'request-changed',
  'request-called',
  'request-written',
] as const
export type NewsKind = (typeof NEWS)[number]

export type About =
  | { readonly referralId: string; readonly from?: { readonly hub: string; readonly agencyId: string } }
  | { readonly offerId: string }
  | { readonly intakeId: string }
  | { readonly requestId: string }
  | { readonly waiting: number }

/**
 * How far somebody has read. Ids are given before commits, so an id alone would skip what commits late: rows are read in the order of
 * their transactions, and only those older than every transaction that still runs.
 */
export interface NewsPosition {
  readonly tx: string
  readonly id: string
}

export interface News extends NewsPosition {
  readonly kind: NewsKind
  readonly about: About
  /** For whom it is; undefined: for everybody of the agency. */
  readonly users: readonly string[] | undefined
}
