import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { recordStatement } from '../commands/record-statement.ts'

const body = z.strictObject({
  /**
   * OpenPGP message, armored, to the hub's redaction-seal certificate: a form for this route, whose data are the statement, how it
   * was taken, and which passages incriminate the person.
   */
  sealed: z.string().min(1).max(1_048_576),
})
const statementView = z.strictObject({
  statementId: z.uuid(),
  textSha256: z.string().describe('Of the original text in UTF-8, hex'),
})
type View = z.infer<typeof statementView>
const toView = ({ statementId, textSha256 }: View): View => ({ statementId, textSha256 })

/** POST /statements: what a person stated, kept as it is. It is read, masked, in the view. */
export const recordStatementRoute = (app: HttpApp, record: ReturnType<typeof recordStatement>) =>
  app.post(
    '/statements',
    { schema: { body, response: { 201: statementView } }, config: { scope: 'referral:work' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await record(sent, request.replay(201, toView))))
    },
  )
