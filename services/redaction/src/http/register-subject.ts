import { subjectPayloadSchema } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { registerSubject } from '../commands/register-subject.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({
  sealed: sealedForm(subjectPayloadSchema),
})
const subjectView = z.strictObject({ subjectRef: z.uuid() })
const toView = ({ subjectRef }: { subjectRef: string }): z.infer<typeof subjectView> => ({ subjectRef })

const description =
  'A person is kept in the vault. What is answered is the own agency’s reference to them, and means nothing to any other.'

/** POST /subjects: a sealed form becomes a person in the vault; the agency gets its own reference to them. */
export const registerSubjectRoute = (app: HttpApp, register: ReturnType<typeof registerSubject>) =>
  app.post(
    '/subjects',
    { schema: { description, body, response: { 201: subjectView } }, config: { scope: 'subject:register' } },
    async (request, reply) => {
      const { user, agency, acr, token } = request.caller
      const command = { sealed: request.body.sealed, caller: { user, agency, acr, token }, correlationId: request.id }
      return reply.status(201).send(toView(await register(command, request.replay(201, toView))))
    },
  )
