import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { getReferral } from '../queries/get-referral.ts'
import { referralView, type ToView } from './view.ts'
import { viewerOf } from './viewer.ts'

const description =
  'For both agencies. `state` and `turn` say where it stands, `allowedActions` what the caller may do now and with which data, `due` by when.'

export const referralId = z.strictObject({ id: z.uuid() })

export const getRoute = (app: HttpApp, get: ReturnType<typeof getReferral>, toView: ToView): void => {
  app.get(
    '/referrals/:id',
    {
      schema: { description, params: referralId, response: { 200: referralView } },
      config: { scope: 'referral:read' },
    },
    async request => {
      const viewer = viewerOf(request.caller)
      return toView(await get(request.params.id, viewer), viewer)
    },
  )
}
