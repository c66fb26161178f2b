import { isSame, type Piece, type Span } from '@amparo/text'
import type { Liftable } from './may-lift.ts'
import type { AddedMask } from './review.ts'

/** What is masked in a text now: what the search finds, and what reviewers have added to it, wherever they saw it. */
export interface StandingMask extends Piece, Liftable {
  /** Why a reviewer added it; undefined: the search finds it. */
  readonly added?: AddedMask['reason']
}

/** In the order of the text, each piece once: what is both found and added is as hard to lift as what is found. */
export function masksOf(hidden: readonly Span[], added: readonly AddedMask[]): readonly StandingMask[] {
  const found = hidden.map(({ start, end, type, tier, own, role }): StandingMask => {
    const reason = added.find(mask => isSame(mask, { start, end, type }))?.reason
    return { start, end, type, tier, role, ...(own && { own }), ...(reason && { added: reason }) }
  })
  const byHand = added
    .filter(mask => !hidden.some(span => isSame(span, mask)))
    .map(({ start, end, type, reason }): StandingMask => ({ start, end, type, added: reason }))
  return [...found, ...byHand].toSorted((a, b) => a.start - b.start || a.end - b.end)
}
