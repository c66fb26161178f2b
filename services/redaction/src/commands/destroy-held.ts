import { Action, destructionSettled, encode, timestampFromDate } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { enterOnce } from '../ports/access-log.ts'
import { findFreeLinks } from '../queries/held.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { beginDestruction } from './begin-destruction.ts'
import { eraseRows, lockToErase } from './erase-subject.ts'
import { enter, type TakeRecallDeps } from './take-recall.ts'

export interface DestroyHeld {
  readonly recallId: string
  readonly referralId: string
  /** That it came from. */
  readonly fromHub: string
  readonly at: Date
}

/** Settles it in the event's transaction. */
type Settle = (tx: Transaction) => Promise<void>

/**
 * What came by a referral of another hub is destroyed at its holder's word: in the log, then the key, then the rows. An order of this hub
 * that stands against it, by whichever record of the person, is the answer then. Of what is not here, or came from elsewhere, nothing is left to destroy.
 */
export const destroyHeld =
  (deps: TakeRecallDeps & { readonly now: Clock }) =>
  async ({ recallId, referralId, fromHub, at }: DestroyHeld): Promise<Settle> => {
    const { store, append, keysDatabase, newId, now } = deps
    const told = (tx: Transaction, code: string): void => {
      const id = newId()
      const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId: recallId }
      tx.emit(encode(destructionSettled, { recallId, destroyed: code === '', code }, meta))
    }
    const referral = await store.read(reader => findKnownReferral(reader, referralId))
    if (referral === undefined || referral.from.hub !== fromHub) return async tx => told(tx, '')
    const { subjectId, shareId, from, to } = referral
    if (!(await beginDestruction(store, { subjectId, askedBy: recallId, at: now() })))
      return async tx => told(tx, 'retained_legal_hold')
    const freeLinks = await findFreeLinks(deps, subjectId)
    await enterOnce(append, {
      ...{ entryId: recallId, action: Action.SUBJECT_ERASED, agency: to, referralId, subjectRef: shareId },
      ...{ code: 'recalled', recipient: from },
      // Of now: the event may be older than what the log takes, and is handled all the same.
      occurredAt: timestampFromDate(now()),
    })
    await enter(deps, subjectId, now())
    await keysDatabase.erase(subjectId)
    const recalledBy = { messageId: recallId, hub: fromHub, referralId, shareId }
    return async tx => {
      await lockToErase(tx, { subjectId, freeLinks })
      await eraseRows(tx, deps, { subjectId, erasureId: recallId, at, correlationId: recallId, freeLinks, recalledBy })
      told(tx, '')
    }
  }
