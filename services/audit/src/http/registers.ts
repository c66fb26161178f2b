import type { HttpApp } from '@amparo/http'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import { listRegister, openLine, type RegisterDeps, takeRegisterStep, type WholeLine } from '../commands/registers.ts'
import { clocksOf } from '../domain/registers/line.ts'

const reference = z.string().regex(/^[\w.:-]{1,128}$/)
const time = z.iso.datetime()

const lineView = z.object({
  id: z.uuid(),
  register: z.string(),
  kind: z.string(),
  says: text.optional().describe('The kind, in words'),
  knownAt: time,
  openedAt: time,
  openedBy: z.string().describe('`audit`: it opened by itself'),
  agencyId: z.string().optional(),
  userId: z.string().optional().describe('Of who left, in a register of leavers'),
  subjectRef: z.string().optional(),
  entryIds: z.array(z.uuid()),
  clocks: z.array(
    z.object({
      ...{ clock: z.string(), says: text.optional().describe('What is due') },
      ...{ dueAt: time, stoppedAt: time.optional(), late: z.boolean() },
    }),
  ),
  steps: z.array(z.object({ step: z.string(), says: text.optional(), at: time, userId: z.string() })),
  closed: z.boolean(),
})

const viewOf =
  ({ registers, now }: Pick<RegisterDeps, 'registers' | 'now'>) =>
  ({ line, steps }: WholeLine): z.output<typeof lineView> => {
    const { id, register, kind, openedBy, agencyId, userId, subjectRef, entryIds, knownAt, openedAt, dues } = line
    const def = registers.registers[register]
    const says = def?.kinds[kind]
    return {
      ...{ id, register, kind, ...(says && { says }), openedBy, entryIds: [...entryIds] },
      ...{ knownAt: knownAt.toISOString(), openedAt: openedAt.toISOString() },
      ...{ ...(agencyId && { agencyId }), ...(userId && { userId }), ...(subjectRef && { subjectRef }) },
      clocks: clocksOf(def, dues, steps, now()).map(({ clock, dueAt, stoppedAt, late }) => {
        const due = def?.clocks[clock]?.says
        const stopped = stoppedAt && { stoppedAt: stoppedAt.toISOString() }
        return { clock, ...(due && { says: due }), dueAt: dueAt.toISOString(), late, ...stopped }
      }),
      steps: steps.map(({ step, at, userId }) => {
        const words = def?.steps[step]
        return { step, ...(words && { says: words }), at: at.toISOString(), userId }
      }),
      closed: steps.some(({ step }) => step === def?.closing),
    }
  }

/** What is kept of a request that may come again says nothing of a person, who may be erased before it is thrown away. */
const movedView = lineView.omit({ subjectRef: true })

/** Books of breaches, requests by the persons, leavers and certifications, with their clocks. */
export function registerRoutes(app: HttpApp, deps: RegisterDeps): void {
  const [list, open, take, view] = [listRegister(deps), openLine(deps), takeRegisterStep(deps), viewOf(deps)]
  const moved = (whole: WholeLine): z.output<typeof movedView> => {
    const { subjectRef: _, ...rest } = view(whole)
    return rest
  }
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
