import { ROLES } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listColleagues, listDeparted } from '../queries/list-colleagues.ts'

const colleague = z.object({
  userId: z.uuid(),
  name: z.string().describe('By which they sign in'),
  roles: z.array(z.enum(ROLES)),
})

/** Of the caller's own agency; nobody sees who works for another. */
export const colleaguesRoute = (app: HttpApp, list: ReturnType<typeof listColleagues>): void => {
  app.get(
    '/colleagues',
    { schema: { response: { 200: z.object({ items: z.array(colleague) }) } }, config: { scope: 'referral:read' } },
    async ({ caller }) => ({
      items: (await list(caller.agency)).map(({ id, username, roles }) => ({
        userId: id,
        name: username,
        roles: [...roles],
      })),
    }),
  )
}

const departed = z.object({
  userId: z.uuid(),
  name: z.string().optional().describe('By which they signed in'),
  kind: z.enum(['left', 'moved']).describe('`moved`: to another agency'),
  at: z.iso.datetime(),
})

/** For who gives out the work of the caller's own agency. */
export const departedRoute = (app: HttpApp, list: ReturnType<typeof listDeparted>): void => {
  app.get(
    '/departed-colleagues',
    { schema: { response: { 200: z.object({ items: z.array(departed) }) } }, config: { scope: 'referral:assign' } },
    async ({ caller }) => ({
      items: (await list(caller.agency)).map(({ userId, username, kind, at }) => ({
        ...{ userId, kind, at: at.toISOString() },
        ...(username === undefined ? {} : { name: username }),
      })),
    }),
  )
}
