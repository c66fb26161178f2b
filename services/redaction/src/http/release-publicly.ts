import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { releasePublicly } from '../commands/release-publicly.ts'

const body = z.strictObject({
  /**
   * OpenPGP message, armored, to the hub's redaction-seal certificate: a form for this route, whose data are kind (text or records),
   * purpose, replyCertificate, and the text with its people, or the columns of the figures.
   */
  sealed: z.string().min(1).max(1_048_576),
})
const releaseView = z.strictObject({
  sealed: z.string().describe('OpenPGP message, base64, signed by redaction, to the reply certificate inside the form'),
})
const toView = ({ sealed }: { sealed: string }): z.infer<typeof releaseView> => ({ sealed })

/** POST /public-releases: a text or figures for everybody to read, sealed to the custodian who publishes them. */
export const releasePubliclyRoute = (app: HttpApp, release: ReturnType<typeof releasePublicly>) =>
  app.post(
    '/public-releases',
    { schema: { body, response: { 201: releaseView } }, config: { scope: 'identity:custody' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await release(sent, request.replay(201, toView))))
    },
  )
