import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { dropShift, planShift } from '../commands/keep-rota.ts'
import type { Shift } from '../domain/shift.ts'
import type { getRota } from '../queries/get-rota.ts'

const time = z.iso.datetime()
const LONGEST_MS = 31 * 24 * 3_600_000

const body = z
  .strictObject({ userId: z.uuid().describe('Of the own agency'), from: time, to: time })
  .refine(({ from, to }) => from < to && Date.parse(to) - Date.parse(from) <= LONGEST_MS, {
    path: ['to'],
    params: { code: 'invalid' },
  })
const shift = z.object({ id: z.uuid(), userId: z.uuid(), from: time, to: time })
const rota = z.object({
  items: z.array(shift).describe('From those that run now on, at most 500'),
  onDuty: z.array(z.uuid()).describe('Users who are on duty now'),
})

const toView = ({ id, userId, startsAt, endsAt }: Shift) => ({
  ...{ id, userId },
  from: startsAt.toISOString(),
  to: endsAt.toISOString(),
})

interface RotaOf {
  readonly get: ReturnType<typeof getRota>
  readonly plan: ReturnType<typeof planShift>
  readonly drop: ReturnType<typeof dropShift>
}

export const rotaRoutes = (app: HttpApp, { get, plan, drop }: RotaOf): void => {
  app.get('/rota', { schema: { response: { 200: rota } }, config: { scope: 'referral:read' } }, async ({ caller }) => {
    const { shifts, onDuty } = await get(caller.agency)
    return { items: shifts.map(toView), onDuty: [...onDuty] }
  })
  app.post(
    '/rota',
    { schema: { body, response: { 201: shift } }, config: { scope: 'referral:assign' } },
    async (request, reply) => {
      const { userId, from, to } = request.body
      const times = { startsAt: new Date(from), endsAt: new Date(to) }
      const replay = request.replay(201, toView)
      return reply.status(201).send(toView(await plan({ caller: request.caller, userId, ...times, replay })))
    },
  )
  const removed = z.object({ id: z.uuid() })
  app.post(
    '/rota/:id/removal',
    {
      schema: {
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({}).nullish(),
        response: { 200: removed },
      },
      config: { scope: 'referral:assign' },
    },
    async request => {
      const view = () => ({ id: request.params.id })
      await drop({ caller: request.caller, id: request.params.id, replay: request.replay(200, view) })
      return view()
    },
  )
}
