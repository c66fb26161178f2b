import { Action, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { type Store, storeErrors, type Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type Append, enterOnce } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import { addRecalledReferral, holdReferral } from '../store/recalls.ts'
import { beginDestruction } from './begin-destruction.ts'
import { eraseRows } from './erase-subject.ts'
import { isSame } from './open-case.ts'
import type { ReceivedMessage } from './open-message.ts'

export interface TakeRecallDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keysDatabase: Pick<KeysDatabase, 'erase'>
  readonly append: Append
  readonly newId: NewId
}

interface Recalling {
  readonly received: ReceivedMessage
  /** Who signed it. */
  readonly from: Party
  /** Undefined: its package has not come, or it was recalled before. */
  readonly referral: KnownReferral | undefined
  readonly at: Date
}

/**
 * The hub that sent a person has erased them: what came from it is destroyed, the key now and the rows in the event's transaction. Only
 * the agency that sent the referral is heard. Throws `message_not_for_us`; `retained_legal_hold` where an order of this hub stands against it, by
 * whichever record of the person.
 */
export async function takeRecall(
  deps: TakeRecallDeps,
  { received, from, referral, at }: Recalling,
): Promise<(tx: Transaction) => Promise<void>> {
  const { messageId, referralId, fromHub, to } = received
  if (referral !== undefined && !(isSame(referral.from, from) && isSame(referral.to, to)))
    throw errors.message_not_for_us()
  const remember = (tx: Transaction) => addRecalledReferral(tx, { referralId, fromHub, at })
  const recalledBy = { messageId, hub: fromHub, referralId }
  const own = { erasureId: messageId, at, correlationId: messageId, recalledBy }
  // Nobody has that id: nothing is removed, and the sender has it signed.
  const subjectId = referral?.subjectId ?? NOBODY
  if (referral !== undefined) {
    if (!(await beginDestruction(deps.store, { subjectId, askedBy: messageId, at }))) throw errors.retained_legal_hold()
    await enterOnce(deps.append, {
      ...{ entryId: messageId, action: Action.SUBJECT_ERASED, agency: to, referralId, subjectRef: referral.shareId },
      ...{ code: 'recalled', recipient: from, occurredAt: timestampFromDate(at) },
    })
    await deps.keysDatabase.erase(subjectId)
  }
  return async tx => {
    await holdReferral(tx, received)
    // It has come meanwhile: tried again, with it.
    if (referral === undefined && (await findKnownReferral(tx, referralId)) !== undefined)
      throw storeErrors.database_unavailable()
    await remember(tx)
    await eraseRows(tx, deps, { ...own, subjectId })
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
