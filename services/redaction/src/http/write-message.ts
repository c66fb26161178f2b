import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { Written, writeMessage } from '../commands/write-message.ts'
import { FILE_REFUSALS } from '../domain/message.ts'

const body = z.strictObject({
  /**
   * OpenPGP message, armored, to the hub's redaction-seal certificate: a form for this route, whose data are referralId, lang,
   * text and attachments.
   */
  sealed: z.string().min(1).max(2_050_000),
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

/** POST /messages: to the other agency of the referral. */
export const writeMessageRoute = (app: HttpApp, write: ReturnType<typeof writeMessage>) =>
  app.post(
    '/messages',
    { schema: { body, response: { 201: writtenView } }, config: { scope: 'referral:work' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await write(sent, request.replay(201, toView))))
    },
  )
