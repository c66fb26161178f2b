import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { type Roster, rosterCode, rosterOf } from '../domain/duty.ts'
import { errors } from '../domain/errors.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import type { FindChild } from '../ports/child.ts'
import type { Directory } from '../ports/directory.ts'
import type { FindDuty } from '../ports/duty.ts'
import { findWithdrawal, lockWithdrawal, settleWithdrawal } from '../store/withdrawals.ts'
import { applyWithdrawal } from './apply-withdrawal.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { hearTaker } from './hear-taker.ts'
import { freeToStandBy } from './may-stand-by.ts'
import { messages } from './messages.ts'

export interface CheckOrder {
  readonly withdrawalId: string
  /** Whether a court has ordered it. */
  readonly outcome: 'confirmed' | 'not_confirmed'
  readonly caller: Pick<Caller, 'user' | 'agency' | 'acr'>
  readonly correlationId: string
  readonly replay: Replay
}

type CheckOrderDeps = Deps & {
  readonly append: Append
  readonly directory: Directory
  readonly findChild: FindChild
  readonly findDuty: FindDuty
}

/**
 * A second person has seen a court's order that ends what nobody agreed to: of the agency that recorded it, or of the hub's duty roster where
 * that agency has nobody else (trust: People): of another agency never who removes people, speaks for a foreign state or is excluded by the person.
 * Until then it stands. It is in the access log before it counts. Throws withdrawal_not_found; to that agency, second_person_required,
 * second_person_not_on_duty, withdrawal_settled.
 */
export const checkOrder =
  (deps: CheckOrderDeps) =>
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
    const { by, subjectId } = found
    const isFree = colleague ? undefined : await freeToStandBy(deps, { subjectId, caller })
    if (isFree && !(await store.read(isFree))) throw errors.withdrawal_not_found()
    const duty = await findDuty({ by: caller, officer: { agencyId, userId: found.user ?? '' } })
    const roster = rosterOf(duty, { colleague, independent: false })
    if (roster === undefined) throw colleague ? errors.second_person_not_on_duty() : errors.withdrawal_not_found()
    if (outcome === 'confirmed') await deps.append(entryOf(found, { caller, roster }, deps))
    const heard = outcome === 'confirmed' ? await hearTaker(deps, { by, subjectId, caller, correlationId }) : undefined
    const state = heard ? 'effective' : 'kept'
    const settled = await store.run(async tx => {
      // Nobody is excluded meanwhile. Before the row is locked: what follows holds them, too.
      await holdWithdrawals(tx)
      if (isFree && !(await isFree(tx))) throw errors.withdrawal_not_found()
      const { found } = checked(await lockWithdrawal(tx, withdrawalId))
      await settleWithdrawal(tx, { id: withdrawalId, state, by: caller.user, at: now() })
      if (heard) await applyWithdrawal(deps, tx, found, { by: caller.user, correlationId, child: heard.child })
      return { ...found, state } as const
    }, replay)
    messages['withdrawal.settled'](log, { withdrawalId, state })
    if (heard && roster === 'none') messages['order.confirmed-off-duty'](log, { withdrawalId, agencyId: caller.agency })
    return settled
  }

function faultOf({ state, user }: Withdrawal, by: { readonly user: string }) {
  if (user === by.user) return 'second_person_required'
  return state === 'waiting' ? undefined : 'withdrawal_settled'
}

/** Logged again, should what follows fail and be tried again. */
const entryOf = (
  { subjectRef = '', basisId = '' }: Withdrawal,
  { caller, roster }: Pick<CheckOrder, 'caller'> & { readonly roster: Roster },
  { hub, newId, now, policy }: Deps,
) => ({
  ...{ entryId: newId(), action: Action.ORDER_CONFIRMED, code: rosterCode(roster) },
  ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
  ...{ subjectRef, basisId, policyHash: policy.hash, occurredAt: timestampFromDate(now()) },
})
