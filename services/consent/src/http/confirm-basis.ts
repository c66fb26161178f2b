import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { confirmBasis } from '../commands/confirm-basis.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'

const schema = {
  description:
    'A second person stands behind what one officer did alone: on duty by the rota of the agency, or of the hub where the agency has nobody else on duty. Where nobody is, anybody of the hub who may confirm, but that officer; it is recorded that nobody was. What replaces a refused consent is for another agency, which the basis does not name. Enforcement, consulates and whom the person excludes hear that nothing is there.',
  params: z.strictObject({ id: z.uuid() }),
  response: { 200: basisSummary },
}

export function confirmBasisRoute(app: HttpApp, confirm: ReturnType<typeof confirmBasis>, now: Clock): void {
  app.post('/consents/:id/confirmation', { schema, config: { scope: 'consent:confirm' } }, async request => {
    const view = (basis: RecordedBasis) => toSummary(basis, now())
    const { caller, params } = request
    return view(await confirm({ basisId: params.id, caller, replay: request.replay(200, view) }))
  })
}
