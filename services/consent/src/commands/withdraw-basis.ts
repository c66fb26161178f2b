import type { Caller } from '@amparo/http'
import type { Reader, Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { effectAt, ends, type HowTaken, type Withdrawal } from '../domain/withdrawal.ts'
import type { Attest } from '../ports/attestation.ts'
import { findBasis } from '../store/bases.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { endLinked, holdWithdrawals } from './end-linked.ts'
import { messages } from './messages.ts'
import { askForWelfareCheck, safeguard, type TakenWithdrawal, tellLog } from './take-withdrawal.ts'

export interface WithdrawBasis extends HowTaken {
  readonly basisId: string
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token'>
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
 * something of it is recalled. So it goes with what the person agreed to by linked records, of which the agency hears nothing. Said under
 * duress it waits for a welfare check. Taken by the agency that recorded it. Throws consent_not_found or already_withdrawn;
 * guardian_may_not_withdraw or guardian_conflict for a guardian.
 */
export const withdrawBasis =
  (deps: Deps & { readonly attest: Attest }) =>
  async (command: WithdrawBasis): Promise<WithdrawnBasis> => {
    const { basisId, caller, correlationId, replay, by, duress, document } = command
    const { store, hub, now, newId, log, policy } = deps
    const draftId = by === 'guardian' ? await checkGuardian(deps, command) : undefined
    const outcome = await store.run(async tx => {
      await holdWithdrawals(tx)
      const known = await ownBasis(tx, command)
      const { subjectId, agencyId } = known
      const at = now()
      if (known.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
      const waitsUntil = effectAt({ by, duress }, policy.withdrawal.welfareCheckHours, at)
      const withdrawal: Withdrawal = {
        ...{ withdrawalId: newId(), subjectId, subjectRef: known.form.subjectRef, by, duress, document, basisId, at },
        ...{ takenAt: { hub, agencyId }, user: caller.user, referralId: undefined, effectAt: waitsUntil },
        state: waitsUntil === undefined ? 'effective' : 'waiting',
      }
      await addWithdrawal(tx, withdrawal)
      if (waitsUntil !== undefined) {
        await askForWelfareCheck(deps, tx, withdrawal)
        return { basis: known, withdrawal: { ...withdrawal, draftId } }
      }
      const ended = await endBasis(deps, tx, {
        basisId,
        subjectId,
        agencyId,
        by: caller.user,
        at,
        correlationId,
        takenBackBy: by,
      })
      await endLinked(deps, tx, subjectId, at)
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

/**
 * A guardian's refusal never defeats safeguarding, and one who may be part of the harm takes nothing back (rules: Withdrawal; Children).
 * Answers the draft that opens for a child.
 */
async function checkGuardian(
  deps: Deps & { readonly attest: Attest },
  command: WithdrawBasis,
): Promise<string | undefined> {
  const { caller, correlationId } = command
  const { form, record } = await deps.store.read(reader => ownBasis(reader, command))
  if (!ends({ by: 'guardian' }, record)) throw errors.guardian_may_not_withdraw()
  const { subjectRef } = form
  const attested = await deps.attest({ caller, subjectRef, languageExplained: '', recipientHub: deps.hub })
  if (attested === undefined) throw errors.consent_not_found()
  return safeguard(deps, { subjectRef, caller, correlationId }, attested)
}
