import { type HttpApp, keyset } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { type Text, text } from '@amparo/protocols'
import { z } from 'zod'
import { mayEnter } from '../domain/access.ts'
import type { Deadline } from '../domain/deadline-list.ts'
import type { listDeadlines } from '../queries/list-deadlines.ts'
import { priority } from './codes.ts'
import { userOf } from './viewer.ts'

const time = z.iso.datetime()
const place = keyset([time, z.uuid(), z.string().max(60)])

const querystring = z.strictObject({
  from: time.optional().describe('Calendar: deadlines that end from here on'),
  to: time.optional().describe('and before this'),
  overdue: z.literal('true').optional().describe('Only those that have passed'),
  mine: z.literal('true').optional().describe('Only of referrals that are in my hands'),
  assigned: z
    .union([z.literal('me'), z.uuid()])
    .optional()
    .describe('Only what is in the hands of this user of the own agency'),
  called: z.literal('true').optional().describe('Only those of which supervisors have been called'),
  cursor: place.cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const item = z.object({
  referralId: z.uuid(),
  deadline: z.string(),
  text,
  dueAt: time,
  overdue: z.boolean(),
  called: z.boolean().describe('Supervisors have been called of it'),
  priority,
  protocol: z.string(),
  state: z.string(),
  assignedTo: z.array(z.uuid()),
})
const page = z.object({ items: z.array(item), next: z.string().nullable() })

/** What a protocol calls a deadline. */
export type DeadlineText = (protocol: string, version: number, deadline: string) => Text

interface DeadlinesOf {
  readonly list: ReturnType<typeof listDeadlines>
  readonly textOf: DeadlineText
  readonly now: Clock
}

export const deadlinesRoute = (app: HttpApp, { list, textOf, now }: DeadlinesOf): void => {
  const toView = (found: Deadline, at: Date): z.input<typeof item> => ({
    referralId: found.referralId,
    deadline: found.deadline,
    text: textOf(found.protocol, found.protocolVersion, found.deadline),
    dueAt: found.dueAt.toISOString(),
    overdue: found.dueAt < at,
    called: found.called,
    priority: found.priority,
    protocol: found.protocol,
    state: found.state,
    assignedTo: [...found.assignedTo],
  })
  app.get(
    '/deadlines',
    { schema: { querystring, response: { 200: page } }, config: { scope: 'referral:read' } },
    async ({ caller, query }) => {
      const at = now()
      const to = query.to === undefined ? undefined : new Date(query.to)
      const { items, next } = await list({
        hub: caller.hub,
        agencyId: caller.agency,
        from: query.from === undefined ? undefined : new Date(query.from),
        to: query.overdue && (to === undefined || to > at) ? at : to,
        assignedTo: query.mine ? caller.user : query.assigned && userOf(query.assigned, caller),
        called: query.called === 'true',
        inside: mayEnter(true, caller),
        after: query.cursor && {
          dueAt: new Date(query.cursor[0]),
          referralId: query.cursor[1],
          deadline: query.cursor[2],
        },
        limit: query.limit,
      })
      const last = next && place.encode([next.dueAt.toISOString(), next.referralId, next.deadline])
      return { items: items.map(found => toView(found, at)), next: last ?? null }
    },
  )
}
