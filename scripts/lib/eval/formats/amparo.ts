import { LANGUAGES } from '@amparo/text'
import { z } from 'zod'
import type { Document, GoldSpan } from '../document.ts'
import { identity } from '../identity.ts'
import { foldedText } from '../words.ts'
import { jsonLines } from './json-lines.ts'

const span = z.object({
  start: z.int(),
  end: z.int(),
  type: z.string(),
  role: z.string().default('none'),
  coVictim: z.boolean().default(false),
  tier: z.enum(['direct', 'quasi']),
})
const narrative = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  genre: z.string(),
  text: z.string(),
  identity: identity.optional(),
  spans: z.array(span),
  neutral: z.array(z.object({ start: z.int(), end: z.int() })).default([]),
  negatives: z.array(z.object({ start: z.int(), end: z.int(), kind: z.string() })).default([]),
})

/** Case narratives with marked identities, one JSON object a line. */
export function readAmparo(file: string): Document[] {
  return jsonLines(file, narrative).map(({ spans, ...read }) => ({
    ...read,
    identity: read.identity,
    spans: spans.map(s => ({ ...s, entity: entityOf(s, read.text) })),
  }))
}

/** The subject's names are one entity, however written; of the others each different wording is one. */
function entityOf(s: Omit<GoldSpan, 'entity'> & { coVictim: boolean }, text: string): string {
  const named = s.type === 'PERSON' || s.type === 'ALIAS'
  return named && s.role === 'victim' && !s.coVictim ? 'subject' : `${s.type} ${foldedText(text.slice(s.start, s.end))}`
}
