import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { releasePublicly } from '../commands/release-publicly.ts'
import { releaseForm } from '../commands/release-publicly.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({ sealed: sealedForm(releaseForm) })
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
