import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { recordAssessment } from '../commands/record-assessment.ts'
import { assessmentForm } from '../commands/record-assessment.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({
  sealed: sealedForm(assessmentForm),
})
const recordedView = z.strictObject({ assessmentId: z.uuid() })
const toView = ({ assessmentId }: { assessmentId: string }): z.infer<typeof recordedView> => ({ assessmentId })

const description =
  'A checklist or assessment form (GET /forms of referral), answered. A step that waits for it opens once referral has heard of it. For a user to whom the referral is assigned (POST /referrals/{id}/assignment of referral), while it may be worked on; to everybody else, and while it is halted or after its end, it is not_found: its state, and whose it is, GET /referrals/{id} says.'

/** POST /assessments: a checklist or assessment form, answered. What it comes to is read in the view. */
export const recordAssessmentRoute = (app: HttpApp, record: ReturnType<typeof recordAssessment>) =>
  app.post(
    '/assessments',
    { schema: { description, body, response: { 201: recordedView } }, config: { scope: 'referral:work' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const sent = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await record(sent, request.replay(201, toView))))
    },
  )
