import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { rosterOf } from '../domain/duty.ts'
import { errors } from '../domain/errors.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import type { FindChild } from '../ports/child.ts'
import type { FindDuty } from '../ports/duty.ts'
import { findWithdrawal, lockWithdrawal, settleWithdrawal } from '../store/withdrawals.ts'
import { applyWithdrawal } from './apply-withdrawal.ts'
import type { Deps } from './deps.ts'
import { hearTaker } from './hear-taker.ts'
import { messages } from './messages.ts'

export interface CheckOrder {
  readonly withdrawalId: string
  /** Whether a court has ordered it. */
  readonly outcome: 'confirmed' | 'not_confirmed'
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * A second person has seen a court's order that ends what nobody agreed to: of the agency that recorded it, or of the hub's duty roster where
 * that agency has nobody else (trust: People). Until then it stands. Throws withdrawal_not_found; to that agency, second_person_required,
 * second_person_not_on_duty, withdrawal_settled.
 */
export const checkOrder =
  (deps: Deps & { readonly findChild: FindChild; readonly findDuty: FindDuty }) =>
  async ({ withdrawalId, outcome, caller, correlationId, replay }: CheckOrder): Promise<Withdrawal> => {
    const { store, now, log, findDuty } = deps
    const checked = (found: Withdrawal | undefined) => {
      const { confirmAgency } = found ?? {}
      if (found === undefined || confirmAgency === undefined) throw errors.withdrawal_not_found()
      const colleague = confirmAgency === caller.agency
      const fault = faultOf(found, caller)
      // Whoever is on duty for another agency is told of nothing but what waits.
      if (fault !== undefined) throw colleague ? errors[fault]() : errors.withdrawal_not_found()
      return { found, colleague, agencyId: confirmAgency }
    }
    const { found, colleague, agencyId } = checked(await store.read(reader => findWithdrawal(reader, withdrawalId)))
    const duty = await findDuty({ by: caller, officer: { agencyId, userId: found.user ?? '' } })
    if (rosterOf(duty, { colleague, independent: false }) === undefined)
      throw colleague ? errors.second_person_not_on_duty() : errors.withdrawal_not_found()
    const { by, subjectId } = found
    const heard = outcome === 'confirmed' ? await hearTaker(deps, { by, subjectId, caller, correlationId }) : undefined
    const state = heard ? 'effective' : 'kept'
    const settled = await store.run(async tx => {
      const { found } = checked(await lockWithdrawal(tx, withdrawalId))
      await settleWithdrawal(tx, { id: withdrawalId, state, by: caller.user, at: now() })
      if (heard) await applyWithdrawal(deps, tx, found, { by: caller.user, correlationId, minor: heard.minor })
      return { ...found, state } as const
    }, replay)
    messages['withdrawal.settled'](log, { withdrawalId, state })
    return settled
  }

function faultOf({ state, user }: Withdrawal, by: { readonly user: string }) {
  if (user === by.user) return 'second_person_required'
  return state === 'waiting' ? undefined : 'withdrawal_settled'
}
