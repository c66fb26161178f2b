import { readFileSync } from 'node:fs'
import { SPAN_TYPES } from '@amparo/text'
import type { judging } from '@amparo/text/node'
import { z } from 'zod'
import { jsonLines } from '../eval/formats/json-lines.ts'
import { identity, identityOf } from '../eval/identity.ts'

const narrative = z.object({
  lang: z.enum(['es', 'pt', 'fr', 'en']),
  text: z.string(),
  identity: identity.optional(),
  spans: z.array(z.object({ start: z.int(), end: z.int(), type: z.enum(SPAN_TYPES) })),
  neutral: z.array(z.object({ start: z.int(), end: z.int() })).default([]),
})

/** Texts with marked identities, one JSON object a line; of what may be either way nothing is learnt. */
export const readMarked = (file: string): judging.Marked[] =>
  jsonLines(file, narrative).map(({ lang, text, spans, neutral, identity }) => {
    const unsure = neutral.map(piece => ({ ...piece, type: 'UNSURE' as const }))
    return {
      lang,
      text,
      spans: [...spans, ...unsure].sort((a, b) => a.start - b.start),
      identity: identity && identityOf(identity),
    }
  })

const TRAINING = new URL('../../../libs/text/training/', import.meta.url)
const NARRATIVES = ['train', 'further', 'field', 'notes', 'cases']

const shipped = (name: string): judging.Marked[] => readMarked(readFileSync(new URL(`${name}.jsonl`, TRAINING), 'utf8'))

/** What is learnt from in libs/text/training: notes of those who help, and judgments and reports of hospitals. */
export const ownNarratives = (): judging.Marked[] => NARRATIVES.flatMap(shipped)
export const ownJudgments = (): judging.Marked[] => shipped('official/train')
