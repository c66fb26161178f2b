import { isAway } from '@amparo/asking'
import { type AgencyType, Occasion } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { answersFor, BINDING_DENIALS, type EmergencyPlace, type EmergencySide } from '../domain/emergency.ts'
import { errors } from '../domain/errors.ts'
import type { Decide, Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { Reader } from '../ports/standing.ts'
import type { FindWithWhom } from '../ports/with-whom.ts'
import { attestationOf } from '../queries/attestation.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import type { OpenedHeld, OpenHeld } from '../queries/open-held.ts'
import { isBarred, isInCompartment, type Protocols } from '../queries/protocol-rules.ts'
import { isExcluded } from '../store/excluded.ts'
import { findKnownReferral, type KnownReferral, placeOf } from '../store/known-referrals.ts'
import { findShare, type Share } from '../store/shares.ts'
import { isSame, refuseRestricted } from './open-case.ts'

export interface EmergencyCaseDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly decide: Decide
  readonly findWithWhom: FindWithWhom
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
 * A referral that is with the caller's agency, and its person. By this service's own knowledge where `referral` does not answer, so that
 * nobody has to be up but the directory, which says what kind of agency it is. To whoever is no party, and about whom no emergency opens,
 * one answer: `not_found`. Parties hear what the referral's page shows them too: `glass_elsewhere`, `glass_not_yours`, with whom to call.
 * That comes before all that is known of the person, so that it tells nothing of them.
 */
export const emergencyCase =
  (deps: EmergencyCaseDeps) =>
  async (caller: Reader, referralId: string): Promise<EmergencyCase> => {
    const { hub, store } = deps
    const own = { hub, agencyId: caller.agency }
    // A consulate never receives on a vital interest either, for which an emergency stands in.
    const reading = await refuseSearching(deps, caller)
    const found = await store.read(async reader => {
      const referral = await findKnownReferral(reader, referralId)
      return referral && { referral, share: await findShare(reader, referral.shareId) }
    })
    const isParty = found && [found.referral.from, found.referral.to].some(party => isSame(party, own))
    if (found?.share === undefined || !isParty || isBarred(deps.forms, found.referral)) throw httpErrors.not_found()
    const { referral, share } = found
    const withoutReferral = await refuseElsewhere(deps, { referral, share, own }, caller)
    const { subjectId } = referral
    // Of whom any referral is in a compartment, no emergency is one: who protects them is called.
    const isClosed = await store.read(
      async reader =>
        (await isInCompartment(deps.forms, reader, subjectId)) || (await isExcluded(reader, subjectId, reading)),
    )
    if (isClosed) throw httpErrors.not_found()
    await refuseRestricted(store, subjectId, own)
    const opened = await deps.openHeld(subjectId)
    const withoutConsent = await askConsent(deps, { referral, share, own, opened }, caller)
    return {
      referral,
      share,
      own,
      agencyType: reading.agencyType,
      opened,
      away: [...withoutReferral, ...withoutConsent],
    }
  }

type Known = Pick<EmergencyCase, 'referral' | 'share' | 'own'>

/** Throws for whom it is not with: which state it is in, who is assigned and who is on duty, they may know. Answers who is away. */
async function refuseElsewhere(deps: EmergencyCaseDeps, known: Known, caller: Reader): Promise<readonly string[]> {
  const { referral, own } = known
  const found = await askWithWhom(deps, referral.referralId, caller)
  if (found === undefined) throw httpErrors.not_found()
  const side = sideOf(known)
  if (!answersFor(side, found, deps.now())) {
    const other = isSame(referral.from, own) ? referral.to : referral.from
    throw errors.glass_elsewhere({ refs: await whomToCall(deps, other) })
  }
  if (side === 'recipient' && !found.looksAfter) throw errors.glass_not_yours({ refs: await whomToCall(deps, own) })
  return found.away
}

function sideOf({ referral, share, own }: Known): EmergencySide {
  if (isSame(referral.to, own)) return 'recipient'
  return share.referralId === null ? 'registered' : 'passed-on'
}

interface Whereabouts extends EmergencyPlace {
  readonly looksAfter: boolean
  readonly away: readonly string[]
}

/** While `referral` is away: as it told last. Who is assigned or on duty it alone knows, and who opens is told of all the same. */
async function askWithWhom(
  { store, findWithWhom }: EmergencyCaseDeps,
  referralId: string,
  caller: Reader,
): Promise<Whereabouts | undefined> {
  try {
    const found = await findWithWhom(caller, referralId)
    return found && { ...found, away: [] }
  } catch (error) {
    const heard = isAway(error) ? await store.read(reader => placeOf(reader, referralId)) : undefined
    if (heard === undefined) throw error
    return { ...heard, looksAfter: true, away: ['referral'] }
  }
}

/** Who has the person, or knows who does; the number only where the directory has one. */
async function whomToCall({ directory }: EmergencyCaseDeps, { hub, agencyId }: Party): Promise<Record<string, string>> {
  const { phone } = await directory.nameOf({ hub, agencyId })
  return { hub, agencyId, ...(phone !== '' && { dutyPhone: phone }) }
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
