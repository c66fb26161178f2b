import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay, Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import {
  checkConfirmable,
  REIDENTIFICATION_MS,
  type REIDENTIFICATION_REASONS,
  type Reidentification,
} from '../domain/reidentification.ts'
import type { Append } from '../ports/access-log.ts'
import type { Directory } from '../ports/directory.ts'
import { refuseEnforcement } from '../queries/enforcement.ts'
import {
  addReidentification,
  confirmReidentification,
  findReidentification,
  subjectOfPseudonym,
} from '../store/reidentifications.ts'
import { type Custodian, note } from './custody.ts'
import { messages } from './messages.ts'

export interface RequestDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly directory: Directory
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface ByCustodian {
  readonly caller: Custodian
  readonly correlationId: string
}

export interface RequestReidentification extends ByCustodian {
  /** Of a search of the caller's own. */
  readonly pseudonym: string
  readonly reason: (typeof REIDENTIFICATION_REASONS)[number]
  readonly reference: string
}

/** The first of two custodians. Throws `not_found` for a pseudonym that is not of the caller's own searches, or too old. */
export const requestReidentification =
  (deps: RequestDeps) =>
  async (
    { pseudonym, reason, reference, caller, correlationId }: RequestReidentification,
    replay: Replay,
  ): Promise<Reidentification> => {
    const { store, now, newId, log } = deps
    await refuseEnforcement(deps, caller)
    const at = now()
    const own = { userId: caller.user, agencyId: caller.agency, now: at }
    const subjectId = await store.read(reader => subjectOfPseudonym(reader, { pseudonym, ...own }))
    if (subjectId === undefined) throw httpErrors.not_found()
    const request: Reidentification = {
      ...{ requestId: newId(), subjectId, reason, reference, requestedBy: caller.user, requestedAgency: caller.agency },
      ...{
        requestedAt: at,
        expiresAt: new Date(at.getTime() + REIDENTIFICATION_MS),
        confirmedBy: null,
        openedAt: null,
      },
    }
    await note(deps, { action: Action.REIDENTIFICATION_REQUESTED, custodian: caller, ...named(request) })
    const stored = await store.run(async tx => {
      await addReidentification(tx, request)
      return request
    }, replay)
    const { requestId } = stored
    const line = { requestId, agencyId: caller.agency, userId: caller.user, code: reason, correlationId }
    messages['reidentification.requested'](log, line)
    return stored
  }

/** The second: any custodian of the hub but the first. Throws what `checkConfirmable` throws; `not_found`. */
export const confirmRequest =
  (deps: RequestDeps) =>
  async ({ requestId, caller, correlationId }: ByCustodian & { readonly requestId: string }, replay: Replay) => {
    const { store, now, log } = deps
    await refuseEnforcement(deps, caller)
    const found = await store.read(reader => findReidentification(reader, requestId))
    if (found === undefined) throw httpErrors.not_found()
    const at = now()
    checkConfirmable(found, caller.user, at)
    await note(deps, { action: Action.REIDENTIFICATION_CONFIRMED, custodian: caller, ...named(found) })
    const confirmed = await store.run(async tx => {
      if (!(await confirmReidentification(tx, requestId, { by: caller.user, at }))) throw errors.request_not_waiting()
      return { ...found, confirmedBy: caller.user }
    }, replay)
    const line = { requestId, agencyId: caller.agency, userId: caller.user, correlationId }
    messages['reidentification.confirmed'](log, line)
    return confirmed
  }

const named = ({ requestId, reason, reference }: Reidentification) => ({
  subjectRef: requestId,
  code: `${reason}:${reference}`,
})
