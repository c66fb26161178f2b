import { LANGUAGES, text } from '@amparo/protocols'
import { z } from 'zod'
import { SHEET_WORDS } from '../domain/requests/sheet-parts.ts'
import { ASSISTANCE, FIELD_KINDS } from '../domain/requests/terms.ts'

const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60)
const assistance = z.enum(ASSISTANCE)
const types = z.array(assistance).min(1).optional()
const words = z.record(id, text)
const article = z.string().min(1).max(60)
const cited = z.strictObject({ article })
const sources = z.array(z.string().min(1)).min(1)
const version = z.int().positive()
const ask = z.strictObject({ field: id, essential: z.boolean().default(false) })

/** data/evidence/form.v1.yaml. */
export const formFile = z.strictObject({
  evidence: z.literal('form'),
  ...{ version, sources, words },
  asks: z.array(
    z.strictObject({
      field: id,
      essential: z.union([z.boolean(), z.literal('urgent')]).default(false),
      source: z.string().optional(),
    }),
  ),
  types: z.record(
    assistance,
    z.strictObject({ text, asks: z.array(ask.extend({ source: z.string().max(60).optional() })).min(1) }),
  ),
  instead: z.array(z.strictObject({ source: id, by: assistance })).min(1),
  fields: z.record(id, z.strictObject({ kind: z.enum(FIELD_KINDS), codes: z.array(id).default([]), text })),
})

/** One treaty under which evidence is asked for. */
export const treatyFile = z.strictObject({
  evidence: z.literal('treaty'),
  treaty: id,
  ...{ version, sources, words, name: text },
  rank: z.int().positive(),
  short: z.string().max(20),
  types: z.partialRecord(assistance, cited),
  asks: z.array(ask.extend({ article, types })).min(1),
  minimumPenalty: z
    .strictObject({ months: z.int().positive(), article, ground: id, except: z.array(id).default([]) })
    .optional(),
  dualCriminality: z.strictObject({ types: z.array(assistance).min(1), article, ground: id }).optional(),
  expedited: z.strictObject({ types: z.array(assistance).min(1), article }).optional(),
  refusals: z.array(z.strictObject({ ground: id, article, types })).min(1),
  postponement: cited,
  moreAsked: cited,
  specialty: z.strictObject({ article, toDefence: z.enum(['ask-first', 'tell-first']) }),
  language: cited,
  legalisation: cited.optional(),
  costs: cited,
})

const language = z.enum(LANGUAGES)

/** data/evidence/documents.v1.yaml. */
export const documentsFile = z.strictObject({
  evidence: z.literal('documents'),
  ...{ version, sources },
  languages: z.record(z.string().regex(/^[A-Z]{2}$/), language),
  otherwise: language,
  words: z.record(z.enum(SHEET_WORDS), text),
})
