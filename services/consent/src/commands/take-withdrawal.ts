import { denials } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { effectAt, type HowTaken, type Withdrawal } from '../domain/withdrawal.ts'
import type { Attest, Attested } from '../ports/attestation.ts'
import { anyReferralOf } from '../store/permits.ts'
import { addWithdrawal } from '../store/withdrawals.ts'
import { applyWithdrawal } from './apply-withdrawal.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { openSafeguardingDraft } from './open-safeguarding-draft.ts'
import { tellAgency } from './say-to-hub.ts'

export interface TakeWithdrawal extends HowTaken {
  /** By which the agency that takes it has the person. */
  readonly subjectRef: string
  /** Only what this referral rests on. */
  readonly referralId?: string | undefined
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token'>
  readonly correlationId: string
  readonly replay: Replay
}

export interface TakenWithdrawal extends Withdrawal {
  /** Of a child whose guardian took it back. */
  readonly draftId: string | undefined
}

/**
 * A person, a guardian or a court takes back what was agreed to, at any agency that has the person, whoever recorded it: of that, the
 * agency hears nothing. Said under duress it waits until somebody has spoken with the person, a day at most. Throws subject_not_found for
 * a reference that is not this agency's; guardian_conflict for a guardian who may be part of the harm.
 */
export const takeWithdrawal =
  (deps: Deps & { readonly attest: Attest }) =>
  async (command: TakeWithdrawal): Promise<TakenWithdrawal> => {
    const { subjectRef, caller, replay, by, duress, document, referralId } = command
    const { hub, store, policy, newId, now, log } = deps
    const attested = await deps.attest({ caller, subjectRef, languageExplained: '', recipientHub: hub })
    if (attested === undefined) throw errors.subject_not_found()
    const draftId = by === 'guardian' ? await safeguard(deps, command, attested) : undefined
    const at = now()
    const waitsUntil = effectAt({ by, duress }, policy.withdrawal.welfareCheckHours, at)
    const withdrawal: Withdrawal = {
      ...{ withdrawalId: newId(), subjectId: attested.subjectId, subjectRef, by, duress, document, referralId, at },
      ...{ takenAt: { hub, agencyId: caller.agency }, user: caller.user, basisId: undefined, effectAt: waitsUntil },
      state: waitsUntil === undefined ? 'effective' : 'waiting',
    }
    const taken = { ...withdrawal, draftId }
    await store.run(async tx => {
      await addWithdrawal(tx, withdrawal)
      if (waitsUntil === undefined)
        await applyWithdrawal(deps, tx, withdrawal, { by: caller.user, correlationId: command.correlationId })
      else await askForWelfareCheck(deps, tx, withdrawal)
      return taken
    }, replay)
    tellLog({ log }, withdrawal)
    return taken
  }

/**
 * What a guardian takes back leaves no child without help: a safeguarding draft opens first (rules: Children). Throws guardian_conflict for one
 * who may be part of the harm.
 */
export async function safeguard(
  deps: Deps,
  { subjectRef, caller, correlationId }: Pick<TakeWithdrawal, 'subjectRef' | 'caller' | 'correlationId'>,
  { person, subjectId }: Attested,
): Promise<string | undefined> {
  const reason = person.guardianConflict ? 'guardian_conflict' : 'withdrawn_by_guardian'
  const draftId = person.minor
    ? await openSafeguardingDraft(deps)({ child: { subjectId, subjectRef }, reason, caller, correlationId })
    : undefined
  if (person.guardianConflict) throw denials.guardian_conflict({ ...(draftId !== undefined && { refs: { draftId } }) })
  return draftId
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
