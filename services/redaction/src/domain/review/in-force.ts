import { type Engine, isSame, type Reviewed } from '@amparo/text'
import { carriedTo, type Earlier } from './carried.ts'
import { ALL_READERS } from './codes.ts'
import {
  type AddedMask,
  type DigestOf,
  isInForce,
  isOfPicture,
  madeUnder,
  type ReasonedBox,
  type Review,
  type ReviewedProfile,
} from './review.ts'

/** What people have decided on texts and pictures of one person, for readers of one profile. */
export interface Reviews {
  /**
   * Undefined: nobody has looked at this very text, and nothing was added to what it said before.
   *
   * @param earlier what it said before it was corrected, the latest first
   */
  of(text: string, earlier?: readonly string[]): ReviewedText | undefined
  /** Undefined: nobody has looked at it under this policy, so nobody is shown it. */
  boxesFor(picture: Uint8Array): readonly ReasonedBox[] | undefined
  /** By whoever has looked at this very picture, under whichever policy. */
  boxesOn(picture: Uint8Array): readonly ReasonedBox[]
  /** Somebody has looked at a narrative of this person that is not the present one. */
  readonly hasNarrative: boolean
}

export interface ReviewedText {
  readonly reviewed: Reviewed
  readonly state: 'reviewed' | 'lapsed'
  /** What reviewers have added to it and what was not lifted since: the part of `reviewed` that no search explains. */
  readonly added: readonly AddedMask[]
}

/** @param policyHash of the view policy as it is now */
export type ReviewsFor = (profile: ReviewedProfile, policyHash: string) => Reviews

export const NO_REVIEWS: Reviews = {
  of: () => undefined,
  boxesFor: () => undefined,
  boxesOn: () => [],
  hasNarrative: false,
}

interface By extends Pick<Engine, 'isOrdinary'> {
  readonly digestOf: DigestOf
}

/**
 * Bound to the bytes that were looked at, not to where they stand: the same picture sent again needs no second look, and of a text
 * that changed by a letter no place holds and nothing stays lifted; what was added to it is looked for in the text that it became. What was
 * added holds at once, and under another policy, whoever looks at it again; what was lifted holds when it is confirmed, under the policy under
 * which it was.
 *
 * @param reviews of the person, oldest first
 */
export const reviewsBy =
  (reviews: readonly Review[], by: By): ReviewsFor =>
  (profile, policyHash) =>
    reviews.length === 0 ? NO_REVIEWS : among(reviews, { ...by, profile, policyHash })

interface Among extends By {
  readonly profile: ReviewedProfile
  readonly policyHash: string
}

function among(reviews: readonly Review[], { digestOf, isOrdinary, profile, policyHash }: Among): Reviews {
  const texts = reviews.filter(review => review.profile === profile)
  const at = (of: readonly Review[], digest: string) => of.filter(review => review.content.digest === digest)
  const addedTo = (text: string, before: readonly Earlier[]) =>
    standing(at(texts, digestOf(text)), policyHash, carriedTo(text, before, { isOrdinary }))
  const looksAt = (picture: Uint8Array) => at(reviews, digestOf(picture)).filter(isOfPicture)
  return {
    of: (text, earlier = []) => {
      const found = at(texts, digestOf(text))
      const before: Earlier[] = []
      for (const one of earlier.toReversed()) if (one !== text) before.push({ text: one, added: addedTo(one, before) })
      const added = addedTo(text, before)
      const last = found.at(-1)
      if (last === undefined && added.length === 0) return undefined
      const state = last?.policyHash === policyHash ? 'reviewed' : 'lapsed'
      return { reviewed: inForce(found, added, policyHash), state, added }
    },
    boxesFor: picture => {
      const looks = looksAt(picture)
      return looks.some(look => look.policyHash === madeUnder(ALL_READERS, policyHash)) ? boxesOf(looks) : undefined
    },
    boxesOn: picture => boxesOf(looksAt(picture)),
    hasNarrative: texts.some(({ source }) => source === 'narrative'),
  }
}

/**
 * Pieces that were added, each once: who looks later takes none of them away by saying nothing of it, nor by having seen the text elsewhere.
 * Only two who lift that very piece do.
 */
function standing(found: readonly Review[], policyHash: string, carried: readonly AddedMask[]): readonly AddedMask[] {
  let all = carried
  for (const review of found) {
    const { diff } = review.content
    if (diff.kind !== 'text') continue
    const lifted = isInForce(review) && review.policyHash === policyHash ? diff.lifted : []
    const gone = [...lifted, ...diff.added]
    all = [...all.filter(mask => !gone.some(one => isSame(one, mask))), ...diff.added]
  }
  return all
}

/** What was found and what was lifted, by the last that is in force; and whatever stands added. */
function inForce(found: readonly Review[], added: readonly AddedMask[], policyHash: string): Reviewed {
  const review = found.findLast(isInForce)
  if (review?.content.diff.kind !== 'text') return { kept: added, lifted: [] }
  const { kept, diff } = review.content
  const isCurrent = review.policyHash === policyHash
  return {
    kept: [...kept, ...added],
    lifted: isCurrent
      ? diff.lifted.map(({ reason, ...piece }) => ({ ...piece, readable: reason === 'suspect_or_official' }))
      : [],
  }
}

/** All of them, each once: a second look adds, and takes nothing away. */
function boxesOf(looks: readonly Review[]): readonly ReasonedBox[] {
  const boxes = looks.flatMap(({ content: { diff } }) => (diff.kind === 'picture' ? diff.boxes : []))
  return [...new Map(boxes.map(box => [JSON.stringify([box.x, box.y, box.width, box.height]), box])).values()]
}
