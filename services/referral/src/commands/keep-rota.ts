import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Shift } from '../domain/shift.ts'
import { addShift, lockRota, overlaps, raiseRotaVersion, removeShift, rotaVersion } from '../store/rota.ts'
import type { Asking, Deps } from './deps.ts'

interface ChangeRota {
  readonly caller: Asking
  /** Of the rota on which the caller decided, if it says so. */
  readonly expectedVersion: number | undefined
  readonly replay: Replay
}

export interface PlanShift extends ChangeRota {
  readonly userId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly supervises: boolean
}

/** Puts a user of the caller's agency on duty. Throws shift_over, rota_changed, shift_overlaps. */
export const planShift =
  ({ run, now, newId }: Deps) =>
  ({ caller, replay, expectedVersion, ...times }: PlanShift): Promise<Shift> =>
    run(async tx => {
      if (times.endsAt <= now()) throw errors.shift_over()
      const shift = { id: newId(), ...times }
      await lockFor(tx, { caller, expectedVersion })
      if (await overlaps(tx, caller.agency, shift)) throw errors.shift_overlaps()
      await addShift(tx, { ...shift, agencyId: caller.agency, byUser: caller.user, at: now() })
      return shift
    }, replay)

export interface DropShift extends ChangeRota {
  readonly id: string
}

/** Throws no_such_shift, also for a shift of another agency; rota_changed. */
export const dropShift =
  ({ run, now }: Deps) =>
  ({ caller, id, expectedVersion, replay }: DropShift): Promise<void> =>
    run(async tx => {
      await lockFor(tx, { caller, expectedVersion })
      const removed = await removeShift(tx, { id, agencyId: caller.agency, byUser: caller.user, at: now() })
      if (!removed) throw errors.no_such_shift()
    }, replay)

async function lockFor(tx: Transaction, { caller: { agency }, expectedVersion }: Omit<ChangeRota, 'replay'>) {
  await lockRota(tx, agency)
  if (expectedVersion !== undefined && expectedVersion !== (await rotaVersion(tx, agency))) throw errors.rota_changed()
  await raiseRotaVersion(tx, agency)
}
