import { referralAssigned } from '@amparo/contracts'
import { actorNow } from '@amparo/observability'
import type { Replay, Transaction } from '@amparo/store'
import { type Asker, sideOf } from '../domain/access.ts'
import type { Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import { isUnderWay, type Referral } from '../domain/referral.ts'
import { addAssignment, endAssignments } from '../store/assignments.ts'
import { getDetail } from '../store/details.ts'
import { lockReferral } from '../store/referrals.ts'
import { checkVersion } from './check-version.ts'
import type { Asking, Deps } from './deps.ts'
import { newsOf } from './news-of-steps.ts'
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
  (deps: Deps) =>
  (command: Assign): Promise<Detail> =>
    deps.run(async tx => {
      const { referralId, correlationId, caller } = command
      const { referral, userId, asker, at } = await assignable(tx, deps, command)
      const { agency: agencyId, user: byUserId } = caller
      if (await addAssignment(tx, { referralId, agencyId, userId, byUserId, at })) {
        const telling = { referralId, at, newId: deps.newId, correlationId }
        const byThem = { referralId, agencyId, byUserId, actor: actorNow(byUserId) }
        await tell(tx, telling, referralAssigned, { ...byThem, userId })
        await newsOf(tx, referral, agencyId, 'assigned', at)
      }
      return getDetail(tx, deps.book, referralId, asker)
    }, command.replay)

/** Ends an assignment of the caller's, or of a colleague; who was assigned stays on record. Throws what `assign` throws. */
export const endAssignment =
  (deps: Deps) =>
  (command: Assign): Promise<Detail> =>
    deps.run(async tx => {
      const { referralId, correlationId, caller } = command
      const { referral, userId, asker, at } = await assignable(tx, deps, command)
      const { agency: agencyId, user: byUserId } = caller
      const ended = await endAssignments(tx, { referralId, agencyId, userId, byUserId, at })
      if (ended > 0) {
        const telling = { referralId, at, newId: deps.newId, correlationId }
        const byThem = { referralId, agencyId, byUserId, actor: actorNow(byUserId) }
        await tell(tx, telling, referralAssigned, { ...byThem, endedUserId: userId })
        await newsOf(tx, referral, agencyId, 'assigned', at)
      }
      return getDetail(tx, deps.book, referralId, asker)
    }, command.replay)

interface Assignable {
  readonly referral: Referral
  readonly userId: string
  readonly asker: Asker
  readonly at: Date
}

/** By its row and its log alone: whose work it is may be said whatever has become of its protocol. */
async function assignable(tx: Transaction, { hub, now }: Deps, command: Assign): Promise<Assignable> {
  const { caller, referralId, userId = caller.user, expectedVersion } = command
  if (!caller.scopes.has(userId === caller.user ? 'referral:work' : 'referral:assign')) throw errors.no_such_referral()
  const asker = { hub, agencyId: caller.agency, scopes: caller.scopes }
  const referral = await lockReferral(tx, referralId)
  const side = referral && sideOf(referral, asker)
  if (referral === undefined || side === undefined) throw errors.no_such_referral()
  await checkVersion(tx, referralId, side, expectedVersion)
  if (!isUnderWay(referral)) throw errors.step_not_allowed()
  return { referral, userId, asker, at: now() }
}
