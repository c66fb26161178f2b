import { type Caller, requireStepUp } from '@amparo/http'
import type { Reader, Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { effectAt, type HowTaken, mayTakeBack, needsSecond, type Withdrawal } from '../domain/withdrawal.ts'
import type { FindChild } from '../ports/child.ts'
import { findBasis } from '../store/bases.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { guardianConflict, type Heard, hearTaker } from './hear-taker.ts'
import { messages } from './messages.ts'
import { askForWelfareCheck, type TakenWithdrawal, tellLog } from './take-withdrawal.ts'

export interface WithdrawBasis extends HowTaken {
  readonly basisId: string
  readonly caller: Pick<Caller, 'user' | 'agency' | 'acr' | 'authTime'>
  readonly correlationId: string
  readonly replay: Replay
}

export interface WithdrawnBasis {
  /** As it stands now. */
  readonly basis: RecordedBasis
  readonly withdrawal: TakenWithdrawal
}

/**
 * From now on nothing rests on it: each view and package asks again, the referrals sent on it are told to halt, and everybody who has
 * something of it is recalled; a child keeps somebody. So it goes with what the person agreed to by linked records, of which the agency hears nothing. Said under
 * duress it waits for a welfare check; by a court, of anything but a consent, for a second person. Taken by the agency that recorded it. Throws
 * consent_not_found or already_withdrawn; nobody_agreed_to_it for what no word of the person's carries; guardian_may_not_withdraw or
 * guardian_conflict for a guardian; step_up_required for a court's order.
 */
export const withdrawBasis =
  (deps: Deps & { readonly findChild: FindChild }) =>
  async (command: WithdrawBasis): Promise<WithdrawnBasis> => {
    const { basisId, caller, correlationId, replay, by, duress, document } = command
    const { store, hub, now, newId, log, policy } = deps
    if (by === 'court') requireStepUp(caller, now())
    const { draftId, child } = await heardFirst(deps, command)
    const outcome = await store.run(async tx => {
      await holdWithdrawals(tx)
      const known = await ownBasis(tx, command)
      const { subjectId, agencyId } = known
      const at = now()
      requireTheirs(command, known)
      if (known.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
      const waitsUntil = effectAt({ by, duress }, policy.withdrawal.welfareCheckHours, at)
      const ordered = needsSecond({ by }, known.record)
      const waits = waitsUntil !== undefined || ordered
      const withdrawal: Withdrawal = {
        ...{ withdrawalId: newId(), subjectId, subjectRef: known.form.subjectRef, by, duress, document, basisId, at },
        ...{ takenAt: { hub, agencyId }, user: caller.user, referralId: undefined, effectAt: waitsUntil },
        state: waits ? 'waiting' : 'effective',
        ...(ordered && { confirmAgency: agencyId }),
      }
      if (!(await addWithdrawal(tx, withdrawal))) throw errors.order_waits_already()
      if (waits) {
        if (!ordered) await askForWelfareCheck(deps, tx, withdrawal)
        return { basis: known, withdrawal: { ...withdrawal, draftId } }
      }
      const ended = await endBasis(deps, tx, {
        basisId,
        subjectId,
        agencyId,
        child,
        by: caller.user,
        at,
        correlationId,
        takenBack: withdrawal,
      })
      await endLinked(deps, tx, { subjectId, child, at })
      return { basis: ended, withdrawal: { ...withdrawal, draftId } }
    }, replay)
    tellLog(deps, outcome.withdrawal)
    if (outcome.withdrawal.state === 'effective') messages['basis.withdrawn'](log, { basisId, agencyId: caller.agency })
    return outcome
  }

async function ownBasis(reader: Reader, { basisId, caller }: Pick<WithdrawBasis, 'basisId' | 'caller'>) {
  const known = await findBasis(reader, basisId)
  if (known === undefined || known.agencyId !== caller.agency) throw errors.consent_not_found()
  return known
}

/** What keeps somebody safe, or what the law or a court demands, is nobody's to take back. */
function requireTheirs(how: Pick<HowTaken, 'by'>, { record }: RecordedBasis): void {
  if (mayTakeBack(how, record)) return
  throw how.by === 'guardian' ? errors.guardian_may_not_withdraw() : errors.nobody_agreed_to_it()
}

/** What waits for a court's order to be seen, or is the agency's own claim, is no word of the person's yet. */
async function heardFirst(
  deps: Deps & { readonly findChild: FindChild },
  command: WithdrawBasis,
): Promise<Pick<Heard, 'draftId' | 'child'>> {
  const { by, caller, correlationId } = command
  const known = await deps.store.read(reader => ownBasis(reader, command))
  requireTheirs(command, known)
  const { record, subjectId } = known
  if (record.basis !== 'consent' || record.withdrawnAt !== undefined)
    return { draftId: undefined, child: await deps.findChild(subjectId) }
  const { isHeard, ...heard } = await hearTaker(deps, { by, subjectId, caller, correlationId })
  if (!isHeard) throw guardianConflict(heard.draftId)
  return heard
}
