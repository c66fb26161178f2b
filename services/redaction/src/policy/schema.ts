import { agencyTypes, bases, dataCategories, handlingCodes, purposes } from '@amparo/contracts'
import { z } from 'zod'
import { INSTRUMENTS, OCCASIONS } from '../domain/view-policy.ts'

/** Of codes, none twice. */
const listOf = <T extends z.ZodType<string>>(code: T) =>
  z.array(code).refine(list => new Set(list).size === list.length)
const oneOf = (codes: readonly string[]) => z.string().refine(code => codes.includes(code))
const everyOne = <T extends z.ZodType>(codes: readonly string[], value: T) =>
  z.record(oneOf(codes), value).refine(record => codes.every(code => Object.hasOwn(record, code)))

const words = z.string().min(1).max(600)
/** A category, or category.field; that it is there is checked for the whole file. */
const place = z.string().regex(/^[a-z_]+(?:\.[A-Za-z]+)?$/)
const places = listOf(place)

const when = z.strictObject({
  readers: listOf(oneOf(agencyTypes.all)).min(1).optional(),
  purposes: listOf(oneOf(purposes.all)).min(1).optional(),
  bases: listOf(oneOf(bases.all)).min(1).optional(),
  instruments: listOf(z.enum(INSTRUMENTS)).min(1).optional(),
  handlingCodes: listOf(oneOf(handlingCodes.all)).min(1).optional(),
  occasions: listOf(z.enum(OCCASIONS)).min(1).optional(),
})

/** Why a field is withheld; the portal has words for each. */
export const REASONS = [
  'outside_mandate',
  'outside_purpose',
  'outside_basis',
  'outside_instrument',
  'status_stale',
  'handling_code',
] as const

const rule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
    says: words,
    reason: z.enum(REASONS),
    when,
    only: places.optional(),
    never: places.min(1).optional(),
  })
  .refine(({ only, never }) => (only === undefined) !== (never === undefined))

const textPolicy = z.strictObject({
  title: words,
  says: words,
  persons: z.enum(['surrogates', 'masks']),
  readable: listOf(z.enum(['victim', 'minor', 'relative', 'witness', 'suspect', 'official', 'third'])),
  dates: z.enum(['told', 'month', 'withheld']),
  ages: z.enum(['band', 'withheld']),
  places: z.enum(['told', 'state', 'withheld']),
  traces: z.enum(['told', 'withheld']),
  lifting: z.enum(['second_person', 'never']),
})
const PROFILES = ['assistance', 'proceedings', 'proceedings_masked', 'publication'] as const

/** The file policy/views.v1.json: every category and every kind of agency is there. */
export const viewPolicySchema = z
  .strictObject({
    version: z.literal(1),
    title: words,
    status: words,
    howToRead: z.array(words),
    categories: everyOne(
      dataCategories.all,
      z.strictObject({
        title: words,
        secret: z.boolean(),
        fields: z.record(
          z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
          z.strictObject({ title: words, finds: z.enum(['directly', 'together', 'not']) }),
        ),
      }),
    ),
    readers: everyOne(agencyTypes.all, z.strictObject({ title: words, sees: places })),
    rules: z.array(rule).max(200),
    texts: z.strictObject({
      profiles: z.record(z.enum(PROFILES), textPolicy),
      rules: z.array(
        z.strictObject({ says: words, when, needs: listOf(oneOf(dataCategories.all)), profile: z.enum(PROFILES) }),
      ),
    }),
    modes: z.strictObject({
      media_safe: z.strictObject({ says: words, fields: places, texts: z.enum(PROFILES) }),
    }),
  })
  .superRefine(({ categories, readers, rules, modes }, ctx) => {
    const isThere = (name: string): boolean => {
      const [category = '', field] = name.split('.')
      const known = Object.hasOwn(categories, category) ? categories[category] : undefined
      return known !== undefined && (field === undefined || Object.hasOwn(known.fields, field))
    }
    const lists: (readonly [string, readonly string[]])[] = [
      ...Object.entries(readers).map(([type, { sees }]) => [`readers/${type}`, sees] as const),
      ...rules.map(({ id, only = [], never = [] }) => [`rules/${id}`, [...only, ...never]] as const),
      ['modes/media_safe', modes.media_safe.fields],
    ]
    for (const [path, names] of lists)
      if (!names.every(isThere)) ctx.addIssue({ code: 'custom', path: path.split('/'), message: 'no such field' })
  })
