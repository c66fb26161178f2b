import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Shift } from '../domain/shift.ts'
import { shiftsFrom } from '../store/rota.ts'

export interface Rota {
  readonly shifts: readonly Shift[]
  /** Users who are on duty now. */
  readonly onDuty: readonly string[]
}

const MOST = 500

/** An agency's shifts, from those that run now on. */
export const getRota =
  ({ read }: Pick<Store, 'read'>, now: Clock) =>
  (agencyId: string): Promise<Rota> =>
    read(async reader => {
      const at = now()
      const shifts = await shiftsFrom(reader, agencyId, at, MOST)
      const running = shifts.filter(({ startsAt }) => startsAt <= at)
      return { shifts, onDuty: [...new Set(running.map(({ userId }) => userId))] }
    })
