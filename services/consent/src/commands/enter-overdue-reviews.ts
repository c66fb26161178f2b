import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import { AppError, uuidOf } from '@amparo/kernel'
import type { OverdueReview } from '../domain/due.ts'
import { wires } from '../ports/codes.ts'
import { markEntered, overdueReviews } from '../store/overdue-reviews.ts'
import type { Deps } from './deps.ts'

type EnterDeps = Deps & { readonly append: Append }

const AT_ONCE = 100

/**
 * Says in the access log, once for each date, which bases and authorisations no second person has confirmed or reviewed by then: a rule puts it
 * before auditors. Can be broken off anywhere and begun again.
 */
export const enterOverdueReviews =
  (deps: EnterDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const asked = { now: deps.now(), refusalHours: deps.policy.bases.secondPersonWithinHours, limit: AT_ONCE }
    for (let left = true; left && !signal?.aborted; ) {
      const overdue = await deps.store.read(reader => overdueReviews(reader, asked))
      for (const review of overdue) await enter(deps, review)
      left = overdue.length === AT_ONCE
    }
  }

async function enter({ hub, store, append, now, policy }: EnterDeps, review: OverdueReview): Promise<void> {
  const { what, id, agencyId, subjectRef = '', basis, version, at } = review
  const entryId = uuidOf(hash('sha256', `amparo/review-overdue/${what}/${id}/${at.toISOString()}`, 'hex'))
  await append({
    ...{ entryId, action: Action.REVIEW_OVERDUE, code: `${what}:${at.toISOString().slice(0, 10)}` },
    ...{ agency: { hub, agencyId }, subjectRef, policyHash: policy.hash, occurredAt: timestampFromDate(now()) },
    ...(basis && { basis: wires.basis.write(basis), basisId: id, basisVersion: version ?? 0 }),
  }).catch((error: unknown) => {
    // It was entered before, by a round that was broken off.
    if (!(error instanceof AppError) || error.code !== 'log_entry_id_reused') throw error
  })
  await store.run(tx => markEntered(tx, review))
}
