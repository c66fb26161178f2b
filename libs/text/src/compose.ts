import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { Surrogates } from './surrogates.ts'
import type { Span, SpanType } from './types.ts'

/** A piece that was replaced, in UTF-16 offsets of the original. */
export interface Mask {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  readonly placeholder: string
}

/** The text with every span that is not shown replaced; everything outside the spans stays as it is, unit for unit. */
export function compose(
  text: string,
  spans: readonly Span[],
  shows: (span: Span) => boolean,
  policy: Policy,
  language: Language,
  surrogates: Surrogates,
  namesOf: (span: Span) => readonly string[],
): { readonly text: string; readonly masks: readonly Mask[] } {
  const masks = spans
    .filter(span => !shows(span))
    .map(span => {
      const { start, end, type } = span
      const name = () => surrogates.of(namesOf(span), span.role, language)
      return { start, end, type, placeholder: placeholder(span, policy, name) }
    })
  let at = 0
  let out = ''
  for (const { start, end, placeholder } of masks) {
    out += text.slice(at, start) + placeholder
    at = end
  }
  return { text: out + text.slice(at), masks }
}

function placeholder(span: Span, policy: Policy, surrogate: () => string): string {
  const { type, detail } = span
  if (type === 'DATE' && policy.dates === 'month' && detail !== undefined) return `[DATE: ${detail}]`
  if (type === 'AGE' && policy.ages === 'band' && detail !== undefined) return `[AGE: ${detail}]`
  if ((type === 'PERSON' || type === 'ALIAS') && policy.persons === 'surrogates') return `[${surrogate()}]`
  return `[${type}]`
}
