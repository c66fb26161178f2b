import type { Language, NameType } from '@amparo/text/node'

/** Some sentences with the names in them, in UTF-16 offsets. */
export interface Piece {
  readonly lang: Language
  readonly text: string
  readonly names: readonly { readonly start: number; readonly end: number; readonly type: NameType }[]
}
