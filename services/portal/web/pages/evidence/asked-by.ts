import type { Words } from '../../i18n/words.ts'

/** Who asks for a field: an article bears its treaty's name, a rule is a directive by its number. */
export const askedBy = ({ evidence }: Words['t'], sources: readonly string[]): string | undefined =>
  sources.length === 0
    ? undefined
    : evidence.asksFor(sources.map(one => one.replace(/^directive\b/, evidence.directive)).join(', '))
