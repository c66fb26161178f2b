import { Action, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { type Store, storeErrors, type Transaction } from '@amparo/store'
import { type Obstacle, RETAINED_ON } from '../domain/erasure.ts'
import { errors } from '../domain/errors.ts'
import { type Append, enterOnce } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import { findHeldLinks } from '../queries/held.ts'
import type { FindObstacles } from '../queries/obstacles.ts'
import { isDestructionBegun } from '../store/destructions.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import { addRecalledReferral, holdReferral } from '../store/recalls.ts'
import { restrict } from '../store/restrictions.ts'
import { beginDestruction } from './begin-destruction.ts'
import { eraseRows } from './erase-subject.ts'
import { isSame } from './open-case.ts'
import type { ReceivedMessage } from './open-message.ts'

export interface TakeRecallDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keysDatabase: Pick<KeysDatabase, 'erase'>
  readonly findObstacles: FindObstacles
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
 * the agency that sent the referral is heard. Throws `message_not_for_us`; one of `RETAINED_ON` where something stands against it here as it
 * would against erasing a person of this hub (rules: Retention), but for that referral: then access is restricted to the agency that has them.
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
  const heldLinks = await findHeldLinks(deps, subjectId)
  if (referral !== undefined) {
    const obstacle = await begin(deps, referral, { askedBy: messageId, at })
    if (obstacle !== undefined) throw errors[RETAINED_ON[obstacle]]()
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
    await eraseRows(tx, deps, { ...own, subjectId, heldLinks })
  }
}

/** Undefined: it is begun, now or before. */
async function begin(
  { store, findObstacles, append, newId }: TakeRecallDeps,
  { subjectId, shareId, referralId, from, to }: KnownReferral,
  { askedBy, at }: { readonly askedBy: string; readonly at: Date },
): Promise<Obstacle | undefined> {
  const isBegun = await store.read(reader => isDestructionBegun(reader, subjectId))
  const [standing] = isBegun ? [] : await findObstacles(subjectId, referralId)
  if (standing === undefined && (await beginDestruction(store, { subjectId, askedBy, at }))) return undefined
  const obstacle = standing?.code ?? 'legal_hold'
  await append({
    ...{ entryId: newId(), action: Action.ERASURE_REFUSED, agency: to, referralId, subjectRef: shareId },
    ...{ code: obstacle, recipient: from, occurredAt: timestampFromDate(at) },
  })
  await store.run(tx => restrict(tx, { subjectId, at }))
  return obstacle
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
