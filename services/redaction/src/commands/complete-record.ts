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
import type { Replay, Transaction } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { supplemented } from '../domain/supplement.ts'
import type { Party } from '../ports/decision.ts'
import type { OpenedHeld } from '../queries/open-held.ts'
import { referralsOn } from '../store/known-referrals.ts'
import { addVersion } from '../store/records.ts'
import { type BuildPackageDeps, type BuiltPackage, buildPackage } from './build-package.ts'
import { messages } from './messages.ts'
import { isSame, type OpenCase, type OpenCaseDeps, openCase } from './open-case.ts'
import { checked } from './open-form.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'
import { type Supplement, tellSupplement } from './tell-supplement.ts'

export interface CompleteRecordDeps extends TakeFormDeps, OpenCaseDeps, BuildPackageDeps {
  readonly store: TakeFormDeps['store']
}

export interface CompletedReferral {
  readonly referralId: string
  /** Why the other hub does not get it. */
  readonly code?: string
}

/** One person is referred to a few agencies; more than so many at once hear of it with the next supplement. */
const MAX_REFERRALS = 50

const supplementForm = z.looseObject({ referralId: z.uuid() })

/**
 * Fills in or corrects what is held of a person: only the agency that registered them, in a referral of its own that is under way.
 * The whole is checked as if it had been registered so; the versions before stay. Referrals that rest on the person hear of it,
 * and those in other hubs get a supplement, each decided and logged like a package.
 */
export const completeRecord = (deps: CompleteRecordDeps) => {
  const take = takeForm(deps, 'POST /supplements', { schema: supplementForm })
  const find = openCase(deps)
  return async (sent: SentForm, replay: Replay): Promise<{ referrals: readonly CompletedReferral[] }> => {
    const { caller, correlationId } = sent
    const { data, ...form } = await take(sent, replay)
    const { referralId, ...supplement } = data
    const found = await find(caller, referralId)
    const before = await deps.openHeld(found.share.subjectId)
    const now = completed(found, before, supplement)
    const told = await resting(deps, found, { sent, now })
    const answer = { referrals: told.map(({ referralId, built }) => ({ referralId, ...whyNot(built) })) }
    await logCompletion(deps, found, sent)
    const at = deps.now()
    const { subjectId } = found.share
    const stored = await deps.store.run(async tx => {
      await useForm(tx, form, at)
      if (now.version !== before.version && !(await addVersion(tx, { ...now, subjectId })))
        throw errors.record_changed()
      for (const one of told) tell(deps, tx, { ...one, from: found.own, at, correlationId })
      return answer
    }, replay)
    messages['record.completed'](deps.log, { referralId, agencyId: found.own.agencyId, correlationId })
    return stored
  }
}

/** Throws `not_found` for whoever did not register the person; `unknown_code` or `request_invalid` for what makes no whole. */
function completed({ own, parties, share }: OpenCase, before: OpenedHeld, supplement: object): OpenedHeld {
  const registered = isSame(own, parties.from) && isSame(own, share.agency) && share.referralId === null
  if (!registered || before.held.kind !== 'form') throw httpErrors.not_found()
  // As it lies in the vault: what stands there as undefined is not there.
  const record: unknown = JSON.parse(JSON.stringify(before.held.form))
  const form: SubjectPayload = checked(subjectPayloadSchema, supplemented(record, supplement))
  // Nothing new: those that did not get it may get it now.
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(form)), record)) return before
  return { key: before.key, held: { kind: 'form', form }, version: before.version + 1 }
}

interface Told {
  readonly referralId: string
  readonly to: Party
  /** Undefined inside this hub. */
  readonly built: BuiltPackage | undefined
}

/**
 * The referrals of this agency that rest on the person, and for each to another hub, if it is under way, its supplement. Ended
 * ones here hear of it too, and have no step for it.
 */
async function resting(
  deps: CompleteRecordDeps,
  { own, share, standing, parties }: OpenCase,
  { sent, now }: { readonly sent: SentForm; readonly now: OpenedHeld },
): Promise<Told[]> {
  const { referralId } = standing
  const known = await deps.store.read(reader => referralsOn(reader, share.subjectId, MAX_REFERRALS))
  // Submitted a moment ago: if it goes to another hub, its package is built of what stands from now on.
  const isNew = !known.some(referral => referral.referralId === referralId)
  const told: Told[] = isNew ? [{ referralId, to: parties.to, built: undefined }] : []
  for (const referral of known.filter(({ from }) => isSame(from, own))) {
    const isHere = referral.to.hub === deps.hub
    const isOpen = isHere || referral.referralId === referralId || (await hasStanding(deps, sent, referral.referralId))
    if (!isOpen) continue
    const of = { ...referral, subjectRef: referral.shareId }
    const built = isHere ? undefined : await buildPackage(deps)(of, sent.correlationId, { opened: now })
    told.push({ referralId: referral.referralId, to: referral.to, built })
  }
  return told
}

const hasStanding = async (
  { findStanding }: OpenCaseDeps,
  { caller }: SentForm,
  referralId: string,
): Promise<boolean> => (await findStanding(caller, referralId)) !== undefined

const whyNot = (built: BuiltPackage | undefined) => (built !== undefined && 'code' in built ? { code: built.code } : {})

const logCompletion = (deps: CompleteRecordDeps, { own, share, standing }: OpenCase, { caller }: SentForm) =>
  deps.append({
    entryId: deps.newId(),
    action: Action.RECORD_COMPLETED,
    userId: caller.user,
    agency: own,
    authentication: caller.acr,
    referralId: standing.referralId,
    subjectRef: share.shareId,
    occurredAt: timestampFromDate(deps.now()),
  })

/** By ids alone. A referral in another hub is completed there when the supplement has come; its side here knows now. */
function tell(
  deps: CompleteRecordDeps,
  tx: Transaction,
  { referralId, from, to, built, at, correlationId }: Told & Omit<Supplement, 'built'>,
): void {
  if (built === undefined || !('code' in built)) {
    const meta = { id: deps.newId(), aggregateId: deps.newId(), aggregateVersion: 1, occurredAt: at, correlationId }
    tx.emit(encode(recordCompleted, { referralId, agencyId: from.agencyId }, meta))
  }
  if (built) tellSupplement(deps, tx, { referralId, from, to, built, at, correlationId })
}
