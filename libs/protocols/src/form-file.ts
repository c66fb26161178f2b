import { z } from 'zod'
import { id, record, text } from './file-parts.ts'

const item = z.strictObject({
  text,
  hint: text.optional(),
  /** Adds up; a score orders attention and decides nothing. */
  weight: z.int().min(0).max(10).default(0),
  /** Answering yes raises this flag whatever the score: the reader sees it first. */
  flag: id.optional(),
  answers: z.enum(['yes-no-unknown', 'level']).default('yes-no-unknown'),
  category: z.enum(['risk', 'needs', 'safety', 'minors', 'health', 'family']).default('risk'),
})

/** A checklist or assessment. Answers are facts about a person: sealed to redaction, never seen by referral. */
export const formFile = z.strictObject({
  form: id,
  version: z.int().positive(),
  name: text,
  about: text,
  sources: z.array(z.string().min(1)).min(1),
  subjects: z.enum(['anyone', 'minors']).default('anyone'),
  sections: z.array(z.strictObject({ id, text, items: record(item) })).min(1),
  /** What each flag says. */
  flags: record(text).default({}),
  /** From this score on, in rising order; the first starts at 0. */
  bands: z.array(z.strictObject({ id, from: z.int().min(0), text })).min(1),
})
export type FormFile = z.output<typeof formFile>
