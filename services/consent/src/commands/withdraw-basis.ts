import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type RecordedBasis, withdrawn } from '../domain/recorded-basis.ts'
import { lockBasis, saveFate } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

export interface WithdrawBasis {
  readonly basisId: string
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly replay: Replay
}

/**
 * From now on nothing rests on it: each view and package asks again. Taken by the agency that recorded it. Throws
 * consent_not_found or already_withdrawn.
 */
export const withdrawBasis =
  ({ store, now, log }: Deps) =>
  async ({ basisId, caller, replay }: WithdrawBasis): Promise<RecordedBasis> => {
    const basis = await store.run(async tx => {
      const found = await lockBasis(tx, basisId)
      if (found === undefined || found.agencyId !== caller.agency) throw errors.consent_not_found()
      if (found.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
      const next = withdrawn(found, caller.user, now())
      await saveFate(tx, next)
      return next
    }, replay)
    messages['basis.withdrawn'](log, { basisId, agencyId: caller.agency })
    return basis
  }
