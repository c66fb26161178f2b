/** Who may order that the person is not told yet. */
export const SECRECY_AUTHORITIES = ['court', 'prosecution'] as const

/** By which one agency's part stays out of the person's own record until the day of review (rules: Retention). */
export interface SecrecyOrder {
  readonly orderId: string
  readonly subjectId: string
  readonly shareId: string
  readonly authority: (typeof SECRECY_AUTHORITIES)[number]
  readonly reference: string
  /** Whose part it is, in this hub. */
  readonly agencyId: string
  readonly reviewOn: Date
  readonly placedAt: Date
  readonly placedBy: string
}
