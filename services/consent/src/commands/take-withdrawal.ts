import { type Caller, requireStepUp } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { effectAt, type HowTaken, type Withdrawal } from '../domain/withdrawal.ts'
import type { Attest } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { anyReferralOf } from '../store/permits.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import { applyWithdrawal } from './apply-withdrawal.ts'
import type { Deps } from './deps.ts'
import { guardianConflict, hearTaker } from './hear-taker.ts'
import { messages } from './messages.ts'
import { tellAgency } from './say-to-hub.ts'
import { tellOrigins } from './tell-origins.ts'

export interface TakeWithdrawal extends HowTaken {
  /** By which the agency that takes it has the person. */
  readonly subjectRef: string
  /** Only what this referral rests on. Of a court: what its order names. */
  readonly referralId?: string | undefined
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token' | 'acr' | 'authTime'>
  readonly correlationId: string
  readonly replay: Replay
}

export interface TakenWithdrawal extends Withdrawal {
  /** Of a child of this agency. */
  readonly draftId: string | undefined
}

/**
 * A person, a guardian or a court takes back what was agreed to, at any agency that has the person, whoever recorded it: of that, the
 * agency hears nothing. A child keeps somebody: a safeguarding draft opens. Said under duress it waits until somebody has spoken with the person, a day at most. What a court ends of what nobody
 * agreed to waits where it was recorded. Throws subject_not_found for a reference that is not this agency's; guardian_conflict for a guardian who
 * may be part of the harm; step_up_required for a court's order.
 */
export const takeWithdrawal =
  (deps: Deps & { readonly attest: Attest; readonly findChild: FindChild }) =>
  async (command: TakeWithdrawal): Promise<TakenWithdrawal> => {
    const { subjectRef, caller, correlationId, replay, by, duress, document, referralId } = command
    const { hub, store, policy, newId, now, log } = deps
    const at = now()
    if (by === 'court') requireStepUp(caller, at)
    const attested = await deps.attest({ caller, subjectRef, languageExplained: '', recipientHub: hub })
    if (attested === undefined) throw errors.subject_not_found()
    const { subjectId } = attested
    const { draftId, isHeard, child } = await hearTaker(deps, { by, subjectId, caller, correlationId })
    const waitsUntil = effectAt({ by, duress }, policy.withdrawal.welfareCheckHours, at)
    const withdrawal: Withdrawal = {
      ...{ withdrawalId: newId(), subjectId, subjectRef, by, duress, document, referralId, at },
      ...{ takenAt: { hub, agencyId: caller.agency }, user: caller.user, basisId: undefined, effectAt: waitsUntil },
      state: waitsUntil === undefined ? 'effective' : 'waiting',
    }
    if (!isHeard) {
      await keepUnheard(deps, withdrawal)
      throw guardianConflict(draftId)
    }
    const taken = { ...withdrawal, draftId }
    await store.run(async tx => {
      await addWithdrawal(tx, withdrawal)
      if (waitsUntil === undefined)
        await applyWithdrawal(deps, tx, withdrawal, { by: caller.user, correlationId, child })
      else await askForWelfareCheck(deps, tx, withdrawal)
      return taken
    }, replay)
    tellLog({ log }, withdrawal)
    return taken
  }

/** It ends nothing. Whose child it is in another hub hears that it was said, and opens its own draft. */
async function keepUnheard(deps: Deps, withdrawal: Withdrawal): Promise<void> {
  const unheard = { ...withdrawal, state: 'kept', effectAt: undefined } as const
  await deps.store.run(async tx => {
    await addWithdrawal(tx, unheard)
    await tellOrigins(deps, tx, unheard, withdrawal.at)
  })
}

/** The agency's people hear of it with any referral of the person; where there is none, its list says so. */
export async function askForWelfareCheck(
  deps: Pick<Deps, 'newId'>,
  tx: Transaction,
  { takenAt, referralId, subjectId, at }: Withdrawal,
): Promise<void> {
  const about = referralId ?? (subjectId === undefined ? undefined : await anyReferralOf(tx, subjectId))
  if (about !== undefined)
    tellAgency(deps, tx, { agencyId: takenAt.agencyId, referralId: about, what: 'welfare-check', at })
}

export function tellLog({ log }: Pick<Deps, 'log'>, { withdrawalId, takenAt, state }: Withdrawal): void {
  const { agencyId } = takenAt
  messages['withdrawal.taken'](log, { withdrawalId, agencyId, state })
  if (state === 'waiting') messages['withdrawal.waits'](log, { withdrawalId, agencyId })
}
