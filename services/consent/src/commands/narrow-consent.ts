import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type Narrowing, narrowed } from '../domain/narrow.ts'
import { recordOf } from '../domain/record-of.ts'
import { agreedAt, type RecordedBasis } from '../domain/recorded-basis.ts'
import { termOf } from '../domain/term.ts'
import { insertBasis, lockBasis, markSuperseded } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'

export interface NarrowConsent {
  readonly basisId: string
  readonly to: Narrowing
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * Less of what was agreed, at any time and without a new signature: a consent in its place, and what that does not reach any more halts.
 * Throws consent_not_found, already_withdrawn, or not_narrower with the fields in which more would be.
 */
export const narrowConsent =
  (deps: Deps) =>
  async ({ basisId, to, caller, correlationId, replay }: NarrowConsent): Promise<RecordedBasis> => {
    const at = deps.now()
    const narrower = await deps.store.run(async tx => {
      // What is left out was taken back: whoever records another basis for it sees that.
      await holdWithdrawals(tx)
      const found = await lockBasis(tx, basisId)
      if (found?.agencyId !== caller.agency || found.record.basis !== 'consent') throw errors.consent_not_found()
      if (found.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
      const less = narrowed(found.form, to)
      if ('wider' in less) {
        throw errors.not_narrower({ fields: less.wider.map(pointer => ({ pointer, code: 'not_narrower' })) })
      }
      const term = termOf(less.form, at, deps.policy)
      const endsAt = new Date(Math.min(Number(term.endsAt), Number(found.record.endsAt)))
      const record = recordOf(less.form, { ...term, endsAt, sheetBy: found.record.sheetBy }, deps.newId(), at)
      const { subjectId, agencyId } = found
      const basis: RecordedBasis = {
        ...{ record, form: less.form, subjectId, agencyId, userId: caller.user, policyHash: deps.policy.hash },
        ...{ confirmedBy: undefined, withdrawnBy: undefined, supersedes: basisId, agreedAt: agreedAt(found) },
      }
      await insertBasis(tx, basis)
      await markSuperseded(tx, basisId, record.id)
      await endBasis(deps, tx, { basisId, subjectId, agencyId, by: caller.user, at, correlationId })
      return basis
    }, replay)
    messages['basis.recorded'](deps.log, { basisId: narrower.record.id, basis: 'consent', agencyId: caller.agency })
    return narrower
  }
