import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { LANGUAGES, type Texts } from '../domain/explanation/texts.ts'
import type { auditDecision } from '../queries/audit-decision.ts'
import type { Explained, explainDecision } from '../queries/explain-decision.ts'

const ABOUT = [
  'asked',
  'purpose',
  'decided',
  'basis',
  'bases',
  'released',
  'withheld',
  'next',
] as const satisfies readonly (keyof Texts['heading'])[]

const params = z.strictObject({ id: z.uuid() })
const querystring = z.strictObject({ lang: z.enum(LANGUAGES).default('en') })
const explanationView = z.object({
  decisionId: z.uuid(),
  decidedAt: z.iso.datetime(),
  outcome: z.enum(['permit', 'denial']),
  rule: z
    .string()
    .describe(
      'Code of the row of docs/decision-table.md that decided, or permitted; disclosure_refused where it is not said',
    ),
  policyHash: z.string().describe('SHA-256 of the policy by which it was decided'),
  title: z.string(),
  parts: z.array(z.object({ about: z.enum(ABOUT), heading: z.string(), lines: z.array(z.string()) })),
})
const response = { 200: explanationView }

type Explain = ReturnType<typeof explainDecision>

/** For the agency whose data it is, and for the one that asked: there for those whose work it is (`scopeToRead`). */
export function explainDecisionRoute(app: HttpApp, explain: Explain): void {
  const description =
    'Why a disclosure was permitted or refused, in plain words. The agency whose data it is reads all of it; the one that asked reads what it was told. Of a case with `referral:read`, of what custodians ask with `identity:custody`, of a request for evidence with `evidence:request`.'
  app.get(
    '/decisions/:id/explanation',
    { schema: { description, params, querystring, response }, config: { scope: 'directory:read' } },
    async ({ params: { id }, query: { lang }, caller }) =>
      toView(await explain({ decisionId: id, language: lang, reader: caller })),
  )
}

/** For the hub's auditor, who works no cases. */
export function auditDecisionRoute(app: HttpApp, audit: ReturnType<typeof auditDecision>): void {
  const description =
    'The same for the auditor, with the true list of what was withheld. That it is read is an entry of the access log (`decision_read`) before it is answered.'
  app.get(
    '/decisions/:id/audit',
    { schema: { description, params, querystring, response }, config: { scope: 'audit:read' } },
    async ({ params: { id }, query: { lang }, caller }) =>
      toView(await audit({ decisionId: id, language: lang, by: caller })),
  )
}

const toView = ({ decision, rule, title, parts }: Explained): z.input<typeof explanationView> => ({
  decisionId: decision.decisionId,
  decidedAt: decision.decidedAt.toISOString(),
  outcome: rule === 'permitted' ? 'permit' : 'denial',
  rule,
  policyHash: decision.policyHash,
  title,
  parts: parts.map(({ about, heading, lines }) => ({ about, heading, lines: [...lines] })),
})
