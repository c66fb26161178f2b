import { bases, purposes, ROLES } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { searchedActions } from '../commands/project-leaf.ts'
import type { listEntries } from '../queries/entries.ts'
import { entryView, toEntryView } from './entry-view.ts'

const reference = z.string().regex(/^[\w.:-]{1,128}$/)
const listOf = (codes: readonly string[]) =>
  z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(z.enum(codes)).max(codes.length))

const querystring = z
  .strictObject({
    userId: reference.optional().describe('Who did it'),
    agencyHub: reference.optional().describe('Of the agency of whoever did it'),
    agencyId: reference.optional(),
    recipientHub: reference.optional().describe('Of the agency to which something went'),
    recipientId: reference.optional(),
    role: z.enum(ROLES).optional().describe('In which post it was done. Entries that do not say are not among them'),
    subjectRef: reference.optional().describe('About whom, by the name under which an agency knows the person'),
    allNames: z
      .enum(['true'])
      .transform((): true => true)
      .optional()
      .describe('With `subjectRef`: of that person by every name this hub has for them. The other names are not shown'),
    referralId: z.uuid().optional(),
    purpose: z.enum(purposes.all).optional(),
    basis: z.enum(bases.all).optional(),
    actions: listOf(searchedActions).optional().describe('With commas: any of them'),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional().describe('Not this moment itself'),
    cursor: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional()
      .describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  // Of nobody in particular there are no other names.
  .refine(({ subjectRef, allNames }) => allNames === undefined || subjectRef !== undefined, { path: ['subjectRef'] })
const response = { 200: z.object({ entries: z.array(entryView), next: z.string().optional() }) }
const schema = {
  description:
    'Newest first. Who looked at somebody, what somebody looked at: by all that is asked together. Each page that is read is an entry of the log itself, by which fields it was asked.',
  querystring,
  response,
}

export function getEntriesRoute(app: HttpApp, hub: string, list: ReturnType<typeof listEntries>): void {
  app.get('/entries', { schema, config: { scope: 'audit:read' } }, async request => {
    const { agencyHub = hub, agencyId, recipientHub = hub, recipientId, from, to, cursor, ...search } = request.query
    const { entries, next } = await list(request.caller, {
      ...search,
      agency: agencyId === undefined ? undefined : { hub: agencyHub, agencyId },
      recipient: recipientId === undefined ? undefined : { hub: recipientHub, agencyId: recipientId },
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
      before: cursor === undefined ? undefined : Number(cursor),
    })
    return { entries: entries.map(toEntryView), ...(next === undefined ? {} : { next: String(next) }) }
  })
}
