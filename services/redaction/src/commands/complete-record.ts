import { isDeepStrictEqual } from 'node:util'
import {
  Action,
  encode,
  recordCompleted,
  type SubjectPayload,
  subjectPayloadSchema,
  timestampFromDate,
} from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { type Replay, storeErrors, type Transaction } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { correctedTo } from '../domain/held.ts'
import { markedNarrative } from '../domain/narrative.ts'
import { withoutMarked } from '../domain/passages.ts'
import { supplemented } from '../domain/supplement.ts'
import type { Finding } from '../queries/find-people.ts'
import type { OpenedHeld } from '../queries/open-held.ts'
import { addVersion } from '../store/records.ts'
import { narrativeChanged } from '../store/redactions.ts'
import { mayLeave } from '../store/restrictions.ts'
import { actorOf } from './actor.ts'
import { type BarringDeps, barHubs } from './bar-hubs.ts'
import type { BuiltPackage } from './build-package.ts'
import { isStillHeld } from './hold-current.ts'
import { keepFindings } from './keep-findings.ts'
import { messages } from './messages.ts'
import { isSame, type OpenCase, type OpenCaseDeps, openCase } from './open-case.ts'
import { checked } from './open-form.ts'
import { hasMore, knownOn, type Resting, type RestingDeps, resting } from './resting-referrals.ts'
import { ownShare } from './show-record.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'
import { tellGuardianship } from './tell-guardianship.ts'
import { type Supplement, tellSupplement } from './tell-supplement.ts'

export interface CompleteRecordDeps extends TakeFormDeps, OpenCaseDeps, RestingDeps, BarringDeps {
  readonly store: TakeFormDeps['store']
  readonly finding: Finding
}

export interface CompletedReferral {
  readonly referralId: string
  /** Why the other hub does not get it. */
  readonly code?: string
}

export const supplementForm = z.union([
  z.looseObject({ referralId: z.uuid(), subjectRef: z.undefined().optional() }),
  // Before anybody was referred: the whole form as it was put right.
  z.looseObject({ subjectRef: z.uuid(), referralId: z.undefined().optional() }),
])

/** Whose record it is; `referral` is absent where nobody was referred yet. */
type Found = Pick<OpenCase, 'own' | 'share'> & { readonly referral?: OpenCase }

/**
 * Fills in or corrects what is held of a person: only the agency that registered them, in a referral of its own that is under way, or by its
 * own reference as long as it has referred them to nobody. The whole is checked as if it had been registered so; the versions before stay.
 * Every referral that rests on the person hears of it, and those in other hubs get a supplement, each decided and logged like a package; a hub that may not have it any more loses what it has,
 * also what it has by a record that is linked with this one.
 * Answered are the agency's own.
 */
export const completeRecord = (deps: CompleteRecordDeps) => {
  const take = takeForm(deps, 'POST /supplements', { schema: supplementForm })
  const ofReferral = openCase(deps)
  const find = async (caller: SentForm['caller'], referralId: string): Promise<Found> => {
    const referral = await ofReferral(caller, referralId)
    return { own: referral.own, share: referral.share, referral }
  }
  return async (sent: SentForm, replay: Replay): Promise<{ referrals: readonly CompletedReferral[] }> => {
    const { caller, correlationId } = sent
    const { data, ...form } = await take(sent, replay)
    const { referralId, subjectRef, ...supplement } = data
    const found = referralId === undefined ? await registered(deps, caller, subjectRef) : await find(caller, referralId)
    const before = await deps.openHeld(found.share.subjectId)
    const now = completed(found, before, supplement)
    const known = await knownOn(deps, found.share.subjectId)
    // From then on whoever is assigned to the referral corrects it there, and the recipient hears.
    if (found.referral === undefined && known.length > 0) throw httpErrors.not_found()
    const by = actorOf(caller)
    // No later than what is decided: so exchange knows whether a withdrawal came after that, however long all of them take.
    const begunAt = deps.now()
    const told = found.referral ? await resting(deps, found.referral, known, { now, by, correlationId }) : []
    const own = told.filter(({ from }) => isSame(from, found.own))
    const answer = { referrals: own.map(({ referralId, built }) => ({ referralId, ...whyNot(built) })) }
    await logCompletion(deps, found, sent)
    const at = deps.now()
    const { subjectId } = found.share
    const findings = await deps.finding.ofRecord(now.held, subjectId)
    const stored = await deps.store.run(async tx => {
      await useForm(tx, form, at)
      // Restricted to one agency since: tried again, nothing of it is made for another hub.
      const leaves = told.some(({ built }) => built !== undefined && !('code' in built))
      if (leaves && !(await mayLeave(tx, subjectId))) throw storeErrors.database_unavailable()
      if (!(await isStillHeld(tx, { ...before, subjectId }))) throw errors.record_changed()
      if (await hasMore(tx, { hub: deps.hub, subjectId }, known, told)) throw errors.record_changed()
      if (now.version !== before.version && !(await addVersion(tx, { ...now, subjectId })))
        throw errors.record_changed()
      if (narrativeOf(now) !== narrativeOf(before)) await narrativeChanged(tx, subjectId, at)
      await keepFindings(tx, { subjectId, recordVersion: now.version, findings, newId: deps.newId, at })
      const records = [subjectId, ...before.linked.map(other => other.subjectId)]
      await barHubs(deps, tx, { records, at, said: { subjectId, correlationId } })
      tellGuardianship(deps, tx, { subjectId, before: before.held, now: now.held, at, correlationId })
      for (const one of told) tell(deps, tx, { ...one, by, at: begunAt, correlationId })
      return answer
    }, replay)
    const { agencyId } = found.own
    if (referralId === undefined) messages['record.corrected'](deps.log, { agencyId, correlationId })
    else messages['record.completed'](deps.log, { referralId, agencyId, correlationId })
    return stored
  }
}

const registered = async (
  deps: CompleteRecordDeps,
  caller: SentForm['caller'],
  subjectRef: string,
): Promise<Found> => ({
  own: { hub: deps.hub, agencyId: caller.agency },
  share: await ownShare(deps, subjectRef, caller),
})

/** Throws `not_found` for whoever did not register the person; `unknown_code` or `request_invalid` for what makes no whole. */
function completed({ own, share, referral }: Found, before: OpenedHeld, supplement: object): OpenedHeld {
  const sender = referral?.parties.from ?? own
  const isRegistered = isSame(own, sender) && isSame(own, share.agency) && share.referralId === null
  if (!isRegistered || before.held.kind !== 'form') throw httpErrors.not_found()
  if (referral) demandMarks(before, supplement)
  // As it lies in the vault: what stands there as undefined is not there.
  const record: unknown = JSON.parse(JSON.stringify(before.held.form))
  const whole = referral ? supplemented(record, supplement) : supplement
  const form: SubjectPayload = checked(subjectPayloadSchema, whole)
  // Nothing new: those that did not get it may get it now.
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(form)), record)) return before
  return { ...before, held: correctedTo(before.held, form), version: before.version + 1 }
}

/** As it is reviewed. */
function narrativeOf({ held }: OpenedHeld): string | undefined {
  const narrative = held.kind === 'form' ? held.form.narrative : undefined
  return narrative ? withoutMarked(markedNarrative(narrative)) : undefined
}

/** Where passages are marked, another text says anew which: the marks are places in the old one, and without any all of it would go. */
function demandMarks({ held }: OpenedHeld, supplement: object): void {
  const before = held.kind === 'form' ? held.form.narrative : undefined
  const { success, data } = z.looseObject({ narrative: anotherNarrative }).safeParse(supplement)
  if (!success || !before?.selfIncriminating?.length || data.narrative.text === before.text) return
  if (data.narrative.selfIncriminating === undefined)
    throw httpErrors.request_invalid({ fields: [{ pointer: '/narrative/selfIncriminating', code: 'required' }] })
}

const anotherNarrative = z.looseObject({ text: z.string(), selfIncriminating: z.unknown().optional() })

const whyNot = (built: BuiltPackage | undefined) => (built !== undefined && 'code' in built ? { code: built.code } : {})

const logCompletion = (deps: CompleteRecordDeps, { own, share, referral }: Found, { caller }: SentForm) =>
  deps.append({
    entryId: deps.newId(),
    action: Action.RECORD_COMPLETED,
    userId: caller.user,
    agency: own,
    authentication: caller.acr,
    ...(referral && { referralId: referral.standing.referralId }),
    subjectRef: share.shareId,
    occurredAt: timestampFromDate(deps.now()),
  })

/** By ids alone. A referral in another hub is completed there when the supplement has come; its side here knows now. */
function tell(
  deps: CompleteRecordDeps,
  tx: Transaction,
  { referralId, from, to, by, built, at, correlationId }: Resting & Omit<Supplement, 'built'>,
): void {
  if (built === undefined || !('code' in built)) {
    const meta = { id: deps.newId(), aggregateId: deps.newId(), aggregateVersion: 1, occurredAt: at, correlationId }
    tx.emit(encode(recordCompleted, { referralId, agencyId: from.agencyId }, meta))
  }
  if (built) tellSupplement(deps, tx, { referralId, from, to, by, built, at, correlationId })
}
