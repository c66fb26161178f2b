import { type Standing, StandingRefusal } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { AppError } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Party } from '../ports/decision.ts'
import type { FindStanding, Reader } from '../ports/standing.ts'
import { restrictedTo } from '../store/restrictions.ts'
import { findShare, type Share } from '../store/shares.ts'

export interface Parties {
  readonly from: Party
  readonly to: Party
}

/** A referral that somebody may work on now, and the person it rests on. */
export interface OpenCase {
  readonly standing: Standing
  readonly parties: Parties
  readonly own: Party
  readonly other: Party
  readonly share: Share
}

export interface OpenCaseDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly findStanding: FindStanding
}

/**
 * For a user of either agency who is assigned. Their colleagues, and themselves where nobody is opened now, hear why, as the referral's page
 * shows it to them: `referral_not_assigned`, `referral_closed`, `referral_over`, `referral_in_place`; and whoever is assigned where there is no
 * record: `record_gone`, `record_not_here`. Throws `not_found` for everybody else, whether or not there is such a referral;
 * `identity_restricted` for an agency that is kept out until an erasure is looked at again.
 */
export const openCase =
  ({ hub, store, findStanding }: OpenCaseDeps) =>
  async (reader: Reader, referralId: string): Promise<OpenCase> => {
    const { standing, refusal } = await findStanding(reader, referralId)
    if (standing === undefined) throw refused(refusal)
    const parties = partiesOf(standing)
    if (parties === undefined) throw httpErrors.not_found()
    const own = { hub, agencyId: reader.agency }
    const other = isSame(parties.to, own) ? parties.from : parties.to
    const isParty = isSame(parties.to, own) || isSame(parties.from, own)
    if (!isParty) throw httpErrors.not_found()
    const share = await store.read(tx => findShare(tx, standing.subjectRef))
    // A referral is made here of whom this hub has; what comes from another may be on its way.
    if (share === undefined) throw parties.from.hub === hub ? errors.record_gone() : errors.record_not_here()
    // The reference that the referral carries is the sender's, or the receiver's for what came from another hub.
    if (![parties.from, parties.to].some(party => isSame(party, share.agency))) throw httpErrors.not_found()
    await refuseRestricted(store, share.subjectId, own)
    return { standing, parties, own, other, share }
  }

function refused(refusal: StandingRefusal | undefined): AppError {
  switch (refusal) {
    case StandingRefusal.NOT_ASSIGNED:
      return errors.referral_not_assigned()
    case StandingRefusal.CLOSED:
      return errors.referral_closed()
    case StandingRefusal.OVER:
      return errors.referral_over()
    case StandingRefusal.IN_PLACE:
      return errors.referral_in_place()
    default:
      return httpErrors.not_found()
  }
}

/** Throws `identity_restricted` for an agency that is kept out until an erasure is looked at again; in an emergency too. */
export const refuseRestricted = (store: Pick<Store, 'read'>, subjectId: string, own: Party): Promise<void> =>
  store.read(reader => refuseKeptOut(reader, subjectId, own))

/** The same, as it stands in that transaction. */
export async function refuseKeptOut(tx: Pick<Transaction, 'sql'>, subjectId: string, own: Party): Promise<void> {
  const only = await restrictedTo(tx, subjectId)
  if (only !== undefined && !isSame(only, own)) throw errors.identity_restricted()
}

/**
 * Throws `identity_restricted` for whatever would go to another hub of a person whom one agency alone may open, be it by that agency. It goes
 * once that has ended.
 */
export async function refuseAbroad(store: Pick<Store, 'read'>, subjectId: string): Promise<void> {
  if ((await store.read(reader => restrictedTo(reader, subjectId))) !== undefined) throw errors.identity_restricted()
}

/** Throws log_full: of what is stored now the other agency would not hear. */
export function checkRoom({ standing }: OpenCase): void {
  if (standing.logFull) throw errors.log_full()
}

function partiesOf({ from, to }: Standing): Parties | undefined {
  if (from === undefined || to === undefined) return undefined
  return { from: { hub: from.hub, agencyId: from.agencyId }, to: { hub: to.hub, agencyId: to.agencyId } }
}

export const isSame = (one: Party, other: Party): boolean => one.hub === other.hub && one.agencyId === other.agencyId
