import { wouldOpen } from '@amparo/protocols'
import type { Replay, Store, Transaction } from '@amparo/store'
import { sideOf } from '../domain/access.ts'
import { asksForAge, mayAskForAge } from '../domain/age.ts'
import { type Case, isSent, ProtocolGone } from '../domain/case.ts'
import { isFields } from '../domain/coded.ts'
import { marked, type Rule } from '../domain/contact.ts'
import type { Detail } from '../domain/detail.ts'
import { DISCARD } from '../domain/draft.ts'
import { errors } from '../domain/errors.ts'
import { faultsOfStep } from '../domain/happened.ts'
import type { Permit } from '../domain/permit.ts'
import { checkStep } from '../domain/take-step.ts'
import { versionFor } from '../domain/visible.ts'
import type { FindMinor } from '../ports/age.ts'
import { findCase, lockCase } from '../store/cases.ts'
import { getDetail } from '../store/details.ts'
import { claimId } from '../store/referrals.ts'
import { callOfContact } from './call-of-contact.ts'
import { demandTreaty, type TreatyDeps } from './demand-treaty.ts'
import { discardDraft } from './discard-draft.ts'
import { passOn } from './pass-on.ts'
import { type OpeningDeps, permitToOpen } from './permit-to-open.ts'
import { type Moment, recordStep } from './record-steps.ts'
import { sendAgain } from './send-again.ts'
import type { AskedStep } from './takeable.ts'
import { usePermit } from './use-permit.ts'

export interface TakeStep extends AskedStep {
  /** Of an attempt at contact, as redaction has compared it. Never the caller's. */
  readonly rule?: Rule
  /** Taken by phone before it was entered; of referrals that came that way only. */
  readonly happenedAt?: Date | undefined
  readonly correlationId: string
  readonly replay: Replay
}

export interface TakeStepDeps extends OpeningDeps, TreatyDeps {
  readonly read: Store['read']
  readonly findMinor: FindMinor
}

/**
 * Any step of any protocol, by a party; the other hears of it. The row is locked, so of two that come at once the second decides on
 * what the first has left. One that opens it again waits for consent's permit first. Throws no_such_referral (also to strangers, and to
 * those without the step's scope), version_changed, step_not_allowed, grant_withdrawn, step_blocked, person_is_child, log_full, permission_needed, that the
 * request is invalid, the code of a denial, or that redaction cannot answer now.
 */
export const takeStep =
  (deps: TakeStepDeps) =>
  async (command: TakeStep): Promise<Detail> => {
    const minor = await minorNow(deps, command)
    const permit = await permitToOpen(deps, command)
    await demandTreaty(deps, command)
    return deps.run(async tx => {
      const { caller, referralId, step, data, happenedAt, expectedVersion, correlationId } = command
      // As whoever stores a new one does: a withdrawal of what this rests on comes before or after.
      if (permit !== undefined) await claimId(tx, referralId)
      const stands = await lockCase(tx, deps.book, referralId).catch(refuseGone)
      const found = stands && minor !== undefined ? { ...stands, referral: { ...stands.referral, minor } } : stands
      const asker = { hub: deps.hub, agencyId: caller.agency, scopes: caller.scopes }
      const side = found && sideOf(found.referral, asker)
      if (found === undefined || side === undefined) throw errors.no_such_referral()
      // Nobody asked how old the person is if it did not stand so that the step needs it: then it has moved since.
      const unasked = minor === undefined && asksForAge(found, step)
      const stale = unasked || (expectedVersion !== undefined && expectedVersion !== versionFor(found, side))
      const moment = { at: deps.now(), correlationId }
      if (isSent(found)) {
        const check = () =>
          checkStep(deps.book, found, { side, scopes: caller.scopes }, { step, data }, command.invalid)
        if (stale) throw refusedAs404(check) ?? errors.version_changed()
        check()
        const faults = happenedAt ? faultsOfStep(found, side, happenedAt, moment.at) : []
        if (faults.length > 0) throw command.invalid(faults)
        if (!isFields(data)) throw command.invalid([{ pointer: '/data', code: 'not_allowed' }])
        if (wouldOpen(found.run, step)) await useIfAsked(tx, referralId, permit, moment.at)
        const taken = { step, side, data: marked(step, data, command.rule), byUser: caller.user, happenedAt }
        const after = await recordStep(tx, deps, found, taken, moment)
        await callOfContact(tx, after, { ...taken, agencyId: caller.agency, at: moment.at })
        await passOn(tx, deps, after, moment)
        await sendAgain(tx, deps, found, after, { ...moment, by: caller })
      } else await onDraft(tx, deps, found, command, { ...moment, stale })
      return getDetail(tx, deps.book, referralId, asker)
    }, command.replay)
  }

/** Nobody asked consent if it did not stand so that the step would open it: then it has moved since. */
async function useIfAsked(tx: Transaction, referralId: string, permit: Permit | undefined, now: Date): Promise<void> {
  if (permit === undefined) throw errors.version_changed()
  await usePermit(tx, referralId, permit, now)
}

/**
 * How old the person is by their record as it stands at this moment, if the step or what it rests on is for adults only. Undefined: it is
 * not asked. A stranger learns nothing by it: whether the step may be taken at all is decided with the referral locked.
 */
async function minorNow(
  { read, book, hub, findMinor }: TakeStepDeps,
  { caller, referralId, step }: TakeStep,
): Promise<boolean | undefined> {
  if (!mayAskForAge(book, step)) return undefined
  const subjectRef = await read(async reader => {
    const found = await findCase(reader, book, referralId).catch(refuseGone)
    const asker = { hub, agencyId: caller.agency, scopes: caller.scopes }
    const isParty = found !== undefined && sideOf(found.referral, asker) !== undefined
    return isParty && asksForAge(found, step) ? found.referral.subjectRef : undefined
  })
  return subjectRef === undefined ? undefined : findMinor(subjectRef)
}

/** Nobody can say what may be done. */
function refuseGone(error: unknown): never {
  throw error instanceof ProtocolGone ? errors.protocol_gone({ cause: error }) : error
}

/** What the caller may not even know goes before what has changed meanwhile. */
function refusedAs404(check: () => void): unknown {
  try {
    check()
  } catch (error) {
    if (error instanceof Error && 'kind' in error && error.kind === 'not_found') return error
  }
  return undefined
}

async function onDraft(
  tx: Transaction,
  deps: TakeStepDeps,
  found: Case,
  { caller, step }: TakeStep,
  { stale, ...moment }: Moment & { readonly stale: boolean },
): Promise<void> {
  if (!caller.scopes.has('referral:submit')) throw errors.no_such_referral()
  if (stale) throw errors.version_changed()
  if (step !== DISCARD || found.referral.status !== 'draft') throw errors.step_not_allowed()
  await discardDraft(tx, deps, found.referral, { ...moment, byUser: caller.user })
}
