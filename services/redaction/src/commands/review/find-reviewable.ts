import { httpErrors } from '@amparo/http'
import type { KeptRedaction } from '../../domain/review/review.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Reader } from '../../ports/standing.ts'
import { refuseEnforcement } from '../../queries/enforcement.ts'
import type { OpenedHeld, OpenHeld } from '../../queries/open-held.ts'
import { isExcluded } from '../../store/excluded.ts'
import { findRedaction } from '../../store/redactions.ts'
import { type OpenCase, type OpenCaseDeps, openCase } from '../open-case.ts'
import { type Original, type OriginalDeps, originalOf } from './original.ts'

export interface FindReviewableDeps extends OpenCaseDeps, OriginalDeps {
  readonly store: OpenCaseDeps['store']
  readonly directory: Directory
  readonly openHeld: OpenHeld
}

export interface Reviewable {
  readonly redaction: KeptRedaction
  readonly found: OpenCase
  readonly opened: OpenedHeld
  readonly original: Original
}

/**
 * A redaction of the reviewer's own agency, in a referral that is assigned to them too. Throws not_found for everybody else, and for
 * whom the person wants to know nothing of them.
 */
export const findReviewable =
  (deps: FindReviewableDeps) =>
  async (caller: Reader, redactionId: string): Promise<Reviewable> => {
    const redaction = await deps.store.read(reader => findRedaction(reader, redactionId))
    if (redaction === undefined || redaction.agencyId !== caller.agency) throw httpErrors.not_found()
    const reviewing = await caseToReview(deps, caller, redaction.referralId)
    if (reviewing.found.share.subjectId !== redaction.subjectId) throw httpErrors.not_found()
    const place = { ...redaction, sender: reviewing.found.parties.from }
    return { redaction, ...reviewing, original: await originalOf(deps, reviewing.opened, place) }
  }

/** Throws as `findReviewable`. */
export async function caseToReview(deps: FindReviewableDeps, caller: Reader, referralId: string) {
  const { hub, store, directory } = deps
  const agencyType = await refuseEnforcement({ hub, directory }, caller)
  const found = await openCase(deps)(caller, referralId)
  const { subjectId } = found.share
  const reading = { hub, agencyId: caller.agency, agencyType, userId: caller.user }
  if (await store.read(reader => isExcluded(reader, subjectId, reading))) throw httpErrors.not_found()
  return { found, opened: await deps.openHeld(subjectId) }
}
