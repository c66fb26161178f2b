import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { calledBack, confirmed, type Erasure } from '../domain/erasure.ts'
import { findErasure, lockErasure, saveErasure } from '../store/erasures.ts'
import { unrestrict } from '../store/restrictions.ts'
import { type Custodian, type CustodyDeps, erasureCode, note } from './custody.ts'

export interface SettleErasure {
  readonly erasureId: string
  readonly custodian: Custodian
}

/** By a second custodian. Throws `not_found`, `erasure_not_waiting` or `erasure_second_person`. */
export const confirmErasure = (deps: CustodyDeps) =>
  settle(deps, Action.ERASURE_CONFIRMED, (erasure, by) => confirmed(erasure, by))

/** By any custodian, while it waits; of one that was refused, all agencies are let in again. Throws as above. */
export const callBackErasure = (deps: CustodyDeps) =>
  settle(deps, Action.ERASURE_CALLED_BACK, erasure => calledBack(erasure))

const settle =
  (deps: CustodyDeps, action: Action, change: (erasure: Erasure, by: string) => Erasure) =>
  async ({ erasureId, custodian }: SettleErasure, replay: Replay): Promise<Erasure> => {
    const { store, now } = deps
    const known = await store.read(reader => findErasure(reader, erasureId))
    if (known === undefined) throw httpErrors.not_found()
    // Refused before the log says anything.
    change(known, custodian.user)
    await note(deps, { action, custodian, subjectRef: known.shareId, code: erasureCode(known) })
    return store.run(async tx => {
      const found = await lockErasure(tx, erasureId)
      if (found === undefined) throw httpErrors.not_found()
      const next = change(found, custodian.user)
      await saveErasure(tx, next, { at: now(), by: custodian.user })
      if (found.state === 'restricted') await unrestrict(tx, found.subjectId)
      return next
    }, replay)
  }
