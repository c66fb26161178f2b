import { consentWithdrawn, encode } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { RecallKind } from '../domain/recall.ts'
import { grantsOf } from '../store/grants.ts'
import { findSubmission, submissionsOf } from '../store/permits.ts'
import { isRecalledSinceItLeft } from '../store/recalls.ts'
import { openRecalls, type RecallDeps } from './open-recalls.ts'

interface Stopping {
  readonly at: Date
  readonly correlationId: string
}

/**
 * The person wants nobody there to know any more, while what these referrals rest on stands for others: they halt, and their holders are recalled as by a
 * withdrawal. Why, no holder hears. What is stopped already stays so.
 */
export async function stopReferrals(
  deps: RecallDeps,
  tx: Transaction,
  referralIds: readonly string[],
  stopping: Stopping,
): Promise<void> {
  for (const referralId of referralIds)
    if (!(await isRecalledSinceItLeft(tx, referralId)))
      await stopReferral(deps, tx, referralId, { ...stopping, kind: 'withdrawn' })
}

/** One of them, for whichever reason. One that was never permitted is left out. */
export async function stopReferral(
  deps: RecallDeps,
  tx: Transaction,
  referralId: string,
  { kind, at, correlationId }: Stopping & { readonly kind: RecallKind },
): Promise<void> {
  const last = await findSubmission(tx, referralId)
  if (last === undefined) return
  const { subjectId, sender, basisId } = last
  const submissions = (await submissionsOf(tx, subjectId, sender.agencyId)).filter(one => one.referralId === referralId)
  const voidPermits = submissions.map(({ permitId }) => ({ permitId, referralId }))
  const meta = { id: deps.newId(), aggregateId: basisId, aggregateVersion: 1, occurredAt: at, correlationId }
  const payload = {
    basisId,
    agencyId: sender.agencyId,
    referralIds: [referralId],
    voidPermits,
    ...(kind === 'suspended' && { cause: kind }),
  }
  tx.emit(encode(consentWithdrawn, payload, meta))
  // What came from another hub rests on no basis of this one.
  const isGranted = (await grantsOf(tx, subjectId)).some(({ grantId }) => grantId === basisId)
  await openRecalls(deps, tx, { kind, basisId: isGranted ? undefined : basisId, submissions, at })
}
