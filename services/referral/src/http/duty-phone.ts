import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { dutyPhone } from '../queries/duty-phone.ts'
import { party } from './codes.ts'
import { referralId } from './get.ts'
import { viewerOf } from './viewer.ts'

const view = z.object({
  agency: party,
  phone: z.string().nullable().describe('Of the organisation, staffed day and night; null: the directory knows none'),
  why: z.array(z.string()).describe('As in the referral'),
})

export const dutyPhoneRoute = (app: HttpApp, find: ReturnType<typeof dutyPhone>): void => {
  app.get(
    '/referrals/:id/duty-phone',
    { schema: { params: referralId, response: { 200: view } }, config: { scope: 'referral:read' } },
    async ({ params, caller }) => {
      const { agency, phone, why } = await find(params.id, viewerOf(caller))
      return { agency, phone: phone ?? null, why: [...why] }
    },
  )
}
