import type { Held } from '../held.ts'
import { markedNarrative } from '../narrative.ts'
import { withoutMarked } from '../passages.ts'
import type { SubjectForm } from '../subject-form.ts'
import type { Part, Unsafe } from '../view.ts'
import type { Reviews } from './in-force.ts'

/** The narrative, if it could not be made safe. */
export const unsafeNarrative = (held: Held, { withheld }: Part): Unsafe[] =>
  held.kind === 'form' && withheld.some(line => line.category === 'narrative' && line.reason === 'redaction_failed')
    ? [{ source: 'narrative', sourceId: null }]
    : []

/** Whether a person has looked at the narrative, or at one that is not the present one any more. */
export function reviewOf({ narrative }: SubjectForm, reviews: Reviews): 'reviewed' | 'lapsed' | undefined {
  if (narrative === null || narrative === undefined) return undefined
  return reviews.of(withoutMarked(markedNarrative(narrative)))?.state ?? (reviews.hasNarrative ? 'lapsed' : undefined)
}
