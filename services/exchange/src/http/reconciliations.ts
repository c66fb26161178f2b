import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { DIFFERENCES } from '../domain/ledger.ts'
import type { Reconciled, reconciliationsOf } from '../queries/reconciliations.ts'

const querystring = z.strictObject({
  before: z.iso.date().optional().describe('Days before this one: `next` of the page before'),
  days: z.coerce.number().int().min(1).max(31).default(7),
  different: z.stringbool().default(false).describe('Only what differs'),
})
const difference = z.object({
  messageId: z.uuid(),
  referralId: z.uuid().nullable().describe('null: this hub has no such message'),
  kind: z
    .enum(DIFFERENCES)
    .describe(
      'not_here: answered for, and the receiver has it no more; not_sent: the sender does not know of it; other_content; other_outcome',
    ),
})
const item = z.object({
  day: z.iso.date().describe('UTC, of when the messages say they were sent'),
  hub: z.string(),
  round: z
    .int()
    .describe('The how-manieth time that day was told: soon after it, again once all of it has ended, or anew'),
  direction: z.enum(['sent', 'received']).describe('Messages of this hub to that one, or of that one to this'),
  state: z.enum(['awaited', 'agreed', 'differs']).describe('awaited: the other hub has not answered yet'),
  messages: z.number().int().describe('By the books of the hub that sent them'),
  found: z.number().int().describe('How many differ; at most 200 of them are named'),
  differences: z.array(difference),
})
const description =
  'Newest day first. That it is read is an entry of the access log (`edge_read`) before it is answered.'
const response = { 200: z.object({ items: z.array(item), next: z.iso.date().optional() }) }

/** GET /reconciliations: day by day, what two hubs' books say of the messages between them. */
export const reconciliationsRoute = (app: HttpApp, find: ReturnType<typeof reconciliationsOf>): void => {
  app.get(
    '/reconciliations',
    { schema: { description, querystring, response }, config: { scope: 'audit:read' } },
    async ({ query: { before, days, different }, caller }) => {
      const rows = await find({ before, days, onlyDifferent: different }, caller)
      const listed = new Set(rows.map(({ day }) => day))
      const last = rows.at(-1)?.day
      return { items: rows.map(toView), ...(listed.size === days && last !== undefined ? { next: last } : {}) }
    },
  )
}

const toView = ({ day, peer, direction, round, comparedAt, found, messages, differences }: Reconciled) => ({
  ...{ day, hub: peer, round, direction, messages, found: found ?? 0, differences: [...differences] },
  state: comparedAt === null ? ('awaited' as const) : found === 0 ? ('agreed' as const) : ('differs' as const),
})
