import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { statusOf } from '../domain/record.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { reviewBy } from '../domain/term.ts'
import type { FindChild } from '../ports/child.ts'
import { findBasis, lockBasis, saveReview } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'

export interface ReviewBasis {
  readonly basisId: string
  readonly outcome: 'stands' | 'ends'
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * Somebody else of the agency has looked at a basis other than consent again: it stands until the next review, or it ends. What lapsed
 * because nobody confirmed it, or ended by itself, is looked at once: it is not revived, and if it should never have been, whoever has
 * something of it is recalled. Throws consent_not_found, second_person_required or review_not_needed.
 */
export const reviewBasis =
  (deps: Deps & { readonly findChild: FindChild }) =>
  async ({ basisId, outcome, caller, correlationId, replay }: ReviewBasis): Promise<RecordedBasis> => {
    const at = deps.now()
    const known = await deps.store.read(reader => findBasis(reader, basisId))
    if (known?.agencyId !== caller.agency) throw errors.consent_not_found()
    const child = outcome === 'ends' ? await deps.findChild(known.subjectId) : undefined
    const reviewed = await deps.store.run(async tx => {
      // Before a row is locked, as every withdrawal does: what ends it locks the person's others, too.
      if (child !== undefined) await holdWithdrawals(tx)
      const found = await lockBasis(tx, basisId)
      if (found?.agencyId !== caller.agency) throw errors.consent_not_found()
      const { record, subjectId } = found
      if (found.userId === caller.user) throw errors.second_person_required()
      const next = reviewBy(record.basis, at, deps.policy)
      const isWithdrawn = record.withdrawnAt !== undefined
      if (next === undefined || isWithdrawn || found.reviewBy === undefined) throw errors.review_not_needed()
      const again = statusOf(record, at) === 'in_force' ? next : undefined
      await saveReview(tx, basisId, { by: caller.user, at, next: again })
      const after = { ...found, record: { ...record, version: record.version + 1 }, reviewBy: again }
      if (child === undefined) return after
      const ending = { basisId, subjectId, agencyId: caller.agency, child, by: caller.user, at, correlationId }
      return endBasis(deps, tx, ending)
    }, replay)
    messages['basis.reviewed'](deps.log, { basisId, agencyId: caller.agency })
    return reviewed
  }
