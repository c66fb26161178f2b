import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { reviewBasis } from '../commands/review-basis.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'

const schema = {
  description:
    'A basis other than consent is looked at again, by somebody else of the agency: it stands until the next review, or ends. What lapsed or ended by itself is looked at once; it is not revived, and `ends` recalls what went out on it.',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(['stands', 'ends']) }),
  response: { 200: basisSummary },
}

export function reviewBasisRoute(app: HttpApp, review: ReturnType<typeof reviewBasis>, now: Clock): void {
  app.post('/consents/:id/review', { schema, config: { scope: 'consent:confirm' } }, async request => {
    const view = (basis: RecordedBasis) => toSummary(basis, now())
    const { caller, params, body } = request
    const { outcome } = body
    const replay = request.replay(200, view)
    return view(await review({ basisId: params.id, outcome, caller, correlationId: request.id, replay }))
  })
}
