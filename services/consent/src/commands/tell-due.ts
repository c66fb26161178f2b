import { basisDue, encode } from '@amparo/contracts'
import { HOUR_MS } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import type { DueBasis, DueKind } from '../domain/due.ts'
import { takeUntold } from '../store/due-bases.ts'
import { submissionsOf } from '../store/permits.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

const BATCH = 100

/**
 * Tells the agency's supervisors, once for each date, of bases whose review is overdue, of those that end soon, and of those that soon lapse
 * because their sheet has not come. Can be broken off
 * anywhere and begun again.
 */
export const tellDue =
  (deps: Deps & { readonly warnBeforeMs: number }) =>
  async (signal?: AbortSignal): Promise<void> => {
    for (const kind of ['review', 'end', 'sheet'] as const)
      while (!signal?.aborted && (await tellBatch(deps, kind)) === BATCH);
  }

async function tellBatch(deps: Deps & { readonly warnBeforeMs: number }, kind: DueKind): Promise<number> {
  const now = deps.now()
  const sheetMs = deps.policy.consentForm.sheet.warnHours * HOUR_MS
  const until = new Date(now.getTime() + { review: 0, end: deps.warnBeforeMs, sheet: sheetMs }[kind])
  return deps.store.run(async tx => {
    const due = await takeUntold(tx, { kind, until, now, limit: BATCH })
    for (const one of due) await tell(deps, tx, one, kind, now)
    return due.length
  })
}

async function tell({ newId, log }: Deps, tx: Transaction, due: DueBasis, kind: DueKind, at: Date): Promise<void> {
  const { basisId, agencyId, subjectId } = due
  const sent = await submissionsOf(tx, subjectId, agencyId)
  const resting = sent.filter(submission => submission.isLast && submission.basisId === basisId)
  const payload = { basisId, agencyId, kind, referralIds: resting.map(({ referralId }) => referralId) }
  const id = newId()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId: id }
  tx.emit(encode(basisDue, payload, meta))
  messages['basis.due'](log, { basisId, agencyId, kind })
}
