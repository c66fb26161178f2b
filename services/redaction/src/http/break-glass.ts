import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { breakGlass } from '../commands/break-glass.ts'
import { EMERGENCY_REASONS } from '../domain/emergency.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const body = z.strictObject({
  request: signedRequest(),
  reason: z.enum(EMERGENCY_REASONS),
})
const sealedView = z.strictObject({
  /** OpenPGP message, armored, as of POST /views: identity, contact, whereabouts, risk, health, needs, and until when. */
  sealed: z.string(),
})

const description =
  'Who somebody is, opened by one person alone in an emergency, for 60 minutes: within five minutes of signing in, a few times a week. Supervisor and auditor hear of it.'

/** POST /break-glass: an identity, opened by one person alone in an emergency. Never answered from a store. */
export const breakGlassRoute = (app: HttpApp, open: ReturnType<typeof breakGlass>) =>
  app.post(
    '/break-glass',
    {
      schema: { description, body, response: { 200: sealedView } },
      config: { scope: 'identity:emergency', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await open({ ...request.body, caller, correlationId: request.id }) }
    },
  )
