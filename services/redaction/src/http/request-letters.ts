import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { readRequestLetters } from '../commands/requests/read-request-letters.ts'
import type { writeRequestLetter } from '../commands/requests/write-request-letter.ts'
import { viewCaller } from './view-caller.ts'

const form = z.strictObject({
  /**
   * OpenPGP message, armored, to the hub's redaction-seal certificate: a form for this route, whose data are requestId, lang, text and
   * attachments.
   */
  sealed: z.string().min(1).max(2_050_000),
})
const written = z.strictObject({
  letterId: z.uuid(),
  sha256: z.string().describe('By which a signed answer names it as its reasons, hex'),
})
const reading = z.strictObject({
  /** Compact JWS of the session's own key, made for this route; the id of the request stands where a referral's would. */
  request: z.string().min(1).max(32_768),
})

interface Routes {
  readonly write: ReturnType<typeof writeRequestLetter>
  readonly read: ReturnType<typeof readRequestLetters>
}

/** What the central authorities of two states write to each other about a request for evidence. */
export function requestLetterRoutes(app: HttpApp, { write, read }: Routes): void {
  app.post(
    '/request-letters',
    {
      schema: { body: form, response: { 201: written } },
      config: { scope: 'evidence:request' },
    },
    async (request, reply) => {
      const { user, agency, acr, token, scopes } = request.caller
      const of = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      const sent = { ...of, mayDecide: scopes.has('evidence:decide') }
      return reply.status(201).send(
        await write(
          sent,
          request.replay(201, one => one),
        ),
      )
    },
  )
  app.post(
    '/request-letter-views',
    {
      schema: { body: reading, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { scope: 'evidence:request', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await read({ request: request.body.request, caller, correlationId: request.id }) }
    },
  )
}
