import { denialError, Occasion, type Permit, type Standing } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Decide, Party } from '../ports/decision.ts'
import type { FindStanding } from '../ports/standing.ts'
import { attestationOf } from '../queries/attestation.ts'
import type { OpenedHeld, OpenHeld } from '../queries/open-held.ts'
import { findShare, type Share } from '../store/shares.ts'
import { messages } from './messages.ts'
import { type ReleaseViewDeps, releaseView } from './release-view.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface OpenViewDeps extends ReleaseViewDeps {
  readonly openHeld: OpenHeld
  readonly sign: SigningKey
  readonly findStanding: FindStanding
  readonly decide: Decide
}

export interface OpenView {
  /** Compact JWS. */
  readonly request: string
  readonly caller: ViewCaller
  readonly correlationId: string
}

/**
 * What a reader may see of one referral's person, sealed to the reader. In this order: the reader's own signed request, used
 * once; standing in the referral; consent's permit, used once; the entry in the log with its receipt; the answer. Whatever
 * cannot be had or verified ends it, and nothing has left.
 */
export const openView =
  (deps: OpenViewDeps) =>
  async ({ request: compact, caller, correlationId }: OpenView): Promise<string> => {
    const { referralId, replyCertificate } = await takeViewRequest(deps, compact, caller)
    const standing = await deps.findStanding(caller, referralId)
    const parties = standing && partiesOf(standing, deps.hub, caller.agency)
    if (standing === undefined || parties === undefined) throw httpErrors.not_found()
    const share = await deps.store.read(reader => findShare(reader, standing.subjectRef))
    if (share === undefined || !isOf(share.agency, parties)) throw httpErrors.not_found()
    const opened = await deps.openHeld(share.subjectId)
    const about = { referralId, caller, parties, share, correlationId }
    const permit = await permitFor(deps, { ...about, standing, opened })
    return releaseView(deps, { ...about, opened, permit, request: compact, replyCertificate })
  }

interface Parties {
  readonly from: Party
  readonly to: Party
}

/** Only the referral's recipient opens a view, here in its own hub. Undefined for anybody else. */
function partiesOf({ from, to }: Standing, hub: string, agency: string): Parties | undefined {
  if (from === undefined || to === undefined || to.hub !== hub || to.agencyId !== agency) return undefined
  return { from: { hub: from.hub, agencyId: from.agencyId }, to: { hub: to.hub, agencyId: to.agencyId } }
}

/** The reference that the referral carries is the sender's, or the receiver's for what came from another hub. */
const isOf = (agency: Party, { from, to }: Parties): boolean =>
  [from, to].some(party => party.hub === agency.hub && party.agencyId === agency.agencyId)

interface Asked {
  readonly referralId: string
  readonly caller: ViewCaller
  readonly parties: Parties
  readonly share: Share
  readonly standing: Standing
  readonly opened: OpenedHeld
  readonly correlationId: string
}

/** Asks consent again, with fresh answers about the person. Throws its denial, which consent has in the log of access already. */
async function permitFor(deps: OpenViewDeps, asked: Asked): Promise<Permit> {
  const { hub, now, newId } = deps
  const { referralId, caller, parties, share, standing, opened, correlationId } = asked
  const attestation = attestationOf(
    {
      share,
      held: opened.held,
      userId: caller.user,
      nonce: newId(),
      requestHash: '',
      ...{ language: '', recipientHub: hub, ownHub: hub },
    },
    deps.sign,
    now(),
  )
  const { protocol, priority, purpose, services } = standing
  const decision = await deps.decide({
    occasion: Occasion.VIEW,
    token: caller.token,
    userId: caller.user,
    sender: parties.from,
    recipient: parties.to,
    subjectId: share.subjectId,
    ...{ referralId, protocol, priority, purpose, services, attestation },
  })
  if ('permit' in decision) return decision.permit
  const code = decision.denial
  messages['view.denied'](deps.log, { referralId, agencyId: caller.agency, userId: caller.user, code, correlationId })
  throw denialError(code)
}
