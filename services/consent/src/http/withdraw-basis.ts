import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { withdrawBasis } from '../commands/withdraw-basis.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'

const schema = {
  description: 'What rests on it halts: nothing more is shown or sent on this basis.',
  params: z.strictObject({ id: z.uuid() }),
  // Both are true or it is not taken: a withdrawal under pressure may be what the trafficker wants.
  body: z.strictObject({ inPrivate: z.literal(true), duressChecked: z.literal(true) }),
  response: { 200: basisSummary },
}

export function withdrawBasisRoute(app: HttpApp, withdraw: ReturnType<typeof withdrawBasis>, now: Clock): void {
  app.post('/consents/:id/withdrawal', { schema, config: { scope: 'consent:record' } }, async request => {
    const view = (basis: RecordedBasis) => toSummary(basis, now())
    const { caller, params } = request
    return view(
      await withdraw({ basisId: params.id, caller, correlationId: request.id, replay: request.replay(200, view) }),
    )
  })
}
