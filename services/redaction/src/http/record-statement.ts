import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { recordStatement } from '../commands/record-statement.ts'
import { statementForm } from '../commands/record-statement.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({
  sealed: sealedForm(statementForm),
})
/** The hash is not answered: answers are kept for retries, and a short text can be guessed by its hash. Whoever sent it has it. */
const statementView = z.strictObject({ statementId: z.uuid() })
const toView = ({ statementId }: { statementId: string }): z.infer<typeof statementView> => ({ statementId })

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
