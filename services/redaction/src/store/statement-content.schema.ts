import { z } from 'zod'

/** A statement as it lies in the vault. */
export const statementContentSchema = z.strictObject({
  user: z.string(),
  lang: z.string(),
  text: z.string(),
  textSha256: z.string(),
  recording: z.strictObject({ sha256: z.string(), mediaType: z.string(), seconds: z.number() }).nullable(),
  interpreter: z.strictObject({ mode: z.string(), language: z.string().nullable(), name: z.string().nullable() }),
  present: z.array(z.strictObject({ role: z.string(), name: z.string().nullable() })),
  rights: z.strictObject({ read: z.string(), language: z.string().nullable() }),
  counsel: z.strictObject({ mode: z.string(), name: z.string().nullable() }),
  place: z.string(),
  takenAt: z.string(),
  selfIncriminating: z.array(z.strictObject({ start: z.number(), end: z.number(), kind: z.string() })),
})
