import type { Replay } from '@amparo/store'
import type { StepName } from '../domain/actions.ts'
import type { Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import { takeStep as decide } from '../domain/take-step.ts'
import { getDetail } from '../store/details.ts'
import { lockReferral, saveChange } from '../store/referrals.ts'
import type { Asking, Deps } from './deps.ts'
import { tellCounterpart } from './tell-counterpart.ts'

export interface TakeStep {
  readonly caller: Asking
  readonly referralId: string
  readonly name: StepName
  readonly reason: string | undefined
  readonly outcome: string | undefined
  readonly expectedVersion: number | undefined
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * One step of a party; the other hears of it. The row is locked, so of two that come at once the second decides on what the
 * first has left. Throws no_such_referral (also to strangers), version_changed, step_not_allowed.
 */
export const takeStep =
  ({ run, now, newId, hub }: Deps) =>
  (command: TakeStep): Promise<Detail> =>
    run(async tx => {
      const at = now()
      const by = { hub, agencyId: command.caller.agency }
      const referral = await lockReferral(tx, command.referralId)
      const change = referral && decide(referral, { ...command, by, at })
      if (change === undefined) throw errors.no_such_referral()
      await saveChange(tx, change)
      await tellCounterpart(tx, change, { at, newId, correlationId: command.correlationId })
      return getDetail(tx, command.referralId)
    }, command.replay)
