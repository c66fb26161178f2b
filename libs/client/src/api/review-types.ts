/** A text, document or picture of the own agency that a reviewer looks at; ids and codes. */
export interface RedactionListed {
  readonly redactionId: string
  readonly referralId: string
  readonly source: 'narrative' | 'message' | 'attachment' | 'statement'
  readonly sourceId: string | null
  readonly file: number | null
  /** For which readers; pictures: `all`. */
  readonly profile: string
  readonly state: 'waiting' | 'proposed' | 'reviewed' | 'lapsed'
  readonly why: string
  readonly madeAt: string
}

/** In UTF-16 offsets of the text. */
export interface ProposedMask {
  readonly start: number
  readonly end: number
  readonly type: string
  /** Why a reviewer added it, here or where the same text stands; absent: the search finds it. */
  readonly added?: string
  /** Why nobody lifts it. */
  readonly stays?: string
}

export interface ReasonedMask {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly reason: string
}

/** In pixels of the picture as it was opened. */
export interface ReasonedBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly reason: string
}

export type ReviewDiff =
  | { readonly kind: 'text'; readonly added: readonly ReasonedMask[]; readonly lifted: readonly ReasonedMask[] }
  | { readonly kind: 'picture'; readonly boxes: readonly ReasonedBox[] }

export interface LatestReview {
  readonly reviewId: string
  readonly reviewedAt: string
  /** Made by the reader: somebody else confirms it. */
  readonly own: boolean
  readonly second: boolean
  readonly confirmed: boolean
  readonly diffSha256: string
  readonly diff: ReviewDiff
}

interface Opened {
  readonly redactionId: string
  readonly referralId: string
  readonly source: RedactionListed['source']
  readonly profile: string
  readonly state: RedactionListed['state']
  readonly policyHash: string
  readonly digest: string
  readonly review: LatestReview | null
}

export type OpenedRedaction =
  | (Opened & {
      readonly kind: 'text'
      readonly lang: string
      readonly text: string
      readonly masks: readonly ProposedMask[]
      /** As a reader is shown it now; null: withheld. */
      readonly shown: string | null
      readonly reasons: { readonly add: readonly string[]; readonly lift: readonly string[] }
    })
  | (Opened & {
      readonly kind: 'picture'
      readonly mediaType: string
      /** As it would leave without boxes: made of pixels alone. */
      readonly base64: string
      /** What reviewers have painted over before, here or where the same picture stands: it stays. */
      readonly boxes: readonly ReasonedBox[]
      readonly reasons: { readonly box: readonly string[] }
    })

export interface ReviewKept {
  readonly redactionId: string
  readonly reviewId: string
  /** `proposed`: what was lifted waits for a second person. */
  readonly state: 'reviewed' | 'proposed'
  readonly diffSha256: string
}
