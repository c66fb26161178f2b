import { referralAssigned } from '@amparo/contracts'
import type { Replay, Transaction } from '@amparo/store'
import { isAllowed, roleOf } from '../domain/actions.ts'
import type { Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import type { Referral } from '../domain/referral.ts'
import { addAssignment } from '../store/assignments.ts'
import { getDetail } from '../store/details.ts'
import { lockReferral } from '../store/referrals.ts'
import type { Asking, Deps } from './deps.ts'
import { tell } from './tell.ts'

export interface Assign {
  readonly caller: Asking
  readonly referralId: string
  /** A user of the caller's own agency; whoever is assigned opens the person only with a token of that agency. */
  readonly userId: string | undefined
  readonly expectedVersion: number | undefined
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * Assigns the caller if it works cases, or a colleague if it may assign others. Done already: nothing is told again. Throws
 * no_such_referral (also to strangers and to those who may not assign this user), version_changed, step_not_allowed.
 */
export const assign =
  ({ run, now, newId, hub }: Deps) =>
  (command: Assign): Promise<Detail> =>
    run(async tx => {
      const { caller, referralId, userId = caller.user } = command
      if (!caller.scopes.has(userId === caller.user ? 'referral:work' : 'referral:assign'))
        throw errors.no_such_referral()
      await assignable(tx, command, hub)
      const at = now()
      const { agency: agencyId, user: byUserId } = caller
      if (await addAssignment(tx, { referralId, agencyId, userId, byUserId, at })) {
        const telling = { referralId, at, newId, correlationId: command.correlationId }
        await tell(tx, telling, referralAssigned, { referralId, agencyId, userId, byUserId })
      }
      return getDetail(tx, referralId)
    }, command.replay)

async function assignable(
  tx: Transaction,
  { caller, referralId, expectedVersion }: Assign,
  hub: string,
): Promise<Referral> {
  const referral = await lockReferral(tx, referralId)
  const role = referral && roleOf(referral, { hub, agencyId: caller.agency })
  if (referral === undefined || role === undefined) throw errors.no_such_referral()
  if (expectedVersion !== undefined && expectedVersion !== referral.version) throw errors.version_changed()
  if (!isAllowed('assign', role, referral.status)) throw errors.step_not_allowed()
  return referral
}
