import type { MaskedText } from './message.ts'

/**
 * Fields of a request for evidence that are there to name somebody or something: without them the other state could not do what is asked
 * (UNTOC 18(15)(e), Nassau 26(d)). They go as they were written. Every other text is masked for police and prosecution, so that nobody is
 * named who need not be known; a field that is not here is masked.
 */
const NAMING: ReadonlySet<string> = new Set([
  ...['persons', 'authority-named', 'questions', 'holder', 'place', 'objects', 'assets', 'accounts', 'document'],
  ...['consent-of-detained', 'provisions'],
])
export const isNaming = (field: string): boolean => NAMING.has(field)

/** What is released of one field: the same bytes for whoever signs it here and for whoever reads it there. */
export interface RequestText extends MaskedText {
  readonly v: 1
  readonly requestId: string
  readonly field: string
  /** Random, so that its hash tells nothing of what it says. */
  readonly salt: string
}

export interface KeptText {
  readonly textId: string
  readonly requestId: string
  readonly field: string
  readonly sha256: string
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly madeAt: Date
}
