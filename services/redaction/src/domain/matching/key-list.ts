/** What of a person a key is made of; each may have several values. */
export const KEY_PARTS = ['name', 'sound', 'birth_date', 'birth_year', 'document', 'nationality', 'phone'] as const
export type KeyPart = (typeof KEY_PARTS)[number]

export interface MatchKey {
  readonly id: string
  readonly parts: readonly KeyPart[]
}

/** By which two hubs agreed to ask one another, the most telling first: of a person with many keys the first count. */
export interface KeyList {
  readonly version: number
  readonly keys: readonly MatchKey[]
  /** SHA-256 of the file, hex: two hubs whose lists differ in a comma do not answer one another. */
  readonly hash: string
}
