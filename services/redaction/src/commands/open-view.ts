import { evaluationOf, type ItemUseCode } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { OpenHeld } from '../queries/open-held.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { type DemandReferralUseDeps, demandReferralUse } from './demand-referral-use.ts'
import { isSame } from './open-case.ts'
import { type OpenToReadDeps, openToRead } from './open-to-read.ts'
import { asStated, withoutIdentity } from './permit.ts'
import { type ReleaseViewDeps, releaseView } from './release-view.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface OpenViewDeps extends ReleaseViewDeps, AskPermitDeps, OpenToReadDeps, DemandReferralUseDeps {
  readonly store: ReleaseViewDeps['store']
  readonly openHeld: OpenHeld
}

export interface OpenView {
  /** Compact JWS. */
  readonly request: string
  /** What it is read for: as it was referred, or what its sender has permitted since. */
  readonly use: ItemUseCode
  readonly caller: ViewCaller
  readonly correlationId: string
}

/**
 * What a reader may see of one referral's person, sealed to the reader. In this order: the reader's own signed request, used
 * once; standing in the referral; consent's permit, used once; the sender's for another use; the entry in the log with its receipt; the answer. Whatever
 * cannot be had or verified ends it, and nothing has left.
 */
export const openView =
  (deps: OpenViewDeps) =>
  async ({ request: compact, use, caller, correlationId }: OpenView): Promise<string> => {
    const { referralId, replyCertificate } = await takeViewRequest(deps, 'POST /views', compact, caller)
    const found = await openToRead(deps)(caller, referralId)
    const { own, parties, share } = found
    // Only the recipient opens a view, here in its own hub; the sender has what it wrote.
    if (!isSame(parties.to, own)) throw httpErrors.not_found()
    const opened = await deps.openHeld(share.subjectId)
    const asked = { occasion: 'view', sender: parties.from, recipient: parties.to, held: opened.held } as const
    const given = await askPermit(deps, found, { ...asked, caller, correlationId })
    const itemCodes = (await deps.store.read(reader => findKnownReferral(reader, referralId)))?.itemCodes
    const used = {
      standing: found.standing,
      handling: itemCodes?.handling,
      use,
      caller,
      own,
      subjectRef: share.shareId,
      whole: false,
      permit: given,
    }
    const isNameless = (await demandReferralUse(deps, used)).withoutIdentity
    const permit = asStated(isNameless ? withoutIdentity(given) : given, itemCodes)
    const beside = { evaluation: itemCodes ? evaluationOf(itemCodes) : null }
    const about = { beside, referralId, protocol: found.standing, caller, parties, share, correlationId }
    return releaseView(deps, { ...about, opened, permit, request: compact, replyCertificate })
  }
