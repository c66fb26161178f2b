/** A one-time link as its sender gets it, once: the page's address ends with the id; the code is told by phone. */
export interface NewLink {
  readonly referralId: string
  readonly id: string
  readonly code: string
  /** ISO 8601 */
  readonly expiresAt: string
}

/** What its sender may know of a link afterwards. */
export interface LinkMade {
  readonly toAgency: string
  readonly madeBy: string
  readonly madeAt: string
  readonly expiresAt: string
  readonly openedAt: string | null
  readonly state: 'waiting' | 'opened' | 'closed' | 'expired' | 'called-back'
}
