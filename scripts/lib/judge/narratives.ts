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
})

/** Narratives with marked identities, one JSON object a line. */
export const readMarked = (file: string): judging.Marked[] =>
  jsonLines(file, narrative).map(read => ({ ...read, identity: read.identity && identityOf(read.identity) }))
