import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { decided, type Erasure, type ErasureReason, type Standing } from '../domain/erasure.ts'
import { errors } from '../domain/errors.ts'
import { addErasure, lockOpenErasure, lockSubject, saveErasure } from '../store/erasures.ts'
import { holdsOnPerson } from '../store/legal-holds.ts'
import { recordsLinkedWith } from '../store/record-links.ts'
import { restrict } from '../store/restrictions.ts'
import { type Custodian, type CustodyDeps, erasureCode, note, personNamed, refusalOf } from './custody.ts'
import { messages } from './messages.ts'

export interface RequestErasure {
  readonly subjectRef: string
  readonly reason: ErasureReason
  readonly custodian: Custodian
  readonly correlationId: string
}

/**
 * Asks that a person be erased. Where something stands against it (rules: Retention), access is restricted to the holding agency instead,
 * and the answer says what it is; else it waits for a second custodian and its time. Asked again for a person who is restricted, it is
 * looked at anew; access stays restricted. Throws `not_found` or `erasure_pending`.
 */
export const requestErasure =
  (deps: CustodyDeps) =>
  async ({ subjectRef, reason, custodian, correlationId }: RequestErasure, replay: Replay): Promise<Erasure> => {
    const { store, now, newId, log } = deps
    const { subjectId, shareId } = await personNamed(deps, subjectRef)
    const obstacles = await deps.findObstacles(subjectId)
    const linked = await store.read(reader => recordsLinkedWith(reader, subjectId))
    const requested = {
      ...{ erasureId: newId(), entryId: newId(), subjectId, shareId, reason },
      ...{ requestedBy: custodian.user, requestedAgency: custodian.agency, requestedAt: now() },
      linkedRecords: linked.length,
    }
    await note(deps, { action: Action.ERASURE_REQUESTED, custodian, subjectRef: shareId, code: erasureCode(requested) })
    if (obstacles.length > 0)
      await note(deps, {
        ...{ action: Action.ERASURE_REFUSED, custodian, subjectRef: shareId },
        code: refusalOf(obstacles),
      })
    const erasure = await store.run(async tx => {
      await replaceOpen(tx, subjectId, { at: requested.requestedAt, by: custodian.user })
      // One that was placed while others were asked.
      const placed: Standing[] = (await holdsOnPerson(tx, subjectId)).map(({ reviewOn }) => ({
        code: 'legal_hold',
        until: reviewOn,
      }))
      const others = obstacles.filter(({ code }) => code !== 'legal_hold')
      const erasure = decided(requested, [...placed, ...others], deps.delays)
      await addErasure(tx, erasure)
      if (erasure.state === 'restricted')
        await restrict(tx, { subjectId, erasureId: erasure.erasureId, at: requested.requestedAt })
      return erasure
    }, replay)
    messages['erasure.requested'](log, { erasureId: erasure.erasureId, state: erasure.state, correlationId })
    return erasure
  }

async function replaceOpen(tx: Transaction, subjectId: string, fate: { at: Date; by: string }): Promise<void> {
  if (!(await lockSubject(tx, subjectId))) throw httpErrors.not_found()
  const open = await lockOpenErasure(tx, subjectId)
  if (open === undefined) return
  if (open.state !== 'restricted') throw errors.erasure_pending()
  await saveErasure(tx, { ...open, state: 'replaced' }, fate)
}
