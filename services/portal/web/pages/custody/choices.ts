import type { Choice } from '../../i18n/lists.ts'

/** Codes and their words, in their own order. */
export const choicesIn = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([code, label]) => ({ code, label }))
