import { z } from 'zod'
import { oneOf } from './reference/code-list.ts'

/** What a passage could be held against the person for. */
export const INCRIMINATING_KINDS = [
  'irregular_entry_or_stay',
  'false_documents',
  'unlicensed_work',
  'prostitution',
  'drugs',
  'theft_or_fraud',
  'recruiting_others',
  'violence',
  'other_offence',
] as const

interface Stretch {
  readonly start: number
  readonly end: number
}

/** Inside the text, in order, none over another. */
export const areInOrder = (passages: readonly Stretch[], length: number): boolean =>
  passages.every(({ start, end }, i) => start < end && end <= length && start >= (passages[i - 1]?.end ?? 0))

const offset = z.int().min(0).max(200_000)

/** Of a text, by its author, in UTF-16 offsets: police and prosecution get it without them unless the person agreed. */
export const incriminatingPassages = z
  .array(z.strictObject({ start: offset, end: offset, kind: oneOf(INCRIMINATING_KINDS) }))
  .max(200)
