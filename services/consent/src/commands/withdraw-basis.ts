import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { findBasis } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'

export interface WithdrawBasis {
  readonly basisId: string
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * From now on nothing rests on it: each view and package asks again, and the referrals sent on it are told to halt. So it goes with what
 * the person agreed to by linked records, of which the agency hears nothing. Taken by the agency that recorded it. Throws
 * consent_not_found or already_withdrawn.
 */
export const withdrawBasis =
  (deps: Deps) =>
  async ({ basisId, caller, correlationId, replay }: WithdrawBasis): Promise<RecordedBasis> => {
    const { store, now, log } = deps
    const basis = await store.run(async tx => {
      await holdWithdrawals(tx)
      const known = await findBasis(tx, basisId)
      if (known === undefined || known.agencyId !== caller.agency) throw errors.consent_not_found()
      const { subjectId, agencyId } = known
      const at = now()
      const ended = await endBasis(deps, tx, { basisId, subjectId, agencyId, by: caller.user, at, correlationId })
      await endLinked(deps, tx, subjectId, at)
      return ended
    }, replay)
    messages['basis.withdrawn'](log, { basisId, agencyId: caller.agency })
    return basis
  }
