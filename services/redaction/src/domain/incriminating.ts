import type { Reviewed } from '@amparo/text'
import type { Redactor } from './redactor.ts'
import type { Reviews } from './review/in-force.ts'
import type { Allowance } from './view.ts'
import { type ViewPolicy, withheldBecause } from './view-policy.ts'

/** In UTF-16 offsets of the text. */
export interface Passage {
  readonly start: number
  readonly end: number
  readonly kind: string
}

/** A text as its author wrote it, and what of it they marked. */
export interface Marked {
  readonly text: string
  /** Absent: nobody was asked. */
  readonly selfIncriminating?: readonly Passage[] | undefined
}

/**
 * Police and prosecution: only if the person agreed after legal advice; a court: on its own order for a review (rules: Victims not
 * punished). Others: as their category says.
 */
export function mayIncriminate(policy: ViewPolicy, allowance: Allowance): boolean {
  const { disclosure, categories, selfIncriminatingAgreed, judicialReview } = allowance
  if (isKeptFrom(disclosure)) return selfIncriminatingAgreed
  if (disclosure.reader === 'court') return judicialReview
  const isShown = withheldBecause(policy, disclosure, 'self_incriminating', 'passages') === undefined
  return categories.has('self_incriminating') && isShown
}

const isKeptFrom = ({ reader }: Allowance['disclosure']): boolean => reader === 'police' || reader === 'prosecution'

/** What whoever hands a file over says of it: nothing in it incriminates the person, or the person agreed. */
export const FILE_STATEMENTS = ['nothing', 'agreed'] as const
export type FileStatement = (typeof FILE_STATEMENTS)[number]

/** A file cannot be cut, and nobody here knows what is in it: to police and prosecution it goes on its sender's word, or on the person's. */
export const mayHaveWhole = (
  { disclosure, selfIncriminatingAgreed }: Allowance,
  stated: FileStatement | undefined,
): boolean => !isKeptFrom(disclosure) || stated === 'nothing' || selfIncriminatingAgreed

/** What most readers get of it, and who reviews it: what incriminates is in a secret category, and nothing of it is reviewed. */
export const withoutMarked = ({ text, selfIncriminating }: Marked): string =>
  selfIncriminating === undefined ? text : withoutPassages(text, selfIncriminating)

interface Masking extends Pick<Redactor, 'mask'> {
  readonly reviews: Reviews
  readonly incriminating: boolean
}

/** Masked, whole or without what incriminates. Throws RedactionFailed. */
export function maskMarked(marked: Marked, { mask, reviews, incriminating }: Masking): string {
  const shown = withoutMarked(marked)
  const text = incriminating ? marked.text : shown
  if (text === '') return ''
  const reviewed = reviews.of(shown)?.reviewed
  return mask(text, incriminating ? wholeReview(reviewed, marked) : reviewed).text
}

/** Who reviews does not see what incriminates; what they masked is masked in the whole text too, and nothing is lifted in it. */
const wholeReview = (reviewed: Reviewed | undefined, { text, selfIncriminating = [] }: Marked) =>
  reviewed && selfIncriminating.length > 0
    ? { kept: inWhole(reviewed.kept, text, selfIncriminating), lifted: [] }
    : reviewed

interface Stretch {
  /** In the whole text. */
  readonly from: number
  readonly text: string
}

/** What lies between passages, without blanks at its ends. */
function stretchesOf(text: string, passages: readonly Passage[]): Stretch[] {
  const ends = [...passages.map(({ start }) => start), text.length]
  const stretches = ends.map((end, i): Stretch => {
    const from = passages[i - 1]?.end ?? 0
    const part = text.slice(from, end)
    return { from: from + part.length - part.trimStart().length, text: part.trim() }
  })
  return stretches.filter(stretch => stretch.text !== '')
}

/**
 * The text without those passages, and nothing in their place: a mark would tell what was cut (rules: Silence). Every view says
 * that it may be incomplete.
 */
export const withoutPassages = (text: string, passages: readonly Passage[]): string =>
  stretchesOf(text, passages)
    .map(stretch => stretch.text)
    .join(' ')

/** Where pieces of the text without passages stand in the whole one: what was masked in one is masked in the other. */
export function inWhole<P extends { readonly start: number; readonly end: number }>(
  pieces: readonly P[],
  text: string,
  passages: readonly Passage[],
): P[] {
  let at = 0
  return stretchesOf(text, passages).flatMap(({ from, text: { length } }) => {
    const begins = at
    at += length + 1
    return pieces.flatMap(piece => {
      const start = Math.max(piece.start, begins)
      const end = Math.min(piece.end, begins + length)
      return start < end ? [{ ...piece, start: start - begins + from, end: end - begins + from }] : []
    })
  })
}
