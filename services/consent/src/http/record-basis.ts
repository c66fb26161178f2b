import type { HttpApp } from '@amparo/http'
import { problemSchema } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { recordBasis } from '../commands/record-basis.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'
import { formBody, toForm } from './form-body.ts'

const schema = {
  description:
    'A consent, or another lawful basis. One officer alone (vital interest, child safeguarding) needs a sign-in of the last 5 minutes, and a second person within 24 h. A child whose consent is refused gets a safeguarding draft: refs.draftId.',
  body: formBody,
  response: { 201: basisSummary, 403: problemSchema },
}

export function recordBasisRoute(app: HttpApp, record: ReturnType<typeof recordBasis>, now: Clock): void {
  app.post('/consents', { schema, config: { scope: 'consent:record' } }, async (request, reply) => {
    const view = (basis: RecordedBasis) => toSummary(basis, now())
    const basis = await record({
      form: toForm(request.body),
      caller: request.caller,
      correlationId: request.id,
      replay: request.replay(201, view),
    })
    return reply.status(201).send(view(basis))
  })
}
