import { httpErrors } from '@amparo/http'
import { HUB_CODE } from '@amparo/kernel'
import { type Coded, type Text, text } from '@amparo/protocols'
import { z } from 'zod'
import { PRIORITIES } from '../domain/dues.ts'
import type { Invalid } from '../domain/requests/invalid.ts'
import { ASSISTANCE } from '../domain/requests/terms.ts'

export const assistance = z.enum(ASSISTANCE)
export const urgency = z.enum(PRIORITIES)
export const hubCode = z.string().regex(HUB_CODE)
export const treatyCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const codedText = z.object({ code: z.string(), text })
export const coded = (code: string, words: Text) => ({ code, text: words })

const word = z.union([z.string().max(64), z.int(), z.literal(true)])
const tried = z.record(z.string().max(60), z.string().max(64))
/** What may stand in it the form says; the command looks at that. */
export const answersSchema: z.ZodType<Record<string, Coded>, Record<string, Coded>> = z
  .record(z.string().max(60), z.union([word, z.array(z.union([z.string().max(64), tried])).max(40)]))
  .refine(answers => Object.keys(answers).length <= 60)
  .describe(
    'By field, as the form says: codes, dates, numbers, yes, and the SHA-256 of what redaction holds; never text',
  )

/** Fields that only the form or the protocol can judge are refused as the route's schema refuses them. */
export const invalid: Invalid = fields =>
  fields.every(({ code }) => code === 'unknown_code')
    ? httpErrors.unknown_code({ fields })
    : httpErrors.request_invalid({ fields })
