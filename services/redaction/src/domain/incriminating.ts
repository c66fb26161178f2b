import { inWhole, type Marked, withoutMarked } from './passages.ts'
import type { Redactor } from './redactor.ts'
import type { Reviews } from './review/in-force.ts'
import type { Allowance } from './view.ts'
import { isInMandate, type ViewPolicy, withheldBecause } from './view-policy.ts'

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

/** Whether an agency of this kind reads it by its mandate; where it does not, what is nothing else is no news to it. */
export const isToldOf = (policy: ViewPolicy, reader: string): boolean =>
  isInMandate(policy, reader, 'self_incriminating', 'passages')

/** By kind of agency (rules: Victims not punished). */
export const isKeptFrom = ({ reader }: Pick<Allowance['disclosure'], 'reader'>): boolean =>
  reader === 'police' || reader === 'prosecution'

/** What whoever hands a file over says of it: nothing in it incriminates the person, or the person agreed. */
export const FILE_STATEMENTS = ['nothing', 'agreed'] as const
export type FileStatement = (typeof FILE_STATEMENTS)[number]

/** A file cannot be cut, and nobody here knows what is in it: to police and prosecution it goes on its sender's word, or on the person's. */
export const mayHaveWhole = (
  { disclosure, selfIncriminatingAgreed }: Allowance,
  stated: FileStatement | undefined,
): boolean => !isKeptFrom(disclosure) || stated === 'nothing' || selfIncriminatingAgreed

/** What somebody types of a file, its name and description, has no marks: whoever is kept from what incriminates reads it if the person agreed. */
export const mayReadNames = (allowance: Allowance): boolean => mayHaveWhole(allowance, undefined)

export interface Masking extends Pick<Redactor, 'mask'> {
  readonly reviews: Reviews
  readonly incriminating: boolean
}

/**
 * Masked, whole or without what incriminates. Reviews are of the text without it: what they masked is masked in the whole text too, and nothing
 * is lifted there. Throws RedactionFailed.
 */
export function maskMarked(marked: Marked, { mask, reviews, incriminating }: Masking): string {
  const { selfIncriminating = [], earlier } = marked
  const shown = withoutMarked(marked)
  const isWhole = incriminating && selfIncriminating.length > 0
  const text = isWhole ? marked.text : shown
  if (text === '') return ''
  const reviewed = reviews.of(shown, earlier)?.reviewed
  if (!isWhole) return mask(text, reviewed).text
  const kept = inWhole(reviewed?.kept ?? [], text, selfIncriminating)
  // What is marked now was reviewed before it was, or says what was masked beside it.
  const before = reviews.of(text, [shown, ...(earlier ?? [])])?.reviewed.kept ?? []
  return mask(text, { kept: [...kept, ...before], lifted: [] }).text
}
