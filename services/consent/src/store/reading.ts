import { z } from 'zod'
import { ACTIONS, ADVISERS, AGENCY_TYPES, CATEGORIES, LAWS, PURPOSES, REASONS, TOLD } from '../domain/codes.ts'
import {
  CAPACITIES,
  COMPREHENSION_CHECKS,
  CONFLICT_CHECKS,
  CONTACT_RULES,
  GUARDIAN_AUTHORITIES,
  INTERPRETERS,
} from '../domain/taking.ts'

/** A row holds what was checked when it was written; a code that is no longer known stops the reading rather than be guessed. */
export function codeIn<const C extends string>(codes: readonly C[], value: string): C {
  const known = codes.find(code => code === value)
  if (known === undefined) throw new RangeError('a stored code is not known')
  return known
}
export const codesIn = <const C extends string>(codes: readonly C[], values: readonly string[]): readonly C[] =>
  values.map(value => codeIn(codes, value))

/** null in the database is undefined here. */
export const codeOrNone = <const C extends string>(codes: readonly C[], value: string | null): C | undefined =>
  value === null ? undefined : codeIn(codes, value)

export const recipientsJson = z.array(
  z.strictObject({ hub: z.string(), agencyType: z.enum(AGENCY_TYPES), agencyId: z.string().optional() }),
)
export const onwardJson = z
  .strictObject({
    purposes: z.array(z.enum(PURPOSES)),
    recipients: recipientsJson,
    actions: z.array(z.enum(ACTIONS)),
    excluded: z.array(
      z.strictObject({
        hub: z.string(),
        agencyType: z.enum(AGENCY_TYPES).optional(),
        agencyId: z.string().optional(),
        userId: z.string().optional(),
      }),
    ),
  })
  .nullable()
export const justificationJson = z
  .strictObject({
    reason: z.enum(REASONS),
    authority: z.enum(AGENCY_TYPES).optional(),
    document: z.string().optional(),
    article: z.strictObject({ law: z.enum(LAWS), number: z.int() }).optional(),
    compels: z.array(z.enum(CATEGORIES)).optional(),
    personTold: z.enum(TOLD).optional(),
    until: z.string().optional(),
  })
  .nullable()

export const advisedJson = z.strictObject({ advisedBy: z.enum(ADVISERS), advisedOn: z.iso.date() }).nullable()

export const takenJson = z
  .strictObject({
    formText: z.string().optional(),
    interpreter: z.enum(INTERPRETERS).optional(),
    comprehension: z.enum(COMPREHENSION_CHECKS).optional(),
    capacity: z.enum(CAPACITIES).optional(),
    guardian: z
      .strictObject({
        authority: z.enum(GUARDIAN_AUTHORITIES),
        document: z.string(),
        conflictCheck: z.enum(CONFLICT_CHECKS),
      })
      .optional(),
    viewsSought: z.boolean().optional(),
    contactRule: z.enum(CONTACT_RULES).optional(),
    witness: z
      .strictObject({ from: z.enum([...AGENCY_TYPES, 'no_agency']), agencyId: z.string().optional() })
      .optional(),
  })
  .nullable()
