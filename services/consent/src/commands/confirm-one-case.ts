import { Action, timestampFromDate } from '@amparo/contracts'
import { type Caller, httpErrors } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { isFocalPoint, type OneCase, oneCaseFault } from '../domain/one-case.ts'
import type { AppendEntry } from '../ports/audit.ts'
import type { Directory } from '../ports/directory.ts'
import { findOneCase, lockOneCase, saveConfirmation } from '../store/one-cases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { refusal } from './refusal.ts'

export interface ConfirmOneCase {
  readonly id: string
  readonly caller: Pick<Caller, 'user' | 'agency' | 'acr'>
  readonly replay: Replay
}

/**
 * A second person of the hub's focal point stands behind what was agreed by phone. In the access log before it counts. Throws not_found
 * for whoever speaks for no hub, and why there is nothing to confirm.
 */
export const confirmOneCase =
  (deps: Deps & { readonly append: AppendEntry; readonly directory: Directory }) =>
  async ({ id, caller, replay }: ConfirmOneCase): Promise<OneCase> => {
    const { hub, store, directory, now, newId, append, policy, log } = deps
    const own = { hub, agencyId: caller.agency }
    if (!isFocalPoint(await directory.findParty(own))) throw httpErrors.not_found()
    const checked = (oneCase: OneCase | undefined): OneCase => {
      if (oneCase === undefined) throw httpErrors.not_found()
      const fault = oneCaseFault(oneCase, caller.user, now())
      if (fault !== undefined) throw refusal(fault)
      return oneCase
    }
    checked(await store.read(reader => findOneCase(reader, id)))
    await append({
      ...{ entryId: newId(), action: Action.BASIS_CONFIRMED, source: 'consent', basisId: `one-case:${id}` },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, policyHash: policy.hash },
      occurredAt: timestampFromDate(now()),
    })
    const confirmed = await store.run(async tx => {
      const next = { ...checked(await lockOneCase(tx, id)), confirmedAt: now(), confirmedBy: caller.user }
      await saveConfirmation(tx, next)
      return next
    }, replay)
    messages['one-case.confirmed'](log, { authorisationId: id, agencyId: caller.agency })
    return confirmed
  }
