import { z } from 'zod'
import type { Document } from '../document.ts'
import { foldedText } from '../words.ts'
import { jsonLines } from './json-lines.ts'

const note = z.object({
  id: z.string(),
  text: z.string(),
  spans: z.array(z.tuple([z.int(), z.int(), z.string()])),
})

const DIRECT = /^(NOMBRE|ID_|CALLE|CORREO|NUMERO|DIREC|URL|IDENTIF)/

/** MEDDOCAN's clinical notes; names, numbers and street lines count as direct. */
export function readMeddocan(file: string): Document[] {
  return jsonLines(file, note).map(({ id, text, spans }) => ({
    id,
    lang: 'es',
    genre: 'clinical_note',
    text,
    identity: undefined,
    neutral: [],
    negatives: [],
    spans: spans.map(([start, end, type]) => ({
      start,
      end,
      type,
      tier: DIRECT.test(type) ? ('direct' as const) : ('quasi' as const),
      role: 'none',
      entity: `${type} ${foldedText(text.slice(start, end))}`,
    })),
  }))
}
