import { z } from 'zod'
import type { Document } from '../document.ts'
import { foldedText } from '../words.ts'

const note = z.object({
  id: z.string(),
  text: z.string(),
  spans: z.array(z.tuple([z.int(), z.int(), z.string()])),
})

const DIRECT = /^(NOMBRE|ID_|CALLE|CORREO|NUMERO|DIREC|URL|IDENTIF)/

/** MEDDOCAN's clinical notes; names, numbers and street lines count as direct. */
export function readMeddocan(file: string): Document[] {
  return file
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const { id, text, spans } = note.parse(JSON.parse(line))
      return {
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
      }
    })
}
