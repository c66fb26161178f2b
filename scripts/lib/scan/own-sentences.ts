import { readFileSync } from 'node:fs'
import { filesIn, SHIPPED } from '@amparo/protocols'
import { parse } from 'yaml'

/**
 * What the product itself says: the sentences of its protocols and forms, and codes of several words. They stand in answers that are kept for a retry, and a
 * name may be a word of a language ("Will", "Young").
 */
export const ownSentences = (): string[] => [
  ...new Set(filesIn(SHIPPED).flatMap(file => stringsIn(parse(readFileSync(file, 'utf8'), { merge: true })))),
]

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return isSentence(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Three words at least: a name alone is never passed over. Inside a row's JSON, quotes would be written otherwise. */
const isSentence = (text: string): boolean => text.split(/[\s-]+/).length >= 3 && !/["\\]/.test(text)
