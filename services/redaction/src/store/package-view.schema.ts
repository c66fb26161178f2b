import { z } from 'zod'

const code = z.string().regex(/^[a-z][a-z_]{1,39}$/)
const facts = z.strictObject({
  minor: z.boolean(),
  guardianNamed: z.boolean(),
  guardianConflict: z.boolean(),
  protectionSeeker: z.boolean(),
  fearOfReturnDenied: z.boolean(),
  helpSeekingNeeds: z.boolean(),
  recipientIsStateOfNationality: z.boolean(),
})

/** The JSON inside a package. What another hub sends is checked before it is kept. */
export const packageViewSchema = z.strictObject({
  v: z.literal(1),
  codeName: z.string().regex(/^[A-Z][A-Za-z0-9-]{3,39}$/),
  categories: z.record(code, z.record(z.string().max(60), z.unknown())),
  withheld: z.array(z.strictObject({ category: code, reason: code })).max(50),
  facts,
})
