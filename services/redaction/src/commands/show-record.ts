import { type ReadingRoute, sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { errors } from '../domain/errors.ts'
import type { AskedBy } from '../domain/record-sheet.ts'
import { type Denied, refusalOf } from '../ports/given-permit.ts'
import { findShare, type Share } from '../store/shares.ts'
import { refuseRestricted } from './open-case.ts'
import { gatherOwnRecord, type OwnRecordDeps } from './own-record.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface ShowRecordDeps extends OwnRecordDeps {
  readonly signKey: () => Promise<string>
}

export interface ShowRecord {
  /** Compact JWS; the agency's own reference to the person stands where a referral's id would. */
  readonly request: string
  readonly askedBy: AskedBy
  readonly caller: ViewCaller
}

const ROUTE = 'POST /record-views'

/**
 * A person's own record, through a caseworker of an agency that has the person's consent, sealed to that caseworker's session. Throws
 * `not_found` for a reference that is not the agency's, and consent's denial.
 */
export const showRecord =
  (deps: ShowRecordDeps) =>
  async ({ request: compact, askedBy, caller }: ShowRecord): Promise<string> => {
    const { request, share } = await takeOwnRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const found = await gatherOwnRecord(deps, { share, askedBy, caller })
    if ('denial' in found) throw recordRefusalOf(found)
    const view = { referralId: share.shareId, ...found.view }
    const { replyCertificate } = request
    return sealViewAnswer({ view, hub: deps.hub, route: ROUTE, request: compact, replyCertificate, signingKey })
  }

const IN_OWN_WORDS: ReadonlyMap<string, 'own_record_not_held' | 'own_record_ended'> = new Map([
  ['no_lawful_basis', 'own_record_not_held'],
  ['consent_withdrawn', 'own_record_ended'],
  ['consent_expired', 'own_record_ended'],
])

/** Consent's denial, in words of the record's own where those of a referral say what cannot be done here. */
export function recordRefusalOf(denied: Denied) {
  const code = IN_OWN_WORDS.get(denied.denial)
  return code === undefined ? refusalOf(denied) : errors[code]({ refs: { decisionId: denied.decisionId } })
}

/** About a person whom the caller's agency has under the reference in the request. Throws `not_found`. */
export async function takeOwnRequest(
  deps: Pick<OwnRecordDeps, 'hub' | 'store' | 'now'>,
  route: ReadingRoute,
  compact: string,
  caller: ViewCaller,
) {
  const request = await takeViewRequest(deps, route, compact, caller)
  return { request, share: await ownShare(deps, request.referralId, caller) }
}

/** Throws `not_found`, and `identity_restricted` for an agency that is kept out. */
export async function ownShare(
  { hub, store }: Pick<OwnRecordDeps, 'hub' | 'store'>,
  subjectRef: string,
  { agency }: { readonly agency: string },
): Promise<Share> {
  const share = await store.read(reader => findShare(reader, subjectRef))
  if (share === undefined || share.agency.hub !== hub || share.agency.agencyId !== agency) throw httpErrors.not_found()
  await refuseRestricted(store, share.subjectId, share.agency)
  return share
}
