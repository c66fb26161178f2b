import { VICTIMS_SAID } from '@amparo/contracts'
import { z } from 'zod'
import { maskedTextSchema, maskedTranslationSchema } from './message-content.schema.ts'

export const fieldSchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

/** Whole names of those who are suspected. */
const suspectsSchema = z.array(z.string().trim().min(1).max(200)).max(100)

/** Checked before it is kept, whoever made it. */
export const requestTextSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.uuid(),
  field: fieldSchema,
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  ...maskedTextSchema.shape,
  victims: z.enum(VICTIMS_SAID).optional(),
  suspects: suspectsSchema.optional(),
  translation: maskedTranslationSchema.optional(),
})
