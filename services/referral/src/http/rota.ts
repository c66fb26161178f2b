import { type HttpApp, keyset } from '@amparo/http'
import { z } from 'zod'
import type { dropShift, planShift } from '../commands/keep-rota.ts'
import { LONGEST_SHIFT_MS, type Shift } from '../domain/shift.ts'
import type { getRota } from '../queries/get-rota.ts'
import { expectedVersion, ifMatch, tagOf } from './if-match.ts'

const time = z.iso.datetime()

const isShift = (lengthMs: number): boolean => lengthMs > 0 && lengthMs <= LONGEST_SHIFT_MS

const body = z
  .strictObject({
    userId: z.uuid().describe('Of the own agency'),
    ...{ from: time, to: time },
    supervises: z.boolean().default(false).describe("Leads the others meanwhile: a supervisor's calls come here first"),
  })
  .refine(({ from, to }) => isShift(Date.parse(to) - Date.parse(from)), { path: ['to'], params: { code: 'invalid' } })
const shift = z.object({ id: z.uuid(), userId: z.uuid(), from: time, to: time, supervises: z.boolean() })
const rota = z.object({
  items: z.array(shift).describe('From those that run now on'),
  next: z.string().nullable(),
  onDuty: z.array(z.uuid()).describe('Users who are on duty now'),
  version: z.int().describe('Rises with each shift that is planned or removed; the entity tag'),
})

const place = keyset([time, z.uuid()])
const querystring = z.strictObject({
  cursor: place.cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(500),
})

const toView = ({ id, userId, startsAt, endsAt, supervises }: Shift) => ({
  ...{ id, userId, supervises },
  from: startsAt.toISOString(),
  to: endsAt.toISOString(),
})

interface RotaOf {
  readonly get: ReturnType<typeof getRota>
  readonly plan: ReturnType<typeof planShift>
  readonly drop: ReturnType<typeof dropShift>
}

export const rotaRoutes = (app: HttpApp, { get, plan, drop }: RotaOf): void => {
  app.get(
    '/rota',
    { schema: { querystring, response: { 200: rota } }, config: { scope: 'referral:read', tagged: true } },
    async ({ caller, query: { cursor, limit } }, reply) => {
      const after = cursor && { startsAt: new Date(cursor[0]), id: cursor[1] }
      const { shifts, next, onDuty, version } = await get({ agencyId: caller.agency, after, limit })
      const last = next && place.encode([next.startsAt.toISOString(), next.id])
      reply.header('etag', tagOf(version))
      return { items: shifts.map(toView), next: last ?? null, onDuty: [...onDuty], version }
    },
  )
  app.post(
    '/rota',
    { schema: { headers: ifMatch, body, response: { 201: shift } }, config: { scope: 'referral:assign' } },
    async (request, reply) => {
      const { userId, from, to, supervises } = request.body
      const times = { startsAt: new Date(from), endsAt: new Date(to), supervises }
      const replay = request.replay(201, toView)
      const on = { caller: request.caller, expectedVersion: expectedVersion(request.headers) }
      return reply.status(201).send(toView(await plan({ ...on, userId, ...times, replay })))
    },
  )
  const removed = z.object({ id: z.uuid() })
  app.post(
    '/rota/:id/removal',
    {
      schema: {
        params: z.strictObject({ id: z.uuid() }),
        headers: ifMatch,
        body: z.strictObject({}).nullish(),
        response: { 200: removed },
      },
      config: { scope: 'referral:assign' },
    },
    async request => {
      const view = () => ({ id: request.params.id })
      const on = { caller: request.caller, expectedVersion: expectedVersion(request.headers) }
      await drop({ ...on, id: request.params.id, replay: request.replay(200, view) })
      return view()
    },
  )
}
