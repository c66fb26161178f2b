import { hash } from 'node:crypto'
import { Action, timestampFromDate } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { enterOnce } from '../ports/access-log.ts'
import { markEntered, type OverdueReview, overdueReviews } from '../store/overdue-reviews.ts'
import type { CustodyDeps } from './custody.ts'

type Deps = Pick<CustodyDeps, 'hub' | 'store' | 'append' | 'now'>

const AT_ONCE = 100

/**
 * Says in the access log, once for each day of review, which orders and restrictions nobody has looked at again by then: a rule puts it before
 * auditors. They stand all the same. Can be broken off anywhere and begun again.
 */
export const enterOverdueReviews =
  (deps: Deps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const today = deps.now().toISOString().slice(0, 10)
    for (let left = true; left && !signal?.aborted; ) {
      const overdue = await deps.store.read(reader => overdueReviews(reader, today, AT_ONCE))
      for (const review of overdue) await enter(deps, review)
      left = overdue.length === AT_ONCE
    }
  }

async function enter({ hub, store, append, now }: Deps, review: OverdueReview): Promise<void> {
  const { what, id, day, subjectRef, agencyId } = review
  const entryId = uuidOf(hash('sha256', `amparo/review-overdue/${what}/${id}/${day}`, 'hex'))
  await enterOnce(append, {
    ...{ entryId, action: Action.REVIEW_OVERDUE, code: `${what}:${day}`, subjectRef, agency: { hub, agencyId } },
    occurredAt: timestampFromDate(now()),
  })
  await store.run(tx => markEntered(tx, review))
}
