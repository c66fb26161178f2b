import { sha256Hex } from '@amparo/contracts'
import { z } from 'zod'
import { fieldSchema } from './request-text.schema.ts'

const side = z.array(z.string().max(2_000)).min(1).max(2)
const row = z.union([
  z.strictObject({ label: side, said: z.array(side).max(200) }),
  z.strictObject({ label: side, field: fieldSchema, sha256: sha256Hex }),
])

/** As exchange hands it out. */
export const requestSheetSchema = z.strictObject({
  v: z.literal(1),
  languages: z
    .array(z.enum(['es', 'en', 'fr', 'pt']))
    .min(1)
    .max(2),
  title: side,
  rows: z.array(row).max(500),
  words: z.strictObject({
    ...{ textLanguage: side, translation: side, noTranslation: side, files: side, elsewhere: side },
  }),
})
