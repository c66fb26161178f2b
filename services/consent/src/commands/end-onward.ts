import { consentWithdrawn, encode } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type Childhood, isSpent } from '../domain/child.ts'
import { lineTo } from '../store/bases.ts'
import { type PermittedSubmission, submissionsOfOthers } from '../store/permits.ts'
import { openRecallAt } from '../store/recalls.ts'
import { carryingFor } from './carrying.ts'
import { openRecalls, type RecallDeps } from './open-recalls.ts'
import { recordsBehind } from './records-behind.ts'

interface Ended {
  readonly basisId: string
  readonly subjectId: string
  readonly agencyId: string
  readonly child: Childhood
  readonly at: Date
  readonly correlationId: string
}

/**
 * What other agencies sent on by leave of a consent that has ended halts too, and its holders are recalled, though what they were given the person
 * on goes on: another basis carries that, and not this. `halted`: referrals below holders that are recalled already.
 */
export async function endOnward(
  deps: RecallDeps,
  tx: Transaction,
  ended: Ended,
  halted: readonly string[],
): Promise<void> {
  const { basisId, subjectId, agencyId, child, at, correlationId } = ended
  const line = await lineTo(tx, basisId)
  const sent = (await submissionsOfOthers(tx, subjectId, agencyId)).filter(one => line.has(one.basisId))
  const done = new Set(halted)
  // In the order in which it went on: whoever is further below is reached through whoever is above.
  for (const [referralId, permits] of Map.groupBy(sent, one => one.referralId)) {
    const resting = done.has(referralId) ? [] : await uncarried(deps, tx, permits, { child, now: at })
    const [first] = resting
    if (first === undefined) continue
    const isLast = resting.some(one => one.isLast)
    const voidPermits = resting.map(({ permitId }) => ({ permitId, referralId }))
    const payload = { basisId, agencyId: first.sender.agencyId, referralIds: isLast ? [referralId] : [], voidPermits }
    const meta = { id: deps.newId(), aggregateId: basisId, aggregateVersion: 1, occurredAt: at, correlationId }
    tx.emit(encode(consentWithdrawn, payload, meta))
    const parentId = await openRecallAt(tx, subjectId, first.sender)
    const below = await openRecalls(deps, tx, {
      ...{ kind: 'withdrawn', basisId, submissions: resting, at },
      ...(parentId !== undefined && { parentId }),
    })
    for (const id of below) done.add(id)
  }
}

/** The permits of one referral that nothing in force carries, of its sender or of what has taken the place of the one it was sent on. */
async function uncarried(
  { policy, hub }: RecallDeps,
  tx: Transaction,
  permits: readonly PermittedSubmission[],
  { child, now }: { readonly child: Childhood; readonly now: Date },
): Promise<PermittedSubmission[]> {
  const left: PermittedSubmission[] = []
  for (const sent of permits) {
    const records = await recordsBehind(tx, sent, policy)
    const about = { subjectId: sent.subjectId, agencyId: sent.sender.agencyId, records }
    const { carries } = await carryingFor(tx, about, { policy, hub, now })
    const standing = records.filter(record => !isSpent(record, child, policy))
    if (!standing.some(record => carries(record, sent))) left.push(sent)
  }
  return left
}
