import { isAway } from '@amparo/asking'
import { type AgencyType, Occasion } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { BINDING_DENIALS } from '../domain/emergency.ts'
import type { Decide, Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { Reader } from '../ports/standing.ts'
import { attestationOf } from '../queries/attestation.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import type { OpenedHeld, OpenHeld } from '../queries/open-held.ts'
import { isInCompartment, type Protocols } from '../queries/protocol-rules.ts'
import { isExcluded } from '../store/excluded.ts'
import { findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import { findShare, type Share } from '../store/shares.ts'
import { isSame, refuseRestricted } from './open-case.ts'

export interface EmergencyCaseDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly decide: Decide
  readonly openHeld: OpenHeld
  readonly forms: Protocols
  readonly sign: SigningKey
  readonly now: Clock
  readonly newId: NewId
}

export interface EmergencyCase {
  readonly referral: KnownReferral
  readonly share: Share
  readonly own: Party
  readonly opened: OpenedHeld
  /** Of the caller's agency. */
  readonly agencyType: AgencyType
  /** Services that did not answer. */
  readonly away: readonly string[]
}

/**
 * A referral of the caller's own agency, whoever it is assigned to, and its person. By this service's own knowledge, so that nobody
 * has to be up but the directory, which says what kind of agency it is. One answer to everybody else, and about whom no emergency
 * opens: `not_found`.
 */
export const emergencyCase =
  (deps: EmergencyCaseDeps) =>
  async (caller: Reader, referralId: string): Promise<EmergencyCase> => {
    const { hub, store } = deps
    const own = { hub, agencyId: caller.agency }
    const found = await store.read(async reader => {
      const referral = await findKnownReferral(reader, referralId)
      if (referral === undefined) return undefined
      // Of whom any referral is in a compartment, no emergency is one: who protects them is called.
      const isHidden = await isInCompartment(deps.forms, reader, referral.subjectId)
      return { referral, isHidden, share: await findShare(reader, referral.shareId) }
    })
    const isParty = found && [found.referral.from, found.referral.to].some(party => isSame(party, own))
    if (found?.share === undefined || !isParty || found.isHidden) throw httpErrors.not_found()
    const { referral, share } = found
    const agencyType = await refuseExcluded(deps, caller, referral.subjectId)
    await refuseRestricted(store, referral.subjectId, own)
    const opened = await deps.openHeld(referral.subjectId)
    const away = await askConsent(deps, { referral, share, own, opened }, caller)
    return { referral, share, own, agencyType, opened, away }
  }

/** By what is known here, also while consent is away. Answers what kind of agency reads. */
async function refuseExcluded(
  { hub, store, directory }: EmergencyCaseDeps,
  caller: Reader,
  subjectId: string,
): Promise<AgencyType> {
  // A consulate never receives on a vital interest either, for which an emergency stands in.
  const reading = await refuseSearching({ hub, directory }, caller)
  if (await store.read(reader => isExcluded(reader, subjectId, reading))) throw httpErrors.not_found()
  return reading.agencyType
}

/** Its refusals for want of a basis are what the emergency stands in for; those of the firewall bind. Answers who is away. */
async function askConsent(
  deps: EmergencyCaseDeps,
  { referral, share, own, opened }: Omit<EmergencyCase, 'away' | 'agencyType'>,
  caller: Reader,
): Promise<readonly string[]> {
  const { referralId, protocol, priority, purpose, services, subjectId } = referral
  const sender = isSame(referral.from, own) ? referral.to : referral.from
  const asked = { share, held: opened.held, userId: caller.user, nonce: deps.newId() }
  const attestation = attestationOf({ ...asked, recipientHub: deps.hub, ownHub: deps.hub }, deps.sign, deps.now())
  const question = { occasion: Occasion.VIEW, token: caller.token, userId: caller.user, subjectId, attestation }
  const terms = { referralId, sender, recipient: own, protocol, priority, purpose, services }
  try {
    const decision = await deps.decide({ ...question, ...terms })
    if ('denial' in decision && BINDING_DENIALS.has(decision.rule)) throw httpErrors.not_found()
    return []
  } catch (error) {
    if (isAway(error)) return ['consent']
    throw error
  }
}
