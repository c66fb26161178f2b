import { MATTER_NUMBER, purposes } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import type { askMatch } from '../commands/ask-match.ts'
import { MATCH_REASONS, type MatchAsked, type MatchQuestion } from '../domain/matching/question.ts'
import type { Searching } from '../queries/enforcement.ts'

interface Routes {
  readonly ask: ReturnType<typeof askMatch>
  /** Of the caller's agency, and of people who do not exclude the caller. */
  readonly questions: (caller: Searching) => Promise<readonly MatchQuestion[]>
  readonly asked: (caller: Searching) => Promise<readonly MatchAsked[]>
}

const config = { scope: 'identity:custody' } as const
const hubCode = z.string().regex(HUB_CODE)
const party = z.strictObject({ hub: hubCode, agencyId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })

const body = z.strictObject({
  /** By which an agency of the hub knows the person. */
  subjectRef: z.uuid(),
  /** The other hub, and the agency there that the question is for: its hub answers by itself. */
  to: party,
  purpose: z.enum(purposes.all),
  reason: z.enum(MATCH_REASONS),
  /** With whoever orders or documents it. */
  reference: z.string().regex(MATTER_NUMBER),
})

const questionView = z.strictObject({
  questionId: z.uuid(),
  subjectRef: z.uuid(),
  to: party,
  purpose: z.string(),
  reason: z.string(),
  reference: z.string(),
  state: z.enum(['asked', 'answered', 'refused', 'not_delivered', 'unanswered']),
  /** Why there is no answer. */
  code: z.string().nullable(),
  /** Null while that is not known. */
  hit: z.boolean().nullable(),
  /** By which of the agreed keys; never a value. */
  matched: z.array(z.string()),
  askedAt: z.iso.datetime(),
  /** Afterwards no answer comes. */
  dueAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
})
const toView = (of: MatchQuestion): z.infer<typeof questionView> => ({
  ...{ questionId: of.questionId, subjectRef: of.shareId, to: of.to, purpose: of.purpose, reason: of.reason },
  ...{ reference: of.reference, state: of.state, code: of.code },
  ...{ hit: of.matched === null ? null : of.matched.length > 0, matched: [...(of.matched ?? [])] },
  ...{ askedAt: of.askedAt.toISOString(), dueAt: of.dueAt.toISOString() },
  answeredAt: of.answeredAt?.toISOString() ?? null,
})

const askedView = z.strictObject({
  questionId: z.uuid(),
  from: party,
  to: party,
  purpose: z.string(),
  reason: z.string(),
  /** SHA-256 of a salt and the number of the matter, hex: the asking hub can show which one it was. */
  caseHash: z.string(),
  state: z.enum(['waiting', 'answered', 'refused', 'lapsed']),
  code: z.string().nullable(),
  receivedAt: z.iso.datetime(),
})
const toAsked = (of: MatchAsked): z.infer<typeof askedView> => ({
  ...{ questionId: of.questionId, from: of.from, to: of.to, purpose: of.purpose, reason: of.reason },
  ...{ caseHash: of.caseHash.toString('hex'), state: of.state, code: of.code },
  receivedAt: of.receivedAt.toISOString(),
})

/** Whether a person is known in another hub, which is not told of whom it is asked; and what others asked of this one. */
export function matchingRoutes(app: HttpApp, { ask, questions, asked }: Routes): void {
  app.post(
    '/match-questions',
    { schema: { body, response: { 201: questionView } }, config },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const by = { caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await ask({ ...request.body, ...by }, request.replay(201, toView))))
    },
  )
  const questionsView = z.strictObject({ questions: z.array(questionView) })
  app.get('/match-questions', { schema: { response: { 200: questionsView } }, config }, async request => ({
    questions: (await questions(request.caller)).map(toView),
  }))
  const allView = z.strictObject({ asked: z.array(askedView) })
  app.get('/match-evaluations', { schema: { response: { 200: allView } }, config }, async request => ({
    asked: (await asked(request.caller)).map(toAsked),
  }))
}
