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

/** MEDDOCAN's clinical notes, one JSON object a line. */
export const readMeddocan = (file: string): Document[] =>
  jsonLines(file, note).map(({ id, text, spans }) => clinicalNote(id, text, spans))

/** Names, numbers and street lines count as direct. */
export const clinicalNote = (
  id: string,
  text: string,
  spans: readonly (readonly [start: number, end: number, type: string])[],
): Document => ({
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
    tier: DIRECT.test(type) ? 'direct' : 'quasi',
    role: 'none',
    entity: `${type} ${foldedText(text.slice(start, end))}`,
  })),
})
