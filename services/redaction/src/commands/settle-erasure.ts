import { Action } from '@amparo/contracts'
import { httpErrors, requireStepUp, type SignIn } from '@amparo/http'
import type { Reader, Replay } from '@amparo/store'
import { calledBack, confirmed, type Erasure, mayEnd } from '../domain/erasure.ts'
import { findErasure, lockErasure, saveErasure } from '../store/erasures.ts'
import { findRestriction, unrestrict } from '../store/restrictions.ts'
import { type Custodian, type CustodyDeps, erasureCode, note } from './custody.ts'

export interface SettleErasure {
  readonly erasureId: string
  readonly custodian: Custodian & SignIn
}

/** By a second custodian. Throws `not_found`, `erasure_not_waiting` or `erasure_second_person`. */
export const confirmErasure =
  (deps: CustodyDeps) =>
  ({ erasureId, custodian }: SettleErasure, replay: Replay): Promise<Erasure> =>
    settle(deps, Action.ERASURE_CONFIRMED, { erasureId, custodian, replay }, async erasure => ({
      next: confirmed(erasure, custodian.user),
      endsRestriction: false,
    }))

/**
 * By any custodian, while it waits. All agencies are let in again where access was restricted, if it is a custodian of the agency that holds
 * the person, other than whoever asked, or the day of review has come; of one that was refused, nobody else calls it back. Throws as above,
 * `restriction_stands` or `step_up_required`.
 */
export const callBackErasure =
  (deps: CustodyDeps) =>
  ({ erasureId, custodian }: SettleErasure, replay: Replay): Promise<Erasure> =>
    settle(deps, Action.ERASURE_CALLED_BACK, { erasureId, custodian, replay }, async (erasure, reader) => {
      const { hub, now } = deps
      const restriction = await findRestriction(reader, erasure.subjectId)
      if (restriction === undefined) return { next: calledBack(erasure, true), endsRestriction: false }
      const ending = { by: custodian.user, agency: { hub, agencyId: custodian.agency }, at: now() }
      const endsRestriction = mayEnd(restriction, erasure, ending)
      const next = calledBack(erasure, endsRestriction)
      if (endsRestriction) requireStepUp(custodian, now())
      return { next, endsRestriction }
    })

interface Settled {
  readonly next: Erasure
  readonly endsRestriction: boolean
}

async function settle(
  deps: CustodyDeps,
  action: Action,
  { erasureId, custodian, replay }: SettleErasure & { readonly replay: Replay },
  change: (erasure: Erasure, reader: Pick<Reader, 'sql'>) => Promise<Settled>,
): Promise<Erasure> {
  const { store, now } = deps
  // Refused before the log says anything.
  const known = await store.read(async reader => {
    const found = await findErasure(reader, erasureId)
    if (found !== undefined) await change(found, reader)
    return found
  })
  if (known === undefined) throw httpErrors.not_found()
  await note(deps, { action, custodian, subjectRef: known.shareId, code: erasureCode(known) })
  return store.run(async tx => {
    const found = await lockErasure(tx, erasureId)
    if (found === undefined) throw httpErrors.not_found()
    const { next, endsRestriction } = await change(found, tx)
    await saveErasure(tx, next, { at: now(), by: custodian.user })
    if (endsRestriction) await unrestrict(tx, found.subjectId)
    return next
  }, replay)
}
