import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Shift } from '../domain/shift.ts'
import { addShift, lockRota, overlaps, removeShift } from '../store/rota.ts'
import type { Asking, Deps } from './deps.ts'

export interface PlanShift {
  readonly caller: Asking
  readonly userId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly supervises: boolean
  readonly replay: Replay
}

/** Puts a user of the caller's agency on duty. Throws shift_overlaps. */
export const planShift =
  ({ run, now, newId }: Deps) =>
  ({ caller, replay, ...times }: PlanShift): Promise<Shift> =>
    run(async tx => {
      const shift = { id: newId(), ...times }
      await lockRota(tx, caller.agency)
      if (await overlaps(tx, caller.agency, shift)) throw errors.shift_overlaps()
      await addShift(tx, { ...shift, agencyId: caller.agency, byUser: caller.user, at: now() })
      return shift
    }, replay)

export interface DropShift {
  readonly caller: Asking
  readonly id: string
  readonly replay: Replay
}

/** Throws no_such_shift, also for a shift of another agency. */
export const dropShift =
  ({ run, now }: Deps) =>
  ({ caller, id, replay }: DropShift): Promise<void> =>
    run(async tx => {
      const removed = await removeShift(tx, { id, agencyId: caller.agency, byUser: caller.user, at: now() })
      if (!removed) throw errors.no_such_shift()
    }, replay)
