import type { Replay, Transaction } from '@amparo/store'
import { sideOf } from '../domain/access.ts'
import { type Case, isSent, ProtocolGone } from '../domain/case.ts'
import { isFields } from '../domain/coded.ts'
import type { Detail } from '../domain/detail.ts'
import { DISCARD } from '../domain/draft.ts'
import { errors } from '../domain/errors.ts'
import { faultsOfStep } from '../domain/happened.ts'
import { checkStep, type Invalid } from '../domain/take-step.ts'
import { lockCase } from '../store/cases.ts'
import { getDetail } from '../store/details.ts'
import type { Asking, Deps } from './deps.ts'
import { discardDraft } from './discard-draft.ts'
import { passOn } from './pass-on.ts'
import { recordStep } from './record-steps.ts'
import { sendAgain } from './send-again.ts'

export interface TakeStep {
  readonly caller: Asking
  readonly referralId: string
  readonly step: string
  readonly data: Readonly<Record<string, unknown>>
  /** Taken by phone before it was entered; of referrals that came that way only. */
  readonly happenedAt?: Date | undefined
  readonly expectedVersion: number | undefined
  readonly correlationId: string
  readonly replay: Replay
  /** How the request's fields are refused. */
  readonly invalid: Invalid
}

/**
 * Any step of any protocol, by a party; the other hears of it. The row is locked, so of two that come at once the second decides on
 * what the first has left. Throws no_such_referral (also to strangers, and to those without the step's scope), version_changed,
 * step_not_allowed, step_blocked, log_full, or that the request is invalid.
 */
export const takeStep =
  (deps: Deps) =>
  (command: TakeStep): Promise<Detail> =>
    deps.run(async tx => {
      const { caller, referralId, step, data, happenedAt, expectedVersion, correlationId } = command
      const found = await lockCase(tx, deps.book, referralId).catch(refuseGone)
      const asker = { hub: deps.hub, agencyId: caller.agency, scopes: caller.scopes }
      const side = found && sideOf(found.referral, asker)
      if (found === undefined || side === undefined) throw errors.no_such_referral()
      const stale = expectedVersion !== undefined && expectedVersion !== found.referral.version
      const moment = { at: deps.now(), correlationId }
      if (isSent(found)) {
        const check = () =>
          checkStep(deps.book, found, { side, scopes: caller.scopes }, { step, data }, command.invalid)
        if (stale) throw refusedAs404(check) ?? errors.version_changed()
        check()
        const faults = happenedAt ? faultsOfStep(found, side, happenedAt, moment.at) : []
        if (faults.length > 0) throw command.invalid(faults)
        if (!isFields(data)) throw command.invalid([{ pointer: '/data', code: 'not_allowed' }])
        const after = await recordStep(tx, deps, found, { step, side, data, byUser: caller.user, happenedAt }, moment)
        await passOn(tx, deps, after, moment)
        await sendAgain(tx, deps, found, after, moment)
      } else await onDraft(tx, found, command, stale, moment.at)
      return getDetail(tx, deps.book, referralId, asker)
    }, command.replay)

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

async function onDraft(tx: Transaction, found: Case, command: TakeStep, stale: boolean, at: Date): Promise<void> {
  const { caller, step } = command
  if (!caller.scopes.has('referral:submit')) throw errors.no_such_referral()
  if (stale) throw errors.version_changed()
  if (step !== DISCARD || found.referral.status !== 'draft') throw errors.step_not_allowed()
  await discardDraft(tx, found.referral, caller.user, at)
}
