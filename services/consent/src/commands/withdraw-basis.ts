import { consentWithdrawn, encode } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { reaches } from '../domain/reach.ts'
import type { BasisRecord } from '../domain/record.ts'
import { type RecordedBasis, withdrawn } from '../domain/recorded-basis.ts'
import { lockBasis, recordsOf, saveFate } from '../store/bases.ts'
import { submissionsOf } from '../store/permits.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

export interface WithdrawBasis {
  readonly basisId: string
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * From now on nothing rests on it: each view and package asks again, and the referrals sent on it are told to halt. Taken by the
 * agency that recorded it. Throws consent_not_found or already_withdrawn.
 */
export const withdrawBasis =
  (deps: Deps) =>
  async ({ basisId, caller, correlationId, replay }: WithdrawBasis): Promise<RecordedBasis> => {
    const { store, now, newId, log } = deps
    const basis = await store.run(async tx => {
      const found = await lockBasis(tx, basisId)
      if (found === undefined || found.agencyId !== caller.agency) throw errors.consent_not_found()
      if (found.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
      const at = now()
      const next = withdrawn(found, caller.user, at)
      await saveFate(tx, next)
      const payload = { basisId, agencyId: next.agencyId, referralIds: await restingOn(tx, next, deps, at) }
      const meta = { id: newId(), aggregateId: basisId, aggregateVersion: 1, occurredAt: at, correlationId }
      tx.emit(encode(consentWithdrawn, payload, meta))
      return next
    }, replay)
    messages['basis.withdrawn'](log, { basisId, agencyId: caller.agency })
    return basis
  }

/**
 * It ends only what rests on it: a referral that another basis in force carries as well goes on, until that one ends too (rules:
 * Withdrawal).
 */
async function restingOn(
  tx: Transaction,
  { record, subjectId, agencyId }: RecordedBasis,
  { policy }: Deps,
  at: Date,
): Promise<string[]> {
  const others = (await recordsOf(tx, subjectId, agencyId)).filter(({ id }) => id !== record.id)
  const inForce = { ...record, withdrawnAt: undefined }
  const sent = await submissionsOf(tx, subjectId, agencyId)
  return sent
    .filter(submission => {
      const { recipient, basisId } = submission
      const carries = (other: BasisRecord) => reaches(other, recipient, submission, policy, at)
      // What was cited may have been withdrawn before, when this one carried on in its place.
      return (basisId === record.id || carries(inForce)) && !others.some(carries)
    })
    .map(({ referralId }) => referralId)
}
