import { consentWithdrawn, encode } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { reaches } from '../domain/reach.ts'
import type { BasisRecord } from '../domain/record.ts'
import { type RecordedBasis, withdrawn } from '../domain/recorded-basis.ts'
import { findBasis, lockBasesOf, saveFate } from '../store/bases.ts'
import { type PermittedSubmission, submissionsOf } from '../store/permits.ts'
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
      const known = await findBasis(tx, basisId)
      if (known === undefined || known.agencyId !== caller.agency) throw errors.consent_not_found()
      // All of them: of two that carry the same referral and are withdrawn at once, the second must see that the first has gone.
      const bases = await lockBasesOf(tx, known.subjectId, known.agencyId)
      const found = bases.find(({ record }) => record.id === basisId)
      if (found === undefined) throw errors.consent_not_found()
      if (found.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
      const at = now()
      const next = withdrawn(found, caller.user, at)
      await saveFate(tx, next)
      const others = bases.flatMap(({ record }) => (record.id === basisId ? [] : [record]))
      const resting = await restingOn(tx, next, others, deps, at)
      const payload = {
        basisId,
        agencyId: next.agencyId,
        referralIds: resting.filter(({ isLast }) => isLast).map(({ referralId }) => referralId),
        voidPermits: resting.map(({ permitId, referralId }) => ({ permitId, referralId })),
      }
      const meta = { id: newId(), aggregateId: basisId, aggregateVersion: 1, occurredAt: at, correlationId }
      tx.emit(encode(consentWithdrawn, payload, meta))
      return next
    }, replay)
    messages['basis.withdrawn'](log, { basisId, agencyId: caller.agency })
    return basis
  }

/**
 * It ends only what rests on it: a referral that another basis in force carries as well goes on, until that one ends too (rules:
 * Withdrawal). While the bases are locked no permit is being given on one of them, so none is missed.
 */
async function restingOn(
  tx: Transaction,
  { record, subjectId, agencyId }: RecordedBasis,
  others: readonly BasisRecord[],
  { policy }: Deps,
  at: Date,
): Promise<PermittedSubmission[]> {
  const inForce = { ...record, withdrawnAt: undefined }
  const permitted = await submissionsOf(tx, subjectId, agencyId)
  return permitted.filter(submission => {
    const { recipient, basisId } = submission
    const carries = (other: BasisRecord) => reaches(other, recipient, submission, policy, at)
    // What was cited may have been withdrawn before, when this one carried on in its place.
    return (basisId === record.id || carries(inForce)) && !others.some(carries)
  })
}
