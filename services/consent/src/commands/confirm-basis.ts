import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import { type Replay, storeErrors } from '@amparo/store'
import { type Roster, rosterCode, rosterOf } from '../domain/duty.ts'
import { errors } from '../domain/errors.ts'
import { confirmationFault, confirmed, isIndependentOf, type RecordedBasis } from '../domain/recorded-basis.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import type { FindDuty } from '../ports/duty.ts'
import { findBasis, lockBasis, saveFate } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { shareExclusions } from './hold-exclusions.ts'
import { freeToStandBy } from './may-stand-by.ts'
import { messages } from './messages.ts'
import { refusal } from './refusal.ts'

export interface ConfirmBasis {
  readonly basisId: string
  readonly caller: Pick<Caller, 'user' | 'agency' | 'acr'>
  readonly replay: Replay
}

/** How often it may change under a confirmation before whoever confirms is told to come again. */
const ATTEMPTS = 3

type ConfirmDeps = Deps & { readonly append: Append; readonly directory: Directory; readonly findDuty: FindDuty }

/**
 * A second person stands behind what one officer did alone: of the agency's roster, or of the hub's where the agency has nobody else on
 * duty. Of another agency never who removes people, speaks for a foreign state or is excluded by the person; nor, where the person said no, who
 * would get something of it. It is in the access log before it counts. Throws consent_not_found; to the agency that recorded it, second_person_required,
 * second_person_not_on_duty, or why there is nothing to confirm; and, to be tried again, where it changes each time that it is asked.
 */
export const confirmBasis = (deps: ConfirmDeps) => {
  const attempt = confirmAsItIs(deps)
  return async (command: ConfirmBasis): Promise<RecordedBasis> => {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt(command)
      } catch (error) {
        if (!(error instanceof Changed)) throw error
        if (attempts === ATTEMPTS) throw storeErrors.database_unavailable()
      }
    }
  }
}

/** Undoes the transaction, its answer to the Idempotency-Key too. */
class Changed extends Error {
  override readonly name = 'Changed'
}

const confirmAsItIs =
  (deps: ConfirmDeps) =>
  async ({ basisId, caller, replay }: ConfirmBasis): Promise<RecordedBasis> => {
    // Of another agency's bases the duty roster sees those that wait for it, and no others.
    const refused = (basis: RecordedBasis, fault: Parameters<typeof refusal>[0]) =>
      basis.agencyId === caller.agency ? refusal(fault) : errors.consent_not_found()
    const checked = (basis: RecordedBasis | undefined): RecordedBasis => {
      if (basis === undefined) throw errors.consent_not_found()
      const fault = confirmationFault(basis, caller, deps.now())
      if (fault !== undefined) throw refused(basis, fault)
      return basis
    }
    const found = checked(await deps.store.read(reader => findBasis(reader, basisId)))
    const colleague = found.agencyId === caller.agency
    const { subjectId } = found
    const isFree = colleague ? undefined : await freeToStandBy(deps, { subjectId, caller })
    if (isFree && !(await deps.store.read(reader => isFree(reader, isIndependentOf(found)))))
      throw errors.consent_not_found()
    const duty = await deps.findDuty({ by: caller, officer: found })
    const roster = rosterOf(duty, { colleague, independent: found.record.replacesRefusal === true })
    if (roster === undefined) throw refused(found, 'second_person_not_on_duty')
    await deps.append(entryOf(found, { caller, roster }, deps))
    const basis = await deps.store.run(async tx => {
      await shareExclusions(tx)
      const held = checked(await lockBasis(tx, basisId))
      // Who may stand behind it was asked of what it was: since the person said no, it may be nobody who gets something of it.
      if (held.record.version !== found.record.version) throw new Changed()
      if (isFree && !(await isFree(tx, isIndependentOf(held)))) throw errors.consent_not_found()
      const next = confirmed(held, { user: caller.user, roster }, deps.now())
      await saveFate(tx, next)
      return next
    }, replay)
    messages[roster === 'none' ? 'basis.confirmed-off-duty' : 'basis.confirmed'](deps.log, {
      ...{ basisId, agencyId: caller.agency },
    })
    return basis
  }

/** Logged again, should what follows be tried again: the log may hold more than happened, never less. */
const entryOf = (
  { record, form }: RecordedBasis,
  { caller, roster }: Pick<ConfirmBasis, 'caller'> & { readonly roster: Roster },
  deps: Deps,
) => ({
  entryId: deps.newId(),
  action: Action.BASIS_CONFIRMED,
  code: rosterCode(roster),
  userId: caller.user,
  agency: { hub: deps.hub, agencyId: caller.agency },
  authentication: caller.acr,
  subjectRef: form.subjectRef,
  basis: wires.basis.write(record.basis),
  basisId: record.id,
  basisVersion: record.version + 1,
  policyHash: deps.policy.hash,
  occurredAt: timestampFromDate(deps.now()),
})
