import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import type { FindChild } from '../ports/child.ts'
import type { Directory } from '../ports/directory.ts'
import {
  type DueWithdrawal,
  dueWithdrawals,
  findWithdrawal,
  lockWithdrawal,
  settleWithdrawal,
} from '../store/withdrawals.ts'
import { applyWithdrawal } from './apply-withdrawal.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { type Heard, hearTaker } from './hear-taker.ts'
import { freeToStandBy } from './may-stand-by.ts'
import { messages } from './messages.ts'
import { tellOrigins } from './tell-origins.ts'

type SettleDeps = Deps & { readonly findChild: FindChild }

export interface SettleWithdrawal {
  readonly withdrawalId: string
  /** Somebody has spoken with the person alone: it is what they want, or somebody made them say it. */
  readonly outcome: 'wanted' | 'under_duress'
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * A colleague of whoever took it has looked after the person: nobody whom the person excludes. Throws withdrawal_not_found for them and for other
 * agencies, second_person_required for whoever took it, withdrawal_settled.
 */
export const checkWelfare =
  (deps: SettleDeps & { readonly directory: Directory }) =>
  async ({ withdrawalId, outcome, caller, correlationId, replay }: SettleWithdrawal): Promise<Withdrawal> => {
    const { store, hub, log } = deps
    const checked = (found: Withdrawal | undefined): Withdrawal => {
      const isOwn = found?.takenAt.hub === hub && found.takenAt.agencyId === caller.agency
      if (found === undefined || !isOwn || found.confirmAgency !== undefined) throw errors.withdrawal_not_found()
      if (found.state !== 'waiting') throw errors.withdrawal_settled()
      if (found.user === caller.user) throw errors.second_person_required()
      return found
    }
    const found = checked(await store.read(reader => findWithdrawal(reader, withdrawalId)))
    const { subjectId } = found
    const isFree = await freeToStandBy(deps, { subjectId, caller })
    if (!(await store.read(isFree))) throw errors.withdrawal_not_found()
    const heard =
      outcome === 'wanted' ? await hearTaker(deps, { by: found.by, subjectId, caller, correlationId }) : undefined
    const settled = await store.run(async tx => {
      // Nobody is excluded meanwhile. Before the row is locked: what follows holds them, too.
      await holdWithdrawals(tx)
      if (!(await isFree(tx))) throw errors.withdrawal_not_found()
      const found = checked(await lockWithdrawal(tx, withdrawalId))
      return settle(deps, tx, found, { heard, by: caller.user, correlationId })
    }, replay)
    messages['withdrawal.settled'](log, { withdrawalId, state: settled.state })
    return settled
  }

interface Settling {
  /** Undefined: it is not what the person wants. */
  readonly heard: Heard | undefined
  readonly by: string
  readonly correlationId: string
}

/** What a guardian said who may be part of the harm, as is known by now, ends nothing; whose child it is in another hub hears that it was said. */
async function settle(
  deps: Deps,
  tx: Transaction,
  found: Withdrawal,
  { heard, by, correlationId }: Settling,
): Promise<Withdrawal> {
  const { withdrawalId: id } = found
  const at = deps.now()
  const state = heard?.isHeard ? 'effective' : 'kept'
  await settleWithdrawal(tx, { id, state, by, at })
  if (heard?.isHeard) await applyWithdrawal(deps, tx, found, { by, correlationId, child: heard.child })
  else if (heard) await tellOrigins(deps, tx, found, at)
  return { ...found, state }
}

const AT_ONCE = 50
/** In the place of a user's id. */
const BY = 'time-passed'

/** Nobody has spoken with the person in time: what they said counts. One that cannot be settled now holds up no other, and is said. */
export const applyDueWithdrawals =
  (deps: SettleDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, now, log } = deps
    let after: DueWithdrawal | undefined
    do {
      const page = { now: now(), after, limit: AT_ONCE }
      const due = await store.read(reader => dueWithdrawals(reader, page))
      for (const { id: withdrawalId } of due) {
        if (signal?.aborted) return
        await applyDue(deps, withdrawalId).catch((error: unknown) =>
          messages['withdrawal.not-settled'](log, { withdrawalId }, error),
        )
      }
      after = due.at(-1)
    } while (after !== undefined)
  }

async function applyDue(deps: SettleDeps, withdrawalId: string): Promise<void> {
  const { store, log } = deps
  const known = await store.read(reader => findWithdrawal(reader, withdrawalId))
  if (known?.state !== 'waiting') return
  const { by, subjectId } = known
  const heard = await hearTaker(deps, { by, subjectId, correlationId: withdrawalId })
  const settled = await store.run(async tx => {
    await holdWithdrawals(tx)
    const found = await lockWithdrawal(tx, withdrawalId)
    if (found?.state !== 'waiting') return undefined
    return settle(deps, tx, found, { heard, by: BY, correlationId: withdrawalId })
  })
  if (settled) messages['withdrawal.settled'](log, { withdrawalId, state: settled.state })
}
