import { encode, requestDiscarded } from '@amparo/contracts'
import type { Replay } from '@amparo/store'
import type { Priority } from '../../domain/dues.ts'
import type { Answers } from '../../domain/requests/answers.ts'
import { errors } from '../../domain/requests/errors.ts'
import type { Invalid } from '../../domain/requests/invalid.ts'
import { readinessOf } from '../../domain/requests/ready.ts'
import { type EvidenceRequest, expectAs } from '../../domain/requests/request.ts'
import type { Assistance } from '../../domain/requests/terms.ts'
import { askerOf } from '../../ports/asker.ts'
import { addRequest, findRequest, lockRequest, saveRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { treatyFor } from './treaty-for.ts'

interface Content {
  readonly treaty: string | undefined
  readonly priority: Priority
  readonly answers: Answers
}
export interface DraftRequest extends By, Content {
  readonly type: Assistance
  readonly to: string
  readonly replay: Replay
}

/**
 * A prosecution or a court begins a request. It may lack whatever it likes; what it says must be of the form. Throws no_such_request,
 * no_evidence_treaty, that the request is invalid.
 */
export const draftRequest =
  (deps: RequestDeps) =>
  async ({ caller, type, to, replay, invalid, ...content }: DraftRequest): Promise<EvidenceRequest> => {
    const { hub, store, now, newId, rules } = deps
    const asker = await askerOf(deps, caller)
    if (!asker.mayDraft) throw errors.no_such_request()
    const said = await checked(deps, { type, to, ...content }, invalid)
    return store.run(async tx => {
      const at = now()
      const request: EvidenceRequest = {
        ...{
          id: newId(),
          status: 'draft',
          fromHub: hub,
          toHub: to,
          parties: undefined,
          draftedBy: caller.agency,
          type,
        },
        ...{ ...said, protocolVersion: rules.latest.version },
        ...{ expedited: false, returnedFor: undefined, version: 1, createdAt: at, updatedAt: at },
      }
      await addRequest(tx, request)
      return request
    }, replay)
  }

export interface RedraftRequest extends By, Content {
  readonly id: string
  readonly version: number
  readonly replay: Replay
}

const OPEN = ['draft', 'returned'] as const

/** In the place of what it said before. Type and country stay: another is another request. */
export const redraftRequest =
  (deps: RequestDeps) =>
  async ({ caller, id, version, replay, invalid, ...content }: RedraftRequest): Promise<EvidenceRequest> => {
    const { store, now } = deps
    const asker = await askerOf(deps, caller)
    const expected = { role: 'drafter', status: OPEN, version } as const
    const seen = await store.read(reader => findRequest(reader, id))
    expectAs(seen, asker, expected)
    const said = await checked(deps, { type: seen.type, to: seen.toHub, ...content }, invalid)
    return store.run(async tx => {
      const request = await lockRequest(tx, id)
      expectAs(request, asker, expected)
      const next = { ...request, ...said, version: version + 1, updatedAt: now() }
      await saveRequest(tx, next)
      return next
    }, replay)
  }

export interface DiscardRequest extends By {
  readonly id: string
  readonly version: number
  readonly replay: Replay
}

/** Nobody reads it any more, and redaction destroys what it says. */
export const discardRequest =
  (deps: RequestDeps) =>
  async ({ caller, id, version, replay }: DiscardRequest): Promise<EvidenceRequest> => {
    const asker = await askerOf(deps, caller)
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      expectAs(request, asker, { role: 'drafter', status: OPEN, version })
      const at = deps.now()
      const next = { ...request, status: 'discarded', version: version + 1, updatedAt: at } as const
      await saveRequest(tx, next)
      const meta = { id: deps.newId(), aggregateId: id, aggregateVersion: next.version, occurredAt: at }
      tx.emit(encode(requestDiscarded, { requestId: id, agencyId: caller.agency }, { ...meta, correlationId: id }))
      return next
    }, replay)
  }

/** What it says, and under which instrument. */
async function checked(
  deps: RequestDeps,
  { type, to, treaty: code, priority, answers }: Content & { readonly type: Assistance; readonly to: string },
  invalid: Invalid,
) {
  const { treaty, instrument } = await treatyFor(deps, { type, to, treaty: code, priority })
  const { faults } = readinessOf(deps.rules.terms, treaty, { type, priority, answers })
  if (faults.length > 0) throw invalid(faults)
  return { treaty: treaty.treaty, instrumentId: instrument.id, priority, answers }
}
