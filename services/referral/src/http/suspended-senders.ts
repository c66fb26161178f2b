import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { listSuspendedSenders } from '../queries/list-suspended-senders.ts'

const item = z.object({
  agencyId: z.string().describe('Of this hub; it is suspended'),
  waiting: z.int().describe('Referrals of its for which somebody must act, and nobody has taken over'),
  since: z.iso.datetime().describe('When this was found'),
})

export const suspendedSendersRoute = (app: HttpApp, list: ReturnType<typeof listSuspendedSenders>): void => {
  app.get(
    '/suspended-senders',
    {
      schema: {
        description:
          'For supervisors of the agencies that answer for what suspended ones have sent. To others there are none.',
        response: { 200: z.object({ items: z.array(item) }) },
      },
      config: { scope: 'referral:assign' },
    },
    async ({ caller }) => {
      const found = await list(caller.agency)
      return { items: found.map(({ since, agencyId, waiting }) => ({ agencyId, waiting, since: since.toISOString() })) }
    },
  )
}
