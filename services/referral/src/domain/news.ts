/** What an agency is told has happened; the rest is read where the right to it is checked. */
export const NEWS = [
  'received',
  'changed',
  'assigned',
  'message',
  'assessed',
  'remind',
  'supervisor',
  'phone',
  'linked',
  /** An agency is asked whether it would take somebody on; the id is the offer's. */
  'offered',
  'offer-answered',
  /** Nobody who is suitable is left to ask. */
  'no-agency-left',
] as const
export type NewsKind = (typeof NEWS)[number]
