import { type HttpApp, keyset } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import {
  answerAlert,
  askAboutAlert,
  findOnAlert,
  type MoveAlert,
  type MoveAlertDeps,
  type MovedAlert,
  settleAlert,
} from '../commands/move-alert.ts'
import { type AlertsDeps, oneAlert, questionsTo, workList } from '../queries/alerts.ts'
import { alertView, alertViews, questionViews } from './alert-view.ts'
import { entryView, toEntryView } from './entry-view.ts'
import { ifNoneMatch, shownBefore, unchanged } from './shown-before.ts'

const params = z.strictObject({ id: z.uuid() })

export interface AlertRoutesDeps extends AlertsDeps, MoveAlertDeps {
  readonly store: AlertsDeps['store']
  readonly now: Clock
}

/** Milliseconds since 1970, and the alert. */
const place = keyset([z.int().min(0).max(99_999_999_999_999), z.uuid()])

/** What rules have found in the log, and what became of it. */
export function alertRoutes(app: HttpApp, deps: AlertRoutesDeps): void {
  const toView = alertViews(deps.policy)
  const toQuestion = questionViews(deps.policy)
  const view = (moved: MovedAlert) => toView(moved, deps.now())
  const question = (moved: MovedAlert) => toQuestion(moved, deps.now())
  const [list, one, questions] = [workList(deps), oneAlert(deps), questionsTo(deps)]

  app.get(
    '/alerts',
    {
      schema: {
        description: 'What is overdue first, then the graver before the lighter.',
        querystring: z.strictObject({
          state: z
            .enum(['open', 'following', 'closed'])
            .default('open')
            .describe('`following`: of those open, what a finding still wants a measure after'),
          cursor: place.cursor.optional().describe('`next` of the page before'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ alerts: z.array(alertView), next: z.string().optional() }) },
      },
      config: { scope: 'audit:read' },
    },
    async ({ caller, query: { state, cursor, limit } }) => {
      const { alerts, next } = await list(caller, {
        state,
        after: cursor && { at: new Date(cursor[0]), id: cursor[1] },
        limit,
      })
      return { alerts: alerts.map(view), ...(next && { next: place.encode([next.at.getTime(), next.id]) }) }
    },
  )

  app.get(
    '/alerts/:id',
    {
      schema: {
        description: 'An alert, with the entries that it speaks of.',
        params,
        response: { 200: alertView.extend({ entries: z.array(entryView) }) },
      },
      config: { scope: 'audit:read' },
    },
    async ({ caller, params: { id } }) => {
      const { entries, ...moved } = await one(caller, id)
      return { ...view(moved), entries: entries.map(toEntryView) }
    },
  )

  app.get(
    '/alert-questions',
    {
      schema: {
        description:
          'What auditors ask the supervisor about the own agency, and what a rule puts before them at once (`state` open: an identity that was opened in an emergency); never about whoever reads it. A refusal whose rule would tell a secret of the person is `disclosure_refused` here, whichever it was. With `If-None-Match`, as long as it is what they were shown, 304.',
        headers: ifNoneMatch,
        response: {
          200: z.object({ questions: z.array(alertView), answers: z.record(z.string(), text) }),
          304: unchanged,
        },
      },
      config: { scope: 'audit:answer', tagged: true },
    },
    async (request, reply) => {
      const { isShown, show } = shownBefore(request, (found: readonly MovedAlert[]) => ({
        ...{ questions: found.map(question), answers: deps.policy.answers },
      }))
      const found = await questions(request.caller, isShown)
      return found === undefined ? reply.status(304).send() : show(reply, found)
    },
  )

  const { questions: asked, answers, findings, measures } = deps.policy
  const move = (path: string, scope: 'audit:review' | 'audit:answer', codes: object, description: string) => ({
    path,
    scope,
    show: view,
    schema: {
      description,
      params,
      body: z.strictObject({ code: z.enum(Object.keys(codes)) }),
      response: { 200: alertView },
    },
  })
  const moves = [
    {
      ...move('/alerts/:id/questions', 'audit:review', asked, 'Asks the supervisor of the agency that it is about.'),
      run: askAboutAlert(deps),
    },
    {
      ...move('/alert-questions/:id/answer', 'audit:answer', answers, 'Answers what auditors asked of the own agency.'),
      run: answerAlert(deps),
      show: question,
    },
    {
      ...move(
        '/alerts/:id/finding',
        'audit:review',
        findings,
        'What came of it. Some findings want a measure after them.',
      ),
      run: findOnAlert(deps),
    },
    {
      ...move('/alerts/:id/measure', 'audit:review', measures, 'What was done about a finding; closes it.'),
      run: settleAlert(deps),
    },
  ]
  for (const { path, scope, schema, run, show } of moves)
    app.post(path, { schema, config: { scope } }, async request => {
      const { caller, params, body } = request
      const asked: MoveAlert = { id: params.id, code: body.code, by: caller, replay: request.replay(200, show) }
      return show(await run(asked))
    })
}
