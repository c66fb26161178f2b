import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { getReferral } from '../queries/get-referral.ts'
import { referralView, type ToView } from './view.ts'
import { viewerOf } from './viewer.ts'

export const referralId = z.strictObject({ id: z.uuid() })

export const getRoute = (app: HttpApp, get: ReturnType<typeof getReferral>, toView: ToView): void => {
  app.get(
    '/referrals/:id',
    { schema: { params: referralId, response: { 200: referralView } }, config: { scope: 'referral:read' } },
    async request => {
      const viewer = viewerOf(request.caller)
      return toView(await get(request.params.id, viewer), viewer)
    },
  )
}
