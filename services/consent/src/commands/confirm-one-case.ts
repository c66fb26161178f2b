import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import { type Caller, httpErrors } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { rosterCode, rosterOf } from '../domain/duty.ts'
import { errors } from '../domain/errors.ts'
import { isFocalPoint, type OneCase, oneCaseFault } from '../domain/one-case.ts'
import type { Directory } from '../ports/directory.ts'
import type { FindDuty } from '../ports/duty.ts'
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
 * A second person of the hub's focal point, of its roster if anybody else of it is on duty, stands behind what was agreed by phone. In the
 * access log before it counts. Throws not_found for whoever speaks for no hub, second_person_not_on_duty, and why there is nothing to
 * confirm.
 */
export const confirmOneCase =
  (deps: Deps & { readonly append: Append; readonly directory: Directory; readonly findDuty: FindDuty }) =>
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
    const officer = checked(await store.read(reader => findOneCase(reader, id)))
    // Nobody outside the focal points confirms it, whoever else is on duty.
    const duty = { ...(await deps.findDuty({ by: caller, officer })), othersStaffed: false }
    const roster = rosterOf(duty, { colleague: officer.agencyId === caller.agency, independent: false })
    if (roster === undefined) throw errors.second_person_not_on_duty()
    await append({
      ...{ entryId: newId(), action: Action.BASIS_CONFIRMED, code: rosterCode(roster) },
      basisId: `one-case:${id}`,
      ...{ userId: caller.user, agency: own, authentication: caller.acr, policyHash: policy.hash },
      occurredAt: timestampFromDate(now()),
    })
    const confirmed = await store.run(async tx => {
      const next = {
        ...checked(await lockOneCase(tx, id)),
        confirmedAt: now(),
        confirmedBy: caller.user,
        confirmedRoster: roster,
      }
      await saveConfirmation(tx, next)
      return next
    }, replay)
    messages[roster === 'none' ? 'one-case.confirmed-off-duty' : 'one-case.confirmed'](log, {
      ...{ authorisationId: id, agencyId: caller.agency },
    })
    return confirmed
  }
