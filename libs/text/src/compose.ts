import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { Surrogates } from './surrogates.ts'
import type { Span } from './types.ts'

/** The text with every span that is not shown replaced; everything outside the spans stays as it is, unit for unit. */
export function compose(
  text: string,
  spans: readonly Span[],
  shows: (span: Span) => boolean,
  policy: Policy,
  language: Language,
  surrogates: Surrogates,
  namesOf: (span: Span) => readonly string[],
): string {
  let at = 0
  let out = ''
  for (const span of spans) {
    if (shows(span)) continue
    out +=
      text.slice(at, span.start) + placeholder(span, policy, () => surrogates.of(namesOf(span), span.role, language))
    at = span.end
  }
  return out + text.slice(at)
}

function placeholder(span: Span, policy: Policy, surrogate: () => string): string {
  const { type, detail } = span
  if (type === 'DATE' && policy.dates === 'month' && detail !== undefined) return `[DATE: ${detail}]`
  if (type === 'AGE' && policy.ages === 'band' && detail !== undefined) return `[AGE: ${detail}]`
  if ((type === 'PERSON' || type === 'ALIAS') && policy.persons === 'surrogates') return `[${surrogate()}]`
  return `[${type}]`
}
