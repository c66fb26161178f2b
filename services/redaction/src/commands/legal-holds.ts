import { Action } from '@amparo/contracts'
import { httpErrors, requireStepUp, type SignIn } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { HoldAuthority, LegalHold } from '../domain/legal-hold.ts'
import { isBeingErased } from '../store/destructions.ts'
import { lockSubject } from '../store/erasures.ts'
import { addHold, announceHold, endAnnouncement, findHold, releaseHold } from '../store/legal-holds.ts'
import { type Custodian, type CustodyDeps, note, personNamed } from './custody.ts'

export interface PlaceHold {
  readonly subjectRef: string
  readonly authority: HoldAuthority
  readonly reference: string
  /** A day, at its beginning in UTC. */
  readonly reviewOn: Date
  readonly custodian: Custodian
}

/**
 * The person is not erased while it stands. Announced before the log is told, so that whoever takes entries away (ADR 55) and does not hear of it
 * when they ask meets its entry afterwards. Throws `not_found` (also where any record of them is being erased now) or `review_in_the_past`.
 */
export const placeHold =
  (deps: CustodyDeps) =>
  async ({ custodian, ...asked }: PlaceHold, replay: Replay): Promise<LegalHold> => {
    const { store, now, newId } = deps
    if (asked.reviewOn <= now()) throw errors.review_in_the_past()
    const { subjectId, shareId } = await personNamed(deps, asked.subjectRef)
    const { authority, reference, reviewOn } = asked
    const by = { placedAt: now(), placedBy: custodian.user, placedAgency: custodian.agency }
    const hold = { holdId: newId(), subjectId, shareId, authority, reference, reviewOn, ...by }
    await store.run(tx => announceHold(tx, hold))
    await note(deps, { action: Action.LEGAL_HOLD_PLACED, custodian, subjectRef: shareId, code: authority })
    const place = async (tx: Transaction): Promise<LegalHold> => {
      const isThere = await lockSubject(tx, subjectId)
      if (!isThere || (await isBeingErased(tx, subjectId))) throw httpErrors.not_found()
      await addHold(tx, hold)
      await endAnnouncement(tx, hold.holdId)
      return hold
    }
    return store.run(place, replay).catch(async (error: unknown) => {
      // What will not stand keeps nobody from being erased.
      if (isNotFound(error)) await store.run(tx => endAnnouncement(tx, hold.holdId))
      throw error
    })
  }

const isNotFound = (error: unknown): boolean => error instanceof AppError && error.kind === 'not_found'

interface LiftHold {
  readonly holdId: string
  readonly custodian: Custodian & SignIn
}

/** By another custodian of the agency that placed it. Throws `not_found` for one that does not stand; `hold_second_person`; `step_up_required`. */
export const liftHold =
  (deps: CustodyDeps) =>
  async ({ holdId, custodian }: LiftHold, replay: Replay): Promise<LegalHold> => {
    const { store, now } = deps
    const hold = await store.read(reader => findHold(reader, holdId))
    if (hold === undefined) throw httpErrors.not_found()
    const { shareId, authority, placedBy, placedAgency } = hold
    if (placedAgency !== custodian.agency || placedBy === custodian.user) throw errors.hold_second_person()
    requireStepUp(custodian, now())
    await note(deps, { action: Action.LEGAL_HOLD_RELEASED, custodian, subjectRef: shareId, code: authority })
    return store.run(async tx => {
      if (!(await releaseHold(tx, holdId, custodian.user, now()))) throw httpErrors.not_found()
      return hold
    }, replay)
  }
