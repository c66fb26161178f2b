import { type HttpApp, keyset } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { openIntake } from '../commands/open-intake.ts'
import type { getIntake, IntakeProgress, listIntakes } from '../queries/get-intake.ts'
import { status } from './codes.ts'
import { invalid } from './invalid.ts'

const body = z.strictObject({
  count: z.int().min(2).max(200).describe('How many people'),
  protocol: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,59}$/)
    .describe('By which most of them will be referred'),
})
const place = keyset([z.iso.datetime(), z.uuid()])
const querystring = z.strictObject({
  cursor: place.cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
const progress = z.object({
  id: z.uuid(),
  protocol: z.string(),
  count: z.int(),
  at: z.iso.datetime(),
  dueAt: z.iso.datetime().describe('Until then each of them is to have been referred'),
  overdue: z.boolean(),
  sent: z.int(),
  missing: z.int().describe('People of whom there is no referral yet'),
  byStatus: z.partialRecord(status, z.int()),
  referralIds: z
    .array(z.uuid())
    .describe(
      'In the order in which they were sent, without those that another agency has taken over; each carries on by itself',
    ),
})

const toView = ({ intake, referrals }: IntakeProgress, now: Date): z.input<typeof progress> => ({
  id: intake.id,
  protocol: intake.protocol,
  count: intake.people,
  at: intake.at.toISOString(),
  dueAt: intake.dueAt.toISOString(),
  overdue: intake.dueAt <= now && referrals.length < intake.people,
  sent: referrals.length,
  missing: Math.max(0, intake.people - referrals.length),
  byStatus: countsOf(seen(referrals)),
  referralIds: seen(referrals).map(({ id }) => id),
})

const seen = (referrals: IntakeProgress['referrals']) => referrals.filter(({ takenOver }) => !takenOver)

function countsOf(referrals: IntakeProgress['referrals']): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of referrals) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

interface Intakes {
  readonly open: ReturnType<typeof openIntake>
  readonly get: ReturnType<typeof getIntake>
  readonly list: ReturnType<typeof listIntakes>
  readonly now: Clock
}

export const intakeRoutes = (app: HttpApp, { open, get, list, now }: Intakes): void => {
  app.post(
    '/intakes',
    { schema: { body, response: { 201: progress } }, config: { scope: 'referral:submit' } },
    async (request, reply) => {
      const { count: people, protocol } = request.body
      const view = (intake: IntakeProgress['intake']) => toView({ intake, referrals: [] }, now())
      const replay = request.replay(201, view)
      return reply.status(201).send(view(await open({ caller: request.caller, people, protocol, replay, invalid })))
    },
  )
  const page = z
    .object({ items: z.array(progress), next: z.string().nullable() })
    .describe('Those that are not complete')
  app.get(
    '/intakes',
    { schema: { querystring, response: { 200: page } }, config: { scope: 'referral:read' } },
    async ({ caller, query: { cursor, limit } }) => {
      const after = cursor && { dueAt: new Date(cursor[0]), id: cursor[1] }
      const { items, next } = await list({ agencyId: caller.agency, after, limit })
      const last = next && place.encode([next.dueAt.toISOString(), next.id])
      return { items: items.map(found => toView(found, now())), next: last ?? null }
    },
  )
  app.get(
    '/intakes/:id',
    {
      schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: progress } },
      config: { scope: 'referral:read' },
    },
    async ({ params, caller }) => toView(await get(params.id, caller.agency), now()),
  )
}
