export const HAPPENINGS = [
  'recorded',
  'confirmed',
  'reviewed',
  'superseded',
  'withdrawn',
  'refusal_noted',
  'refusal_lifted',
  'sheet_added',
] as const
export type Happening = (typeof HAPPENINGS)[number]

/** One version of a basis, as the database kept it. */
export interface BasisVersion {
  readonly version: number
  readonly what: Happening
  /** User; empty where the hub itself did it. */
  readonly by: string
  readonly at: Date
}
