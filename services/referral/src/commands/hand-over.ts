import { referralAssigned } from '@amparo/contracts'
import { actorNow } from '@amparo/observability'
import type { Replay, Transaction } from '@amparo/store'
import { type Brief, sideOf } from '../domain/access.ts'
import { errors } from '../domain/errors.ts'
import { addAssignment } from '../store/assignments.ts'
import { lockBriefs } from '../store/briefs.ts'
import { handsOf, lockWorkOf, recordHandover, takeFrom } from '../store/handovers.ts'
import { addNews } from '../store/news.ts'
import type { Asking, Deps } from './deps.ts'
import { tell } from './tell.ts'

export interface HandOver {
  readonly caller: Asking
  readonly fromUserId: string
  readonly toUserId: string
  /** Undefined: everything that is in those hands. */
  readonly referralIds: readonly string[] | undefined
  /** Of what is in those hands, as the caller has seen it. */
  readonly expectedVersion: number | undefined
  readonly correlationId: string
  readonly replay: Replay
}

export interface HandedOver {
  readonly moved: number
  /** Whether there is more in those hands than one request moves. */
  readonly more: boolean
}

const MOST = 200

/**
 * Work goes from one user of the agency to another, each referral at once: it is never without an owner. Throws no_such_referral
 * for one that the caller may not see or that is not in those hands, hands_changed; then nothing has moved.
 */
export const handOver =
  ({ run, now, newId, hub }: Deps) =>
  (command: HandOver): Promise<HandedOver> =>
    run(async tx => {
      const { caller, fromUserId, toUserId, correlationId } = command
      const { work, more } = await workOf(tx, command, hub)
      const at = now()
      const by = { agencyId: caller.agency, at }
      let moved = 0
      for (const { id: referralId, compartment } of work) {
        const taken = await takeFrom(tx, { referralId, userId: fromUserId, byUser: caller.user, ...by })
        // Of everything in those hands it may have ended meanwhile, and holds up no other.
        if (!taken && command.referralIds === undefined) continue
        if (!taken) throw errors.no_such_referral()
        moved += 1
        const added = await addAssignment(tx, { referralId, userId: toUserId, byUserId: caller.user, ...by })
        // Who has it already is assigned to nothing new; that the other is not any more is told all the same.
        const userId = added ? toUserId : ''
        const who = { userId, byUserId: caller.user, actor: actorNow(caller.user), endedUserId: fromUserId }
        const told = { referralId, agencyId: caller.agency, ...who }
        await tell(tx, { referralId, at, newId, correlationId }, referralAssigned, told)
        if (!added) continue
        await addNews(tx, { kind: 'assigned', about: { referralId }, compartment, ...by })
      }
      const users = { fromUser: fromUserId, toUser: toUserId, byUser: caller.user }
      await recordHandover(tx, { id: newId(), ...users, ...by, moved })
      return { moved, more }
    }, command.replay)

async function workOf(
  tx: Transaction,
  { caller, fromUserId, referralIds, expectedVersion }: HandOver,
  hub: string,
): Promise<{ work: Brief[]; more: boolean }> {
  const { agency: agencyId, scopes } = caller
  const hands = { agencyId, userId: fromUserId, scopes }
  const found =
    referralIds === undefined
      ? await lockWorkOf(tx, hands, MOST + 1)
      : [...(await lockBriefs(tx, referralIds)).values()]
  // Behind the lock: what comes into those hands until then was not among what the caller has seen.
  if (expectedVersion !== undefined && expectedVersion !== (await handsOf(tx, hands)).version)
    throw errors.hands_changed()
  if (referralIds === undefined) return { work: found.slice(0, MOST), more: found.length > MOST }
  const work = found.filter(brief => sideOf(brief, { hub, agencyId, scopes }) !== undefined)
  if (work.length < new Set(referralIds).size) throw errors.no_such_referral()
  return { work, more: false }
}
