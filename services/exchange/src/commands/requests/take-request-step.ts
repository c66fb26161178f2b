import { itemDenied } from '@amparo/contracts'
import { useIdOf } from '@amparo/crypto'
import type { Replay, Transaction } from '@amparo/store'
import { recordOf } from '../../domain/requests/coded-lists.ts'
import { courseOf } from '../../domain/requests/course.ts'
import { errors } from '../../domain/requests/errors.ts'
import { handedOverBy } from '../../domain/requests/items.ts'
import { type Asker, isSigned, type Signed, sideOf } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { type AskedStep, checkStep } from '../../domain/requests/take-step.ts'
import { askerOf } from '../../ports/asker.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { recordStep } from './record-step.ts'
import { useItem } from './use-item.ts'

export interface TakeRequestStep extends By, AskedStep {
  readonly id: string
  readonly version: number
  readonly replay: Replay
}

/**
 * Any step of the protocol, by the central authority whose it is; the other hears of it. The row is locked, so of two that come at once
 * the second is told that it has moved on.
 */
export const takeRequestStep =
  (deps: RequestDeps) =>
  async ({ caller, id, version, step, data, invalid, replay }: TakeRequestStep): Promise<Signed> => {
    const asker = await askerOf(deps, caller)
    const isWritten = await reasonsWritten(deps, { requestId: id, asker, data })
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      const side = request && asker.isAuthority ? sideOf(request, asker) : undefined
      if (request === undefined || side === undefined || !isSigned(request)) throw errors.no_such_request()
      if (request.version !== version) throw errors.request_moved_on()
      const { treaty, protocol } = basisOf(deps.rules, request)
      const steps = await requestStepsOf(tx, id)
      const run = courseOf(protocol, request, steps)
      const said = checkStep(
        run,
        { request, treaty },
        { side, scopes: caller.scopes },
        { step, data, at: deps.now() },
        invalid,
      )
      if (!isWritten) throw errors.reasons_not_written()
      await demandOwn(tx, deps, { request, caller, items: handedOverBy({ step, data: said }) })
      return recordStep(tx, deps, { request, steps }, { step, side, data: said, byUser: caller.user })
    }, replay)
  }

interface Reasoned {
  readonly requestId: string
  readonly asker: Asker
  readonly data: AskedStep['data']
}

/** What an answer names as its reasons has been written, and is what the other authority gets. Asks redaction, so outside of any transaction. */
async function reasonsWritten(deps: RequestDeps, { requestId, asker, data }: Reasoned): Promise<boolean> {
  const { reasons } = data
  if (typeof reasons !== 'string' || !asker.isAuthority) return true
  return deps.reasonsWritten({ requestId, sha256: reasons, by: { hub: asker.hub, agencyId: asker.agencyId } })
}

interface HandedOver {
  readonly request: Signed
  readonly caller: By['caller']
  readonly items: readonly unknown[]
}

/**
 * What came from one state goes to another only where the first let it. That it is kept for this request, named and handed over is one use.
 * Throws its refusal.
 */
async function demandOwn(tx: Transaction, deps: RequestDeps, { request, caller, items }: HandedOver): Promise<void> {
  for (const { item, sha256 } of items.map(recordOf)) {
    const hashed = typeof sha256 === 'string' ? [{ sha256 }] : []
    const useId = useIdOf(request.id, hashed[0]?.sha256 ?? String(item))
    for (const key of [{ item: String(item) }, ...hashed]) {
      const wanted = { useId, key, use: 'pass-to-other-state', to: request.parties.sender, by: caller } as const
      const used = await useItem(tx, deps, wanted)
      if (used?.refusal !== undefined) throw itemDenied(used.refusal, used.requestId)
    }
  }
}
