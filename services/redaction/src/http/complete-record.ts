import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { completeRecord } from '../commands/complete-record.ts'
import { supplementForm } from '../commands/complete-record.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({
  sealed: sealedForm(supplementForm),
})
const completedView = z.strictObject({
  /** Which hear of it. */
  referrals: z.array(
    z.strictObject({
      referralId: z.string(),
      /** Why the other hub does not get it. */
      code: z.string().optional(),
    }),
  ),
})
type Answer = Awaited<ReturnType<ReturnType<typeof completeRecord>>>
const toView = ({ referrals }: Answer): z.infer<typeof completedView> => ({
  referrals: referrals.map(({ referralId, code }) => ({ referralId, ...(code !== undefined && { code }) })),
})

const description =
  'Completes or corrects what the own agency registered: `referralId`, and those fields of POST /subjects that change; whoever has the person hears of it. Or, as long as it has referred them to nobody: `subjectRef`, and the whole of POST /subjects as it was put right.'

/** POST /supplements: completes or corrects what the caller's agency registered. */
export const completeRecordRoute = (app: HttpApp, complete: ReturnType<typeof completeRecord>) =>
  app.post(
    '/supplements',
    { schema: { description, body, response: { 200: completedView } }, config: { scope: 'subject:register' } },
    async request => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return toView(await complete(sent, request.replay(200, toView)))
    },
  )
