import { isSame, type Piece, type Span } from '@amparo/text'
import { errors } from '../errors.ts'
import type { TextPolicy, ViewPolicy } from '../view-policy.ts'
import { masksOf } from './masks.ts'
import { fits, staysBecause } from './may-lift.ts'
import type { AddedMask, Diff, ReviewContent } from './review.ts'

export interface Proposal {
  readonly text: string
  readonly digest: string
  /** What would be masked without a review. */
  readonly hidden: readonly Span[]
  /** What reviewers have added to this very text before, and stands. */
  readonly before: readonly AddedMask[]
}

interface By {
  readonly policy: TextPolicy
  readonly views: ViewPolicy
}

type TextDiff = Extract<Diff, { kind: 'text' }>

/** What is kept of a review of a text. Throws mask_misplaced and mask_stays, with pointers to the masks. */
export function reviewedText({ text, digest, hidden, before }: Proposal, diff: TextDiff, by: By): ReviewContent {
  const { added, lifted } = diff
  const misplaced = outside('added', added, text)
  const masks = masksOf(hidden, before)
  const found = lifted.map(mask => masks.find(one => isSame(one, mask)))
  misplaced.push(...pointers('lifted', lifted, (_, i) => found[i] === undefined))
  if (misplaced.length > 0) throw errors.mask_misplaced({ fields: misplaced })
  const stays = pointers('lifted', lifted, ({ reason, type }, i) => {
    const mask = found[i]
    return mask === undefined || staysBecause(mask, by.policy, by.views) !== undefined || !fits(reason, type, by.policy)
  })
  if (stays.length > 0) throw errors.mask_stays({ fields: stays })
  const isLifted = (span: Span) => lifted.some(mask => isSame(mask, span))
  const kept = hidden.filter(span => !isLifted(span)).map(({ start, end, type }) => ({ start, end, type }))
  return { digest, kept, diff }
}

/** Pointers to masks that do not lie in the text. */
export const outside = (list: string, masks: readonly Piece[], text: string) =>
  pointers(list, masks, mask => !isInside(mask, text))

const pointers = <M>(list: string, masks: readonly M[], isWrong: (mask: M, i: number) => boolean) =>
  masks.flatMap((mask, i) => (isWrong(mask, i) ? [{ pointer: `/${list}/${i}`, code: 'invalid' }] : []))

/** Also not through the middle of a character. */
const isInside = ({ start, end }: Piece, text: string): boolean =>
  start < end && end <= text.length && !isSplit(text, start) && !isSplit(text, end)

const isSplit = (text: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '')
