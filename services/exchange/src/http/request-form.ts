import type { HttpApp } from '@amparo/http'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import type { Terms } from '../domain/requests/terms.ts'
import type { FormFor, requestForm } from '../queries/request-form.ts'
import { assistance, codedText, hubCode, treatyCode, urgency } from './request-codes.ts'
import { fieldView, insteadView, toField, toInstead } from './request-fields.ts'

const querystring = z.strictObject({
  type: assistance,
  to: hubCode.describe('The hub of the state that is asked'),
  treaty: treatyCode.optional().describe('Absent: the most particular one in force'),
  priority: urgency.default('normal'),
})

const article = z.string()
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
  fields: z.array(fieldView),
  instead: z
    .array(insteadView)
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

function toView({ form: own }: Terms, found: FormFor): z.input<typeof form> {
  const { types, words } = own
  const { type, to, treaty, instrument, others, asked, refusals } = found
  const { minimumPenalty, dualCriminality, specialty, language } = treaty
  const wordOf = (code: string, known = words) => ({ code, text: known[code] ?? treaty.name })
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
    fields: asked.map(one => toField(one, words)),
    instead: toInstead(own, type),
    minimumPenalty: minimumPenalty
      ? { months: minimumPenalty.months, article: minimumPenalty.article, except: [...minimumPenalty.except] }
      : null,
    dualCriminality: dualCriminality?.types.includes(type) ? { article: dualCriminality.article } : null,
    refusals: refusals.map(({ ground, article }) => ({ ...wordOf(ground, treaty.words), article })),
    ...{ specialty, language },
  }
}
