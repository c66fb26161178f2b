import type { Reviewed } from '@amparo/text'
import { ALL_READERS } from './codes.ts'
import { type DigestOf, isInForce, type ReasonedBox, type Review, type ReviewedProfile } from './review.ts'

/** What people have decided on texts and pictures of one person, for readers of one profile. */
export interface Reviews {
  /** Undefined: nobody has looked at this very text. */
  of(text: string): { readonly reviewed: Reviewed; readonly state: 'reviewed' | 'lapsed' } | undefined
  /** Undefined: nobody has looked at it under this policy, so nobody is shown it. */
  boxesFor(picture: Uint8Array): readonly ReasonedBox[] | undefined
  /** Somebody has looked at a narrative of this person that is not the present one. */
  readonly hasNarrative: boolean
}

/** @param policyHash of the view policy as it is now */
export type ReviewsFor = (profile: ReviewedProfile, policyHash: string) => Reviews

export const NO_REVIEWS: Reviews = { of: () => undefined, boxesFor: () => undefined, hasNarrative: false }

/**
 * Bound to the bytes that were looked at, not to where they stand: the same picture sent again needs no second look, and of a text
 * that changed by a letter nothing holds. What was added holds at once, and under another policy; what was lifted holds when it is
 * confirmed, under the policy under which it was.
 *
 * @param reviews of the person, oldest first
 */
export const reviewsBy =
  (reviews: readonly Review[], digestOf: DigestOf): ReviewsFor =>
  (profile, policyHash) =>
    reviews.length === 0 ? NO_REVIEWS : among(reviews, { digestOf, profile, policyHash })

interface Among {
  readonly digestOf: DigestOf
  readonly profile: ReviewedProfile
  readonly policyHash: string
}

function among(reviews: readonly Review[], { digestOf, profile, policyHash }: Among): Reviews {
  const texts = reviews.filter(review => review.profile === profile)
  const at = (of: readonly Review[], digest: string) => of.filter(review => review.content.digest === digest)
  return {
    of: text => {
      const found = at(texts, digestOf(text))
      const last = found.at(-1)
      if (last === undefined) return undefined
      return { reviewed: inForce(found, policyHash), state: last.policyHash === policyHash ? 'reviewed' : 'lapsed' }
    },
    boxesFor: picture => {
      const pictures = reviews.filter(review => review.profile === ALL_READERS && review.policyHash === policyHash)
      const diff = at(pictures, digestOf(picture)).findLast(isInForce)?.content.diff
      return diff?.kind === 'picture' ? diff.boxes : undefined
    },
    hasNarrative: texts.some(({ source }) => source === 'narrative'),
  }
}

/** The last that is in force, and of each later one what it adds. */
function inForce(found: readonly Review[], policyHash: string): Reviewed {
  const standing = found.findLastIndex(isInForce)
  const later = found.slice(standing + 1).flatMap(({ content: { diff } }) => (diff.kind === 'text' ? diff.added : []))
  const review = found[standing]
  if (review?.content.diff.kind !== 'text') return { kept: later, lifted: [] }
  const { kept, diff } = review.content
  const isCurrent = review.policyHash === policyHash
  return {
    kept: [...kept, ...diff.added, ...later],
    lifted: isCurrent
      ? diff.lifted.map(({ reason, ...piece }) => ({ ...piece, readable: reason === 'suspect_or_official' }))
      : [],
  }
}
