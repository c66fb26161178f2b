import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { type Store, storeErrors, type Transaction } from '@amparo/store'
import { type Obstacle, RETAINED_ON, refusedRecall, restricted, type Standing } from '../domain/erasure.ts'
import { errors } from '../domain/errors.ts'
import { enterOnce } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import { findFreeLinks } from '../queries/held.ts'
import type { FindObstacles } from '../queries/obstacles.ts'
import { enterDestruction, isDestructionEntered, stopDestruction } from '../store/destructions.ts'
import { addErasure, isRecallCalledBack, lockOpenErasure, lockSubject, saveErasure } from '../store/erasures.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import { addRecalledReferral, holdReferral } from '../store/recalls.ts'
import { restrict } from '../store/restrictions.ts'
import { beginDestruction } from './begin-destruction.ts'
import { eraseRows, lockToErase } from './erase-subject.ts'
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
 * would against erasing a person of this hub (rules: Retention), but for that referral: then access is restricted to the agency that has them
 * until a day of review.
 */
export async function takeRecall(
  deps: TakeRecallDeps,
  { received, from, referral, at }: Recalling,
): Promise<(tx: Transaction) => Promise<void>> {
  const { messageId, referralId, fromHub, to } = received
  if (referral !== undefined && !(isSame(referral.from, from) && isSame(referral.to, to)))
    throw errors.message_not_for_us()
  const remember = (tx: Transaction) => addRecalledReferral(tx, { referralId, fromHub, at })
  const recalledBy = { messageId, hub: fromHub, referralId, shareId: referral?.shareId }
  const own = { erasureId: messageId, at, correlationId: messageId, recalledBy }
  // Nobody has that id: nothing is removed, and the sender has it signed.
  const subjectId = referral?.subjectId ?? NOBODY
  const freeLinks = await findFreeLinks(deps, subjectId)
  if (referral !== undefined) {
    const obstacle = await begin(deps, referral, { askedBy: messageId, at })
    if (obstacle !== undefined) throw errors[RETAINED_ON[obstacle]]()
    await enterOnce(deps.append, {
      ...{ entryId: messageId, action: Action.SUBJECT_ERASED, agency: to, referralId, subjectRef: referral.shareId },
      ...{ code: 'recalled', recipient: from, occurredAt: timestampFromDate(at) },
    })
    await enter(deps, subjectId, at)
    await deps.keysDatabase.erase(subjectId)
  }
  return async tx => {
    await holdReferral(tx, received)
    // It has come meanwhile: tried again, with it.
    if (referral === undefined && (await findKnownReferral(tx, referralId)) !== undefined)
      throw storeErrors.database_unavailable()
    await remember(tx)
    await lockToErase(tx, { subjectId, freeLinks })
    await eraseRows(tx, deps, { ...own, subjectId, freeLinks })
  }
}

/** The log has it. Throws, to be tried again, where something was found to stand against it meanwhile. */
export async function enter({ store }: Pick<TakeRecallDeps, 'store'>, subjectId: string, at: Date): Promise<void> {
  if (!(await store.run(tx => enterDestruction(tx, subjectId, at)))) throw storeErrors.database_unavailable()
}

interface Asked {
  readonly askedBy: string
  readonly at: Date
}

/** Undefined: it is begun, now or before. What came against it before the log had it, however long that was away, still counts. */
async function begin(
  deps: TakeRecallDeps,
  referral: KnownReferral,
  { askedBy, at }: Asked,
): Promise<Obstacle | undefined> {
  const { store, findObstacles, append, newId } = deps
  const { subjectId, shareId, referralId, from, to } = referral
  const isEntered = await store.read(reader => isDestructionEntered(reader, subjectId))
  const standing = isEntered ? [] : await findObstacles(subjectId, referralId)
  if (standing.length === 0 && (await beginDestruction(store, { subjectId, askedBy, at }))) return undefined
  // Where none stood, an order is being placed.
  const obstacles: readonly Standing[] = standing.length > 0 ? standing : [{ code: 'legal_hold' }]
  const obstacle = obstacles[0]?.code ?? 'legal_hold'
  await append({
    ...{ entryId: newId(), action: Action.ERASURE_REFUSED, agency: to, referralId, subjectRef: shareId },
    ...{ code: obstacle, recipient: from, occurredAt: timestampFromDate(at) },
  })
  await store.run(tx => keepRefused(tx, newId(), { referral, obstacles, askedBy, at }))
  return obstacle
}

/**
 * Kept as a request of this hub is that was refused: custodians find it in their list, with the day on which it is looked at again. Who has let all
 * agencies in again is not overruled by a hub that asks each week.
 */
async function keepRefused(
  tx: Transaction,
  erasureId: string,
  { referral, obstacles, askedBy, at }: Asked & { referral: KnownReferral; obstacles: readonly Standing[] },
): Promise<void> {
  const { subjectId, shareId, to } = referral
  if (!(await lockSubject(tx, subjectId))) return
  // By another message, just now.
  if (await isDestructionEntered(tx, subjectId)) throw storeErrors.database_unavailable()
  await stopDestruction(tx, subjectId)
  const open = await lockOpenErasure(tx, subjectId)
  if (open === undefined ? await isRecallCalledBack(tx, subjectId) : open.state !== 'waiting') return
  // The message stands for who asked: nobody of this hub.
  const asked = { requestedBy: askedBy, requestedAgency: to.agencyId, requestedAt: at }
  const recall = { ...asked, erasureId, entryId: askedBy, subjectId, shareId }
  const refused = open === undefined ? refusedRecall(recall, obstacles) : restricted(open, obstacles, at)
  await (open === undefined ? addErasure(tx, refused) : saveErasure(tx, refused, { at }))
  await restrict(tx, { subjectId, erasureId: refused.erasureId, at })
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
