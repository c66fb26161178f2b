import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { ReadingDeps } from '../commands/read-as-logged.ts'
import { listRegister, openLine, type RegisterDeps, takeRegisterStep } from '../commands/registers.ts'
import { lineView, lineViews, movedView } from './register-view.ts'

const reference = z.string().regex(/^[\w.:-]{1,128}$/)
const time = z.iso.datetime()

/** Books of breaches, requests by the persons, leavers and certifications, with their clocks. */
export function registerRoutes(app: HttpApp, deps: RegisterDeps & ReadingDeps): void {
  const [list, open, take] = [listRegister(deps), openLine(deps), takeRegisterStep(deps)]
  const { view, moved } = lineViews(deps)
  const names = Object.keys(deps.registers.registers)
  const register = z.enum(names)

  app.get(
    '/registers/:register',
    {
      schema: {
        description: 'The last that was opened first.',
        params: z.strictObject({ register }),
        querystring: z.strictObject({
          state: z.enum(['open', 'closed']).default('open'),
          cursor: z.uuid().optional().describe('`next` of the page before'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ lines: z.array(lineView), next: z.uuid().optional() }) },
      },
      config: { scope: 'audit:read' },
    },
    async ({ caller, params, query: { state, cursor: before, limit } }) => {
      const asked = { register: params.register, open: state === 'open', before, limit }
      const { lines, next } = await list(caller, asked)
      return { lines: lines.map(view), ...(next && { next }) }
    },
  )

  app.post(
    '/registers/:register',
    {
      schema: {
        description: 'Codes and references alone. Clocks run from `knownAt`, as the law of the hub has it.',
        params: z.strictObject({ register }),
        body: z.strictObject({
          kind: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
          knownAt: time,
          agencyId: reference.optional(),
          subjectRef: reference.optional(),
          entryIds: z.array(z.uuid()).max(100).default([]),
        }),
        response: { 200: movedView },
      },
      config: { scope: 'audit:review' },
    },
    async request => {
      const { caller: by, params, body } = request
      const { kind, agencyId, subjectRef, entryIds } = body
      const of = { register: params.register, kind, agencyId, subjectRef, entryIds, knownAt: new Date(body.knownAt) }
      return moved(await open({ ...of, by, replay: request.replay(200, moved) }))
    },
  )

  app.post(
    '/register-lines/:id/steps',
    {
      schema: {
        description: 'What was done. Nothing is closed while a clock of it runs.',
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ step: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
        response: { 200: movedView },
      },
      config: { scope: 'audit:review' },
    },
    async request => {
      const { caller: by, params, body } = request
      return moved(await take({ id: params.id, step: body.step, by, replay: request.replay(200, moved) }))
    },
  )
}
