/** Who may order that a person is kept. */
export const HOLD_AUTHORITIES = [
  'court',
  'prosecution',
  'ombudsman',
  'data_protection',
  'identification_authority',
] as const
export type HoldAuthority = (typeof HOLD_AUTHORITIES)[number]

/** An order under which a person is not erased. */
export interface LegalHold {
  readonly holdId: string
  readonly subjectId: string
  readonly shareId: string
  readonly authority: HoldAuthority
  readonly reference: string
  readonly reviewOn: Date
  readonly placedAt: Date
  readonly placedBy: string
  readonly placedAgency: string
}
