import type { Language } from './language.ts'
import type { Mentioned } from './mentions.ts'
import type { Policy } from './policy.ts'
import type { Somebody, Surrogates } from './surrogates.ts'
import { isOfPerson, type Span, type SpanType } from './types.ts'

/** A piece that was replaced, in UTF-16 offsets of the original. */
export interface Mask {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  readonly placeholder: string
}

/** The text with what is told instead of every span that is not shown. */
export function compose(
  text: string,
  hidden: readonly Span[],
  policy: Policy,
  language: Language,
  surrogates: Surrogates,
  personOf: (span: Span) => Mentioned,
): { readonly text: string; readonly masks: readonly Mask[] } {
  const words = new Map<Mentioned['key'], string>()
  if (policy.persons === 'surrogates') {
    const people = new Map<Mentioned['key'], Somebody>()
    for (const span of hidden) {
      if (!isOfPerson(span.type)) continue
      const { key, names } = personOf(span)
      if (!people.has(key)) people.set(key, { names, role: span.own === true ? 'victim' : span.role })
    }
    const given = surrogates.of([...people.values()], language)
    for (const [i, key] of [...people.keys()].entries()) words.set(key, given[i] as string)
  }
  const masks = hidden.map(span => {
    const { start, end, type } = span
    const word = () => words.get(personOf(span).key) as string
    return { start, end, type, placeholder: placeholder(span, policy, word) }
  })
  return { text: replaced(text, masks, mask => mask.placeholder), masks }
}

/** The text with every piece replaced; everything outside the pieces stays as it is, unit for unit. */
export function replaced<T extends { readonly start: number; readonly end: number }>(
  text: string,
  pieces: readonly T[],
  by: (piece: T) => string,
): string {
  let at = 0
  let out = ''
  for (const piece of pieces) {
    out += text.slice(at, piece.start) + by(piece)
    at = piece.end
  }
  return out + text.slice(at)
}

const PLACES: ReadonlySet<SpanType> = new Set<SpanType>(['PLACE', 'PLACE_SMALL'])

function placeholder(span: Span, policy: Policy, surrogate: () => string): string {
  const { type, detail } = span
  if (type === 'DATE' && policy.dates === 'month' && detail !== undefined) return `[DATE: ${detail}]`
  if (type === 'AGE' && policy.ages === 'band' && detail !== undefined) return `[AGE: ${detail}]`
  if (PLACES.has(type) && policy.places === 'state' && detail !== undefined) return `[${type}: ${detail}]`
  if (isOfPerson(type) && policy.persons === 'surrogates') return `[${surrogate()}]`
  return `[${type}]`
}
