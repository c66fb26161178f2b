import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { text } from '@amparo/protocols'
import { z } from 'zod'
import { CALLS } from '../../domain/requests/calls.ts'
import type { requestCalls, ShownCall } from '../../queries/request-calls.ts'

const time = z.iso.datetime()
const call = z.object({
  requestId: z.uuid(),
  deadline: z
    .string()
    .describe('Of the protocol, a clock of the case, or the day by which what was handed over is to go back'),
  text,
  kind: z.enum(CALLS).describe('Who is called: whoever has it, whoever leads them, or whoever picks up the phone'),
  dueAt: time,
  overdue: z.boolean(),
  calledAt: time,
  suspendedAuthority: z
    .uuid()
    .optional()
    .describe(
      'Who was called, where that is another central authority of this hub, which is suspended. The request itself is not shown: who acts for it the jurisdiction decides',
    ),
})

export const callsRoute = (app: HttpApp, now: Clock, calls: ReturnType<typeof requestCalls>): void => {
  app.get(
    '/evidence-requests/calls',
    {
      schema: {
        description:
          'Deadlines that are near or have passed and still run, to which the own agency was called; to a central authority also those to which another one of its hub was called that is suspended.',
        response: { 200: z.object({ items: z.array(call) }) },
      },
      config: { scope: 'evidence:request' },
    },
    async ({ caller }) => ({ items: (await calls(caller)).map(one => toCall(one, now())) }),
  )
}

const toCall = (
  { requestId, deadline, text, kind, due, at, suspendedAuthority }: ShownCall,
  now: Date,
): z.input<typeof call> => ({
  ...{ requestId, deadline, text, kind, dueAt: due.toISOString(), overdue: due < now, calledAt: at.toISOString() },
  ...(suspendedAuthority !== undefined && { suspendedAuthority }),
})
