import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { recordAssessment } from '../commands/record-assessment.ts'

const body = z.strictObject({
  /**
   * OpenPGP message, armored, to the hub's redaction-seal certificate: a form for this route, whose data are referralId, form,
   * version and answers by item.
   */
  sealed: z.string().min(1).max(1_048_576),
})
const recordedView = z.strictObject({ assessmentId: z.uuid() })
const toView = ({ assessmentId }: { assessmentId: string }): z.infer<typeof recordedView> => ({ assessmentId })

/** POST /assessments: a checklist or assessment form, answered. What it comes to is read in the view. */
export const recordAssessmentRoute = (app: HttpApp, record: ReturnType<typeof recordAssessment>) =>
  app.post(
    '/assessments',
    { schema: { body, response: { 201: recordedView } }, config: { scope: 'referral:work' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await record(sent, request.replay(201, toView))))
    },
  )
