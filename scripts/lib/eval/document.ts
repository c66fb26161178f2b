import type { Language } from '@amparo/text'
import type { Identity } from './identity.ts'

/** A marked piece, in UTF-16 offsets. `entity` joins the mentions of one person or thing within a document. */
export interface GoldSpan {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly tier: 'direct' | 'quasi'
  readonly role: string
  readonly entity: string
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** A text with what must be masked, what may be either way (`neutral`) and what was marked as to be left (`negatives`). */
export interface Document {
  readonly id: string
  readonly lang: Language
  readonly genre: string
  readonly text: string
  readonly identity: Identity | undefined
  readonly spans: readonly GoldSpan[]
  readonly neutral: readonly Range[]
  readonly negatives: readonly (Range & { readonly kind: string })[]
}
