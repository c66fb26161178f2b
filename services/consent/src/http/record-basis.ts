import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { Recorded, recordBasis } from '../commands/record-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'
import { formBody, toForm } from './form-body.ts'

const schema = {
  description:
    'A consent, or another lawful basis. One officer alone (vital interest, child safeguarding) needs a sign-in of the last 5 minutes, and a second person within 24 h. A child whose consent is refused gets a safeguarding draft: refs.draftId. What replaces a consent and leaves out something of it takes that back: in private, after a check for duress, and by whom a withdrawal would be (takenBack). A guardian replaces nothing that the person gave.',
  body: formBody,
  response: {
    201: basisSummary.extend({
      draftId: z.uuid().optional().describe('Of a child who is left with less: a safeguarding draft has opened'),
    }),
  },
}

export function recordBasisRoute(app: HttpApp, record: ReturnType<typeof recordBasis>, now: Clock): void {
  app.post('/consents', { schema, config: { scope: 'consent:record' } }, async (request, reply) => {
    const view = ({ basis, draftId }: Recorded) => ({
      ...toSummary(basis, now()),
      ...(draftId !== undefined && { draftId }),
    })
    const recorded = await record({
      form: toForm(request.body),
      takenBack: request.body.takenBack,
      caller: request.caller,
      correlationId: request.id,
      replay: request.replay(201, view),
    })
    return reply.status(201).send(view(recorded))
  })
}
