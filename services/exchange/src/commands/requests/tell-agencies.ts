import { encode, requestNews } from '@amparo/contracts'
import { SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { calledOf } from '../../domain/requests/calls.ts'
import type { EvidenceRequest, Signed, Step } from '../../domain/requests/request.ts'
import type { RequestDeps } from './deps.ts'

type Deps = Pick<RequestDeps, 'hub' | 'newId' | 'now'>
type What = 'request-changed' | 'request-called' | 'request-written'

/** Agencies of this hub hear, by id only, that something waits about a request. */
export function tellAgencies(
  tx: Transaction,
  { newId, now }: Deps,
  { request, what, agencies }: { request: EvidenceRequest; what: What; agencies: readonly string[] },
): void {
  const { id: requestId, version } = request
  for (const agencyId of agencies) {
    const meta = { id: newId(), aggregateId: requestId, aggregateVersion: version, occurredAt: now() }
    tx.emit(encode(requestNews, { requestId, agencyId, what }, { ...meta, correlationId: requestId }))
  }
}

/** Of steps that count, all whom they concern but whoever took them. */
export function tellOfSteps(tx: Transaction, deps: Deps, request: Signed, steps: readonly Step[]): void {
  const { hub } = deps
  const all = calledOf(request, hub)
  const heard = new Set(steps.flatMap(step => all.filter(one => one !== actorOf(request, hub, step))))
  tellAgencies(tx, deps, { request, what: 'request-changed', agencies: [...heard] })
}

/** Of this hub. Undefined: the other side, or the clock. */
function actorOf({ parties, draftedBy, expedited }: Signed, hub: string, { step, byUser }: Step): string | undefined {
  if (byUser === undefined) return undefined
  if (step === SUBMIT && expedited) return draftedBy
  return (parties.sender.hub === hub ? parties.sender : parties.recipient).agencyId
}
