import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import { type Narrowing, narrowed } from '../domain/narrow.ts'
import { recordOf } from '../domain/record-of.ts'
import { agreedAt, type RecordedBasis } from '../domain/recorded-basis.ts'
import { termOf } from '../domain/term.ts'
import { ends, type HowTaken } from '../domain/withdrawal.ts'
import type { FindChild } from '../ports/child.ts'
import { findBasis, insertBasis, lockBasis, markSuperseded } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { holdWithdrawals } from './end-linked.ts'
import { guardianConflict, hearTaker } from './hear-taker.ts'
import { messages } from './messages.ts'

export interface NarrowConsent {
  readonly basisId: string
  readonly to: Narrowing
  readonly how: Pick<HowTaken, 'by' | 'duress'>
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly correlationId: string
  readonly replay: Replay
}

export interface NarrowedConsent {
  /** What stands in its place. */
  readonly basis: RecordedBasis
  /** Of a child of this agency. */
  readonly draftId: string | undefined
}

/**
 * Less of what was agreed, at any time and without a new signature: a consent in its place, and what that does not reach any more halts. It is
 * taken as a withdrawal is: a guardian takes back only of what a guardian gave, and not one who may be part of the harm; a child keeps somebody.
 * What may be said under duress waits, which a withdrawal does. Throws narrowed_under_duress; consent_not_found, already_withdrawn,
 * guardian_may_not_withdraw, guardian_conflict, or not_narrower with the fields in which more would be.
 */
export const narrowConsent =
  (deps: Deps & { readonly findChild: FindChild }) =>
  async (command: NarrowConsent): Promise<NarrowedConsent> => {
    const { basisId, how, caller, correlationId, replay } = command
    if (how.duress !== 'none') throw errors.narrowed_under_duress()
    const { found } = checked(await deps.store.read(reader => findBasis(reader, basisId)), command)
    const { isHeard, child, draftId } = await hearTaker(deps, {
      ...{ by: how.by, subjectId: found.subjectId, caller, correlationId },
    })
    if (!isHeard) throw guardianConflict(draftId)
    const at = deps.now()
    const outcome = await deps.store.run(async tx => {
      // What is left out was taken back: whoever records another basis for it sees that.
      await holdWithdrawals(tx)
      const { found, form } = checked(await lockBasis(tx, basisId), command)
      const term = termOf(form, at, deps.policy)
      const endsAt = new Date(Math.min(Number(term.endsAt), Number(found.record.endsAt)))
      const { subjectId, agencyId, ofAdult } = found
      const known = { id: deps.newId(), ofAdult, now: at }
      const record = recordOf(form, { ...term, endsAt, sheetBy: found.record.sheetBy }, known)
      const basis: RecordedBasis = {
        ...{ record, form, subjectId, agencyId, ofAdult, userId: caller.user, policyHash: deps.policy.hash },
        ...{ confirmedBy: undefined, withdrawnBy: undefined, supersedes: basisId, agreedAt: agreedAt(found) },
      }
      await insertBasis(tx, basis)
      await markSuperseded(tx, basisId, record.id)
      const ending = { basisId, subjectId, agencyId, child, by: caller.user, at, correlationId }
      await endBasis(deps, tx, { ...ending, takenBack: { by: how.by, at } })
      return { basis, draftId }
    }, replay)
    const { record } = outcome.basis
    messages['basis.recorded'](deps.log, { basisId: record.id, basis: 'consent', agencyId: caller.agency })
    return outcome
  }

/** The form with less in it, of a consent of this agency that stands and is theirs to take back. */
function checked(
  found: RecordedBasis | undefined,
  { to, how, caller }: Pick<NarrowConsent, 'to' | 'how' | 'caller'>,
): { readonly found: RecordedBasis; readonly form: Form } {
  if (found?.agencyId !== caller.agency || found.record.basis !== 'consent') throw errors.consent_not_found()
  if (found.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
  if (!ends(how, found.record)) throw errors.guardian_may_not_withdraw()
  const less = narrowed(found.form, to)
  if ('wider' in less) {
    throw errors.not_narrower({ fields: less.wider.map(pointer => ({ pointer, code: 'not_narrower' })) })
  }
  return { found, form: less.form }
}
