import type { Caller } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { RecordedRefusal, RefusedConsent } from '../domain/refused-consent.ts'
import { isHeard } from '../domain/withdrawal.ts'
import type { Attest } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { insertRefusal } from '../store/refusals.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { guardianConflict } from './hear-taker.ts'
import { markReplacingRefusals } from './mark-replacing.ts'
import { messages } from './messages.ts'
import { safeguard } from './safeguard.ts'
import { tellRefused } from './tell-refused.ts'
import { tellWhoseChild } from './tell-whose-child.ts'

export interface RecordRefusal {
  readonly refused: RefusedConsent & { readonly subjectRef: string }
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token'>
  readonly correlationId: string
  readonly replay: Replay
}

export interface TakenRefusal extends RecordedRefusal {
  /** Of a child of this agency. */
  readonly draftId: string | undefined
}

/**
 * The person said no. From now on another basis for the same counts only after an independent person's review; so does one that any agency
 * recorded before, for any of linked records, and that nobody has confirmed yet, also in the hub from which they came. The consent of a child is refused, the child is not: a
 * safeguarding draft opens, one for the person at each agency whose child it is, in the hub from which they came as well. Taken by any agency that
 * has the person, also one that only received them: a no only narrows. A guardian who may be part of the harm is not heard, and the draft has
 * opened (rules: Children). Throws subject_not_found, guardian_conflict.
 */
export const recordRefusal =
  (deps: Deps & { readonly attest: Attest; readonly findChild: FindChild }) =>
  async ({ refused, caller, correlationId, replay }: RecordRefusal): Promise<TakenRefusal> => {
    const { subjectRef } = refused
    const about = { subjectRef, languageExplained: '', recipientHub: refused.recipients[0]?.hub ?? deps.hub }
    const attested = await deps.attest({ caller, ...about })
    if (attested === undefined) throw errors.subject_not_found()
    const { subjectId } = attested
    const child = await deps.findChild(subjectId)
    const unguarded = { subjectId, child, reason: 'consent_refused', caller, correlationId } as const
    const drafts = await deps.store.run(tx => safeguard(deps, tx, unguarded))
    const draftId = drafts.get(caller.agency)
    const known = { id: deps.newId(), subjectId, agencyId: caller.agency, userId: caller.user, refusedAt: deps.now() }
    const said = { refusalId: known.id, subjectId, child, at: known.refusedAt }
    if (!isHeard(refused.refusedBy, child)) {
      await deps.store.run(tx => tellWhoseChild(deps, tx, said))
      throw guardianConflict(draftId)
    }
    const refusal = await deps.store.run(async tx => {
      const recorded = { ...refused, ...known, draftId }
      await holdWithdrawals(tx)
      await insertRefusal(tx, recorded)
      await markReplacingRefusals(tx, { subjectId, subjectRef }, [refused])
      await tellRefused(deps, tx, recorded, known.refusedAt)
      await tellWhoseChild(deps, tx, said)
      return recorded
    }, replay)
    messages['consent.refused'](deps.log, { agencyId: caller.agency })
    return refusal
  }
