import { consentWithdrawn, encode } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type Childhood, isSpent } from '../domain/child.ts'
import { errors } from '../domain/errors.ts'
import type { BasisRecord } from '../domain/record.ts'
import { type RecordedBasis, withdrawn } from '../domain/recorded-basis.ts'
import type { Said } from '../domain/withdrawal.ts'
import { lockBasesOf, saveFate } from '../store/bases.ts'
import { type PermittedSubmission, submissionsOf } from '../store/permits.ts'
import { carryingFor } from './carrying.ts'
import type { Deps } from './deps.ts'
import { endOnward } from './end-onward.ts'
import { openRecalls } from './open-recalls.ts'

export interface Ending {
  readonly basisId: string
  readonly subjectId: string
  readonly agencyId: string
  /** Who the person is by now. */
  readonly child: Childhood
  readonly by: string
  readonly at: Date
  readonly correlationId: string
  /** Absent: nobody took it back. */
  readonly takenBack?: Said
}

/** From now on nothing rests on it, and the referrals sent on it are told to halt, by whoever sent them. Throws consent_not_found or already_withdrawn. */
export async function endBasis(
  deps: Pick<Deps, 'policy' | 'newId' | 'hub'>,
  tx: Transaction,
  { basisId, subjectId, agencyId, child, by, at, correlationId, takenBack }: Ending,
): Promise<RecordedBasis> {
  const { policy, newId } = deps
  // All of them: of two that carry the same referral and are withdrawn at once, the second must see that the first has gone.
  const bases = await lockBasesOf(tx, subjectId, agencyId)
  const found = bases.find(({ record }) => record.id === basisId)
  if (found === undefined) throw errors.consent_not_found()
  if (found.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
  const next = withdrawn(found, by, at)
  await saveFate(tx, next, takenBack)
  const others = bases.flatMap(({ record }) => (record.id === basisId ? [] : [record]))
  const resting = await restingOn(tx, next, others, { policy, hub: deps.hub, now: at, child })
  const payload = {
    basisId,
    agencyId: next.agencyId,
    referralIds: resting.filter(({ isLast }) => isLast).map(({ referralId }) => referralId),
    voidPermits: resting.map(({ permitId, referralId }) => ({ permitId, referralId })),
  }
  const meta = { id: newId(), aggregateId: basisId, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(consentWithdrawn, payload, meta))
  const halted = await openRecalls(deps, tx, { kind: 'withdrawn', basisId, submissions: resting, at })
  await endOnward(deps, tx, { basisId, subjectId, agencyId, child, at, correlationId }, halted)
  return next
}

/**
 * It ends only what rests on it: a referral that another basis in force carries as well goes on, until that one ends too (rules:
 * Withdrawal); not one that ended with childhood, or of a guardian who may be part of the harm. While the bases are locked no permit is being given on one of them, so none is missed.
 */
async function restingOn(
  tx: Transaction,
  { record, subjectId, agencyId }: RecordedBasis,
  others: readonly BasisRecord[],
  by: Pick<Deps, 'policy' | 'hub'> & { readonly now: Date; readonly child: Childhood },
): Promise<PermittedSubmission[]> {
  const inForce = { ...record, withdrawnAt: undefined }
  const { carries, cites } = await carryingFor(tx, { subjectId, agencyId, records: [inForce, ...others] }, by)
  const permitted = await submissionsOf(tx, subjectId, agencyId)
  const standing = others.filter(other => !isSpent(other, by.child, by.policy))
  return permitted.filter(
    // What was cited may have been withdrawn before, when this one carried on in its place.
    sent => (cites(record, sent) || carries(inForce, sent)) && !standing.some(other => carries(other, sent)),
  )
}
