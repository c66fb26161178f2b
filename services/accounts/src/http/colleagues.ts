import { ROLES } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listColleagues } from '../queries/list-colleagues.ts'

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
