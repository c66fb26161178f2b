import type { HttpApp } from '@amparo/http'
import type { Store } from '@amparo/store'
import { z } from 'zod'
import { suspendedSenders } from '../store/suspended-senders.ts'

const item = z.object({
  agencyId: z.string().describe('Of this hub; it is suspended'),
  waiting: z.int().describe('Referrals of its for which somebody must act, and nobody has taken over'),
  since: z.iso.datetime().describe('When this was found'),
})

export const suspendedSendersRoute = (app: HttpApp, { read }: Pick<Store, 'read'>): void => {
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
      const found = await read(reader => suspendedSenders(reader, caller.agency))
      return { items: found.map(({ since, agencyId, waiting }) => ({ agencyId, waiting, since: since.toISOString() })) }
    },
  )
}
