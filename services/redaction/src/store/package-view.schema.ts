import { dataCategories } from '@amparo/contracts'
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
  // Who does not say so is not reported to.
  mayReportBack: z.boolean().default(false),
})

/** Why consent leaves a category out, and redaction a text. */
const REASONS: readonly string[] = [
  'outside_consent',
  'outside_mandate',
  'outside_purpose',
  'outside_basis',
  'outside_instrument',
  'status_stale',
  'redaction_failed',
  'handling_code',
]

/**
 * Each line goes on into the log of access, so no text of another hub may pass for a code: what is on no list of ours is left
 * out, as a newer peer's category is.
 */
const withheld = z
  .array(z.strictObject({ category: code, reason: code }))
  .max(50)
  .transform(lines => lines.filter(line => dataCategories.is(line.category) && REASONS.includes(line.reason)))

/** The JSON inside a package. What another hub sends is checked before it is kept. */
export const packageViewSchema = z.strictObject({
  v: z.literal(1),
  codeName: z.string().regex(/^[A-Z][A-Za-z0-9-]{3,39}$/),
  categories: z.record(code, z.record(z.string().max(60), z.unknown())),
  withheld,
  facts,
  // In the vault: in a package it stands beside the JSON.
  accountWhole: z.boolean().optional(),
})
