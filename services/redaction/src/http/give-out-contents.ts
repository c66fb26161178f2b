import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { giveOutContents } from '../commands/give-out-contents.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  /** Compact JWS of the session's own key, made for this route, about the referral. */
  request: z.string().min(1).max(32_768),
})

/** POST /sealed-contents: what was sealed to the reader's agency itself, for it to open offline. Its hub cannot. */
export const giveOutContentsRoute = (app: HttpApp, giveOut: ReturnType<typeof giveOutContents>) =>
  app.post(
    '/sealed-contents',
    {
      schema: { body, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { scope: 'view:open', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await giveOut({ ...request.body, caller, correlationId: request.id }) }
    },
  )
