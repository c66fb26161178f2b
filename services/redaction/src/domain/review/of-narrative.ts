import type { Held } from '../held.ts'
import { markedNarrative } from '../narrative.ts'
import { withoutMarked } from '../passages.ts'
import type { Narrative } from '../subject-form.ts'
import type { Part, Unsafe } from '../view.ts'
import type { Reviews } from './in-force.ts'

/** The narrative, if it could not be made safe. */
export const unsafeNarrative = (held: Held, { withheld }: Part): Unsafe[] =>
  held.kind === 'form' && withheld.some(line => line.category === 'narrative' && line.reason === 'redaction_failed')
    ? [{ source: 'narrative', sourceId: null }]
    : []

/** Whether a person has looked at the narrative, or at one that is not the present one any more. */
export function reviewOf(narrative: Narrative | undefined, reviews: Reviews): 'reviewed' | 'lapsed' | undefined {
  if (narrative === undefined) return undefined
  const marked = markedNarrative(narrative)
  return reviews.of(withoutMarked(marked), marked.earlier)?.state ?? (reviews.hasNarrative ? 'lapsed' : undefined)
}
