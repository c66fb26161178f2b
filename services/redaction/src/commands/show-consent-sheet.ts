import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { OpenHeld } from '../queries/open-held.ts'
import { openConsentSheet } from '../store/consent-sheets.ts'
import { type RelationsDeps, relationsTo } from './relations-to.ts'
import { takeOwnRequest } from './show-record.ts'
import { WHOLE } from './shown-whole.ts'
import type { ViewCaller } from './view-request.ts'

export interface ShowConsentSheetDeps extends RelationsDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly openHeld: OpenHeld
  readonly append: Append
  readonly signKey: () => Promise<string>
  readonly now: Clock
  readonly newId: NewId
}

export interface ShowConsentSheet {
  /** Compact JWS; the agency's own reference to the person stands where a referral's id would. */
  readonly request: string
  readonly sheetId: string
  readonly caller: ViewCaller
}

const ROUTE = 'POST /consent-sheet-views'

/**
 * A signed sheet as it was kept, sealed to the session of somebody of the agency that keeps it; in the log before it is shown. Throws
 * `not_found` for everybody else, as for one that is not there.
 */
export const showConsentSheet =
  (deps: ShowConsentSheetDeps) =>
  async ({ request: compact, sheetId, caller }: ShowConsentSheet): Promise<string> => {
    const { hub, store, now, newId } = deps
    const { request, share } = await takeOwnRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const { subjectId, shareId, agency } = share
    const { held, key } = await deps.openHeld(subjectId)
    const sheet = await store.read(reader => openConsentSheet(reader, { sheetId, subjectId, by: agency }, key))
    if (sheet === undefined) throw httpErrors.not_found()
    await deps.append({
      ...{ entryId: newId(), action: Action.CONSENT_SHEET_SHOWN, code: sheetId, userId: caller.user, agency },
      ...{ categories: [...WHOLE], recipient: agency },
      relations: await relationsTo(deps, caller, held),
      ...{ authentication: caller.acr, subjectRef: shareId, occurredAt: timestampFromDate(now()) },
    })
    const view = { referralId: shareId, sheetId, ...sheet }
    const { replyCertificate } = request
    return sealViewAnswer({ view, hub, route: ROUTE, request: compact, replyCertificate, signingKey })
  }
