import type { HttpApp } from '@amparo/http'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import { ASSISTANCE, FIELD_KINDS, type Terms } from '../domain/requests/terms.ts'
import type { FormFor, requestForm } from '../queries/request-form.ts'
import { assistance, codedText, hubCode, treatyCode, urgency } from './request-codes.ts'

const querystring = z.strictObject({
  type: assistance,
  to: hubCode.describe('The hub of the state that is asked'),
  treaty: treatyCode.optional().describe('Absent: the most particular one in force'),
  priority: urgency.default('normal'),
})

const article = z.string()
const field = z.object({
  field: z.string(),
  kind: z
    .enum(FIELD_KINDS)
    .describe('sealed: a text, persons or a file that redaction holds; here it is its SHA-256, hex'),
  text,
  essential: z.boolean().describe('A request without it is not sent; the others are said where possible or pertinent'),
  sources: z.array(z.string()).describe('Articles and rules that ask for it; empty: the assistance itself'),
  codes: z.array(codedText),
})
const form = z.object({
  type: assistance,
  text,
  to: hubCode,
  treaty: z.object({
    code: treatyCode,
    name: text,
    instrumentId: z.string(),
    citation: z.string(),
    validUntil: z.iso.datetime(),
    article: article.describe('Under which it gives this assistance'),
  }),
  others: z.array(treatyCode).describe('Other treaties under which it could be asked'),
  fields: z.array(field),
  instead: z
    .array(codedText.extend({ by: z.enum(ASSISTANCE).describe('The assistance that gives it') }))
    .describe('Directive 39: evidence for which nobody need be heard, to be tried first. Of testimony only'),
  minimumPenalty: z.object({ months: z.int(), article, except: z.array(z.string()) }).nullable(),
  dualCriminality: z.object({ article }).nullable().describe('null: it does not matter whether it is an offence there'),
  refusals: z.array(codedText.extend({ article })).describe('Grounds on which the other state may refuse'),
  specialty: z.object({ article, toDefence: z.enum(['ask-first', 'tell-first']) }),
  language: z.object({ article }),
})

/** GET /evidence-requests/form: what a request must and may say, by treaty and type. */
export const requestFormRoute = (app: HttpApp, terms: Terms, find: ReturnType<typeof requestForm>): void => {
  app.get(
    '/evidence-requests/form',
    { schema: { querystring, response: { 200: form } }, config: { scope: 'evidence:request' } },
    async ({ caller, query }) => toView(terms, await find({ ...query, caller, treaty: query.treaty })),
  )
}

function toView({ form: { types, words, instead } }: Terms, found: FormFor): z.input<typeof form> {
  const { type, to, treaty, instrument, others, asked, refusals } = found
  const { minimumPenalty, dualCriminality, specialty, language } = treaty
  const wordOf = (code: string, own = words) => ({ code, text: own[code] ?? treaty.name })
  return {
    ...{ type, to, text: types[type].text },
    treaty: {
      ...{ code: treaty.treaty, name: treaty.name, article: treaty.types[type]?.article ?? '' },
      ...{
        instrumentId: instrument.id,
        citation: instrument.citation,
        validUntil: instrument.validUntil.toISOString(),
      },
    },
    others: others.map(other => other.treaty.treaty),
    fields: asked.map(({ field, kind, text, essential, sources, codes }) => ({
      ...{ field, kind, text, essential, sources: [...sources], codes: codes.map(code => wordOf(code)) },
    })),
    instead: type === 'testimony' ? instead.map(({ source, by }) => ({ ...wordOf(source), by })) : [],
    minimumPenalty: minimumPenalty
      ? { months: minimumPenalty.months, article: minimumPenalty.article, except: [...minimumPenalty.except] }
      : null,
    dualCriminality: dualCriminality?.types.includes(type) ? { article: dualCriminality.article } : null,
    refusals: refusals.map(({ ground, article }) => ({ ...wordOf(ground, treaty.words), article })),
    ...{ specialty, language },
  }
}
