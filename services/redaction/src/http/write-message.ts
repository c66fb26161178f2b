import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import { messageForm } from '../commands/message-form.ts'
import type { Written, writeMessage } from '../commands/write-message.ts'
import { FILE_REFUSALS } from '../domain/message.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({
  sealed: sealedForm(messageForm.schema, 2_050_000),
})
const writtenView = z.strictObject({
  messageId: z.uuid(),
  /** Attachments that the other agency will not see, by their place among those sent. */
  withheld: z.array(
    z.strictObject({
      file: z.int(),
      reason: z.enum(FILE_REFUSALS),
      /** It waits for a reviewer of the agency. Then it is shown within the hub by itself; to another hub, attach it again. */
      redactionId: z.uuid().optional(),
    }),
  ),
})
const toView = ({ messageId, withheld }: Written): z.infer<typeof writtenView> => ({
  messageId,
  withheld: withheld.map(({ file, reason, redactionId }) => ({ file, reason, ...(redactionId && { redactionId }) })),
})

const description =
  'To the other agency of the referral, which reads it masked as it may read the person. For a user to whom the referral is assigned (POST /referrals/{id}/assignment of referral), while it may be worked on; to everybody else, and while it is halted or after its end, it is not_found: its state, and whose it is, GET /referrals/{id} says.'

/** POST /messages: to the other agency of the referral. */
export const writeMessageRoute = (app: HttpApp, write: ReturnType<typeof writeMessage>) =>
  app.post(
    '/messages',
    { schema: { description, body, response: { 201: writtenView } }, config: { scope: 'referral:work' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await write(sent, request.replay(201, toView))))
    },
  )
