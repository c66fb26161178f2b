import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { WithdrawnBasis, withdrawBasis } from '../commands/withdraw-basis.ts'
import { basisSummary, toSummary } from './basis-view.ts'
import { DOCUMENT_FAULT, documentFits, howTaken } from './withdrawal-body.ts'
import { toWithdrawal, withdrawalView } from './withdrawal-view.ts'

const schema = {
  description:
    'What rests on it halts: nothing more is shown or sent on this basis, and everybody who has something of it is recalled. Of a consent, or of a danger that the agency itself has claimed; what else nobody agreed to ends by a review of somebody else, or by a court’s order.',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject(howTaken).refine(documentFits, DOCUMENT_FAULT),
  response: { 200: basisSummary.extend({ withdrawal: withdrawalView }) },
}

export function withdrawBasisRoute(app: HttpApp, withdraw: ReturnType<typeof withdrawBasis>, now: Clock): void {
  app.post('/consents/:id/withdrawal', { schema, config: { scope: 'consent:record' } }, async request => {
    const view = ({ basis, withdrawal }: WithdrawnBasis) => ({
      ...toSummary(basis, now()),
      withdrawal: toWithdrawal(withdrawal),
    })
    const { by, duress, document } = request.body
    const how = { by, duress, ...(document !== undefined && { document }) }
    const { caller, params } = request
    const command = { ...how, basisId: params.id, caller, correlationId: request.id }
    return view(await withdraw({ ...command, replay: request.replay(200, view) }))
  })
}
