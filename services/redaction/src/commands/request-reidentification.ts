import { Action } from '@amparo/contracts'
import { httpErrors, type SignIn } from '@amparo/http'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import {
  checkConfirmable,
  REIDENTIFICATION_MS,
  type REIDENTIFICATION_REASONS,
  type Reidentification,
} from '../domain/reidentification.ts'
import type { Directory } from '../ports/directory.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import { isExcluded, type Reading } from '../store/excluded.ts'
import {
  addReidentification,
  confirmReidentification,
  findReidentification,
  subjectOfPseudonym,
} from '../store/reidentifications.ts'
import { type Custodian, note } from './custody.ts'
import { type FindCodeNameDeps, findCodeName, type ToldCodeName } from './find-code-name.ts'
import { messages } from './messages.ts'

export interface RequestDeps extends FindCodeNameDeps {
  readonly directory: Directory
  readonly log: Log
}

export interface ByCustodian {
  readonly caller: Custodian
  readonly correlationId: string
}

/** A candidate of a search of the caller's own; or the code name that a reader has told. */
export type Meant = { readonly pseudonym: string } | ToldCodeName

export interface RequestReidentification extends ByCustodian {
  readonly meant: Meant
  readonly caller: Custodian & SignIn
  readonly reason: (typeof REIDENTIFICATION_REASONS)[number]
  readonly reference: string
}

/**
 * The first of two custodians. Throws `not_found` for a pseudonym that is not of the caller's own searches, or too old; for a code name
 * what `findCodeName` throws.
 */
export const requestReidentification =
  (deps: RequestDeps) =>
  async (
    { meant, reason, reference, caller, correlationId }: RequestReidentification,
    replay: Replay,
  ): Promise<Reidentification> => {
    const { store, now, newId, log } = deps
    const reading = await refuseSearching(deps, caller)
    const at = now()
    const subjectId = await whoIsMeant(deps, { meant, reason, caller }, reading)
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

async function whoIsMeant(
  deps: RequestDeps,
  { meant, reason, caller }: Pick<RequestReidentification, 'meant' | 'reason' | 'caller'>,
  reading: Reading,
): Promise<string> {
  if ('codeName' in meant) return findCodeName(deps, { ...meant, reason }, caller, reading)
  const { pseudonym } = meant
  const own = { userId: caller.user, agencyId: caller.agency, now: deps.now() }
  return deps.store.read(async reader => {
    const subjectId = await subjectOfPseudonym(reader, { pseudonym, ...own })
    // Said since the search.
    if (subjectId === undefined || (await isExcluded(reader, subjectId, reading))) throw httpErrors.not_found()
    return subjectId
  })
}

/** The second: any custodian of the hub but the first and those whom the person excludes. Throws what `checkConfirmable` throws; `not_found`. */
export const confirmRequest =
  (deps: RequestDeps) =>
  async ({ requestId, caller, correlationId }: ByCustodian & { readonly requestId: string }, replay: Replay) => {
    const { store, now, log } = deps
    const reading = await refuseSearching(deps, caller)
    const found = await store.read(async reader => {
      const request = await findReidentification(reader, requestId)
      return request && !(await isExcluded(reader, request.subjectId, reading)) ? request : undefined
    })
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
