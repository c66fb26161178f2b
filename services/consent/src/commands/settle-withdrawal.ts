import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import { dueWithdrawals, lockWithdrawal, settleWithdrawal } from '../store/withdrawals.ts'
import { applyWithdrawal } from './apply-withdrawal.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

export interface SettleWithdrawal {
  readonly withdrawalId: string
  /** Somebody has spoken with the person alone: it is what they want, or somebody made them say it. */
  readonly outcome: 'wanted' | 'under_duress'
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * A colleague of whoever took it has looked after the person. Throws withdrawal_not_found for other agencies, second_person_required for
 * whoever took it, withdrawal_settled.
 */
export const checkWelfare =
  (deps: Deps) =>
  async ({ withdrawalId, outcome, caller, correlationId, replay }: SettleWithdrawal): Promise<Withdrawal> => {
    const { store, hub, log, now } = deps
    const settled = await store.run(async tx => {
      const found = await lockWithdrawal(tx, withdrawalId)
      const isOwn = found?.takenAt.hub === hub && found.takenAt.agencyId === caller.agency
      if (found === undefined || !isOwn || found.confirmAgency !== undefined) throw errors.withdrawal_not_found()
      if (found.state !== 'waiting') throw errors.withdrawal_settled()
      if (found.user === caller.user) throw errors.second_person_required()
      const state = outcome === 'wanted' ? 'effective' : 'kept'
      await settleWithdrawal(tx, { id: withdrawalId, state, by: caller.user, at: now() })
      if (state === 'effective') await applyWithdrawal(deps, tx, found, { by: caller.user, correlationId })
      return { ...found, state } as const
    }, replay)
    messages['withdrawal.settled'](log, { withdrawalId, state: settled.state })
    return settled
  }

const AT_ONCE = 50
/** In the place of a user's id. */
const BY = 'time-passed'

/** Nobody has spoken with the person in time: what they said counts. */
export const applyDueWithdrawals =
  (deps: Deps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, now, log } = deps
    for (const id of await store.read(reader => dueWithdrawals(reader, now(), AT_ONCE))) {
      if (signal?.aborted) return
      const done = await store.run(async tx => {
        const found = await lockWithdrawal(tx, id)
        if (found?.state !== 'waiting') return false
        await settleWithdrawal(tx, { id, state: 'effective', by: BY, at: now() })
        await applyWithdrawal(deps, tx, found, { by: BY, correlationId: id })
        return true
      })
      if (done) messages['withdrawal.settled'](log, { withdrawalId: id, state: 'effective' })
    }
  }
