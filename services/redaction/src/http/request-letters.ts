import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { readRequestLetters } from '../commands/requests/read-request-letters.ts'
import type { writeRequestLetter } from '../commands/requests/write-request-letter.ts'
import { contactForm, letterForm } from '../commands/requests/write-request-letter.ts'
import { sealedForm } from './sealed-form.ts'
import { signedRequest, THE_REQUEST } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const letter = z.strictObject({ sealed: sealedForm(letterForm.schema, 2_050_000) })
const contact = z.strictObject({ sealed: sealedForm(contactForm.schema, 2_050_000) })
const written = z.strictObject({
  letterId: z.uuid(),
  sha256: z.string().describe('By which a signed answer names it as its reasons, hex'),
})
const reading = z.strictObject({
  request: signedRequest(THE_REQUEST),
  before: z.uuid().optional().describe('`oldest` of the page before: only older ones'),
  limit: z.int().min(1).max(100).default(100).describe('Fewer where so many would be too large for an answer'),
})

interface Routes {
  readonly write: ReturnType<typeof writeRequestLetter>
  readonly read: ReturnType<typeof readRequestLetters>
}

/** What the central authorities of two states write to each other about a request for evidence. */
export const requestLetterRoutes = (app: HttpApp, routes: Routes): void =>
  writingRoutes(app, routes, {
    ...{ write: '/request-letters', views: '/request-letter-views', scope: 'evidence:request', body: letter },
  })

/** What whoever leads the case and the agency of the other state that executes a request write to each other. */
export const requestContactRoutes = (app: HttpApp, routes: Routes): void =>
  writingRoutes(app, routes, {
    ...{
      write: '/request-contact-messages',
      views: '/request-contact-views',
      scope: 'evidence:contact',
      body: contact,
    },
  })

interface Paths {
  readonly write: string
  readonly views: string
  readonly scope: 'evidence:request' | 'evidence:contact'
  readonly body: typeof letter
}

function writingRoutes(app: HttpApp, { write, read }: Routes, { write: path, views, scope, body }: Paths): void {
  app.post(path, { schema: { body, response: { 201: written } }, config: { scope } }, async (request, reply) => {
    const { user, agency, acr, token, scopes } = request.caller
    const of = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
    const sent = { ...of, mayDecide: scopes.has('evidence:decide') }
    return reply.status(201).send(
      await write(
        sent,
        request.replay(201, one => one),
      ),
    )
  })
  app.post(
    views,
    {
      schema: { body: reading, response: { 200: z.strictObject({ sealed: z.string() }) } },
      config: { scope, idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      const { request: compact, before, limit } = request.body
      return { sealed: await read({ request: compact, before, limit, caller, correlationId: request.id }) }
    },
  )
}
