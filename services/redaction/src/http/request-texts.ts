import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { makeRequestDocument } from '../commands/requests/make-request-document.ts'
import type { readRequestTexts } from '../commands/requests/read-request-texts.ts'
import type { sendTextsAgain } from '../commands/requests/send-texts-again.ts'
import type { TextWritten, writeRequestText } from '../commands/requests/write-request-text.ts'
import { textForm } from '../commands/requests/write-request-text.ts'
import { DOCUMENTS } from '../domain/request-sheet.ts'
import { sealedForm } from './sealed-form.ts'
import { signedRequest, THE_REQUEST } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const form = z.strictObject({
  sealed: sealedForm(textForm.schema, 2_050_000),
})
const written = z.strictObject({
  field: z.string(),
  sha256: z.string().describe('What the draft has to say in that field'),
  outdated: z
    .array(z.string())
    .describe(
      'Fields that may name whom the persons list as a suspect no more: the draft drops them or writes them anew',
    ),
})
const asked = {
  request: signedRequest(THE_REQUEST),
}
const printing = z.strictObject({ ...asked, kind: z.enum(DOCUMENTS).default('request') })
const reading = z.strictObject({
  ...asked,
  after: z.string().max(60).optional().describe('Field of the last text of the page before'),
})

const sending = z.strictObject({ requestId: z.uuid() })
const sentAgain = z.strictObject({ sent: z.int().describe('So many texts and letters are on their way again') })

interface Routes {
  readonly sendAgain: ReturnType<typeof sendTextsAgain>
  readonly write: ReturnType<typeof writeRequestText>
  readonly read: ReturnType<typeof readRequestTexts>
  readonly print: ReturnType<typeof makeRequestDocument>
}

const sealed = z.strictObject({ sealed: z.string() })

const toWritten = ({ field, sha256, outdated }: TextWritten): z.infer<typeof written> => ({
  ...{ field, sha256, outdated: [...outdated] },
})

/** What requests for evidence say: written sealed, and read sealed to the reader. */
export function requestTextRoutes(app: HttpApp, { write, read, print, sendAgain }: Routes): void {
  app.post(
    '/request-texts',
    { schema: { body: form, response: { 201: written } }, config: { scope: 'evidence:request' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toWritten(await write(sent, request.replay(201, toWritten))))
    },
  )
  app.post(
    '/request-texts/sending',
    {
      schema: {
        description: 'What of the request, and of what was written about it, did not get to the other hub goes again.',
        ...{ body: sending, response: { 200: sentAgain } },
      },
      config: { scope: 'evidence:decide' },
    },
    async request => {
      const { user, agency, acr, token } = request.caller
      const asked = { ...request.body, caller: { user, agency, acr, token }, correlationId: request.id }
      const toView = (sent: number) => ({ sent })
      return toView(await sendAgain(asked, request.replay(200, toView)))
    },
  )
  app.post(
    '/request-views',
    {
      schema: { body: reading, response: { 200: sealed } },
      config: { scope: 'evidence:request', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      const { request: compact, after } = request.body
      return { sealed: await read({ request: compact, after, caller, correlationId: request.id }) }
    },
  )
  app.post(
    '/request-documents',
    {
      schema: {
        description:
          'As a PDF in the languages of both states, sealed to the reader, with a detached signature of this hub.',
        ...{ body: printing, response: { 200: sealed } },
      },
      config: { scope: 'evidence:request', idempotent: false },
    },
    async request => {
      const caller = viewCaller(request.caller)
      return { sealed: await print({ ...request.body, caller, correlationId: request.id }) }
    },
  )
}
