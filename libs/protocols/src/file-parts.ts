import { z } from 'zod'

export const LANGUAGES = ['es', 'en', 'fr', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]

const words = z.string().trim().min(1).max(600)
/** The same said in each language of the product. */
export const text = z.strictObject({ es: words, en: words, fr: words, pt: words })
export type Text = z.output<typeof text>

/** A name that a file gives to something. */
export const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60)
export const oneOf = (codes: readonly string[]) => z.enum(codes)
export const record = <T extends z.ZodType>(value: T) => z.record(id, value)
/** What each code and field is called. Codes of other lists have underscores, fields of JSON are in camel case. */
export const dictionary = z.record(
  z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]*([_-][a-z0-9]+)*$/)
    .max(60),
  text,
)

const LIMIT = { error: 'A time limit is written like PT2H or P14D, or { businessDays: 5 }.' }
/** ISO 8601 duration (PT2H, P14D) of at most four digits a part, so that every calendar knows when it ends; or working days of the owner's country, to the end of the last of them. */
export const within = z.union(
  [
    z.string().regex(/^P(?!$)(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?(T(?=\d)(\d{1,4}H)?(\d{1,4}M)?)?$/, LIMIT),
    z.strictObject({ businessDays: z.int().positive().max(400) }),
  ],
  LIMIT,
)
export type Within = z.output<typeof within>
/** What comes round again: P1D, PT12H. */
export const period = z.string().regex(/^P(?:[1-9]\d{0,2}D|T[1-9]\d{0,2}H)$/, {
  error: 'What is repeated is written like P1D or PT12H.',
})
export type Period = z.output<typeof period>
export const byPriority = z.strictObject({ emergency: within, urgent: within, normal: within })
