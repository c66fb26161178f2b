import { encode, requestSigned } from '@amparo/contracts'
import { SUBMIT } from '@amparo/protocols'
import type { Replay, Transaction } from '@amparo/store'
import { isAuthority } from '../../domain/requests/agency.ts'
import { errors } from '../../domain/requests/errors.ts'
import { readinessOf, refusalOf } from '../../domain/requests/ready.ts'
import {
  type Asker,
  type EvidenceRequest,
  type Expected,
  expectAs,
  type Signed,
} from '../../domain/requests/request.ts'
import { askerOf } from '../../ports/asker.ts'
import { findRequest, lockRequest, saveRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { recordStep } from './record-step.ts'
import { tellAgencies } from './tell-agencies.ts'
import { treatyFor } from './treaty-for.ts'

interface OnDraft extends By {
  readonly id: string
  readonly version: number
  readonly replay: Replay
}

/**
 * The draft goes to the own central authority, complete or not at all; each of the hub may sign it, and hears that it waits. Throws no_such_request, request_moved_on, no_evidence_treaty,
 * essentials_missing, assistance_not_due.
 */
export const handInRequest =
  (deps: RequestDeps) =>
  async ({ caller, id, version, replay }: OnDraft): Promise<EvidenceRequest> => {
    const asker = await askerOf(deps, caller)
    const expected = { role: 'drafter', status: ['draft', 'returned'], version } as const
    await ready(deps, id, asker, expected)
    const agencies = await deps.directory.authoritiesOf(deps.hub)
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      expectAs(request, asker, expected)
      const next = { ...request, status: 'in_review', version: version + 1, updatedAt: deps.now() } as const
      await saveRequest(tx, next)
      tellAgencies(tx, deps, { request: next, what: 'request-changed', agencies })
      return next
    }, replay)
  }

export interface ReturnRequest extends OnDraft {
  /** Code. */
  readonly reason: string
}

/** The central authority gives it back. */
export const returnRequest =
  (deps: RequestDeps) =>
  async ({ caller, id, version, reason, replay }: ReturnRequest): Promise<EvidenceRequest> => {
    const asker = await askerOf(deps, caller)
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      expectAs(request, asker, { role: 'reviewer', status: ['in_review'], version })
      const change = { status: 'returned', returnedFor: reason, version: version + 1, updatedAt: deps.now() } as const
      await saveRequest(tx, { ...request, ...change })
      tellAgencies(tx, deps, { request, what: 'request-changed', agencies: [request.draftedBy] })
      return { ...request, ...change }
    }, replay)
  }

export interface SignRequest extends OnDraft {
  /** The central authority of the other state. */
  readonly to: string
}

/**
 * The central authority signs it: from now on it does not change, and the other hub is told. It is looked at again, since a treaty may have
 * lapsed meanwhile. Throws as handing in does, and central_authority_unknown.
 */
export const signRequest =
  (deps: RequestDeps) =>
  async ({ caller, id, version, to, replay }: SignRequest): Promise<EvidenceRequest> => {
    const { hub, store, directory } = deps
    const asker = await askerOf(deps, caller)
    const expected = { role: 'reviewer', status: ['in_review'], version } as const
    const { toHub } = await ready(deps, id, asker, expected)
    if (!isAuthority(await directory.findAgency(toHub, to))) throw errors.central_authority_unknown()
    return store.run(async tx => {
      const request = await lockRequest(tx, id)
      expectAs(request, asker, expected)
      const parties = { sender: { hub, agencyId: caller.agency }, recipient: { hub: toHub, agencyId: to } }
      return send(tx, deps, { ...request, parties }, caller.user)
    }, replay)
  }

/** From now on what it asks does not change. */
export function send(tx: Transaction, deps: RequestDeps, request: Signed, byUser: string): Promise<Signed> {
  const { id } = request
  const sent = { ...request, status: 'sent', protocolVersion: deps.rules.latest.version } as const
  // Redaction seals for the other hub what the request says.
  tx.emit(encode(requestSigned, { requestId: id }, metaOf(deps, id)))
  return recordStep(tx, deps, { request: sent, steps: [] }, { step: SUBMIT, side: 'sender', data: {}, byUser })
}

/** As it stands, if it may leave. */
export async function ready(deps: RequestDeps, id: string, asker: Asker, expected: Expected): Promise<EvidenceRequest> {
  const request = await deps.store.read(reader => findRequest(reader, id))
  expectAs(request, asker, expected)
  const { treaty } = await treatyFor(deps, { ...request, to: request.toHub })
  const refusal = refusalOf(readinessOf(deps.rules.terms, treaty, request))
  if (refusal !== undefined) throw refusal
  return request
}

const metaOf = ({ newId, now }: RequestDeps, id: string) => ({
  ...{ id: newId(), aggregateId: id, aggregateVersion: 1, occurredAt: now(), correlationId: id },
})
